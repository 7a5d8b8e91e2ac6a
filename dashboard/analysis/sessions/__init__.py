"""What is to be thought of the dev sessions: pure functions of what a source said about them."""
