"""Small records to store."""

from __future__ import annotations

from pathlib import Path

from collectors.framework.module import (
    Content,
    Finding,
    Framework,
    FrontMatter,
    Kind,
    Module,
    Stamp,
    Startup,
)
from collectors.framework.reference import Mention, Reference, Syntax
from collectors.model import Run, Sample, Trigger
from collectors.store import DAY, Store
from collectors.store.connection import Database

NOON = 1_800_014_400_000
"""A noon in UTC."""


def writer_at(folder: Path) -> Store:
    return Store.at(folder / "store.sqlite3", writable=True)


def reader_at(folder: Path) -> Store:
    return Store.at(folder / "store.sqlite3", writable=False)


def tick(at: int = NOON) -> Run:
    return Run(at, Trigger.TICK)


def load(value: float, *, at: int = 0, core: str = "0") -> Sample:
    return Sample("cpu_ratio", value, (("core", core),), at)


def pass_days(store: Store, *, until: int) -> None:
    """Tidy up every day: what is tidied up after longer waits until the clock is believed."""
    for now in range(NOON, until, DAY):
        store.maintain(now)
    store.maintain(until)


def values(store: Store) -> list[float]:
    return [value for _, _, value in store.measurements.samples(after=0, until=2**62)]


def times(store: Store) -> list[int]:
    return [at for at, _, _ in store.measurements.samples(after=0, until=2**62)]


def database(store: Store) -> Database:
    """The writing connection, to do to it what a disk would."""
    assert store._writer is not None
    return store._writer.db


def fill_disk(store: Store, *, spare_pages: int = 0) -> None:
    """Let the file grow by so many pages, no more."""
    db = database(store)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages + spare_pages}")


def free_disk(store: Store) -> None:
    database(store).execute("PRAGMA max_page_count=1073741823")


def bulky(number: int) -> Content:
    """A content that takes more than a page."""
    return Content(f"{number:032x}", 1, 1, 1, FrontMatter(), "x" * 5_000, (), ())


def content(number: int = 1) -> Content:
    return Content(
        digest=f"{number:032x}",
        bytes=100,
        tokens=20,
        injected_tokens=18,
        front_matter=FrontMatter(
            name="plan",
            description="Plan the work",
            when_to_use="when lost",
            argument_hint="[goal]",
            paths=("src/**",),
            skills=("review",),
            model_invocable=False,
            lines=7,
        ),
        summary="It plans.",
        mentions=(Mention("@a.md", Syntax.AT_IMPORT, 3, 2), Mention("b", Syntax.BARE_PATH, 4)),
        problems=(Finding("front-matter", "", 2, "not valid YAML"),),
    )


def module(path: str = "commands/plan.md", tokens: int = 20) -> Module:
    return Module(
        path=path,
        kind=Kind.COMMAND,
        name="/plan",
        digest="d" * 32,
        bytes=100,
        tokens=tokens,
        eager_tokens=30,
        full_tokens=40,
        dependents=2,
        references=(
            Reference("@a.md", "commands/a.md", Syntax.AT_IMPORT, 3, 2, found=True),
            Reference("gone.md", "", Syntax.MARKDOWN_LINK, 9, 1, found=False),
        ),
        stamp=Stamp(2**64 - 1, 2**63 + 1, 100, 1_700_000_000_000_000_001, 5),
    )


def framework(*modules: Module) -> Framework:
    return Framework(
        root="/home/dev/framework",
        layout="a Claude Code project",
        modules=modules or (module(),),
        startup=Startup(1, 2, 3, 4, 5, 6),
        findings=(Finding("missing-target", "commands/plan.md", 9, "gone.md"),),
        cycles=(("a.md", "b.md", "a.md"),),
    )


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)
