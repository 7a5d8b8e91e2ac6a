"""Which modules are loaded: by themselves, after a save, and when a user names them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import chain

from collectors.errors import PerfdashError
from collectors.framework.globs import Globs
from collectors.framework.links import LOADING
from collectors.framework.module import Framework, Kind, Module


def usual(framework: Framework) -> tuple[str, ...]:
    """Every command; without commands every module that refers to something, or else every one."""
    modules = framework.modules
    commands = [module for module in modules if module.kind is Kind.COMMAND]
    chosen = commands or [module for module in modules if module.references] or modules
    return tuple(module.path for module in chosen)


def touched(framework: Framework, saved: Iterable[str]) -> tuple[str, ...]:
    """The saved modules, then the usual targets whose load reaches one of them."""
    known = {module.path for module in framework.modules}
    first = dict.fromkeys(path for path in sorted(saved) if path in known)
    includers = _includers(framework) if first else {}
    reached = set(first)
    ahead = list(first)
    while ahead:
        new = set(includers.get(ahead.pop(), ())) - reached
        reached |= new
        ahead.extend(new)
    return tuple(first | dict.fromkeys(path for path in usual(framework) if path in reached))


def targets(framework: Framework, names: Iterable[str]) -> tuple[str, ...]:
    """The modules that a user means by paths, names or globs; all usual ones by nothing.

    Raises `PerfdashError` with the nearest known name when one of them means no module.
    """
    found = dict.fromkeys(chain.from_iterable(_meant(framework, name) for name in names))
    return tuple(found) or usual(framework)


def _includers(framework: Framework) -> dict[str, list[str]]:
    """By what is loaded: in a large framework most modules are loaded by nothing."""
    includers: dict[str, list[str]] = {}
    for module in framework.modules:
        for reference in module.references:
            if reference.syntax in LOADING:
                includers.setdefault(reference.path, []).append(module.path)
    return includers


def _meant(framework: Framework, name: str) -> tuple[str, ...]:
    path = name.removeprefix(f"{framework.root}/").removeprefix("./")
    glob = Globs.of((path.removeprefix("/"),))
    modules = framework.modules if path else ()
    exact = [it.path for it in modules if path in {it.path, it.name, *_short(it)}]
    meant = exact or [
        it.path
        for it in framework.modules
        if glob.match(it.path) or any(map(glob.match, _short(it)))
    ]
    if not meant:
        where = framework.root or "this framework"
        raise PerfdashError(f"{name!r} names no module of {where}{_nearest(framework, name)}")
    return tuple(meant)


def _short(module: Module) -> tuple[str, ...]:
    """The name without its slash, and without its plugin."""
    bare = module.name.removeprefix("/")
    plain = bare.rpartition(":")[2]
    return (bare, plain, f"/{plain}") if bare else ()


def _nearest(framework: Framework, name: str) -> str:
    known = [it for module in framework.modules for it in (module.name, module.path) if it]
    near = get_close_matches(name, known, n=1, cutoff=0.0)
    return f"; did you mean {near[0]!r}?" if near else ", which has none."
