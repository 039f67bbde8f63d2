"""The journeys floor."""
