"""The front door: command line, settings, the Slack app, and the clock that ticks."""
