"""The reception: somebody knocks (a person or the clock) and is answered."""
