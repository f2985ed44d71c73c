"""Conditions: text to typed nodes, what they mean, and how they read in plain words."""

from screenkit.conditions.grounds import Ground, grounds, unanswered
from screenkit.conditions.joins import And, CountOf, Named, Or, Over, Possibly, Unsure, may_turn
from screenkit.conditions.misread import Misread
from screenkit.conditions.nodes import EACH, Asked, Check, Compare, Condition, EachIs, Has, Is, Ref, Term
from screenkit.conditions.parse import parse_condition
from screenkit.conditions.phrases import Vocabulary, phrase
from screenkit.conditions.scope import Kind, Scope, Subject

__all__ = [
    "EACH",
    "And",
    "Asked",
    "Check",
    "Compare",
    "Condition",
    "CountOf",
    "EachIs",
    "Ground",
    "Has",
    "Is",
    "Kind",
    "Misread",
    "Named",
    "Or",
    "Over",
    "Possibly",
    "Ref",
    "Scope",
    "Subject",
    "Term",
    "Unsure",
    "Vocabulary",
    "grounds",
    "may_turn",
    "parse_condition",
    "phrase",
    "unanswered",
]
