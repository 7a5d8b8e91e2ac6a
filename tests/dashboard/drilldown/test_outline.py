from __future__ import annotations

import re
from dataclasses import replace

from collectors.framework.reference import Reference, Syntax
from dashboard.reading import Reading
from tests.dashboard.fakes import FakeSource, an_app, press, resize, seen, settle
from tests.dashboard.harbor import a_reading

LINES = range(10_001, 10_061)


async def test_the_scrollbar_of_an_outline_hides_no_end_of_a_line() -> None:
    app = an_app(source=FakeSource(_naming_much(a_reading())))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2", "z")
        zoomed = re.findall(r"line (\d+)", seen(app))
        await resize(pilot, 80, 24)
        smaller = re.findall(r"line (\d+)", seen(app))
    assert zoomed == [str(line) for line in LINES[: len(zoomed)]] != []
    assert smaller == [str(line) for line in LINES[: len(smaller)]] != []


def _naming_much(reading: Reading) -> Reading:
    framework = reading.snapshot.framework
    target = f"docs/{'long/' * 40}name.md"
    names = tuple(
        Reference(target, "", Syntax.MARKDOWN_LINK, line, 1, found=False) for line in LINES
    )
    modules = tuple(replace(module, references=names) for module in framework.modules)
    framework = replace(framework, modules=modules)
    return replace(reading, snapshot=replace(reading.snapshot, framework=framework))
