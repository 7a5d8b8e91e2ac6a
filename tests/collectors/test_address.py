"""Where a webhook may lead."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.address import Address, address
from collectors.errors import ConfigError


def test_an_https_address_is_taken_with_its_query() -> None:
    found = address("https://hooks.example.com/T1/B2?x=1")
    assert found == Address(secure=True, host="hooks.example.com", port=443, path="/T1/B2?x=1")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "[::1]"])
def test_http_is_taken_on_this_machine(host: str) -> None:
    assert address(f"http://{host}:8080").is_local
    assert address(f"http://{host}:8080").port == 8080


@pytest.mark.parametrize(
    "text",
    [
        "http://example.com/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://0.0.0.0/",
        "ftp://localhost/",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@example.com/",
        "https://example.com:99999/",
        "https://example.com/\r\nX: y",
        "https://exämple.com/",
        "example.com",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"notify\.webhook"):
        address(text)


def test_a_refusal_does_not_tell_the_secret_in_the_address() -> None:
    with pytest.raises(ConfigError) as refusal:
        address("http://example.com/s3cret")
    assert "s3cret" not in str(refusal.value)


@given(st.text())
def test_no_text_crashes_it(text: str) -> None:
    with suppress(ConfigError):
        assert address(f"https://{text}").secure
