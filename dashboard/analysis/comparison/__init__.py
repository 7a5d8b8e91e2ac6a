"""How a framework stands against its baseline, and what brought each change about."""
