"""Understand a prompt framework on disk: what it is made of, and what loads what.

What a framework is made of is told in frozen dataclasses, as everywhere. What the files here hand
to each other on the way are named tuples: a scan makes the classes anew each time it starts, and
that takes a dataclass five times as long.
"""
