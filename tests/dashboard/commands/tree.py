"""Every command that there is."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dashboard.cli import cli


def tree(command: click.Command = cli, *words: str) -> Iterator[tuple[str, click.Command]]:
    """Each command with the words that call it, groups among them."""
    yield " ".join(words), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from tree(inner, *words, name)


GROUPS = tuple(words for words, it in tree() if isinstance(it, click.Group))
LEAVES = tuple((words, it) for words, it in tree() if not isinstance(it, click.Group))
EVERY = tuple(words for words, _ in tree())
