"""One floor per room of the house, plus the journeys through all of them."""
