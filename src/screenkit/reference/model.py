"""What authored data is made of: frozen models, and the kinds of value that their keys take."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from itertools import pairwise
from textwrap import dedent
from typing import Annotated, Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError


class Model(BaseModel):
    """Authored data: frozen, nothing unknown, no value repeated in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema, in which every key says what it is for."""
        schema = handler(core_schema)
        for key, words in key_descriptions(cls).items():
            handler.resolve_ref_schema(schema)["properties"][key].setdefault("description", words)
        return schema


def key_descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The sentence under each field of a model, its own and those it inherits; none where the source is not there.

    pydantic can collect them while it makes the classes, which would cost every start of the program that time.
    """
    import ast  # noqa: PLC0415 - only for the published schema and the reference page
    import inspect  # noqa: PLC0415 - as above

    found: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if parent not in (BaseModel, object):
            with suppress(OSError):
                body = cast("ast.ClassDef", ast.parse(dedent(inspect.getsource(parent))).body[0]).body
                found |= {
                    cast("ast.Name", field.target).id: str(cast("ast.Constant", note.value).value)
                    for field, note in pairwise(body)
                    if isinstance(field, ast.AnnAssign) and isinstance(note, ast.Expr)
                }
    return {key: found[key] for key in model.model_fields if key in found}


def _flag(value: object) -> bool:
    if value in (True, "true"):
        return True
    if value in (False, "false"):
        return False
    raise PydanticCustomError("wrong-shape", "`true` or `false` belongs here")


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-11-22") else _not_a_day()
    except ValueError:
        return _not_a_day()


def _not_a_day() -> date:
    raise PydanticCustomError("wrong-shape", "a day such as `2026-11-22` belongs here")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        raise PydanticCustomError("unknown-timezone", "time zone `{name}` does not exist", {"name": value}) from None
    return value


def _snake(value: str) -> str:
    if value.isascii() and value.islower() and value.replace("_", "").isalnum() and value[0].isalpha():
        return value
    raise PydanticCustomError("bad-name", "a name is lower-case letters, digits and `_`, and begins with a letter")


def _plain(value: str) -> str:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", value):
        return value
    raise PydanticCustomError("bad-name", "a choice's name is letters, digits and `_`, and begins with a letter")


Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_snake)]
ChoiceName = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_plain)]
Words = Annotated[str, Field(min_length=1)]
Zone = Annotated[str, AfterValidator(_zone)]
