"""Names that attack a terminal, on every screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.framework.module import Finding, Framework
from collectors.framework.reference import Reference, Syntax
from collectors.model import Run, Trigger
from dashboard.analysis.alerting.concern import concerns
from dashboard.analysis.comparison.standing import Cause
from dashboard.analysis.health import Bottleneck, Health, Target
from dashboard.analysis.verdict import Verdict
from dashboard.drilldown.screen import ModuleScreen
from dashboard.evidence.text_change import Sign, TextChange, TextLine
from dashboard.feed import Feed
from dashboard.messages import EvidenceAsked, ModuleOpened, ReadingTaken, TextsRead
from dashboard.reading import Reading
from dashboard.revision import Revision
from tests.dashboard.builders import NOW, a_module
from tests.dashboard.fakes import FakeSource, an_app, press, seen, settle
from tests.dashboard.harbor import a_reading
from tests.dashboard.worse import a_worse_reading

NAMES = (
    "\x1b]0;PWNED\x07",
    "\x1b[2J\x1b[31mred",
    "\x9b31m",
    "[/]",
    "[/",
    "[link=http://evil]x[/link]",
    "[@click=app.quit]x[/]",
    "two\nlines\rand\ttabs",
    "\u202egnp.exe",
    "bytes\udcff\udc80",
    "-rf",
    "=cmd|calc",
    "\x00nul",
    "x" * 255,
    "界" * 120,
)
LOADED = ".claude/commands/release.md"


def hostile_reading() -> Reading:
    """Every name as module, target, finding, alert and save."""
    reading = a_reading()
    modules = tuple(
        replace(
            a_module(name, tokens=9_000 - number, references=_references(number)),
            name=f"/{name}",
            dependents=1,
        )
        for number, name in enumerate(NAMES)
    )
    framework = Framework(
        f"/home/{NAMES[0]}",
        modules=modules,
        findings=tuple(Finding(name, name, 1, name) for name in NAMES),
    )
    series = tuple(
        replace(one, labels=tuple((key, _renamed(value)) for key, value in one.labels))
        for one in reading.snapshot.series
    )
    snapshot = replace(
        reading.snapshot,
        framework=framework,
        series=series,
        runs=(Run(NOW - 9_000, Trigger.SAVE, NAMES),),
    )
    return replace(reading, snapshot=snapshot)


def _references(number: int) -> tuple[Reference, ...]:
    """To all names from the first, which is opened most, and to the one before from the others."""
    others = NAMES[number - 1 : number] or NAMES
    return (
        *(Reference(other, other, Syntax.AT_IMPORT, 1, 1, found=True) for other in others),
        Reference(f"gone {NAMES[number]}", "", Syntax.INCLUDE_PATH, 2, 3, found=False),
    )


def _renamed(value: str) -> str:
    return NAMES[0] if value == LOADED else value


def harmless(text: str) -> bool:
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_no_name_reaches_the_overview_unescaped(size: tuple[int, int]) -> None:
    app = an_app(source=FakeSource(hostile_reading()), root=Path("/home/[/]\x1b[2J"))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for number in "123456":
            await press(pilot, number)
            assert harmless(seen(app))
        assert app.is_running


async def test_no_name_reaches_a_module_unescaped() -> None:
    app = an_app(source=FakeSource(hostile_reading()))
    async with app.run_test(size=(160, 48)) as pilot:
        await settle(pilot)
        for name in NAMES:
            app.post_message(ModuleOpened(name))
            await settle(pilot)
            assert isinstance(app.screen, ModuleScreen)
            assert app.screen.path == name
            assert harmless(seen(app))
            await press(pilot, "escape")
        assert app.is_running


async def test_no_name_reaches_a_small_module_unescaped() -> None:
    app = an_app(source=FakeSource(hostile_reading()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        for number in "123456":
            await press(pilot, number)
            assert harmless(seen(app))


async def test_no_name_reaches_a_toast_or_the_bottom_line_unescaped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "[/]x[@click=app.quit]\x1b]0;PWNED\x07"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    source = FakeSource(hostile_reading())
    app = an_app(source=source)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        written = seen(app)
        source.failure = "[/] \x1b[2J cannot be read"
        app.take_reading()
        await settle(pilot)
        failed = seen(app)
    assert "snapshot written" in written
    assert "cannot be read" in failed
    assert harmless(written + failed)


def worse_reading() -> Reading:
    """Every name as module, cause, author, subject and alert of what got worse."""
    reading = a_worse_reading()
    modules = tuple(
        replace(module, path=_hostile(module.path), name="")
        for module in reading.snapshot.framework.modules
    )
    regressions = tuple(
        replace(
            it,
            module=_hostile(it.module) if it.module else NAMES[number % len(NAMES)],
            part=NAMES[number % len(NAMES)],
            detail=NAMES[number % len(NAMES)],
            moved_to=NAMES[number % len(NAMES)],
            cause=Cause(NOW - number, NAMES[0], NAMES[1], NAMES[2], NAMES),
        )
        for number, it in enumerate(reading.verdict.regressions)
    )
    alerts = tuple(
        replace(it, title=NAMES[number % len(NAMES)], labels=(("module", NAMES[0]),), detail=name)
        for number, (it, name) in enumerate(
            zip(reading.verdict.alerts, NAMES * len(reading.verdict.alerts), strict=False)
        )
    )
    bottlenecks = tuple(Bottleneck(name, name, 1.0, "tokens", 0.5, name) for name in NAMES)
    targets = tuple(
        Target(name, name, "tokens", 1.0, 2.0, below=False, subject=name) for name in NAMES
    )
    snapshot = replace(
        reading.snapshot,
        framework=replace(reading.snapshot.framework, modules=modules),
        baseline=replace(reading.snapshot.baseline, name=NAMES[1], revision=NAMES[0]),
    )
    verdict = Verdict(alerts, regressions, Health("F", 0, 15, targets), bottlenecks)
    return replace(reading, snapshot=snapshot, verdict=verdict)


def _hostile(path: str) -> str:
    return NAMES[len(path) % len(NAMES)] + path


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_no_name_reaches_alerts_or_evidence_unescaped(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = worse_reading()
    lines = tuple(TextLine(Sign.ADDED, name) for name in NAMES)
    changes = tuple(TextChange(name, lines, 1, 0, name) for name in NAMES)
    monkeypatch.setattr(Feed, "texts", lambda _, concern, __: TextsRead(concern.key, changes))
    monkeypatch.setattr(Feed, "read", lambda _: ReadingTaken(reading, Revision()))
    app = an_app(source=FakeSource(reading))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert harmless(seen(app))
        await press(pilot, "v")
        for number in "1234561":
            await press(pilot, number)
            assert harmless(seen(app))
        for place, concern in enumerate(concerns(reading.verdict, reading.snapshot).active):
            app.post_message(EvidenceAsked(concern.key))
            await settle(pilot)
            await press(pilot, str(place % 4 + 1))
            assert harmless(seen(app))
            await press(pilot, "S")
            assert harmless(seen(app))
            await press(pilot, "escape", "escape")
        assert app.is_running


async def test_no_typed_filter_is_markup() -> None:
    app = an_app(source=FakeSource(hostile_reading()))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "left_square_bracket", "slash", "right_square_bracket")
        assert "filter [/]" in seen(app)
