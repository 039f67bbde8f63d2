"""What Slack allows, as tables: one room for the kinds of rule, the others are data."""
