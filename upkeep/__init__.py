"""What is true: the rules of keeping a relationship. No I/O, no clock."""
