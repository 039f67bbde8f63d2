"""The sandbox's floor: the local workspace against the real slack_sdk and slack_bolt."""
