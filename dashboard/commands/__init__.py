"""What the commands do beneath what they print."""
