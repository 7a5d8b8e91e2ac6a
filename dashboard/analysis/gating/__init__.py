"""What `perfdash check` fails on."""
