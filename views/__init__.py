"""How things look in Slack: plain values in, text and blocks out, and forms back to plain values."""
