"""The words for making a key and asking for a passphrase. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "setup-title": (
            "Before the first real screening",
            "Antes de la primera entrevista real",
        ),
        "setup-what": (
            (
                "Real screenings are kept encrypted from the first answer on. That takes a key, which is made "
                "now and opened by a passphrase that only you know."
            ),
            (
                "Las entrevistas reales se guardan cifradas desde la primera respuesta. Para eso hace falta una "
                "llave, que se crea ahora y se abre con una frase de contraseña que solo usted conoce."
            ),
        ),
        "setup-why-recovery": (
            (
                "If the passphrase is lost, nobody can open your screenings, unless they were also encrypted for"
                " a recovery key. Your agency keeps that one, apart from this computer."
            ),
            (
                "Si la frase se pierde, nadie podrá abrir sus entrevistas, a menos que también estén cifradas "
                "para una llave de recuperación. Esa la guarda su organización, lejos de esta computadora."
            ),
        ),
        "setup-three": (
            (
                "There are three steps: the recovery key, the passphrase, and the passphrase once more. Practice"
                " needs none of this."
            ),
            (
                "Son tres pasos: la llave de recuperación, la frase de contraseña, y la frase otra vez. Para "
                "practicar no hace falta nada de esto."
            ),
        ),
        "recovery-how": (
            "Which recovery key do you use? Your agency may have given you one: a line that begins with age1.",
            "¿Qué llave de recuperación usa? Quizá su organización le dio una: una línea que empieza con age1.",
        ),
        "recovery-paste": (
            "I have the line: type or paste it",
            "Tengo la línea: escribirla o pegarla",
        ),
        "recovery-make": (
            "There is none yet: make one now, on a USB stick that a supervisor takes away",
            "Todavía no hay: crear una ahora, en una memoria USB que se lleva su supervisión",
        ),
        "recovery-line": (
            "Type or paste the recovery key. It begins with age1 and is no secret.",
            "Escriba o pegue la llave de recuperación. Empieza con age1 y no es secreta.",
        ),
        "recovery-wrong": (
            "this is no recovery key: it begins with age1 and has 62 letters and digits",
            "esto no es una llave de recuperación: empieza con age1 y tiene 62 letras y números",
        ),
        "recovery-file": (
            (
                "Where should the file of the recovery key be? Give a path on the USB stick, for example "
                "/media/usb/recovery.age or E:\\recovery.age."
            ),
            (
                "¿Dónde se guarda el archivo de la llave de recuperación? Dé una ruta en la memoria USB, por "
                "ejemplo /media/usb/recovery.age o E:\\recovery.age."
            ),
        ),
        "recovery-file-wrong": (
            "the folder must be there, and no file of that name in it",
            "la carpeta debe existir, y no debe haber en ella un archivo con ese nombre",
        ),
        "recovery-passphrase": (
            (
                "A passphrase for the recovery key: the supervisor chooses it and keeps it. At least {least} "
                "characters; four or five words are good."
            ),
            (
                "Una frase de contraseña para la llave de recuperación: la elige y la guarda su supervisión. Al "
                "menos {least} caracteres; cuatro o cinco palabras está bien."
            ),
        ),
        "passphrase-new": (
            (
                "Your own passphrase. At least {least} characters; four or five words are good. It is asked once"
                " each time you work with real screenings."
            ),
            (
                "Su propia frase de contraseña. Al menos {least} caracteres; cuatro o cinco palabras está bien. "
                "Se pide una vez cada vez que trabaje con entrevistas reales."
            ),
        ),
        "passphrase-again": (
            "The same once more.",
            "La misma otra vez.",
        ),
        "passphrase-short": (
            "take at least {least} characters",
            "use al menos {least} caracteres",
        ),
        "passphrase-differs": (
            "the two were not the same: begin again with this one",
            "las dos no fueron iguales: empiece de nuevo con esta",
        ),
        "recovery-ask": (
            "Passphrase of the recovery key: ",
            "Frase de contraseña de la llave de recuperación: ",
        ),
        "passphrase-ask": (
            "Passphrase: ",
            "Frase de contraseña: ",
        ),
    }
)
