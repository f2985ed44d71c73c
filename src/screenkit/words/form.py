"""The words of paper forms, and of entering what was written on them. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "form-reference": ("Your case reference (never a name)", "Referencia del caso (nunca un nombre)"),
        "form-when": ("Date and time of the talk", "Fecha y hora de la conversación"),
        "form-worker": ("Who asks (initials)", "Quién pregunta (iniciales)"),
        "form-how": (
            (
                "Ask in the order of the numbers and follow the arrows. Tick one box of each question, also where "
                "there is no answer: silence is never a no."
            ),
            (
                "Pregunte en el orden de los números y siga las flechas. Marque una casilla en cada pregunta, "
                "también si no hay respuesta: el silencio nunca es un no."
            ),
        ),
        "form-never": (
            (
                "Never ask for and never write down anybody's immigration status, nor what shows it: no visa, no "
                "permit, no number that immigration authorities give. There is no place for it on this form."
            ),
            (
                "Nunca pregunte ni anote el estatus migratorio de nadie, ni lo que lo muestra: ni visa, ni permiso, "
                "ni número que den las autoridades de inmigración. En este formulario no hay lugar para eso."
            ),
        ),
        "form-safe": (
            "Keep these pages locked away. Enter them soon; then do with them as your agency's rules say.",
            "Guarde estas hojas bajo llave. Ingréselas pronto y después haga con ellas lo que manda su agencia.",
        ),
        "form-only-if": (
            "→ Ask {questions} only if {condition}. Otherwise go to {after}.",
            "→ Haga {questions} solo si {condition}. Si no, vaya a {after}.",
        ),
        "form-run": ("questions {first} to {last}", "las preguntas {first} a {last}"),
        "form-next-one": ("the next {one} or question {number}", "siguiente: {one}, o a la pregunta {number}"),
        "form-the-end": ("the end of the form", "final del formulario"),
        "form-for-worker": ("For you; do not read aloud", "Para usted; no lo lea en voz alta"),
        "form-read": ("read aloud", "leído en voz alta"),
        "form-seen": ("seen", "visto"),
        "form-stop": ("If not yes, stop here:", "Si no es sí, termine aquí:"),
        "form-none": ("none of these", "ninguna de estas"),
        "form-any": ("tick all that apply", "marque todas las que correspondan"),
        "form-date": ("year – month – day; a year alone will do", "año – mes – día; basta el año"),
        "form-about": ("about", "aproximado"),
        "form-datetime": ("year – month – day, hour : minute", "año – mes – día, hora : minuto"),
        "form-number": ("number", "número"),
        "form-list": ("name it as the person does", "nómbrelo como la persona"),
        "form-list-several": ("name all of them", "nómbrelos todos"),
        "form-each": ("{one} {number}", "{one} {number}"),
        "form-more-paper": (
            "More than {n}? Copy these pages and number on.",
            "¿Más de {n}? Copie estas hojas y siga la numeración.",
        ),
        "form-notes": ("Notes", "Notas"),
        "form-urgent": ("Do not wait for a computer", "No espere a una computadora"),
        "form-urgent-how": (
            (
                "What this screen calls urgent, where its condition is certain. What is open or not listed is told "
                "once the form is entered."
            ),
            (
                "Lo que este cuestionario llama urgente, si su condición es segura. Lo demás se "
                "dice al ingresar el formulario."
            ),
        ),
        "form-enter": ("To enter it: {command}", "Para ingresarlo: {command}"),
        "form-page": ("page", "hoja"),
        # entering
        "paper-banner": ("FROM PAPER: type what is ticked and written", "DEL PAPEL: escriba lo marcado y lo escrito"),
        "paper-ways": (
            "? does not know · - would rather not say · . not asked",
            "? no sabe · - prefiere no decirlo · . no se preguntó",
        ),
        "paper-several": ("the numbers, with commas; 0 for none of these", "los números con comas; 0 si ninguna"),
        "paper-read": ("y when it was read aloud", "s si se leyó en voz alta"),
        "paper-no-such": (
            "{typed} is nothing that can be typed here",
            "{typed} no es nada de lo que puede escribirse aquí",
        ),
        "paper-about": ("for example 2011-04-30, 2011, or 2011~ for about", "por ejemplo 2011-04-30, 2011, o 2011~"),
        "paper-when": ("for example 2026-11-20 14:30", "por ejemplo 2026-11-20 14:30"),
        "paper-taken": ("{number}: {answer}.", "{number}: {answer}."),
        "paper-same": (
            "The two entries of {id} are the same. The second one is put aside.",
            "Las dos entradas de {id} son iguales. La segunda se aparta.",
        ),
        "paper-differ": (
            "The two entries of {id} differ. Look at the paper for these:",
            "Las dos entradas de {id} difieren. Mire en el papel:",
        ),
        "paper-mend": (
            "Where the first entry is wrong: {command}. The second one is put aside.",
            "Si la primera está mal: {command}. La segunda se aparta.",
        ),
    }
)
