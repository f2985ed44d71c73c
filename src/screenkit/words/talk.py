"""The words of the conversation: questions of its own, and why an answer is not taken. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # the conversation
        "practice-banner": ("PRACTICE – not a real case", "PRÁCTICA – no es un caso real"),
        "has-been-read": ("It has been read aloud", "Ya se leyó en voz alta"),
        "has-been-seen": ("I have read it", "Ya lo leí"),
        "progress": ("{done} done, {least} to come", "{done} hechas, faltan {least}"),
        "progress-range": (
            "{done} done, to come: at least {least}, at most {most}",
            "{done} hechas, faltan: al menos {least}, como mucho {most}",
        ),
        "hint-for-you": ("For you: {hint}", "Para usted: {hint}"),
        "written-like": ("Write it like this: {examples}.", "Escríbalo así: {examples}."),
        "written-about": ("about {example}", "alrededor de {example}"),
        "for-you": ("for you, not to be read aloud", "para usted, sin leer en voz alta"),
        "progress-growing": ("(more for each further: {names})", "(más por cada: {names})"),
        "time-taken": ("It has taken {minutes} minutes, without breaks.", "Ha durado {minutes} minutos, sin pausas."),
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
        "set-aside": ("Set aside, kept in the history: {items}", "Se apartó y queda en el historial: {items}"),
        "restored": ("Counted again: {items}", "Vuelve a contar: {items}"),
        "opened": ("Now also asked: {items}", "Ahora también se pregunta: {items}"),
        "put-off": ("left for later", "para después"),
        "still-opened": ("Not asked yet: {items}", "Todavía sin preguntar: {items}"),
        "kept-aside": ("Set aside, not counted: {items}", "Apartado, no cuenta: {items}"),
        "remove-which": (
            "Was {owner} opened by mistake? What was answered about {owner} stays in the history and counts no more.",
            "¿Se abrió por error «{owner}»? Lo respondido queda en el historial y ya no cuenta.",
        ),
        "remove-option": ("Yes, take {owner} out", "Sí, quitar «{owner}»"),
        "instance-removed": ("{owner} is taken out.", "Se quitó «{owner}»."),
        "first-question": ("This is the first question.", "Esta es la primera pregunta."),
        "note-about": ("Your own note about: {question}", "Su propia nota sobre: {question}"),
        "who-said": (
            "Who tells you this, from here on? It is kept with each answer.",
            "¿Quién se lo dice, de aquí en adelante? Se guarda con cada respuesta.",
        ),
        "told-by": ("said by: {who}", "lo dice: {who}"),
        "by-child": ("the child or young person", "la niña, el niño o la persona joven"),
        "by-caregiver": ("a parent or caregiver", "el padre, la madre o quien cuida"),
        "by-document": ("a document that was seen", "un documento que se vio"),
        "by-observation": ("what the worker saw or heard", "lo que vio u oyó quien lleva el caso"),
        "by-nobody": ("not recorded", "sin registrar"),
        "noted": ("The note is kept.", "La nota quedó guardada."),
        "told-earlier": (
            "Told earlier: {answer} ({title}, {day}).",
            "Dicho antes: {answer} ({title}, {day}).",
        ),
        "told-earlier-count": (
            "Earlier, {count} were named ({title}, {day}).",
            "Antes se nombraron {count} ({title}, {day}).",
        ),
        "still-right": (
            "{question}\n\nEarlier the answer was: {answer}. Is that still right?",
            "{question}\n\nAntes la respuesta fue: {answer}. ¿Sigue siendo así?",
        ),
        "same-option": ("Yes, it is as told earlier", "Sí, es como se dijo antes"),
        "other-option": ("No, put the question", "No, hacer la pregunta"),
        "consent-who": (
            "Consent to give “{title}” to: {to}. Who gives it?",
            "Consentimiento para dar «{title}» a: {to}. ¿Quién lo da?",
        ),
        "giver-youth": ("The young person", "La persona joven"),
        "giver-parent": ("A parent", "El padre o la madre"),
        "giver-guardian": ("The legal guardian", "La persona con la tutela legal"),
        "consent-harm": (
            "For you: is this person said to have harmed the child or the other parent?",
            "Para usted: ¿se dice que esta persona hizo daño al niño o al otro padre o madre?",
        ),
        "harm-yes": ("Yes: their consent does not count", "Sí: su consentimiento no vale"),
        "harm-no": ("No", "No"),
        "harm-unknown": ("It is not known: ask the attorney first", "No se sabe: pregunte antes al abogado"),
        "consent-until": (
            "Until which day does the consent last? For example 2027-03-31.",
            "¿Hasta qué día vale el consentimiento? Por ejemplo 2027-03-31.",
        ),
        "consent-agree": (
            (
                "May we give “{title}” to: {to}, until {day}?\n\n{onward}\n\nYou may say no, and you may take it "
                "back at any time. You get help either way."
            ),
            (
                "¿Podemos dar «{title}» a: {to}, hasta el {day}?\n\n{onward}\n\nPuede decir que no y puede "
                "retirarlo cuando quiera. La ayuda no depende de esto."
            ),
        ),
        "agree-yes": ("Yes", "Sí"),
        "agree-no": ("No", "No"),
        "withdraw-sure": (
            "Take back the consent to give “{title}” to: {to}? What was given already cannot be called back.",
            "¿Retirar el consentimiento para dar «{title}» a: {to}? Lo ya entregado no se puede recuperar.",
        ),
        "take-back-yes": ("Yes, take it back", "Sí, retirarlo"),
        "take-back-no": ("No, leave it", "No, dejarlo"),
        "release-who": (
            "“{title}” is held: {reason}\n\nWho releases it? Name and office; it is kept in the record.",
            "«{title}» está en espera: {reason}\n\n¿Quién lo autoriza? Nombre y cargo; queda en el registro.",
        ),
        "release-why": ("Why may it leave?", "¿Por qué puede salir?"),
        "not-past": ("give a day that is still to come", "dé un día que todavía no haya llegado"),
        "lead-on": (
            "Next: {title}.\n\n{action}\n\nEverything so far is saved.",
            "Lo siguiente: {title}.\n\n{action}\n\nTodo lo anterior está guardado.",
        ),
        "lead-because": ("These answers lead to another screen:", "Estas respuestas llevan a otra entrevista:"),
        "lead-open": (
            "Another screen may apply; these answers do not settle it:",
            "Quizá haga falta otra entrevista; estas respuestas no lo definen:",
        ),
        "lead-more": ("then {count} more", "después, {count} más"),
        "lead-begin": ("Go on with it now", "Seguir con él ahora"),
        "lead-later": ("Not now: it stays on the list", "Ahora no: queda en la lista"),
        "lead-stop": ("Stop here and show the summary", "Detenerse aquí y mostrar el resumen"),
        "change-which": (
            "Which answer do you want to change? Give its number, or go back.",
            "¿Qué respuesta quiere cambiar? Dé su número, o regrese.",
        ),
        "amend-which": (
            "Which answer is to be changed? Give its number. Going back ends this.",
            "¿Qué respuesta se va a cambiar? Dé su número. Volver termina.",
        ),
        "amend-why": (
            "Why is the answer changed? The reason and the old answer stay in the history. {question}",
            "¿Por qué se cambia la respuesta? El motivo y la respuesta anterior quedan en el historial. {question}",
        ),
        "not-amended": ("Nothing was changed.", "No se cambió nada."),
        "no-such-number": ("give a number from 1 to {most}", "dé un número de 1 a {most}"),
        "stop-how": (
            "Everything answered is saved. How do you want to stop?",
            "Todo lo respondido está guardado. ¿Cómo quiere detenerse?",
        ),
        "rest-option": ("Take a break: hide the screen until I return", "Descansar: ocultar la pantalla hasta volver"),
        "pause-option": ("Pause: go on another time", "Pausar: continuar en otro momento"),
        "stop-option": ("End this screening here", "Terminar aquí esta entrevista"),
        "back-option": ("Go back", "Regresar"),
        "another-time": ("Stop here and save: go on another time", "Parar aquí y guardar: seguir otro día"),
        "end-here": ("End this screening for good", "Terminar del todo esta entrevista"),
        "ready": ("All questions were put.", "Se hicieron todas las preguntas."),
        "counts": (
            "Answered: {answered}. Does not know: {unknown}. Declined: {declined}. Left for later: {later}.",
            "Respondidas: {answered}. No sabe: {unknown}. Prefirió no decirlo: {declined}. Para después: {later}.",
        ),
        "not-saved": (
            "NOT SAVED: {reason}. The last answer is only in memory. Make room or plug the disk in, then try again.",
            (
                "NO SE GUARDÓ: {reason}. La última respuesta está solo en la memoria. Libere espacio o "
                "conecte el disco e intente de nuevo."
            ),
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
    }
)
