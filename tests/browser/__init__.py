"""The browser floor."""
