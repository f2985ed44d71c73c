"""The words of practice: the sheet for the family, the replay and the answer key. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # whom it is practised with
        "personas-title": ("Invented families to practise with", "Familias inventadas para practicar"),
        "personas-how": (
            "For whoever leads the practice: the stories tell the answers, so trainees are given the number only.",
            "Para quien dirige la práctica: las historias cuentan las respuestas; a quien practica, solo el número.",
        ),
        "persona-number": ("Invented family {number}", "Familia inventada {number}"),
        "persona-of": ("{title}: invented family {number}", "{title}: familia inventada {number}"),
        "lives-at": (
            "In this practice it is {at}, whatever the clock says.",
            "En esta práctica es el {at}, diga lo que diga el reloj.",
        ),
        "practice-start": (
            "You are the caseworker. Somebody else plays the family, from a sheet that you do not see.",
            "Usted es la persona trabajadora social. Otra persona hace de la familia, con una hoja que usted no ve.",
        ),
        "practice-start-unreal": (
            "Nothing here is a real case. Write nothing of a real family.",
            "Nada de esto es un caso real. No escriba nada de una familia real.",
        ),
        # the sheet of who plays the family
        "briefing-title": ("For the person who plays the family", "Para quien hace de la familia"),
        "briefing-how": (
            (
                "Keep this sheet from whoever practises until the interview is over. Say what stands here, in your own "
                "manner, and only when you are asked. Make nothing up: to anything that is not here, say that you "
                "would like to leave it for later."
            ),
            (
                "No muestre esta hoja a quien practica hasta que termine la entrevista. Diga lo que está aquí, "
                "a su manera, y solo cuando se lo pregunten. No invente nada: a lo que no está aquí, "
                "diga que prefiere dejarlo para después."
            ),
        ),
        "briefing-asked": ("What you are asked", "Lo que se le pregunta"),
        "briefing-worker": ("What the caseworker finds out without you", "Lo que se averigua sin usted"),
        "briefing-worker-how": (
            "These questions are not put to the family. Tell the caseworker this when they get there.",
            "Estas preguntas no se hacen a la familia. Dígale esto a quien practica cuando llegue a ellas.",
        ),
        "in-english": (
            "The story is in English only.",
            "La historia está solo en inglés.",
        ),
        "own-words": (
            "Your own words stand here as the case was written, mostly in English: translate as you speak.",
            "Sus propias palabras están aquí como se escribió el caso, casi siempre en inglés: tradúzcalas al hablar.",
        ),
        "you-say": ("You say", "Usted dice"),
        "say-unknown": ("You do not know.", "Que no sabe."),
        "say-declined": ("You would rather not say.", "Que prefiere no decirlo."),
        "say-not-asked": ("You would like to leave this for later.", "Que prefiere dejarlo para después."),
        "tell-them": ("Tell them", "Dígale"),
        "tell-unknown": ("It is not known.", "Que no se sabe."),
        "tell-declined": ("There is no answer to it.", "Que no hay respuesta."),
        "tell-not-asked": ("It is left for later.", "Que se deja para después."),
        "another-one": ("yes, there is another", "sí, hay otra persona"),
        # the replay
        "replay-step": ("Question {number} of {of}", "Pregunta {number} de {of}"),
        "answer-is": ("Answer", "Respuesta"),
        "asked-because-short": ("Asked because", "Se pregunta porque"),
        "opens": ("Now also asked", "Ahora también se pregunta"),
        "now-indicated": ("Indicated now", "Indicado ahora"),
        "now-step-to-do": ("To do now", "Ahora hay que"),
        "now-not-indicated": ("Not indicated", "No indicado"),
        "now-ruled-out": ("Ruled out", "Descartado"),
        "steps-gone": ("next steps that no longer apply: {count}", "próximos pasos que ya no corresponden: {count}"),
        "silence-leaves-open": ("Left unsettled", "Queda sin aclarar"),
        "open-as-before": ("as before: {count}", "como antes: {count}"),
        "state-indicated": ("Indicated", "Indicado"),
        "state-not-settled": ("Not settled", "Sin aclarar"),
        "state-step-to-do": ("To do", "Por hacer"),
        "state-step-open": ("May be needed: not settled", "Podría hacer falta: sin aclarar"),
        "state-not-indicated": ("Not indicated by the answers", "No indicado por las respuestas"),
        "film-playing": ("Playing: page {at} of {of}", "En marcha: página {at} de {of}"),
        "film-paused": ("Paused: page {at} of {of}", "En pausa: página {at} de {of}"),
        "key-play": ("Space: play or pause", "Espacio: seguir o pausar"),
        "key-step": ("Enter or →: step", "Enter o →: un paso"),
        "key-step-back": ("←: back", "←: atrás"),
        "key-film-end": ("Ctrl-X: end", "Ctrl-X: terminar"),
        "typed-play": ("play", "seguir"),
        "film-how": (
            "Enter: step. :play goes on by itself, Ctrl-C pauses it. :back goes back, :stop ends.",
            "Enter: un paso. :seguir continúa por sí solo, Ctrl-C pausa. :volver regresa, :parar termina.",
        ),
        # the answer key
        "key-title": ("Answer key", "Clave de respuestas"),
        "key-about": (
            "Practice interview {id}, screen {screen} {version}.",
            "Entrevista de práctica {id}, cuestionario {screen} {version}.",
        ),
        "key-no-grade": (
            (
                "This page compares one practice interview with the sheet of the invented family. "
                "It is for talking it over, and grades nobody."
            ),
            (
                "Esta página compara una entrevista de práctica con la hoja de la familia inventada. "
                "Sirve para conversar sobre ella y no califica a nadie."
            ),
        ),
        "key-unfinished": (
            "The interview is not finished: what comes later in it is listed as not asked.",
            "La entrevista no está terminada: lo que viene después figura como no preguntado.",
        ),
        "key-nothing": (
            "Everything on the sheet was asked, and recorded as it was told.",
            "Se preguntó todo lo de la hoja y se anotó como se dijo.",
        ),
        "key-silence-as-no": ("No answer, recorded as no", "Sin respuesta, anotado como no"),
        "key-silence-as-no-says": (
            'Not knowing and not wanting to say are never "no".',
            'No saber y no querer decirlo nunca son un "no".',
        ),
        "key-silence-as-answer": ("No answer, recorded as an answer", "Sin respuesta, anotado como respuesta"),
        "key-silence-as-answer-says": (
            "The family gave no answer here, and the record has one.",
            "Aquí la familia no dio respuesta, y el registro tiene una.",
        ),
        "key-other-silence": ("Another reason for no answer", "Otro motivo para no responder"),
        "key-other-silence-says": (
            "Whether someone does not know or would rather not say leads to different next questions.",
            "No saber y preferir no decirlo llevan a preguntas distintas.",
        ),
        "key-answer-as-silence": ("Told, and recorded as no answer", "Dicho, y anotado como sin respuesta"),
        "key-answer-as-silence-says": (
            "The family gave an answer that is not in the record.",
            "La familia dio una respuesta que no está en el registro.",
        ),
        "key-recorded-otherwise": ("Recorded otherwise", "Anotado de otra manera"),
        "key-recorded-otherwise-says": (
            "The record has another answer than the sheet. Was it told otherwise, or heard otherwise?",
            "El registro tiene otra respuesta que la hoja. ¿Se dijo de otra manera, o se entendió de otra manera?",
        ),
        "key-not-asked-of": ("Not asked", "Sin preguntar"),
        "key-not-asked-of-says": (
            "These questions came up for this family and were not put.",
            "Estas preguntas correspondían a esta familia y no se hicieron.",
        ),
        "key-left-for-later": ("Left for later", "Dejado para después"),
        "key-left-for-later-says": (
            "The family would have answered. Leaving a question is often right: was there a reason?",
            "La familia habría respondido. Dejar una pregunta suele estar bien: ¿hubo un motivo?",
        ),
        "key-not-led-to": ("Did not come up", "No llegó a plantearse"),
        "key-not-led-to-says": (
            "These questions are asked because of an earlier answer that is missing or was recorded otherwise.",
            "Estas preguntas dependen de una respuesta anterior que falta o que se anotó de otra manera.",
        ),
        "key-not-on-sheet": ("Asked, and not on the sheet", "Preguntado, y no está en la hoja"),
        "key-not-on-sheet-says": (
            "An answer that was recorded otherwise led to these questions.",
            "Una respuesta anotada de otra manera llevó a estas preguntas.",
        ),
        "key-other-words": ("In other words", "Con otras palabras"),
        "key-other-words-says": (
            "Own words are kept to the letter. Does the record say what was said, or what was made of it?",
            "Las palabras propias se guardan tal cual. ¿El registro dice lo que se dijo, o lo que se entendió?",
        ),
        "on-the-sheet": ("On the sheet", "En la hoja"),
        "in-the-record": ("In the record", "En el registro"),
        "nothing-recorded": ("nothing", "nada"),
        "named-so-many": ("named: {count}", "se nombraron: {count}"),
        "key-effects": ("What the differences change", "Lo que cambian las diferencias"),
        "key-no-effects": (
            "The sheet and the record lead to the same indications and next steps.",
            "La hoja y el registro llevan a las mismas indicaciones y próximos pasos.",
        ),
        "from-the-sheet": ("From the sheet", "Según la hoja"),
        "from-the-record": ("From the record", "Según el registro"),
        "not-there": ("not there", "no figura"),
        "key-wording": ("How it was worded", "Cómo se dijo"),
        "key-languages": (
            "Read aloud in: {names}. Was that the family's own language, and was each question read as it stands?",
            "Se leyó en voz alta en: {names}. ¿Era el idioma de la familia, y se leyó cada pregunta como está escrita?",
        ),
        "key-notes": (
            "Notes beside the answers. Is each what was said or seen, or what was concluded?",
            "Notas junto a las respuestas. ¿Cada una es lo que se dijo o se vio, o lo que se concluyó?",
        ),
        "in-the-note": ("Note", "Nota"),
        "whole-interview": ("The whole interview", "Toda la entrevista"),
    }
)
