"""The faults floor."""
