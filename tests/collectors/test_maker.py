"""What is made faster is no other thing."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from collectors.maker import maker
from collectors.session import Request, TokenUse


def test_a_value_that_was_made_is_of_its_kind() -> None:
    made = maker(Request)("r", "s", 5, "opus", TokenUse(1, 2))
    assert made == Request("r", "s", 5, "opus", TokenUse(1, 2))
    assert (type(made), hash(made)) == (Request, hash(Request("r", "s", 5, "opus", TokenUse(1, 2))))


def test_a_value_that_was_made_stays_as_it_is() -> None:
    made = maker(TokenUse)(1)
    with pytest.raises(FrozenInstanceError):
        setattr(made, fields(made)[0].name, 2)
