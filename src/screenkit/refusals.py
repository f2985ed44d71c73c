"""Why an answer is not taken: a key of the interface's own words, never the answer."""

from __future__ import annotations


class Refused(ValueError):  # noqa: N818 - an answer is refused; nothing went wrong
    """An answer that the question does not take; `key` names the sentence, `facts` what it needs."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts
