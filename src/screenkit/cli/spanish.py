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
        "init": "Crea la llave con la que se cifran las entrevistas reales.",
        "run": (
            "Hace una entrevista y muestra su resumen de referencia.\n\n"
            "`--lang` es el idioma en que se lee a la familia. Cada respuesta se guarda antes de la pregunta siguiente."
        ),
        "resume": "Sigue con una entrevista en pausa o interrumpida.",
        "summary": "Muestra el resumen de referencia de una entrevista, o de un caso entero, como está.",
        "amend": "Cambia respuestas de una entrevista terminada, cada una con su motivo.",
        "cases": "Lista sus entrevistas: id, último cambio, cuestionario y estado; nunca un nombre ni una respuesta.",
        "due": "Muestra lo que hay que hacer en todas sus entrevistas: primero lo vencido, luego lo más urgente.",
        "report": "Cuenta entrevistas terminadas: lo indicado, lo que quedó sin respuesta y los plazos de aviso.",
        "disclose": "Muestra lo que recibiría un destinatario; con --output lo escribe.",
        "consent": "Pregunta a la familia si un documento puede darse a un destinatario.",
        "verify": "Abre entrevistas, calcula de nuevo las terminadas y dice si llevan a lo mismo.",
        "export": "Cifra una entrevista para otra persona que lleva casos.",
        "import": "Recibe una entrevista que otra persona cifró para usted.",
        "purge": "Muestra qué entrevistas ya no se guardan, según su agencia; con --yes las quita.",
        "practice": "Practica una entrevista con una familia inventada; nada de ella puede volverse real.",
        "list": "Lista los cuestionarios que hay.",
        "show": "Muestra un cuestionario entero: en palabras, en imagen (--flow) o en papel (--paper).",
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
        "lang": "Idioma, por ejemplo es.",
        "worker_lang": "El idioma de quien entrevista.",
        "plain": "Línea por línea, sin dibujos: para lectores de pantalla.",
        "run practice": "Nada es real: se guarda aparte y marcado en todas partes.",
        "cases practice": "Las de práctica.",
        "due practice": "Las de práctica.",
        "summary practice": "Con --case: las entrevistas de práctica.",
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
    }
)
TRANSLATED = ("run", "resume", "summary", "cases", "due")
"""The commands whose options are in Spanish too: a caseworker's every day."""
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
    if name in _COMMANDS:
        command.help = _COMMANDS[name]
        command.short_help = None
    if name not in (*TRANSLATED, "screenkit"):
        return
    for one in command.params:
        words = _OPTIONS.get(f"{name} {one.name}") or _OPTIONS.get(one.name)
        if words:
            one.help = words
    if name != "screenkit":
        get_help = command.get_help
        command.get_help = lambda context: around(get_help(context))


def around(words: str) -> str:
    """The frame of a help page in Spanish."""
    for english, spanish in _AROUND:
        words = words.replace(english, spanish)
    return words
