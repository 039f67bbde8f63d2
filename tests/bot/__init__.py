"""The front door floor."""
