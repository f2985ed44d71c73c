"""The words of the faces: keys, what is typed, and one sentence about what was pressed. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # at the terminal: what can be wished for instead of an answer, and how it is typed
        "wish-back": ("back", "volver"),
        "wish-help": ("help", "ayuda"),
        "wish-why": ("why asked", "por qué"),
        "wish-note": ("note", "nota"),
        "wish-who": ("who said it", "quién lo dijo"),
        "wish-lang": ("language", "idioma"),
        "wish-hide": ("hide screen", "ocultar"),
        "wish-keys": ("all keys", "todas las teclas"),
        "wish-remove": ("opened by mistake", "abierto por error"),
        "wish-review": ("review", "revisar"),
        "wish-same": ("as told earlier", "como ya se dijo"),
        "wish-stop": ("save and stop", "guardar y parar"),
        "typed-back": ("back", "volver"),
        "typed-help": ("help", "ayuda"),
        "typed-why": ("why", "porqué"),
        "typed-note": ("note", "nota"),
        "typed-who": ("who", "quién"),
        "typed-later": ("later", "después"),
        "typed-unknown": ("unknown", "nosabe"),
        "typed-declined": ("declined", "nodice"),
        "typed-lang": ("lang", "idioma"),
        "typed-hide": ("hide", "ocultar"),
        "typed-keys": ("keys", "teclas"),
        "typed-remove": ("remove", "quitar"),
        "typed-review": ("review", "revisar"),
        "typed-same": ("same", "igual"),
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
        "too-small": (
            "Make this window larger: at least {columns} columns, {rows} rows. Nothing is lost.",
            "Agrande esta ventana: al menos {columns} columnas y {rows} filas. No se pierde nada.",
        ),
        "more-rows": ("(more: arrows)", "(más: flechas)"),
        "key-unadd": ("Backspace: remove the last", "Retroceso: quitar lo último"),
        "key-done": ("Enter: done", "Enter: listo"),
        "key-done-lines": ("F2 or Ctrl-D: done", "F2 o Ctrl-D: listo"),
        "key-typed": ("or type {words} …", "o escriba {words} …"),
        "key-go-on": ("Enter: go on", "Enter: seguir"),
        "key-scroll": ("Page Up, Page Down: more text", "Re Pág, Av Pág: más texto"),
        "try-keys": (
            "Press each of these keys; one that arrives is ticked. Enter ends.",
            "Pulse cada una de estas teclas; la que llega se marca. Enter termina.",
        ),
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
        "line-cut": (
            "That line is longer than a terminal hands over: its end is missing, and it was not taken. Type less.",
            "Esa línea es más larga de lo que entrega una terminal: le falta el final y no se tomó. Escriba menos.",
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
