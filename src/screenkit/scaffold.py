"""A small screen to begin with: it passes check as it stands, and a comment on each part says what that is for."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

LANGUAGES = ("en", "es")
"""The languages that there are texts in; every screen has the first."""
LONGEST = 64
"""So many characters the name of a screen may have."""
_GROUPS = ("case", "opening")


def scaffold(name: str, language: str, groups: Collection[str]) -> str:
    """The file of a new screen, in English and in the language, that uses those of the shared groups that are there."""
    used = [group for group in _GROUPS if group in groups]
    without = [*(() if used else ("uses",)), *(() if language != LANGUAGES[0] else ("translations",))]
    parts = [part for part in _TEMPLATE.split("\n\n") if not any(f"\n{key}:" in part for key in without)]
    lines = "\n\n".join(parts).splitlines()
    others = "|".join(one for one in LANGUAGES[1:] if one != language)
    kept = (line for line in lines if not (others and re.match(rf" *({others}): ", line)))
    return "\n".join((*kept, "")).replace("NAME", name).replace("GROUPS", ", ".join(used))


def write_new(folder: Path, name: str, text: str) -> Path:
    """The path of the screen's file, which must not be there yet, once the text is in it; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


_TEMPLATE = """\
# A screen: what is asked, what is reported, and what must be done about it.
# The words are an example. Write your own, and run `screenkit check` as often as you like:
# it tells every fault with its place, and `screenkit explain CODE` says more about each.

# The name of the screen is that of its file. Raise the version with every change of a question or an outcome.
screen: NAME
version: 0.1.0

# What the screen is called. Its languages are those that the screen is offered in: every text must have them.
title:
  en: "New screen: NAME"
  es: "Pantalla nueva: NAME"

# Who uses it and when, and what it is not.
purpose:
  en: "An example, for a first visit to a family. It decides nothing."
  es: "Un ejemplo, para una primera visita a una familia. No decide nada."

# Who stands behind a translation: unofficial, agency or official. While it is unofficial, summaries say so.
translations: {es: unofficial}

# Questions that several screens begin with. They are asked first, in this order.
uses: [GROUPS]

# What is asked, in order. Every question can also be answered "does not know", "would rather not say" or "later":
# never make those choices of your own. Immigration status is never asked.
questions:
  # The name is what rules and answers call the question. It stays the same for ever.
  - name: someone_to_call
    type: yes_no
    # What is read aloud, word for word.
    label:
      en: "Is there someone nearby whom you can call when you need help?"
      es: "¿Hay alguien cerca a quien pueda llamar cuando necesita ayuda?"
    # For the worker: why it is asked, how to ask it, and what never to ask.
    help:
      en: "Why: nobody should be alone with a new country. How: ask it of each adult. Never ask for papers."
      es: "Para qué: nadie debe estar a solas. Cómo: pregúntelo a cada adulto. Nunca pregunte por papeles."
    # Where the wording comes from: a source in reference/sources.yaml, or own-reading where it is your own.
    citation: own-reading
    # Who may ever be given the answer. Without this line, nobody.
    share: [unit, supervisor]
  - name: whom_to_call
    type: text
    # When it is asked. An answer that was not given is never "no".
    relevant: someone_to_call is no
    label:
      en: "Whom would you like to be able to call?"
      es: "¿A quién le gustaría poder llamar?"
    citation: own-reading

# What is reported: a reason to look closer, never a finding.
indications:
  - name: nobody_to_call
    label:
      en: "Nobody nearby to call for help"
      es: "Nadie cerca a quien llamar para pedir ayuda"
    when: someone_to_call is no
    citation: own-reading

# What must be done, by whom, and how soon: urgent, soon or routine.
next_steps:
  - name: find_support
    when: someone_to_call is no
    # What follows while the question is open: not asked yet, not known, or declined.
    if_unsure: ask_again
    urgency: soon
    action:
      en: "Look with the family for people and groups nearby that can help."
      es: "Busque con la familia personas y grupos cercanos que puedan ayudar."
    citation: own-reading
  - name: ask_again
    urgency: routine
    action:
      en: "Ask again at the next visit whether there is someone to call."
      es: "En la próxima visita, pregunte otra vez si hay alguien a quien llamar."
    citation: own-reading

# What must hold whatever is answered.
assertions:
  - name: nobody_is_left_alone
    when: someone_to_call is no
    then: find_support
    citation: own-reading

# Invented families, and everything that must come of their answers. Have three for each rule: one where it holds,
# one where it does not, and one where nobody can say. What a case does not list must not come of it.
cases:
  - name: alone
    story:
      en: "An invented father who knows nobody in town."
    as_of: 2026-11-20T15:00
    answers:
      someone_to_call: no
      whom_to_call: Someone who speaks my language.
    expect:
      indicated: [nobody_to_call]
      next_steps: [find_support]
  - name: an_aunt_nearby
    story:
      en: "An invented mother whose aunt lives in the next street."
    as_of: 2026-11-20T15:00
    answers:
      someone_to_call: yes
    expect: {}
  - name: rather_not_say
    story:
      en: "An invented grandmother who would rather not talk about it today."
    as_of: 2026-11-20T15:00
    answers:
      someone_to_call: {absent: declined}
    expect:
      not_settled: [nobody_to_call]
      next_steps: [ask_again]
      steps_not_settled: [find_support]
"""
