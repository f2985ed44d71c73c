"""The manual pages of what is wrong with a file as a whole, or with its characters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FILES: Mapping[str, str] = MappingProxyType(
    {
        "no-such-file": """
            There is no file of that name in that place.

            A path is read from the folder you are in. A screen that came with screenkit is
            named without its ending.

            Wrong:

                screenkit check trafficking-nm10.yml

            Write instead:

                screenkit check trafficking-nm10
        """,
        "is-directory": """
            What was named is a folder. A screen is one file in it.

            Wrong:

                screenkit check ./our-screens

            Write instead:

                screenkit check ./our-screens/intake.yaml
        """,
        "not-a-file": """
            What was named is a device, a pipe or a socket. It may never end, so it is not
            opened.

            Wrong:

                screenkit check /dev/stdin

            Write instead the path of an ordinary file:

                screenkit check ./intake.yaml
        """,
        "unreadable-file": """
            The file is there, but you may not read it, or the disk does not give it out.

            Ask whoever owns the file for the right to read it. If it lies on another
            computer, see that you are connected; if it is kept in a synchronised folder,
            see that it has been downloaded.
        """,
        "symlink-loop": """
            The file is a link that leads, perhaps by way of others, back to itself, so
            there is nothing to read.

            Delete the link and put the file itself, or a link to it, in its place.
        """,
        "too-large": """
            The file has more than 1,048,576 bytes. No screen comes near that.

            It is probably not the file you meant: a picture, say, or a word processor's
            document. A screen is plain text. Questions that several screens share belong in
            a shared group:

                uses: [case, opening]
        """,
        "not-utf-8": """
            The file is not written in UTF-8, so its accents would come out as other
            letters.

            Old editors on Windows save as "ANSI", "Latin 1" or "Unicode" (UTF-16).

            Open the file in the editor it was written with, choose Save as, and take the
            encoding UTF-8. Then look at every `ñ`, `¿` and `é`: where they are wrong
            already, write them again.
        """,
        "control-character": """
            The file holds a character that is not text. It cannot be seen, and a terminal
            would obey it.

            It mostly comes with text that was copied from a terminal or a PDF file. Delete
            it: put the cursor behind the place that is named, press Backspace, and write
            the words around it again.

            Wrong:

                en: "Debts\\x1b[2J"

            Write instead:

                en: Debts
        """,
        "bidi-override": """
            The file holds a character that turns round the direction of the text after it.

            It cannot be seen, and what follows it reads differently from what it says.
            Arabic and Hebrew need none: their letters know their direction. Delete it, and
            write the words around it again.

            Wrong:

                en: "Debts \\u202e"

            Write instead:

                en: Debts
        """,
        "no-such-character": """
            An escape such as `\\uD800` stands for half a character, or for none.

            Write the character itself: the file is UTF-8 and takes them all.

            Wrong:

                es: "\\uD800Debe dinero?"

            Write instead:

                es: ¿Debe dinero?
        """,
        "empty-file": """
            The file holds nothing, or nothing but comments. It may not have been saved yet.

            A screen begins like this:

                screen: intake
                version: 1.0.0
                title: {en: Intake}
        """,
        "top-level-not-mapping": """
            The file is a list or a piece of text. It should hold keys with values from its
            first line on.

            Wrong:

                - screen: intake

            Write instead:

                screen: intake
        """,
        "several-documents": """
            A line of three dashes begins a second document, which would be passed over.

            Keep one screen to a file.

            Wrong:

                screen: intake
                ---
                screen: follow-up

            Write two files, `intake.yaml` and `follow-up.yaml`.
        """,
        "too-long": """
            One text has more than 65,536 characters, which nobody can read out.

            It is mostly a quote that is closed much further down than was meant. Look for
            the quote at the end of the text that is named.

            Wrong:

                en: "Do you owe money?

            Write instead:

                en: "Do you owe money?"
        """,
        "too-deep": """
            Values stand inside each other more than 24 levels deep. No screen needs half of
            that.

            It is mostly a row of brackets too many, or every line indented more than the
            line above it.

            Wrong:

                uses: [[[[[[[[[[[[[[[[[[[[[[[[[[case]]]]]]]]]]]]]]]]]]]]]]]]]]

            Write instead:

                uses: [case]
        """,
        "too-many-values": """
            The file holds more than 20,000 values. No interview asks so much.

            A long list of choices is a file of its own, `reference/countries.yaml` for
            example, and is named:

                choices: countries
        """,
        "too-many-faults": """
            The file has more than 100 faults, and only the first of them are shown.

            Most of them have the same cause, often the first one. Mend that and check
            again.
        """,
    }
)
