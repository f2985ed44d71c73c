"""The words of summaries and outlines, and of the states of an answer. English first, then Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # states of an answer
        "unknown": ("does not know", "no sabe"),
        "declined": ("would rather not say", "prefiere no decirlo"),
        "not-asked": ("not asked", "no se preguntó"),
        "later": ("leave for later", "dejar para después"),
        "no-more": ("there are no more", "no hay más"),
        "none-of-these": ("none of these", "ninguna de estas opciones"),
        "none": ("none", "ninguno"),
        "no-label": ("your jurisdiction", "su jurisdicción"),
        "no-unit": (
            "unit or supervisor in charge (our sources name none here)",
            "su supervisión (nuestras fuentes no nombran aquí una unidad)",
        ),
        "no-row": ("not stated in our sources", "no lo dicen nuestras fuentes"),
        "no-agency": ("your agency", "su agencia"),
        "not-yet-named": ("one not yet named", "uno que aún no se ha nombrado"),
        "nobody-yet": ("(not yet named)", "(aún sin nombrar)"),
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
            (
                "Screening {id}{case}, {status}, as of {at}. Screen {screen} {version} ({digest}, {proof}). "
                "Answered: {answered}. Without an answer: {unanswered}."
            ),
            (
                "Entrevista {id}{case}, {status}, al {at}. Cuestionario {screen} {version} ({digest}, {proof}). "
                "Respondidas: {answered}. Sin respuesta: {unanswered}."
            ),
        ),
        "calendar-due": ("Due: screening {id}", "Vence: entrevista {id}"),
        "calendar-see": (
            "Next steps due then: {count}. `screenkit summary {id}` shows them.",
            "Próximos pasos que vencen: {count}. `screenkit summary {id}` los muestra.",
        ),
        "case-title": ("Case {case}", "Caso {case}"),
        "to-screen": ("Go on with these screens", "Siga con estos cuestionarios"),
        "led-to-by": ("From", "De"),
        "go-on-with": ("Command", "Orden"),
        "proven": ("proven", "demostrado"),
        "not-proven": ("not proven", "sin demostrar"),
        "caution-faulty": (
            "Caution: this screen has faults, which `screenkit check` shows; what it leads to may be wrong.",
            "Precaución: este cuestionario tiene fallas (las muestra `screenkit check`); puede llevar a algo erróneo.",
        ),
        "caution-unproved": (
            "Caution: this screen is not proven; whether it always leads where it should could not be told in time.",
            (
                "Precaución: este cuestionario no está demostrado; no se pudo comprobar a tiempo "
                "si siempre lleva adonde debe."
            ),
        ),
        "caution-not-checked": (
            "Caution: whether this screen was proven before it was used is not known.",
            "Precaución: no se sabe si este cuestionario se demostró antes de usarse.",
        ),
        # documents, and why one may not leave
        "paper-to": ("For", "Para"),
        "paper-record": ("Our reference", "Nuestra referencia"),
        "paper-prepared": ("Prepared", "Preparado"),
        "not-given": ("not given; may follow", "no se da; puede enviarse después"),
        "left-open": ("left open", "queda por escribir"),
        "may-be-more": (
            "There may be others who are not named here.",
            "Puede haber otras personas que aquí no se nombran.",
        ),
        "to-worker": ("Worker:", "Para quien lleva el caso:"),
        "by-agency": ("{label} (answered by the agency)", "{label} (respondió la agencia)"),
        "as-asked": (
            "The questions stand here as they were asked. What the agency answered itself says so.",
            "Las preguntas están aquí como se hicieron. Lo que respondió la propia agencia lo dice.",
        ),
        "as-asked-family": (
            "The questions stand here as they were asked.",
            "Las preguntas están aquí como se hicieron.",
        ),
        "as-asked-worker": (
            "The agency answered these questions; they were not put to the family.",
            "La agencia respondió estas preguntas; no se le hicieron a la familia.",
        ),
        "paper-other": ("Other facts", "Otros datos"),
        "preview-number": (
            "Look first: what stands under “{label}” looks like an Alien Number or a Social Security number.",
            "Mire antes: lo que está en «{label}» parece un número de extranjero o del Seguro Social.",
        ),
        "no-redisclosure": (
            "For this recipient and purpose only. Do not pass it on unless the agency agrees or a law requires it.",
            "Solo para este destinatario y este fin. No lo entregue a otros sin permiso de la agencia ni de la ley.",
        ),
        "basis-duty": ("a duty of law", "un deber legal"),
        "basis-agency": ("the agency's own work", "el trabajo de la propia agencia"),
        "basis-consent": ("the family's consent", "el consentimiento de la familia"),
        "basis-own": ("it is the family's own", "es de la propia familia"),
        "refused-unfinished": (
            "the screening is not finished: only what is finished can leave",
            "la entrevista no está terminada: solo puede salir lo que está terminado",
        ),
        "refused-not-asked-for": (
            "no next step that follows asks for {document}",
            "ningún paso que corresponda pide {document}",
        ),
        "refused-held": (
            "it waits for a named person's release: {reason}",
            "espera la autorización de una persona con nombre: {reason}",
        ),
        "refused-no-consent": (
            "there is no consent for {recipient} that stands today",
            "no hay un consentimiento vigente hoy para {recipient}",
        ),
        "preview-basis": ("Why it may leave: {basis}{source}.", "Por qué puede salir: {basis}{source}."),
        "preview-onward": ("To whom it goes on: {onward}", "A quién llega después: {onward}"),
        "preview-step": ("Asked for by: {action} ({due})", "Lo pide: {action} ({due})"),
        "preview-no-due": ("no time given", "sin plazo dado"),
        "preview-not": ("It does not leave now: {reason}.", "No sale ahora: {reason}."),
        "disclosed": ("What has left", "Lo que ya salió"),
        "about-case": (", case {case}", ", caso {case}"),
        "status-in-progress": ("in progress", "en curso"),
        "status-completed": ("completed", "terminada"),
        "status-amended": ("amended", "enmendada"),
        "status-stopped": ("stopped", "detenida"),
        "status-entered-in-error": ("entered in error", "registrada por error"),
        "not-a-finding": (
            (
                "An indication is a reason to refer. It is not a finding: this tool determines nothing. "
                'The lack of an answer is never a "no".'
            ),
            (
                "Una indicación es un motivo para referir. No es una conclusión: esta herramienta no "
                'determina nada, y la falta de respuesta nunca es un "no".'
            ),
        ),
        "next-steps": ("Next steps", "Próximos pasos"),
        "no-steps": (
            "No step follows from what is known so far.",
            "De lo que se sabe hasta ahora no se sigue ningún paso.",
        ),
        "urgent": ("urgent", "urgente"),
        "soon": ("soon", "pronto"),
        "routine": ("routine", "de rutina"),
        "done": ("done", "hecho"),
        "done-at": ("Done", "Hecho"),
        "done-by": (" by {by}", " por {by}"),
        "changed-since": (
            "answers were given or changed after that: look whether more is to be done",
            "después se dieron o cambiaron respuestas: mire si queda algo por hacer",
        ),
        "done-note": (
            "A note on how it was done, such as the number that was given for it. It is kept in the record only.",
            "Una nota sobre cómo se hizo, por ejemplo el número que le dieron. Solo se guarda en la entrevista.",
        ),
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
        "amended-after": ("Changed after the screening was finished", "Cambiado después de terminar la entrevista"),
        "amended-from": ("Answer", "Respuesta"),
        "amended-to": ("it was: {before}; it is: {after}", "era: {before}; es: {after}"),
        "amended-why": ("Reason", "Motivo"),
        "translation-caveat": (
            "The {language} wording is unofficial until the agency has reviewed it.",
            "El texto en {language} no es oficial mientras la agencia no lo haya revisado.",
        ),
        "language-en": ("English", "inglés"),
        "language-es": ("Spanish", "español"),
        # the list of contacts
        "contacts": ("Contacts", "Contactos"),
        "unconfirmed": (
            "Not confirmed: never printed in a summary, to be looked up",
            "Sin confirmar: nunca se imprimen en un resumen, hay que comprobarlos",
        ),
        "by-phone": ("Phone", "Teléfono"),
        "by-text": ("Text message", "Mensaje de texto"),
        "by-web": ("Page", "Página"),
        "by-mail": ("Mail", "Correo postal"),
        "by-email": ("E-mail", "Correo electrónico"),
        "hours": ("Hours", "Horario"),
        "languages": ("Languages", "Idiomas"),
        "caution": ("Caution", "Cuidado"),
        "confidence-high": ("; confidence: high", "; confianza: alta"),
        "confidence-medium": ("; confidence: medium", "; confianza: media"),
        "confidence-low": ("; confidence: low", "; confianza: baja"),
        # the outline
        "questions": ("Questions", "Preguntas"),
        "indications": ("Indications", "Indicaciones"),
        "asked-if": ("Asked if", "Se pregunta si"),
        "if": ("If", "Si"),
    }
)
