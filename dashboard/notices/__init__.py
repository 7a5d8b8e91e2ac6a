"""How alerts are told outside of the screen; nothing here draws, and nothing here is waited for."""
