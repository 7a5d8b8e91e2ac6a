"""How tests hold an export against the schema that ships with it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import orjson
from jsonschema import Draft202012Validator


def check(document: object, name: str) -> None:
    """Fail with the first difference from a schema, or from the rules for schemas."""
    _validator(name).validate(document)


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = orjson.loads(files("dashboard.export").joinpath(name).read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)
