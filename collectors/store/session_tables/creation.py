"""How the tables of sessions are created.

Ids are numbers (`ids`), unknown times 0, unknown names empty. A row's revision is that of the
session's last change which touched it, so that a reader asks for what is new. Tables with the
index `…_session` are read by session and revision alone.
"""

from __future__ import annotations

_TOKENS = """
        input_tokens INTEGER NOT NULL,
        output_tokens INTEGER NOT NULL,
        cache_creation_5m_input_tokens INTEGER NOT NULL,
        cache_creation_1h_input_tokens INTEGER NOT NULL,
        cache_read_input_tokens INTEGER NOT NULL,"""

CREATED = (
    """CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        root TEXT NOT NULL,
        version TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        in_flight_since INTEGER NOT NULL,
        reported_cost_usd REAL,
        forked INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        shrunk INTEGER NOT NULL DEFAULT 0 -- the revision at which another session took rows of it
    ) STRICT""",
    "CREATE INDEX session_revision ON session (revision)",
    "CREATE INDEX session_last_at ON session (last_at)",
    f"""CREATE TABLE request (
        id INTEGER NOT NULL UNIQUE,
        session INTEGER NOT NULL REFERENCES session,
        ended_at INTEGER NOT NULL,
        model TEXT NOT NULL,{_TOKENS}
        turn INTEGER NOT NULL,
        agent INTEGER NOT NULL,
        agent_type TEXT NOT NULL,
        key INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        start_exact INTEGER NOT NULL,
        first_token_seconds REAL,
        thinking_seconds REAL NOT NULL,
        stop_reason TEXT NOT NULL,
        error TEXT NOT NULL,
        shape TEXT NOT NULL,
        skill TEXT NOT NULL,
        speed TEXT NOT NULL,
        geography TEXT NOT NULL,
        web_searches INTEGER NOT NULL,
        claim INTEGER NOT NULL,
        message INTEGER NOT NULL,
        cause INTEGER NOT NULL,
        revision INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX request_session ON request (session, revision)",
    "CREATE INDEX request_key ON request (key) WHERE key <> 0",
    """CREATE TABLE tool_call (
        id INTEGER NOT NULL UNIQUE,
        session INTEGER NOT NULL REFERENCES session,
        name TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        turn INTEGER NOT NULL,
        request INTEGER NOT NULL,
        agent INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        permission_seconds REAL,
        claim INTEGER NOT NULL,
        revision INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX tool_call_session ON tool_call (session, revision)",
    """CREATE TABLE turn (
        id INTEGER NOT NULL UNIQUE,
        session INTEGER NOT NULL REFERENCES session,
        started_at INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        reported_seconds REAL,
        command TEXT NOT NULL,
        by_user INTEGER NOT NULL,
        interrupted INTEGER NOT NULL,
        claim INTEGER NOT NULL,
        revision INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX turn_session ON turn (session, revision)",
    """CREATE TABLE compaction (
        id INTEGER NOT NULL UNIQUE,
        session INTEGER NOT NULL REFERENCES session,
        at INTEGER NOT NULL,
        turn INTEGER NOT NULL,
        trigger TEXT NOT NULL,
        pre_tokens INTEGER NOT NULL,
        post_tokens INTEGER NOT NULL,
        seconds REAL NOT NULL,
        claim INTEGER NOT NULL,
        revision INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX compaction_session ON compaction (session, revision)",
    """CREATE TABLE retry (
        id INTEGER NOT NULL UNIQUE,
        session INTEGER NOT NULL REFERENCES session,
        at INTEGER NOT NULL,
        turn INTEGER NOT NULL,
        status TEXT NOT NULL,
        seconds REAL NOT NULL,
        claim INTEGER NOT NULL,
        revision INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX retry_session ON retry (session, revision)",
    f"""CREATE TABLE telemetry (
        key INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        session INTEGER NOT NULL,
        tool TEXT NOT NULL,
        seconds REAL,
        first_token_seconds REAL,
        permission_seconds REAL,
        model TEXT NOT NULL,{_TOKENS}
        source TEXT NOT NULL,
        seen INTEGER NOT NULL DEFAULT 0 -- whether a transcript shows the request too
    ) STRICT""",
    "CREATE INDEX telemetry_hidden ON telemetry (session) WHERE seen = 0 AND tool = ''",
    """CREATE TABLE transcript (
        file INTEGER PRIMARY KEY,
        session INTEGER NOT NULL,
        device INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        offset INTEGER NOT NULL,
        head TEXT NOT NULL,
        head_bytes INTEGER NOT NULL,
        modified_ms INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        broken_lines INTEGER NOT NULL,
        unknown TEXT NOT NULL,
        carry BLOB NOT NULL,
        at INTEGER NOT NULL, -- when it was last read from
        revision INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX transcript_revision ON transcript (revision)",
    """CREATE TABLE rating (
        session INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        stars INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE session_state (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
"""What version 5 has besides."""
