"""The JSON Schemas of what screenkit reads and writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BaseModel

from screenkit.authored import AuthoredScreen
from screenkit.batch.published import AnswersRecord
from screenkit.batch.reports import ValidateReport
from screenkit.diff.report import DiffReport
from screenkit.paper import Paper
from screenkit.reports import CheckReport
from screenkit.response import Response
from screenkit.summary import CaseSummary, ReferralSummary

MODELS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "screen": AuthoredScreen,
        "response": Response,
        "summary": ReferralSummary,
        "case": CaseSummary,
        "document": Paper,
        "check": CheckReport,
        "diff": DiffReport,
        "answers": AnswersRecord,
        "validate": ValidateReport,
    },
)


def schema_text(name: str) -> str:
    """The JSON Schema of one of `MODELS`, as JSON; KeyError for any other name."""
    mode = "validation" if name in ("screen", "answers") else "serialization"
    made = MODELS[name].model_json_schema(mode=mode)  # type: ignore[arg-type]  # one of pydantic's two modes
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=1) + "\n"
