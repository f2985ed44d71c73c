"""Whether a document has the shape of a model; pydantic's errors in our own words and at their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from screenkit.diagnostics import Diagnostic, Route, near
from screenkit.source import Document, Faults

M = TypeVar("M", bound=BaseModel)


def shape(document: Document, model: type[M], context: Mapping[str, object] | None = None) -> M:
    """Return the document as the model; raises `Faults` with all that does not fit."""
    try:
        return model.model_validate(document.value, context=dict(context or {}))
    except ValidationError as error:
        # Not chained: pydantic's error still holds what was written.
        faults = tuple(_fault(document, detail, model) for detail in error.errors(include_url=False))
    raise Faults(faults)


def _fault(document: Document, detail: ErrorDetails, model: type[BaseModel]) -> Diagnostic:
    kind = detail["type"]
    route, rest = route_to(document, detail["loc"])
    word = str(rest[-1]) if rest else str(route[-1]) if route else ""
    facts = {**detail.get("ctx", {}), "word": word}
    # A message of ours is whole already, and may quote braces that the author wrote.
    code, template = _MESSAGES.get(kind, (kind, ""))
    message = template.format(**facts) if template else detail["msg"]
    hint = _HINTS[kind](facts, model) if kind in _HINTS else None
    return document.fault(code, message, route, key=kind == "extra_forbidden", hint=hint)


def route_to(document: Document, loc: tuple[int | str, ...]) -> tuple[Route, tuple[int | str, ...]]:
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


_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "missing": ("missing-key", "`{word}` is missing"),
        "extra_forbidden": ("unknown-key", "`{word}` is not a key here"),
        "union_tag_not_found": ("missing-key", "`type` is missing"),
        "union_tag_invalid": ("unknown-type", "type `{tag}` does not exist"),
        "literal_error": ("impossible-value", "`{word}` does not take this value"),
        "string_type": ("wrong-shape", "a text belongs here"),
        "string_too_short": ("empty-value", "`{word}` is empty"),
        "string_too_long": ("bad-name", "this name is too long"),
        "list_type": ("wrong-shape", "a list belongs here"),
        "tuple_type": ("wrong-shape", "a list belongs here"),
        "dict_type": ("wrong-shape", "a mapping belongs here"),
        "mapping_type": ("wrong-shape", "a mapping belongs here"),
        "model_type": ("wrong-shape", "a mapping belongs here"),
        "model_attributes_type": ("wrong-shape", "a mapping belongs here"),
    }
)


def _keys(model: type[BaseModel], seen: set[type] | None = None) -> Iterator[str]:
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    yield from model.model_fields
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            yield from _keys(inner, seen)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


_HINTS: Mapping[str, Callable[[Mapping[str, object], type[BaseModel]], str | None]] = MappingProxyType(
    {
        "extra_forbidden": lambda facts, model: near(str(facts["word"]), _keys(model)),
        "union_tag_invalid": lambda facts, _model: "types are " + str(facts["expected_tags"]).replace("'", "`"),
        "literal_error": lambda facts, _model: "it takes " + str(facts["expected"]).replace("'", "`"),
    }
)
