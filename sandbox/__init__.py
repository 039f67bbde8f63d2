"""A local Slack workspace, to try and test the bot without Slack."""
