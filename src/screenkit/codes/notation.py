"""The manual pages of what is wrong with how a screen is written down, in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOTATION: Mapping[str, str] = MappingProxyType(
    {
        "duplicate-key": """
            A key stands twice in the same place. Only one of the two values could count,
            and nobody would see which.

            Wrong:

                hint: {en: One line.}
                hint: {en: In their own words.}

            Write instead, once:

                hint: {en: One line in their own words.}
        """,
        "empty-key": """
            There is a value but no key for it: nothing stands before the colon.

            Wrong:

                label:
                  en: Do you owe money?
                  : ¿Debe dinero?

            Write instead:

                label:
                  en: Do you owe money?
                  es: ¿Debe dinero?
        """,
        "key-not-text": """
            A bracket opens where a key should stand. A key is a word.

            Wrong:

                label:
                  {en}: Do you owe money?

            Write instead:

                label:
                  en: Do you owe money?
        """,
        "merge-key": """
            `<<` would copy the keys of another place to this one, so that nobody could see
            here what holds here.

            Write the keys out. Questions that several screens ask stand in a shared group.

            Wrong:

                label:
                  <<: {es: ¿Debe dinero?}
                  en: Do you owe money?

            Write instead:

                label:
                  en: Do you owe money?
                  es: ¿Debe dinero?
        """,
        "anchor": """
            `&` gives a value a name, to be used elsewhere. What holds in a place is written
            there, so there is none.

            Wrong:

                title: &title {en: Debts}

            Write instead:

                title: {en: Debts}

            If this is text that begins with `&`, put it in quotes: `"& Sons"`.
        """,
        "alias": """
            `*` stands for a value from elsewhere. What holds in a place is written there,
            so there is none.

            Wrong:

                purpose: *title

            Write instead:

                purpose: {en: Debts}

            If this is text that begins with `*`, put it in quotes: `"*67 hides your
            number"`.
        """,
        "tag": """
            `!` says what kind of value follows. Everything in a screen is read as text, so
            there is nothing to say.

            Wrong:

                version: !!str 1.0.0

            Write instead:

                version: 1.0.0

            If this is text that begins with `!`, put it in quotes.
        """,
        "directive": """
            A line that begins with `%` gives orders to whatever reads the file. A screen
            needs none.

            Wrong:

                %YAML 1.2
                ---
                screen: intake

            Write instead:

                screen: intake
        """,
        "cut-at-comma": """
            Between `{` and `}`, or `[` and `]`, a comma ends the text. What stands after it
            would be lost, or would become a key of its own.

            Wrong:

                define: {concern: debt in (yes, unknown)}

            Write instead, one key to a line:

                define:
                  concern: debt in (yes, unknown)

            or put the text in quotes: `{en: "Good morning, and welcome"}`.
        """,
        "unclosed-quote": """
            A text begins with a quote that is never closed, so the rest of the file belongs
            to it.

            Wrong:

                en: "Do you owe money?

            Write instead:

                en: "Do you owe money?"

            A quote inside quotes is written `\\"`, and an apostrophe inside apostrophes
            `''`.
        """,
        "unclosed-bracket": """
            A bracket is not closed, or two things inside it have no comma between them.

            Wrong:

                uses: [case opening

            Write instead:

                uses: [case, opening]

            If this is text that begins with a bracket, put it in quotes: `"[silence] is
            fine"`.
        """,
        "unknown-escape": """
            Inside double quotes a backslash means something only with certain letters after
            it, such as `\\n`.

            Wrong:

                en: "Open C:\\cases"

            Write instead, with single quotes:

                en: 'Open C:\\cases'
        """,
        "tab-indentation": """
            A line is indented with a tab. Editors show tabs in different widths, so YAML
            takes spaces only.

            Have your editor turn tabs into spaces, two for each level:

                label:
                  en: Do you owe money?
        """,
        "uneven-indentation": """
            This line begins in another column than the lines it belongs to.

            Wrong:

                - name: debt
                   type: yes_no

            Write instead, with the keys of one mapping in the same column:

                - name: debt
                  type: yes_no
        """,
        "misplaced-colon": """
            A colon with a space after it ends a key. Here it stands in the middle of a
            text, the line is indented too much, or the space after it is missing.

            Wrong:

                en: Remember: never ask for papers.

            Write instead, in quotes:

                en: "Remember: never ask for papers."
        """,
        "missing-colon": """
            The line has a key without a colon, or it goes on with the text of the line
            above and is not indented more.

            Wrong:

                version 1.0.0

            Write instead:

                version: 1.0.0
        """,
        "misplaced-dash": """
            A list begins on the line of its key. Its first dash stands on the next line.

            Wrong:

                questions: - name: debt

            Write instead:

                questions:
                  - name: debt

            If this is text that begins with a dash, put it in quotes.
        """,
        "misplaced-text": """
            Something stands after the end of a value: after a closing quote or bracket, or
            after `|` or `>`.

            Wrong:

                en: "Debt" is what you owe.

            Write instead, with the whole text in quotes:

                en: '"Debt" is what you owe.'

            Text that begins with `|` or `>` starts on the next line, indented.
        """,
        "reserved-character": """
            A text cannot begin with this character, which YAML keeps for itself.

            Wrong:

                en: @home, is anyone with you?

            Write instead, in quotes:

                en: "@home, is anyone with you?"
        """,
        "not-yaml": """
            The line cannot be read, and there is no better word for it.

            Compare it with the lines above: keys that belong together start in the same
            column, a key is followed by a colon and a space, and text with odd signs in it
            stands in quotes:

                label:
                  en: "What happened: in your own words?"
        """,
    }
)
