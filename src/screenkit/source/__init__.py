"""YAML and JSON with places: bytes become plain values and the place of each, or every fault that can be seen.

A value is a mapping, a list or text; what the text means is for the models to say.
"""

from __future__ import annotations

from screenkit.source.document import LIMITS, Document, Faults, Limits
from screenkit.source.files import read_file
from screenkit.source.json_tokens import only_error, read_json
from screenkit.source.yaml_events import read_yaml

__all__ = ["LIMITS", "Document", "Faults", "Limits", "only_error", "read_file", "read_json", "read_yaml"]
