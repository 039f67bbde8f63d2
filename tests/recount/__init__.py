"""Digests held against a count of their own, taken from the tables by plain SQL."""
