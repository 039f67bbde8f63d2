"""The upkeep floor."""
