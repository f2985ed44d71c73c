"""From a model back to answers: what a person would have said for the formula to be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from screenkit.answers import Absent, Answer, Item, PartialDate
from screenkit.conditions import Ref
from screenkit.prove.formula import Pool
from screenkit.prove.ground import Ground
from screenkit.prove.oracle import Model
from screenkit.prove.spans import Difference, bounds, candidates, cell, extent
from screenkit.prove.values import as_written
from screenkit.prove.world import World
from screenkit.questions import Question, Repeat
from screenkit.standing import Given

_MINUTES = 1440
_LAST_MINUTE = 1439
