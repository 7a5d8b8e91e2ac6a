"""How tests hold an export against the schema that ships with it."""

from __future__ import annotations

from importlib.resources import files

import orjson
from jsonschema import Draft202012Validator


def check(document: object, name: str) -> None:
    """Fail with the first difference from a schema, or from the rules for schemas."""
    schema = orjson.loads(files("dashboard.export").joinpath(name).read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)
