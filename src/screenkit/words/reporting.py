"""The words of reports over many screenings. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "report-title": ("Report over screenings", "Informe de las entrevistas"),
        "report-as-of": ("Counted as of {at}", "Contado al {at}"),
        "report-what": (
            "It counts screenings and holds no answers. It says nothing of how good anybody's work is.",
            "Cuenta entrevistas y no contiene respuestas. No dice nada de la calidad del trabajo de nadie.",
        ),
        "report-hidden": (
            "– stands for 1 to {most}, and for a number that would let one of those be worked out.",
            "– está por 1 a {most}, y por un número que permitiría calcular uno de esos.",
        ),
        "report-hatched": (
            "Each bar is all finished screenings, parted as the columns are; what is hidden is hatched.",
            "Cada barra son todas las entrevistas terminadas, en las partes de las columnas; lo oculto va rayado.",
        ),
        "report-screenings": ("Screenings", "Entrevistas"),
        "report-below": (
            "Of a screen with too few finished screenings nothing more is told.",
            "De un cuestionario con muy pocas entrevistas terminadas no se dice más.",
        ),
        "report-all": ("all", "todas"),
        "report-finished": ("finished", "terminadas"),
        "report-in-progress": ("in progress", "en curso"),
        "report-stopped": ("stopped", "detenidas"),
        "report-silence": ("Questions without an answer", "Preguntas sin respuesta"),
        "report-silence-note": (
            (
                "Whether a question was answered or did not apply is not told apart: that would say what was "
                "answered before it."
            ),
            (
                "No se distingue si se respondió una pregunta o si no correspondía: eso diría qué se respondió antes "
                "de ella."
            ),
        ),
        "report-not-asked": ("not asked", "no se preguntó"),
        "report-declined": ("declined", "prefirió no decir"),
        "report-unknown": ("does not know", "no sabe"),
        "report-rest": ("answered, or does not apply", "respondida, o no corresponde"),
        "report-times": ("Time to notice", "Tiempo hasta el aviso"),
        "report-times-note": (
            (
                "A step counts as done when its document was disclosed with `screenkit disclose`, or when it was "
                "marked with `screenkit done`; what was done otherwise is not known here."
            ),
            (
                "Un paso cuenta como hecho cuando su documento salió con `screenkit disclose` o cuando se marcó con "
                "`screenkit done`; lo que se hizo de otro modo aquí no se conoce."
            ),
        ),
        "report-in-time": ("in time", "a tiempo"),
        "report-late": ("late", "tarde"),
        "report-over": ("none on record, time is over", "sin registro, plazo vencido"),
        "report-waiting": ("none on record, still time", "sin registro, aún hay plazo"),
        "report-no-time": ("no time can be worked out", "sin plazo calculable"),
        "report-no-step": ("not due", "no corresponde"),
        "report-median": ("median {hours} hours", "mediana {hours} horas"),
        "report-of": ("{of}: {n} finished", "{of}: {n} terminadas"),
        "report-chart": ("{name}: {told}", "{name}: {told}"),
    }
)
