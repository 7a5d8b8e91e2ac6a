"""A framework put together from its files, again and again at the cost of what changed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from collectors.config import Config
from collectors.errors import NoFrameworkError
from collectors.framework import context
from collectors.framework.footing import footing
from collectors.framework.grounds import printable
from collectors.framework.layout import Layout, lay_out
from collectors.framework.links import Links
from collectors.framework.module import (
    Content,
    Finding,
    Footing,
    Framework,
    Kind,
    Module,
    Stamp,
    Startup,
)
from collectors.framework.plugin import Manifest, Plugins, is_manifest, read_plugins
from collectors.framework.regular_file import FileRead, read
from collectors.framework.resolver import Resolver
from collectors.framework.shelf import Shelf
from collectors.framework.signposts import Signposts
from collectors.framework.survey import Survey
from collectors.framework.walk import Alias, Found
from collectors.framework.web import Web
from collectors.tokens import Tokenizer

_TEXTS = (".js", ".json", ".md", ".py", ".sh", ".toml", ".ts", ".txt", ".xml", ".yaml", ".yml")
_SHOWN_UNREAD = 3
_SOUGHT = attrgetter("sought")
_NO_PROMPTS = frozenset({Kind.OTHER, Kind.SETTINGS, Kind.HOOK, Kind.SKILL_FILE})


class _Plan(NamedTuple):
    """What follows from names alone: it holds until a file comes or goes."""

    paths: tuple[str, ...]
    aliases: tuple[Alias, ...]
    plugins: Plugins
    layout: Layout
    resolver: Resolver
    signposts: Signposts


class Assembly:
    """The framework at one root, as it lies there now."""

    def __init__(
        self,
        root: Path,
        config: Config,
        tokenizer: Tokenizer,
        *,
        remembered: Framework,
        contents: Mapping[str, Content],
    ) -> None:
        self._survey = Survey.around(root, config.framework)
        self._grounds = self._survey.grounds
        self._root_name = Path(self._grounds.root).name
        self._config = config
        self._tokenizer = tokenizer
        same = remembered.encoding == tokenizer.name
        self._shelf = Shelf(remembered.modules if same else (), contents if same else {}, tokenizer)
        self._manifests: dict[str, tuple[Stamp, bytes]] = {}
        self._plan: _Plan | None = None
        self._web = Web(config.framework.import_hops)
        self._startup: Startup | None = None

    def refresh(self, dirty: frozenset[str] = frozenset()) -> Generator[Content, None, Framework]:
        """Yield contents not seen before, return the framework.

        Only the saved paths are looked at, or everything when none is named. Raise
        `NoFrameworkError` when there is nothing that Claude Code or a framework would load.
        """
        try:
            looked_at = self._survey.refresh(dirty)
        except OSError as error:
            reason = error.strerror or error
            raise NoFrameworkError(f"{self._grounds.root}: cannot be listed: {reason}.") from error
        yield from self._read(looked_at if self._plan else self._survey.files, again=dirty)
        self._shelf.keep(self._survey.files)
        plan = self._planned()
        links = plan.signposts.links(self._shelf.texts)
        while imported := self._find_imported(links, plan.resolver):
            yield from self._read(imported)
            plan = self._planned()
            links = plan.signposts.links(self._shelf.texts)
        return self._framework(plan, links)

    def footing(self) -> Footing | None:
        """What the last refresh that looked at everything rests on.

        None when a file could not be read: nothing that is known of it tells when it can be.
        """
        kinds = {refusal.finding.kind for refusal in self._shelf.refusals.values()}
        if kinds & {"unreadable", "not-a-file"}:
            return None
        return footing(self._survey, self._config, self._tokenizer.name)

    def _read(
        self, paths: Iterable[str], *, again: frozenset[str] = frozenset()
    ) -> Iterator[Content]:
        for path in paths:
            fresh = self._shelf.consult(self._survey.files[path], again=path in again)
            if fresh:
                yield fresh

    def _planned(self) -> _Plan:
        """Lay out what has content, anew only when other files do than last time."""
        paths = tuple(sorted(self._shelf.texts))
        aliases, plugins = self._survey.tree.aliases, self._plugins(paths)
        plan = self._plan
        if plan is None or (paths, aliases, plugins) != (plan.paths, plan.aliases, plan.plugins):
            plan = self._plan = self._laid_out(paths, aliases, plugins)
            self._startup = None
        return plan

    def _laid_out(
        self, paths: tuple[str, ...], aliases: tuple[Alias, ...], plugins: Plugins
    ) -> _Plan:
        layout = lay_out(
            paths,
            root_name=self._root_name,
            aliases=aliases,
            plugins=plugins.plugins,
            kinds=self._config.framework.kinds,
        )
        resolver = Resolver(
            paths,
            grounds=self._grounds,
            include_roots=self._config.framework.include_roots,
            aliases=aliases,
        )
        signposts = Signposts(paths, layout.roles, resolver)
        return _Plan(paths, aliases, plugins, layout, resolver, signposts)

    def _plugins(self, paths: tuple[str, ...]) -> Plugins:
        plan = self._plan
        names = self._manifests if plan and plan.paths == paths else filter(is_manifest, paths)
        self._manifests = {path: self._manifest(self._survey.files[path]) for path in names}
        return read_plugins(
            Manifest(path, content) for path, (_, content) in self._manifests.items()
        )

    def _manifest(self, found: Found) -> tuple[Stamp, bytes]:
        known = self._manifests.get(found.path)
        if known and known[0] == found.stamp:
            return known
        result = read(found.file, found.path)
        return found.stamp, result.content if isinstance(result, FileRead) else b"{}"

    def _find_imported(self, links: Iterable[Links], resolver: Resolver) -> list[str]:
        """Take in files that are imported from where no walk looks."""
        imported: list[str] = []
        for each in filter(_SOUGHT, links):
            for mention in each.sought:
                candidates = resolver.candidates(mention, each.part.path)
                imported.extend(islice(filter(self._survey.find_imported, candidates), 1))
        return imported

    def _framework(self, plan: _Plan, links: Sequence[Links]) -> Framework:
        before = self._web.links
        linked = self._web.link(links)
        if not context.costs_the_same(before, links):
            self._startup = None
        startup = self._startup = self._startup or self._started(plan, linked.modules)
        if all(module.kind in _NO_PROMPTS for module in linked.modules):
            unread = (*self._survey.findings, *self._unread())
            raise NoFrameworkError(_nothing_in(printable(self._grounds.root), unread))
        findings = (*self._survey.findings, *self._unread(), *plan.plugins.findings)
        return Framework(
            root=printable(self._grounds.root),
            encoding=self._tokenizer.name,
            layout=plan.layout.words,
            modules=linked.modules,
            startup=startup,
            findings=tuple(sorted((*findings, *linked.findings), key=_by_place)),
            cycles=linked.cycles,
        )

    def _started(self, plan: _Plan, modules: Iterable[Module]) -> Startup:
        paths_and_roles = zip(plan.paths, plan.layout.roles, strict=True)
        return context.startup(
            {module.path: module for module in modules},
            self._shelf.contents,
            at_start={path: role.plugin for path, role in paths_and_roles if role.at_start},
            import_hops=self._config.framework.import_hops,
            config=self._config.context,
            tokenizer=self._tokenizer,
        )

    def _unread(self) -> Iterator[Finding]:
        """Why files were not read; that a picture of a skill is no text is no finding."""
        for path, refusal in self._shelf.refusals.items():
            if path.endswith(_TEXTS):
                yield refusal.finding


def _by_place(finding: Finding) -> tuple[str, int, str, str]:
    return finding.path, finding.line, finding.kind, finding.detail


def _nothing_in(root: str, unread: Sequence[Finding]) -> str:
    """What to say where nothing was found that could be read, whatever lies there."""
    what = "; ".join(f"{it.path} {it.detail}" for it in unread[:_SHOWN_UNREAD])
    return (
        f"{root}: no prompt framework here. perfdash looked for CLAUDE.md, for commands, agents,"
        " skills, rules or output styles in a .claude folder, for a plugin"
        " (.claude-plugin/plugin.json), for SKILL.md, and for commands/, components/ or modules/"
        " folders of Markdown. Name the folder that holds them, or see how it looks: perfdash demo."
        + (f" Not read: {what}." if what else "")
    )
