"""The words of pictures of a screen. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "question-number": ("question {number}", "la pregunta {number}"),
        "one-of-questions": ("one of the questions {numbers}", "una de las preguntas {numbers}"),
        "flow-title": ("How this screen goes", "Cómo va este cuestionario"),
        "flow-counted": (
            "It has {n:,} interviews that can be told apart by their answers.",
            "Tiene {n:,} entrevistas que se distinguen por sus respuestas.",
        ),
        "flow-about": (
            "It has some 10{n} interviews that can be told apart by their answers.",
            "Tiene unas 10{n} entrevistas que se distinguen por sus respuestas.",
        ),
        "flow-uncounted": (
            "It has more interviews than can be counted, so the lengths are bounds.",
            "Tiene más entrevistas de las que se pueden contar; las longitudes son límites.",
        ),
        "flow-lengths": (
            "The shortest to the end has {least} questions, the longest {most}, counting what is only read aloud.",
            "La más corta hasta el final tiene {least} preguntas y la más larga {most}, con lo que solo se lee.",
        ),
        "flow-more": (
            "That counts one {one}; each further one brings up to {n} more.",
            "Eso cuenta uno solo de: {one}; cada uno más trae hasta {n} más.",
        ),
        "flow-per": ("for each {one}", "por cada {one}"),
        "flow-after": ("{within}, from the time in {after}", "{within}, desde la hora en {after}"),
        "flow-only-if": ("only if {condition}", "solo si {condition}"),
        "flow-if": ("if {condition}", "si {condition}"),
        "flow-otherwise": ("otherwise", "si no"),
        "flow-yes": ("so", "así es"),
        "flow-opens": ("may open {numbers}", "puede abrir {numbers}"),
        "flow-leads": ("leads to {marks}", "lleva a {marks}"),
        "flow-ends": ("Not yes: the interview ends here.", "Si no es sí, la entrevista termina aquí."),
        "flow-end": ("Referral summary", "Resumen de referencia"),
        "flow-begin": ("Begin", "Inicio"),
        "flow-each": ("for each: {one}", "por cada uno: {one}"),
        "flow-meanwhile": ("while that is open: {mark}", "mientras no esté claro: {mark}"),
        "flow-follows": ("only while another step is open", "solo mientras otro paso no esté claro"),
        "flow-legend": (
            (
                "I marks indications, S next steps. An indication is a reason to refer, never a finding. "
                "A condition holds only when it is certain; while it is open, the outcome is reported as not settled."
            ),
            (
                "I marca indicaciones, S próximos pasos. Una indicación es un motivo para referir, nunca un hecho. "
                "Una condición vale solo cuando es segura; mientras no esté clara, el resultado queda sin aclarar."
            ),
        ),
        "flow-picture": (
            "The questions of “{heading}” from top to bottom; the list below the picture says the same in words.",
            "Las preguntas de “{heading}” de arriba abajo; la lista bajo la imagen dice lo mismo en palabras.",
        ),
        "flow-untitled": ("Questions", "Preguntas"),
        "flow-in-words": ("The same in words", "Lo mismo en palabras"),
        "kind-yes_no": ("yes or no", "sí o no"),
        "kind-select_one": ("one of a list", "una de una lista"),
        "kind-select_multiple": ("any of a list", "varias de una lista"),
        "kind-text": ("own words", "palabras propias"),
        "kind-integer": ("number", "número"),
        "kind-date": ("date", "fecha"),
        "kind-datetime": ("date and time", "fecha y hora"),
        "kind-phone": ("telephone", "teléfono"),
        "kind-note": ("read aloud", "se lee en voz alta"),
        "kind-checkpoint": ("goes on only on yes", "sigue solo con sí"),
        "kind-group": ("questions", "preguntas"),
        "kind-repeat": ("once for each", "una vez por cada uno"),
    }
)
