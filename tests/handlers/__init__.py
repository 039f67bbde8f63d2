"""The handlers floor."""
