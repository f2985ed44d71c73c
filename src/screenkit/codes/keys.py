"""The manual pages of what is wrong with a key or its value, before a screen is looked at as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "missing-key": """
            Something that must be written is not there.

            The place shown is the first line of what lacks it.

            Wrong:

                - name: debt
                  type: yes_no

            Write instead:

                - name: debt
                  type: yes_no
                  label: {en: Do you owe money?}
        """,
        "unknown-key": """
            This key has no meaning here: it is misspelt, or belongs to something else, or
            is indented too little or too much. It would be passed over without a word.

            Wrong:

                - name: debt
                  type: yes_no
                  lable: {en: Do you owe money?}

            Write instead:

                - name: debt
                  type: yes_no
                  label: {en: Do you owe money?}
        """,
        "unknown-type": """
            There is no question of that type.

            Types are `yes_no`, `select_one`, `select_multiple`, `text`, `integer`, `date`,
            `datetime`, `phone`, `note`, `checkpoint`, `group` and `repeat`.

            Wrong:

                type: boolean

            Write instead:

                type: yes_no
        """,
        "impossible-value": """
            This key takes one of a few words, or a number between two limits, and this is
            not one of them.

            Wrong:

                urgency: now

            Write instead:

                urgency: urgent
        """,
        "wrong-shape": """
            One kind of thing stands where another belongs: a word where a list should be, a
            list where keys with values should be, or a day that no calendar has.

            Wrong:

                title: Debts
                uses: case

            Write instead:

                title: {en: Debts}
                uses: [case]
        """,
        "empty-value": """
            A key stands here without a value, and it needs one. Write the value, or take
            the key out.

            Wrong:

                citation:

            Write instead:

                citation: own-reading
        """,
        "bad-name": """
            A name is written in small letters, so that conditions, answers and records can
            use it everywhere.

            Inside a screen it has letters, digits and `_`, begins with a letter, and has 64
            characters at most. The screen's own name has `-` instead of `_`, because its
            file is called so.

            Wrong:

                screen: Intake 2026
                questions:
                  - name: Owes money?

            Write instead:

                screen: intake-2026
                questions:
                  - name: owes_money
        """,
        "bad-version": """
            A version is three numbers with points between them. Raise it with every change
            that alters what is asked or what follows, so that a record shows which screen
            it was made with.

            Wrong:

                version: 2nd draft

            Write instead:

                version: 0.2.0
        """,
        "unknown-time": """
            This is no length of time that a deadline can have.

            Wrong:

                within: two days

            Write instead one of these:

                within: 24 hours
                within: 10 days
                within: 5 working days
                within: without delay
        """,
        "missing-english": """
            A text has no English words. They are shown wherever another language is
            missing.

            Wrong:

                label: {es: ¿Debe dinero?}

            Write instead:

                label: {en: Do you owe money?, es: ¿Debe dinero?}
        """,
        "unknown-language": """
            A text's languages are given by their codes of two or three small letters.

            Wrong:

                label: {en: Do you owe money?, spanish: ¿Debe dinero?}

            Write instead:

                label: {en: Do you owe money?, es: ¿Debe dinero?}
        """,
        "empty-text": """
            A text has a language without words. A worker would read out nothing.

            Wrong:

                label: {en: Do you owe money?, es: ""}

            Write instead, until it is translated:

                label: {en: Do you owe money?}
        """,
        "unknown-list": """
            `choices` names a long list that there is not. Lists are `countries`,
            `languages` and `jurisdictions`.

            Wrong:

                choices: country

            Write instead:

                choices: countries

            or write the choices out, one to a line: `- {name: employer, label: {en:
            Employer}}`.
        """,
        "no-choices": """
            A question with choices has none, so it could not be answered.

            Wrong:

                choices: []

            Write instead:

                choices:
                  - {name: employer, label: {en: Employer}}
                  - {name: relative, label: {en: Relative}}
        """,
        "unknown-group": """
            `uses` names a shared group that there is not. It would be a file
            `shared/<name>.yaml` beside the screen, or one that came with screenkit.

            Wrong:

                uses: [cases]

            Write instead:

                uses: [case]
        """,
        "name-differs": """
            A screen, or a shared group, says another name than its file has. It is found by
            its file, and its records would name the other one.

            Wrong, in `intake.yaml`:

                screen: first-intake

            Write instead:

                screen: intake

            or call the file `first-intake.yaml`.
        """,
        "unknown-timezone": """
            A jurisdiction's `timezone` is not one that the system knows, so its deadlines
            could not be worked out.

            Zones are named by a part of the world and a city, as in the table of the IANA.

            Wrong:

                timezone: Mountain Time

            Write instead:

                timezone: America/Denver
        """,
        "misprinted-number": """
            The number is a copy of another one, with a slip that is known to go round.

            Somebody would dial it in an emergency. Take the number that is named, or look
            at the source again.

            Wrong:

                value: 1-866-373-7888

            Write instead:

                value: 1-888-373-7888
        """,
        "missing-caution": """
            A contact belongs to an agency that enforces immigration law, and nothing says
            so to whoever is about to call.

            Such an agency can be a contact, because a parent in detention is found through
            it. It can never be a recipient. Say in `caution` who it is, and what not to
            tell it.

            Wrong:

                - name: ice_detainee_locator
                  label: {en: Detainee locator}

            Write instead:

                - name: ice_detainee_locator
                  label: {en: "ICE: detainee locator"}
                  caution: {en: This agency detains. Say only what finds the parent.}
        """,
        "enforcement-recipient": """
            An agency that enforces immigration law, or the department it belongs to, is
            listed as a recipient.

            No answer of a family ever goes there, so it cannot be written here, in no
            screen and in no agency's own folder. Where an agency that serves families has
            the same initials, write out its name.

            Wrong, for a Department of Human Services:

                - {name: dhs, label: {en: DHS}}

            Write instead:

                - {name: human_services, label: {en: Department of Human Services}}
        """,
    }
)
