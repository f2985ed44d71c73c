"""The interface's own words in English and Spanish, by key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # states of an answer
        "unknown": ("does not know", "no sabe"),
        "declined": ("would rather not say", "prefiere no decirlo"),
        "not-asked": ("not asked", "no se preguntó"),
        "later": ("leave for later", "dejar para después"),
        "no-more": ("there are no more", "no hay más"),
        "none-of-these": ("none of these", "ninguna de estas opciones"),
        "not-stated": (
            "not stated in our sources: ask your supervisor",
            "no consta en nuestras fuentes: pregunte a su supervisión",
        ),
        "not-yet-named": ("not yet named", "aún no se ha nombrado"),
        "no-start": (
            "not worked out: the time when the clock starts is not known yet",
            "sin calcular: aún no se sabe cuándo empieza a contar el plazo",
        ),
        "no-calendar": (
            "not worked out: working days need the holidays of the jurisdiction (install screenkit[deadlines])",
            "sin calcular: los días hábiles requieren los feriados de la jurisdicción (instale screenkit[deadlines])",
        ),
        "without-delay": (
            "the source gives no number of hours or days",
            "la fuente no da un número de horas ni de días",
        ),
        "within-hours": ("within {n} hours", "en un plazo de {n} horas"),
        "within-days": ("within {n} days", "en un plazo de {n} días"),
        "within-working-days": ("within {n} working days", "en un plazo de {n} días hábiles"),
        "within-without-delay": ("without delay", "sin demora"),
        # the conversation
    "practice-banner": ("PRACTICE – not a real case", "PRÁCTICA – no es un caso real"),
    "has-been-read": ("It has been read aloud", "Ya se leyó en voz alta"),
    "progress": ("{done} answered, {least} to come", "{done} respondidas, faltan {least}"),
    "progress-range": ("{done} answered, {least} to {most} to come", "{done} respondidas, faltan de {least} a {most}"),
    "never-ask": (
        "Never ask about anyone's immigration status. Anyone may skip a question.",
        "Nunca pregunte por la situación migratoria de nadie. Toda persona puede no responder una pregunta.",
    ),
    "own-reading": ("The wording is our own.", "La redacción es nuestra."),
    "from-source": ("Source: {title}{place}. Checked on {day}.", "Fuente: {title}{place}. Verificada el {day}."),
    "always-asked": ("This question is always asked.", "Esta pregunta se hace siempre."),
    "asked-because": ("Asked because {reason}.", "Se pregunta porque {reason}."),
    "holds": ("true", "cierto"),
    "open": ("not known", "no se sabe"),
    "ruled-out": ("false", "falso"),
    "review": ("The answers so far", "Las respuestas hasta ahora"),
    "set-aside": ("Set aside, kept in the history: {items}.", "Se apartó y queda en el historial: {items}."),
    "restored": ("Counted again: {items}.", "Vuelve a contar: {items}."),
    "first-question": ("This is the first question.", "Esta es la primera pregunta."),
    "note-about": ("Your own note about: {question}", "Su propia nota sobre: {question}"),
    "noted": ("The note is kept.", "La nota quedó guardada."),
    "change-which": (
        "Which answer do you want to change? Give its number, or go back.",
        "¿Qué respuesta quiere cambiar? Dé su número, o regrese.",
    ),
    "no-such-number": ("give a number from 1 to {most}", "dé un número de 1 a {most}"),
    "stop-how": ("Everything answered is saved. How do you want to stop?", "Todo lo respondido está guardado. ¿Cómo quiere detenerse?"),
    "pause-option": ("Pause: go on another time", "Pausar: continuar en otro momento"),
    "stop-option": ("End this screening here", "Terminar aquí esta entrevista"),
    "back-option": ("Go back", "Regresar"),
    "end-here": ("End here", "Terminar aquí"),
    "ready": (
        "All questions were put. Answered: {answered}. Does not know: {unknown}. Declined: {declined}. Left for later: {later}.",
        "Se hicieron todas las preguntas. Respondidas: {answered}. No sabe: {unknown}. Prefirió no decirlo: {declined}. Para después: {later}.",
    ),
    "finish-option": ("Finish and show the summary", "Terminar y mostrar el resumen"),
    "review-option": ("Look over or change the answers", "Revisar o cambiar las respuestas"),
    "later-option": ("Ask what was left for later", "Preguntar lo que quedó para después"),
    # refusals: one short sentence to a busy person
        "one-answer": ("give one answer", "dé una sola respuesta"),
        "control-characters": (
            "type plain letters, signs and line breaks only",
            "escriba solo letras, signos y saltos de línea",
        ),
        "too-long": (
            "give at most {most} characters; keep the rest in the case notes",
            "use {most} caracteres como máximo; deje lo demás en las notas del caso",
        ),
        "yes-or-no": ("answer yes or no", "responda sí o no"),
        "no-such-choice": ("choose one of the answers shown", "elija una de las respuestas que se muestran"),
        "chosen-twice": ("name each answer once", "nombre cada respuesta una sola vez"),
        "empty": ("type the answer, or say that there is none", "escriba la respuesta, o diga que no la hay"),
        "one-line": ("keep it to one line", "use una sola línea"),
        "whole-number": ("give a whole number, for example 3", "dé un número entero, por ejemplo 3"),
        "at-least": ("give a number from {least} up", "dé un número desde {least}"),
        "at-most": ("give a number up to {most}", "dé un número hasta {most}"),
        "date": (
            "give a date as YYYY-MM-DD, for example 2011-04-30, or what is known of it: 2011-04, 2011, about 2011",
            "dé una fecha como AAAA-MM-DD, por ejemplo 2011-04-30, o lo que se sepa: 2011-04, 2011, alrededor de 2011",
        ),
        "date-precision": ("give the date to the {precision}", "dé la fecha con esta precisión: {precision}"),
        "not-future": ("this day has not come yet", "ese día todavía no ha llegado"),
        "datetime": (
            "give a date and time as YYYY-MM-DD HH:MM, for example 2026-11-20 14:30",
            "dé fecha y hora como AAAA-MM-DD HH:MM, por ejemplo 2026-11-20 14:30",
        ),
        "phone": (
            "give a telephone number, for example +52 55 1234 5678",
            "dé un número de teléfono, por ejemplo +52 55 1234 5678",
        ),
        "read": ("confirm once it has been read aloud", "confirme cuando se haya leído en voz alta"),
        "too-many": (
            "this screen holds {most} at most; write the others into a note",
            "esta entrevista admite {most} como máximo; escriba los demás en una nota",
        ),
    }
)

LANGUAGES = ("en", "es")
_COLUMN = MappingProxyType({language: number for number, language in enumerate(LANGUAGES)})


def say(key: str, language: str, **facts: object) -> str:
    """The words for the key, in English where the language has none; KeyError for a key that does not exist."""
    return _WORDS[key][_COLUMN.get(language, 0)].format(**facts)
