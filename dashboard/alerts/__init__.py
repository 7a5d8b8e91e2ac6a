"""The screen of what asks for attention, and what is known of it."""
