"""Whether a document has the shape of a model; pydantic's errors in our own words and at their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from screenkit.diagnostics import Diagnostic, Route, near, quoted
from screenkit.source import LIMITS, Document, Faults

M = TypeVar("M", bound=BaseModel)
Loc = tuple[int | str, ...]


def shape(document: Document, model: type[M], context: Mapping[str, object] | None = None) -> M:
    """Return the document as the model; raises `Faults` with all that does not fit."""
    try:
        return model.model_validate(document.value, context=dict(context or {}))
    except ValidationError as error:
        # Not chained: pydantic's error still holds what was written.
        details = error.errors(include_url=False, include_input=False)
    faults = [_fault(document, detail, model) for detail in details[: LIMITS.faults]]
    raise Faults(faults if len(details) == len(faults) else (*faults, document.too_many()))


def _fault(document: Document, detail: ErrorDetails, model: type[BaseModel]) -> Diagnostic:
    kind = detail["type"]
    route, rest = route_to(document, detail["loc"])
    facts = _facts(document, detail, route, rest)
    code, template = _MESSAGES.get(kind, _OTHER)
    # A message of ours is whole already, and may quote braces that the author wrote.
    code, message = (kind, detail["msg"]) if _is_ours(kind) else (code, template.format(**facts))
    hint = _HINTS[kind](facts, _keys(model, detail["loc"])) if kind in _HINTS else None
    at_key = kind in ("extra_forbidden", "unknown-language") or rest[-1:] == ("[key]",)
    return document.fault(code, message, (*route, *_nearer(detail)), key=at_key, hint=hint)


def _is_ours(kind: str) -> bool:
    """Whether the error was raised by a model of ours: codes have dashes, pydantic's own kinds have none."""
    return "-" in kind


def _facts(document: Document, detail: ErrorDetails, route: Route, rest: Loc) -> Mapping[str, str]:
    owner = next((part for part in reversed(route) if isinstance(part, str)), "")
    return {
        **{key: str(value) for key, value in detail.get("ctx", {}).items()},
        "missing": str(rest[-1]) if rest else "",
        "owner": owner,
        "word": str(route[-1]) if route else "",
        # What was meant for another place of a record could be an answer.
        "key": "this" if document.text.confidential else quoted(owner),
        "type": quoted(str(detail.get("ctx", {}).get("tag", ""))),
    }


def _nearer(detail: ErrorDetails) -> Route:
    """What of the value is at fault, where pydantic names only the whole."""
    if detail["type"] == "union_tag_invalid":
        return ("type",)
    facts = detail.get("ctx", {})
    part = facts.get("part", facts.get("language"))
    return () if part is None else (str(part),)


def route_to(document: Document, loc: Loc) -> tuple[Route, Loc]:
    """The route in the document, and the parts of pydantic's path after the last one that the document has.

    Pydantic names the chosen question type and wrapped lists in its path; the document has neither.
    """
    node: object = document.value
    route: list[str | int] = []
    rest: list[str | int] = []
    for part in loc:
        inside = part in node if isinstance(node, dict) else isinstance(node, list) and part in range(len(node))
        if inside:
            node = node[part]  # type: ignore[index]  # it is a mapping or a list that has the part
            route.append(part)
            rest.clear()
        else:
            rest.append(part)
    return tuple(route), tuple(rest)


_OTHER = ("wrong-shape", "something else belongs here")
_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "missing": ("missing-key", "`{missing}` is missing"),
        "extra_forbidden": ("unknown-key", "{key} is not a key here"),
        "union_tag_not_found": ("missing-key", "`type` is missing"),
        "union_tag_invalid": ("unknown-type", "type {type} does not exist"),
        "literal_error": ("impossible-value", "`{owner}` does not take this value"),
        "enum": ("impossible-value", "`{owner}` does not take this value"),
        "greater_than": ("impossible-value", "`{owner}` does not take this value"),
        "less_than": ("impossible-value", "`{owner}` does not take this value"),
        "string_type": ("wrong-shape", "a text belongs here"),
        "string_too_short": ("empty-value", "`{owner}` is empty"),
        "string_too_long": ("bad-name", "this name is longer than {max_length} characters"),
        "list_type": ("wrong-shape", "a list belongs here"),
        "tuple_type": ("wrong-shape", "a list belongs here"),
        "dict_type": ("wrong-shape", "a mapping belongs here"),
        "mapping_type": ("wrong-shape", "a mapping belongs here"),
        "model_type": ("wrong-shape", "a mapping belongs here"),
        "model_attributes_type": ("wrong-shape", "a mapping belongs here"),
    }
)


def _keys(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The keys that are possible where pydantic's path ends."""
    models: tuple[type[BaseModel], ...] = (model,)
    for part in loc[:-1]:
        models = tuple(_below(models, part)) or tuple(one for one in models if _tag(one) == part) or models
    return tuple(dict.fromkeys(key for one in models for key in one.model_fields))


def _below(models: tuple[type[BaseModel], ...], part: int | str) -> Iterator[type[BaseModel]]:
    for model in models:
        if part in model.model_fields:
            yield from _models(model.model_fields[str(part)].annotation)


def _tag(model: type[BaseModel]) -> object:
    field = model.model_fields.get("type")
    return next(iter(get_args(field.annotation)), None) if field else None


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


def _choice(written: str, kinds: str, said: str) -> str:
    """The nearest of the words that an error names as `'a', 'b' or 'c'`, or all of them."""
    return near(written, said.split("'")[1::2]) or f"{kinds} " + said.replace("'", "`")


_HINTS: Mapping[str, Callable[[Mapping[str, str], tuple[str, ...]], str | None]] = MappingProxyType(
    {
        "extra_forbidden": lambda facts, keys: near(facts["word"], keys),
        "union_tag_not_found": lambda _facts, _keys: "every question has one, such as `type: yes_no`",
        "union_tag_invalid": lambda facts, _keys: _choice(facts["tag"], "types are", facts["expected_tags"]),
        "literal_error": lambda facts, _keys: _choice("", "it takes", facts["expected"]),
        "enum": lambda facts, _keys: _choice("", "it takes", facts["expected"]),
        "unknown-list": lambda facts, _keys: _choice(facts["name"], "lists are", facts["known"]),
        "missing-english": lambda _facts, _keys: "add `en`; it is shown wherever another language is missing",
        "unknown-language": lambda _facts, _keys: "a code is two or three letters, such as `en` or `es`",
    }
)
