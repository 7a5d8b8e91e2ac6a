"""What Claude Code's OpenTelemetry says of a session, taken in over HTTP on this machine."""
