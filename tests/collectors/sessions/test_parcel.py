from __future__ import annotations

from collectors.flat_record import Flattened, record, row
from collectors.session import Compaction, Request, Retry, Session, TokenUse, ToolCall, Turn
from collectors.session_progress import Transcript
from collectors.sessions.parcel import packed, unpacked


def test_records_of_every_kind_arrive_as_they_were() -> None:
    told: tuple[Flattened, ...] = (
        Request("r", "s", 5, "opus", TokenUse(1, 2, 3, 4, 5), first_token_seconds=0.5, claim=7),
        ToolCall("c", "s", "Bash", 3, failed=True, permission_seconds=1.5),
        Turn("t", "s", 1, command="/plan", by_user=False),
        Compaction("p", "s", 9, trigger="auto", pre_tokens=10),
        Retry("y", "s", 4, status="529"),
        Session("s", "/work/ä", "2.1.328", reported_cost_usd=0.25),
        Transcript("f", "s", offset=100, unknown=(("new", 2),), carry=b'{"format":1}'),
    )
    arrived = unpacked(packed([*map(row, told)]))
    assert tuple(map(record, arrived.rows)) == told
