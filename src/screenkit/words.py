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
        "no-label": ("your jurisdiction", "su jurisdicción"),
        "no-unit": (
            "your supervisor (our sources name no unit here)",
            "su supervisión (nuestras fuentes no nombran aquí una unidad)",
        ),
        "no-agency": ("your agency", "su agencia"),
        "not-yet-named": ("one not yet named", "uno que aún no se ha nombrado"),
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
        # the summary
        "summary-title": ("Referral summary", "Resumen de referencia"),
        "about": (
            "Screening {id}{case}, {status}, as of {at}. Screen {screen} {version} ({digest}). Answered: {answered}. Without an answer: {unanswered}.",
            "Entrevista {id}{case}, {status}, al {at}. Cuestionario {screen} {version} ({digest}). Respondidas: {answered}. Sin respuesta: {unanswered}.",
        ),
        "about-case": (", case {case}", ", caso {case}"),
        "status-in-progress": ("in progress", "en curso"),
        "status-completed": ("completed", "terminada"),
        "status-amended": ("amended", "enmendada"),
        "status-stopped": ("stopped", "detenida"),
        "status-entered-in-error": ("entered in error", "registrada por error"),
        "not-a-finding": (
            'An indication is a reason to refer. It is not a finding: this tool determines nothing. The lack of an answer is never a "no".',
            'Una indicación es un motivo para referir. No es una conclusión: esta herramienta no determina nada, y la falta de respuesta nunca es un "no".',
        ),
        "next-steps": ("Next steps", "Próximos pasos"),
        "no-steps": (
            "No step follows from what is known so far.",
            "De lo que se sabe hasta ahora no se sigue ningún paso.",
        ),
        "urgent": ("urgent", "urgente"),
        "soon": ("soon", "pronto"),
        "routine": ("routine", "de rutina"),
        "meanwhile": ("Meanwhile", "Mientras tanto"),
        "while-open": (
            "this follows while another step is not settled",
            "esto procede mientras otro paso no esté claro",
        ),
        "who": ("Who", "Quién"),
        "by": ("By", "Plazo"),
        "contact": ("Contact", "Contacto"),
        "because": ("Because", "Porque"),
        "settled-by": ("Would settle it", "Lo aclararía"),
        "source": ("Source", "Fuente"),
        "own-reading-rule": (
            "our own reading, as a prompt for judgement",
            "nuestra propia lectura, para orientar el criterio",
        ),
        "checked": ("{source} (checked {day})", "{source} (verificado el {day})"),
        "medium-confidence": (
            " – from one source: confirm before relying on it",
            " – de una sola fuente: confírmelo antes de confiar en el dato",
        ),
        "clock-started": ("the clock started {at}", "el plazo empezó el {at}"),
        "at-latest": (
            "{at} if the clock started later than first possible",
            "{at} si el plazo empezó más tarde de lo posible",
        ),
        "indicated": ("Indicated", "Indicado"),
        "not-settled": ("Not settled", "Sin aclarar"),
        "not-indicated": ("Not indicated by the answers given", "No indicado por las respuestas dadas"),
        "steps-not-settled": ("Steps that may be needed: not settled", "Pasos que podrían hacer falta: sin aclarar"),
        "open-questions": ("Questions without an answer", "Preguntas sin respuesta"),
        "translation-caveat": (
            "The {language} wording is unofficial until the agency has reviewed it.",
            "El texto en {language} no es oficial mientras la agencia no lo haya revisado.",
        ),
        "language-en": ("English", "inglés"),
        "language-es": ("Spanish", "español"),
        # the outline
        "questions": ("Questions", "Preguntas"),
        "indications": ("Indications", "Indicaciones"),
        "asked-if": ("Asked if", "Se pregunta si"),
        "if": ("If", "Si"),
        # the conversation
        "practice-banner": ("PRACTICE – not a real case", "PRÁCTICA – no es un caso real"),
        "has-been-read": ("It has been read aloud", "Ya se leyó en voz alta"),
        "progress": ("{done} answered, {least} to come", "{done} respondidas, faltan {least}"),
        "progress-range": (
            "{done} answered, {least} to {most} to come",
            "{done} respondidas, faltan de {least} a {most}",
        ),
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
        "stop-how": (
            "Everything answered is saved. How do you want to stop?",
            "Todo lo respondido está guardado. ¿Cómo quiere detenerse?",
        ),
        "pause-option": ("Pause: go on another time", "Pausar: continuar en otro momento"),
        "stop-option": ("End this screening here", "Terminar aquí esta entrevista"),
        "back-option": ("Go back", "Regresar"),
        "end-here": ("End here", "Terminar aquí"),
        "ready": (
            "All questions were put. Answered: {answered}. Does not know: {unknown}. Declined: {declined}. Left for later: {later}.",
            "Se hicieron todas las preguntas. Respondidas: {answered}. No sabe: {unknown}. Prefirió no decirlo: {declined}. Para después: {later}.",
        ),
        "not-saved": (
            "NOT SAVED: {reason}. The last answer is only in memory. Make room or plug the disk in, then try again.",
            "NO SE GUARDÓ: {reason}. La última respuesta está solo en la memoria. Libere espacio o conecte el disco e intente de nuevo.",
        ),
        "save-again": ("Try again to save", "Intentar guardar de nuevo"),
        "save-give-up": ("Stop without the last answer", "Detener sin la última respuesta"),
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
        # at the terminal: what can be wished for instead of an answer, and how it is typed
        "wish-back": ("back", "volver"),
        "wish-help": ("help", "ayuda"),
        "wish-why": ("why asked", "por qué"),
        "wish-note": ("note", "nota"),
        "wish-lang": ("language", "idioma"),
        "wish-hide": ("hide screen", "ocultar"),
        "wish-review": ("review", "revisar"),
        "wish-stop": ("save and stop", "guardar y parar"),
        "typed-back": ("back", "volver"),
        "typed-help": ("help", "ayuda"),
        "typed-why": ("why", "porqué"),
        "typed-note": ("note", "nota"),
        "typed-later": ("later", "después"),
        "typed-unknown": ("unknown", "nosabe"),
        "typed-declined": ("declined", "nodice"),
        "typed-lang": ("lang", "idioma"),
        "typed-hide": ("hide", "ocultar"),
        "typed-review": ("review", "revisar"),
        "typed-stop": ("stop", "parar"),
        # at the terminal: the parts of a page
        "so-far": ("So far: {answer}", "Hasta ahora: {answer}"),
        "answer-was": ("Answer: {answer}.", "Respuesta: {answer}."),
        "lines-written": ("{count} lines", "{count} líneas"),
        "chosen": ("Chosen: {names}", "Elegido: {names}"),
        "more-names": ("… and {count} more: type more letters", "… y {count} más: escriba más letras"),
        "hidden": ("screenkit - press Enter twice to return", "screenkit - pulse Enter dos veces para volver"),
        "hidden-line": ("screenkit - press Enter to return", "screenkit - pulse Enter para volver"),
        # at the terminal: what the line of keys says
        "key-move": ("number or arrows: move", "número o flechas: mover"),
        "key-arrows": ("arrows: move", "flechas: mover"),
        "key-letters": ("letters: search", "letras: buscar"),
        "key-choose": ("Enter: choose", "Enter: elegir"),
        "key-tick": ("Space: tick", "Espacio: marcar"),
        "key-add": ("Enter: add, twice to finish", "Enter: añadir, dos veces para terminar"),
        "finish-again": ("Press Enter again to finish.", "Pulse Enter otra vez para terminar."),
        "more-rows": ("(more: arrows)", "(más: flechas)"),
        "key-unadd": ("Backspace: remove the last", "Retroceso: quitar lo último"),
        "key-done": ("Enter: done", "Enter: listo"),
        "key-done-lines": ("F2 or Ctrl-D: done", "F2 o Ctrl-D: listo"),
        "key-typed": ("or type :help, :review …", "o escriba :ayuda, :revisar …"),
        "key-go-on": ("Enter: go on", "Enter: seguir"),
        "key-scroll": ("Page Up, Page Down: more text", "Re Pág, Av Pág: más texto"),
        "none-key": ("0: none of these", "0: ninguna de estas"),
        "more-above": ("(more above: Page Up)", "(más arriba: Re Pág)"),
        "more-below": ("(more below: Page Down)", "(más abajo: Av Pág)"),
        # at the terminal: one sentence about what was typed or pressed
        "nothing-chosen": (
            "Nothing is chosen: number or arrow, then Enter.",
            "Nada elegido: número o flecha, y Enter.",
        ),
        "nothing-ticked": (
            "Nothing is ticked: number or arrow, then Space.",
            "Nada marcado: número o flecha, y Espacio.",
        ),
        "nothing-typed": ("Nothing is written yet.", "Todavía no se ha escrito nada."),
        "search-first": ("Type part of the name, choose with an arrow.", "Escriba parte del nombre, elija con flecha."),
        "choose-a-match": ("Choose a name with an arrow, then Enter.", "Elija un nombre con una flecha y pulse Enter."),
        "enter-again": ("Press Enter again to choose {name}.", "Pulse Enter otra vez para elegir {name}."),
        "absent-again": ("{words}: press Enter to record it.", "{words}: pulse Enter para anotarlo."),
        "no-match": ("No name has these letters: try fewer.", "Ningún nombre tiene estas letras: pruebe con menos."),
        "not-here": ("This is not possible here.", "Esto no es posible aquí."),
        "lines-joined": ("The pasted lines were joined into one.", "Las líneas pegadas se unieron en una sola."),
        "no-such-command": (
            "There is no command :{typed}. For an answer that begins with a colon, type two colons.",
            "No existe la orden :{typed}. Si la respuesta empieza con dos puntos, escríbalos dos veces.",
        ),
        "number-not-here": ("There is no number {typed} here.", "Aquí no hay ningún número {typed}."),
        "already-chosen": ("{name} is already chosen.", "{name} ya está elegido."),
        "not-chosen": ("This is not among what was chosen.", "Eso no está entre lo elegido."),
        "only-alone": ("Only alone: first take back the others.", "Solo sin otras: quite antes las demás."),
        "removed": ("Removed: {name}.", "Quitado: {name}."),
        # at the terminal, line by line
        "ask-number": ("Number: ", "Número: "),
        "ask-name": ("Part of the name: ", "Parte del nombre: "),
        "ask-words": ("Answer: ", "Respuesta: "),
        "ask-next": ("Next: ", "Siguiente: "),
        "ask-line": ("Line: ", "Línea: "),
        "one-name": ("Is it this one?", "¿Es este?"),
        "several-names": ("Several names match:", "Coinciden varios nombres:"),
        "how-choice": ("Type the number of the answer.", "Escriba el número de la respuesta."),
        "how-search": ("Type part of the name.", "Escriba parte del nombre."),
        "how-choices": (
            "Type one number after another; -2 takes number 2 back; an empty line finishes.",
            "Escriba un número tras otro; -2 quita el número 2; una línea vacía termina.",
        ),
        "how-search-several": (
            "Type part of one name after another; - takes the last one back; 0: none of these; an empty line finishes.",
            "Escriba parte de un nombre tras otro; - quita el último; 0: ninguna de estas; una línea vacía termina.",
        ),
        "how-line": ("Type the answer.", "Escriba la respuesta."),
        "how-lines": (
            "Type the answer, line by line; a line with only a full stop finishes; - alone takes the last line back.",
            "Escriba la respuesta, línea por línea; una línea con solo un punto termina; - solo quita la última línea.",
        ),
        "how-keep": ("= keeps: {answer}", "= conserva: {answer}"),
        "how-else": ("At any time: {ways}.", "En cualquier momento: {ways}."),
    }
)

LANGUAGES = ("en", "es")
_COLUMN = MappingProxyType({language: number for number, language in enumerate(LANGUAGES)})


def say(key: str, language: str, /, **facts: object) -> str:
    """The words for the key, in English where the language has none; KeyError for a key that does not exist."""
    return _WORDS[key][_COLUMN.get(language, 0)].format(**facts)
