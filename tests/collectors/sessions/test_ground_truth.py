"""What is read of made-up sessions is what is true of them, whatever their lines look like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from genai_prices import Usage, calc_price

from collectors.prices.model_name import plain
from collectors.prices.place import shipped
from collectors.prices.table import PriceTable
from collectors.session import Request, TokenUse, hashed
from dashboard.analysis.sessions.cost import of_requests
from dashboard.analysis.sessions.spending import hidden_usd
from dashboard.analysis.sessions.sums import together
from tests.transcripts.library import Library, library
from tests.transcripts.plan import UNPRICED, Plan, Style
from tests.transcripts.reading import Read, read, read_while_written
from tests.transcripts.truth import Answer

PRICES = PriceTable(shipped().prices)
STYLES = [*Style]


@pytest.fixture(scope="module", params=range(20), ids=lambda seed: f"seed{seed}")
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Library, Read]:
    """What was made up, and what was understood of it."""
    seed = int(request.param)
    made = library(Plan(seed=seed, style=STYLES[seed % len(STYLES)]))
    return made, read(tmp_path_factory.mktemp("truth"), made)


def requests(found: Read) -> Iterator[Request]:
    """Those that were answered."""
    for rows in found.rows:
        yield from (it for it in rows.requests if it.model != "<synthetic>")


def summed(pairs: Iterable[tuple[str, TokenUse]]) -> dict[str, TokenUse]:
    sums: dict[str, TokenUse] = defaultdict(TokenUse)
    for key, tokens in pairs:
        sums[key] += tokens
    return dict(sums)


def per_session(made: Library, count: Callable[[str], object]) -> dict[str, object]:
    """A figure of every session, by the id that it is kept under."""
    return {hashed(session): count(session) for session in made.truth.roots}


def test_tokens_of_each_kind_are_exact_by_model(told: tuple[Library, Read]) -> None:
    made, found = told
    usages = (usage for it in found.sessions.summaries for usage in it.usages)
    true = summed((it.model, it.tokens) for it in made.truth.answers)
    assert summed((it.model, it.tokens) for it in requests(found)) == true
    assert summed((usage.model, usage.tokens) for usage in usages) == true


def test_tokens_are_exact_by_session(told: tuple[Library, Read]) -> None:
    made, found = told
    true = summed((hashed(it.session), it.tokens) for it in made.truth.answers)
    assert summed((it.session, it.tokens) for it in requests(found)) == true


def test_each_request_is_counted_once(told: tuple[Library, Read]) -> None:
    made, found = told
    true = Counter((hashed(it.session), it.model) for it in made.truth.answers)
    assert Counter((it.session, it.model) for it in requests(found)) == true
    assert sum(it.requests for it in found.sessions.summaries) == len(made.truth.answers)


def test_requests_took_as_long_as_they_took(told: tuple[Library, Read]) -> None:
    made, found = told
    true = sorted((it.started_at, it.ended_at, it.exact) for it in made.truth.answers)
    assert sorted((it.started_at, it.ended_at, it.start_exact) for it in requests(found)) == true


def test_thinking_took_as_long_as_it_took(told: tuple[Library, Read]) -> None:
    made, found = told
    true = sorted((it.ended_at, it.thinking_ms) for it in made.truth.answers)
    seen = sorted((it.ended_at, round(it.thinking_seconds * 1000)) for it in requests(found))
    assert seen == true


def test_tools_are_counted_and_timed(told: tuple[Library, Read]) -> None:
    made, found = told
    calls = [call for rows in found.rows for call in rows.tool_calls]
    true = [
        (hashed(it.session), it.name, it.started_at, it.ended_at, it.failed)
        for it in made.truth.calls
    ]
    ended = [(it.session, it.name, it.started_at, it.ended_at, it.failed) for it in calls]
    assert sorted(ended) == sorted(true)


def test_tools_add_up_in_the_sums(told: tuple[Library, Read]) -> None:
    made, found = told
    calls, errors, took = Counter[str](), Counter[str](), Counter[str]()
    for use in (use for it in found.sessions.summaries for use in it.tools):
        calls[use.name] += use.calls
        errors[use.name] += use.errors
        took[use.name] += round(use.seconds * 1000)
    assert calls == Counter(it.name for it in made.truth.calls)
    assert +errors == Counter(it.name for it in made.truth.calls if it.failed)
    for name, milliseconds in took.items():
        true = sum(it.ended_at - it.started_at for it in made.truth.calls if it.name == name)
        assert abs(milliseconds - true) <= calls[name]


def test_failures_retries_and_compactions_are_counted_once(told: tuple[Library, Read]) -> None:
    made, found = told
    truth = made.truth
    seen = {
        it.session.id: (it.failures, it.retries, it.compactions) for it in found.sessions.summaries
    }
    assert seen == per_session(
        made, lambda it: (truth.failures[it], truth.retries[it], truth.compactions[it])
    )


def test_turns_are_those_of_the_prompts(told: tuple[Library, Read]) -> None:
    made, found = told
    true = sorted(
        (hashed(it.session), it.started_at, it.command, it.interrupted, it.reported_ms or 0)
        for it in made.truth.prompts
    )
    turns = [turn for rows in found.rows for turn in rows.turns]
    seen = sorted(
        (
            it.session,
            it.started_at,
            it.command,
            it.interrupted,
            round((it.reported_seconds or 0) * 1000),
        )
        for it in turns
    )
    assert seen == true


def test_commands_have_the_tokens_of_their_turns(told: tuple[Library, Read]) -> None:
    made, found = told
    true = summed((it.command, it.tokens) for it in made.truth.answers if it.command)
    spent = together(found.sessions.summaries, PRICES).commands
    seen = {it.name: it for it in spent if not it.skill}
    assert {name: it.tokens for name, it in seen.items() if it.tokens.total} == true
    invocations = Counter(it.command for it in made.truth.prompts if it.command)
    assert {name: it.invocations for name, it in seen.items()} == invocations


def test_what_it_cost_is_what_the_library_of_prices_says(told: tuple[Library, Read]) -> None:
    made, found = told
    true = sum((dollars(it) for it in made.truth.answers if it.model != UNPRICED), Decimal(0))
    unpriced = sum(it.model == UNPRICED for it in made.truth.answers)
    one_by_one = of_requests(requests(found), PRICES)
    grouped = together(found.sessions.summaries, PRICES).cost
    assert (one_by_one.usd, one_by_one.unpriced_requests) == (true, unpriced)
    assert (grouped.usd, grouped.unpriced_requests) == (true, unpriced)


def dollars(answer: Answer) -> Decimal:
    """What a request costs, as another program works it out; it knows no region's factor."""
    tokens = answer.tokens
    usage = Usage(
        input_tokens=tokens.prompt_tokens,
        cache_read_tokens=tokens.cache_read_input_tokens,
        cache_write_tokens=tokens.cache_creation_input_tokens,
        cache_write_1h_tokens=tokens.cache_creation_1h_input_tokens,
        output_tokens=tokens.output_tokens,
    )
    price = calc_price(
        usage,
        plain(answer.model),
        provider_id="anthropic",
        genai_request_timestamp=datetime.fromtimestamp(answer.ended_at / 1000, UTC),
        price_context={"speed": "fast"} if answer.fast else None,
    ).total_price
    factor = Decimal("1.1") if answer.us else 1
    return price * factor + Decimal(answer.searches) / 100


def test_what_no_line_tells_of_is_found_by_the_total(told: tuple[Library, Read]) -> None:
    made, found = told
    unpriced = {it.session for it in made.truth.answers if it.model == UNPRICED}
    for summary in found.sessions.summaries:
        (session,) = (it for it in made.truth.roots if hashed(it) == summary.session.id)
        expected = made.truth.hidden_usd.get(session)
        if session in made.truth.forks or session in unpriced:
            expected = None
        seen = hidden_usd(summary.session, together((summary,), PRICES).cost)
        assert seen == (None if expected is None else pytest.approx(expected, abs=1e-5))


def test_forks_are_told_apart(told: tuple[Library, Read]) -> None:
    made, found = told
    seen = {it.session.id: it.session.forked for it in found.sessions.summaries}
    assert seen == per_session(made, lambda session: session in made.truth.forks)


def test_sessions_began_where_they_began(told: tuple[Library, Read]) -> None:
    made, found = told
    seen = {it.session.id: it.session.root for it in found.sessions.summaries}
    assert seen == per_session(made, lambda session: made.truth.roots[session])


def test_what_was_not_understood_is_counted(told: tuple[Library, Read]) -> None:
    made, found = told
    assert Counter(dict(found.sessions.unknown)) == made.truth.unknown
    assert found.sessions.broken_lines == made.truth.broken


@pytest.mark.parametrize("style", STYLES)
def test_what_is_read_while_it_is_written_is_the_same(tmp_path: Path, style: Style) -> None:
    made = library(Plan(seed=50, style=style, forks=0.5))
    whole = read(tmp_path / "whole", made)
    assert known(read_while_written(tmp_path / "live", made, every=37)) == known(whole)


def known(found: Read) -> list[object]:
    """All that must not depend on when it was read."""
    requests_of = [
        (it.id, it.session, it.turn, it.tokens.total, it.started_at, it.ended_at, it.stop_reason)
        for it in requests(found)
    ]
    calls = [
        (it.id, it.session, it.turn, it.name, it.started_at, it.ended_at, it.failed)
        for rows in found.rows
        for it in rows.tool_calls
    ]
    turns = [
        (it.id, it.session, it.started_at, it.ended_at, it.command, it.interrupted)
        for rows in found.rows
        for it in rows.turns
    ]
    retries = [(it.id, it.session, it.turn) for rows in found.rows for it in rows.retries]
    compactions = [(it.id, it.session, it.turn) for rows in found.rows for it in rows.compactions]
    return [
        sorted(requests_of),
        sorted(calls),
        sorted(turns),
        sorted(retries),
        sorted(compactions),
    ]
