"""The JSON Schemas of what screenkit reads and writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BaseModel

from screenkit.authored import AuthoredScreen
from screenkit.diff.report import DiffReport
from screenkit.reports import CheckReport
from screenkit.response import Response
from screenkit.summary import CaseSummary, ReferralSummary

MODELS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "screen": AuthoredScreen,
        "response": Response,
        "summary": ReferralSummary,
        "case": CaseSummary,
        "check": CheckReport,
        "diff": DiffReport,
    },
)


def schema_text(name: str) -> str:
    """The JSON Schema of `screen`, `response`, `summary`, `case`, `check` or `diff`; KeyError for another name."""
    mode = "validation" if name == "screen" else "serialization"
    made = MODELS[name].model_json_schema(mode=mode)  # type: ignore[arg-type]  # one of pydantic's two modes
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=1) + "\n"
