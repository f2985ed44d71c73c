"""Help in Spanish for the caseworker's commands; what has no Spanish here stays English."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "screenkit": (
            "Entrevistas guiadas con familias; cada respuesta se guarda enseguida en esta computadora.\n\n"
            "`screenkit ORDEN --help` dice más de cada orden."
        ),
        "init": (
            "Crea la llave con la que se cifran las entrevistas reales; si ya la hay, muestra para quiénes "
            "se cifran.\n\n"
            "Pide una frase de contraseña y la llave de recuperación de su agencia. En un script, la primera "
            "línea de --passphrase-from es su frase y, con --new-recovery, la segunda es la de la llave de "
            "recuperación. La práctica no necesita llave."
        ),
        "run": (
            "Hace una entrevista y muestra su resumen de referencia.\n\n"
            "`--lang` es el idioma en que se lee a la familia. Cada respuesta se guarda antes de la pregunta siguiente."
            " Con `--answers`, el archivo puede decir qué idioma fue: `language: es`."
        ),
        "resume": "Sigue con una entrevista en pausa o interrumpida.",
        "summary": "Muestra el resumen de referencia de una entrevista, o de un caso entero, como está.",
        "amend": (
            "Cambia respuestas de una entrevista terminada, cada una con su motivo.\n\n"
            "La respuesta anterior queda en el historial, y el resumen dice las dos."
        ),
        "cases": "Lista sus entrevistas: id, último cambio, cuestionario y estado; nunca un nombre ni una respuesta.",
        "due": (
            "Muestra lo que hay que hacer en todas sus entrevistas: primero lo vencido, luego lo más urgente.\n\n"
            "`screenkit done ID STEP` marca un paso como hecho."
        ),
        "done": (
            "Anota en la entrevista que un próximo paso se hizo, cuándo y quién; sin paso, los lista.\n\n"
            "Después `screenkit due` ya no lo muestra, y el resumen lo muestra como hecho. "
            "Nada se borra: --undo agrega que no se hizo después de todo."
        ),
        "report": (
            "Cuenta entrevistas terminadas: lo indicado, lo que quedó sin respuesta y los plazos de aviso.\n\n"
            "No contiene respuestas ni nombres. Los números pequeños se ocultan, y también otros si con "
            "ellos se podría calcular uno pequeño. No cuentan las de práctica ni las ingresadas por error."
        ),
        "disclose": (
            "Muestra lo que recibiría un destinatario; con --output anota en el registro que sale, y luego "
            "lo escribe.\n\n"
            "Un documento sale solo donde un paso siguiente lo pide, y contiene solo lo que sus preguntas "
            "permiten a ese destinatario."
        ),
        "consent": (
            "Pregunta a la familia si un documento puede darse a un destinatario y hasta cuándo, y guarda lo "
            "que dice.\n\n"
            "Un consentimiento vale para un documento y un destinatario, hasta un día, y se puede retirar; "
            "la ayuda nunca depende de él."
        ),
        "verify": (
            "Abre entrevistas, calcula de nuevo las terminadas y dice si llevan a lo mismo.\n\n"
            "También dice dónde hay una copia más vieja en lugar de lo último que se guardó aquí, y qué falta."
        ),
        "doctor": (
            "Dice si esta computadora y esta terminal sirven para una entrevista, y qué aspecto tendrá.\n\n"
            "No lee nada de ninguna entrevista. El código de salida es 1 si algo impide toda entrevista."
        ),
        "export": (
            "Cifra una entrevista para otra persona que lleva casos; ella la recibe con `screenkit import`.\n\n"
            "`screenkit init` muestra la llave de esa persona. Queda anotado que se entregó antes de "
            "escribir el archivo. Su propia copia se queda."
        ),
        "import": (
            "Recibe una entrevista que otra persona cifró para usted, o que abre una llave de recuperación.\n\n"
            "El archivo no dice quién lo hizo: comparen por teléfono el código de control. En un script, la segunda "
            "línea de --passphrase-from es la frase de la llave de recuperación."
        ),
        "rekey": (
            "Cifra de nuevo todas las entrevistas reales: para otras llaves de recuperación o con otra llave suya.\n\n"
            "--recovery nombra todas las llaves de recuperación desde ahora. En un script, la frase nueva es la "
            "segunda línea de --passphrase-from. Las copias de respaldo siguen abriéndose con las llaves de antes."
        ),
        "purge": (
            "Muestra qué entrevistas ya no se guardan, según los plazos de su agencia; con --delete, las "
            "borra para siempre.\n\n"
            "Los plazos están en `reference/retention.yaml`, en la carpeta de cuestionarios de su agencia. "
            "Sin ellos no se borra nada. De una entrevista real queda que existió, cuándo se fue y con la "
            "llave de quién."
        ),
        "practice": (
            "Practica una entrevista con una familia inventada; nada de ella puede volverse un caso real.\n\n"
            "Sin más, quien aprende pregunta como en una entrevista real, y otra persona hace de familia con "
            "la hoja que escribe --briefing. Sin --persona es la primera familia. --replay muestra cómo va "
            "una entrevista, y --mark en qué difiere un registro de práctica de la hoja; no califica a nadie."
        ),
        "list": "Lista los cuestionarios que hay.",
        "show": (
            "Muestra un cuestionario: sus preguntas, cuándo se hace cada una y lo que sigue de las "
            "respuestas.\n\n"
            "Con --flow, también cuántas entrevistas hay y qué tan largas son; `svg` y `html` son para "
            "proyectar y para papel, y no necesitan nada de fuera. Con --paper, un formulario para llenar a "
            "mano, que se ingresa con `run --from-paper`."
        ),
    }
)
_OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "screens": "Busca primero aquí; puede repetirse.",
        "home": "Dónde se guardan las entrevistas.",
        "passphrase_from": "Lee de aquí la frase de contraseña; - es la entrada estándar.",
        "_version_wanted": "Muestra la versión y termina.",
        "install_completion": "Instala el completado para esta terminal.",
        "show_completion": "Muestra el completado, para copiarlo o cambiarlo.",
        "screen": "Nombre de un cuestionario, o ruta de su archivo.",
        "record": "Cuál entrevista.",
        "resume record": "Cuál entrevista; sin nada, las lista.",
        "verify record": "Cuál entrevista; sin nada, todas.",
        "lang": "Idioma, por ejemplo es.",
        "worker_lang": "El idioma de quien entrevista.",
        "plain": "Línea por línea, sin dibujos: para lectores de pantalla.",
        "run practice": "Nada es real: se guarda aparte y marcado en todas partes.",
        "cases practice": "Las de práctica.",
        "due practice": "Las de práctica.",
        "summary practice": "Con --case: las entrevistas de práctica.",
        "due done": "Muestra también lo que está hecho.",
        "step": "Qué paso, por ejemplo otip_notice; sin él, los lista.",
        "when": "Cuándo se hizo, por ejemplo 2026-11-20T14:30; si no, ahora.",
        "by": "Quién lo hizo, si no fue usted: una función, nunca el nombre de una familia.",
        "note": "Pide una nota sobre cómo se hizo.",
        "accept": "Sigue con una copia más vieja, o sin la entrevista; queda anotado.",
        "undo": "No se hizo después de todo.",
        "answers": "Toma las respuestas de un archivo, sin preguntar.",
        "from_paper": "Ingresa una hoja de `show --paper`: por número, una tecla para cada casilla.",
        "compare": "Con --from-paper: la ingresa otra vez y dice en qué difiere.",
        "run case": "Su propia referencia del caso; nunca un nombre.",
        "summary case": "Todas las entrevistas de un caso, como un solo resumen.",
        "run format_": "Cómo se escribe el resumen.",
        "resume format_": "Cómo se escribe el resumen.",
        "summary format_": "Cómo se escribe el resumen.",
        "run output": "Escribe el resumen en un archivo nuevo.",
        "resume output": "Escribe el resumen en un archivo nuevo.",
        "summary output": "Escribe el resumen en un archivo nuevo.",
        "output": "Lo escribe en un archivo nuevo.",
        "recovery": "Llave de recuperación de su agencia, age1…; puede repetirse.",
        "new_recovery": "Crea una llave de recuperación en este archivo nuevo.",
        "folder": "Carpeta de entrevistas guardadas, o de varias carpetas de trabajo; sin nada, las suyas.",
        "report format_": "Cómo se escribe.",
        "threshold": "No muestra ninguna cuenta de 1 hasta menos de N.",
        "to": "Quién lo recibe, con el nombre que le da el cuestionario.",
        "document": "Cuál de sus documentos.",
        "each": "Para qué país, … es.",
        "disclose format_": "Cómo se escribe el documento.",
        "release": "Pregunta quién autoriza un documento retenido.",
        "withdraw": "Retira un consentimiento.",
        "keys": "Prueba qué teclas llegan en esta terminal.",
        "export to": "La llave de la otra persona, age1….",
        "export output": "El archivo nuevo; si no, ID.age en esta carpeta.",
        "file": "Lo que otra persona exportó.",
        "key": "Lo abre con esta llave de recuperación y no con la suya.",
        "new_key": "Toma una llave nueva para usted.",
        "new_passphrase": "Toma una frase de contraseña nueva.",
        "delete": "Lo hace; si no, solo lo muestra.",
        "persona": "Cuál familia inventada, por número o nombre.",
        "personas": "Presenta las familias inventadas, para quien enseña.",
        "briefing": "Escribe la hoja para quien hace de familia.",
        "replay": "Repite la entrevista de esta familia a paso tranquilo.",
        "recording": "Escribe la repetición en un .cast o .svg nuevo; puede repetirse.",
        "mark": "Escribe la clave de respuestas de esta entrevista de práctica.",
        "practice format_": "Cómo se escribe una hoja o una clave.",
        "flow": "Muestra cómo va: qué abre qué, y qué sigue.",
        "show format_": "Cómo se dibuja --flow, si no en palabras; --paper es html o pdf.",
        "paper": "Un formulario para imprimir, en el idioma de --lang y en otro, como página.",
        "compiled": "Muestra el programa con que `validate` lo revisa.",
    }
)
_METAVARS: Mapping[str, str] = MappingProxyType(
    {
        "FILE": "ARCHIVO",
        "FOLDER": "CARPETA",
        "[FOLDER]": "[CARPETA]",
        "CODE": "CÓDIGO",
        "KEY": "LLAVE",
        "NAME": "NOMBRE",
        "SCREEN": "CUESTIONARIO",
        "[SCREEN]": "[CUESTIONARIO]",
        "RECIPIENT": "DESTINATARIO",
        "VALUE": "VALOR",
        "[STEP]": "[PASO]",
        "TIME": "HORA",
        "WHO": "QUIÉN",
    }
)
"""What stands for a value; ID, REF and N are the same in both languages."""
CASEWORKERS = (
    "init",
    "run",
    "resume",
    "summary",
    "amend",
    "cases",
    "due",
    "done",
    "report",
    "disclose",
    "consent",
    "verify",
    "doctor",
    "export",
    "import",
    "rekey",
    "purge",
    "practice",
    "list",
    "show",
)
"""The commands in Spanish with all their options: all but the author's and the script's."""
_AROUND: tuple[tuple[str, str], ...] = (
    ("Usage: ", "Uso: "),
    ("[OPTIONS]", "[OPCIONES]"),
    (" COMMAND [ARGS]...", " ORDEN [ARGUMENTOS]..."),
    ("\nArguments:\n", "\nArgumentos:\n"),
    ("\nOptions:\n", "\nOpciones:\n"),
    ("\nCommands:\n", "\nÓrdenes:\n"),
    ("Show this message and exit.", "Muestra esta ayuda y termina."),
    ("[required]", "[obligatorio]"),
    ("[default:", "[si no:"),
    ("[env var:", "[variable:"),
    ("; default:", "; si no:"),
)


def is_wanted() -> bool:
    """Whether the worker's language is Spanish."""
    return os.environ.get("SCREENKIT_LANG", "") == "es"


def translate(command: Any, name: str) -> None:  # noqa: ANN401 - typer gives its commands no public type
    """Put the Spanish words in the place of the English ones."""
    if name not in (*CASEWORKERS, "screenkit"):
        return
    command.help = _COMMANDS[name]
    command.short_help = None
    for one in command.params:
        one.help = _OPTIONS.get(f"{name} {one.name}") or _OPTIONS[one.name]
        one.metavar = _METAVARS.get(one.metavar, one.metavar)
    if name != "screenkit":
        get_help = command.get_help
        command.get_help = lambda context: around(get_help(context))


def around(words: str) -> str:
    """The frame of a help page in Spanish."""
    for english, spanish in _AROUND:
        words = words.replace(english, spanish)
    return words
