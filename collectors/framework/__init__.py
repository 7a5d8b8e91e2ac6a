"""Understand a prompt framework on disk: what it is made of, and what loads what."""
