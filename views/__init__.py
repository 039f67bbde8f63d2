"""How things look in Slack: plain values in, text and blocks out; forms in, plain values out."""
