"""The manual pages of how a condition is written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SPELLING: Mapping[str, str] = MappingProxyType(
    {
        "empty-condition": """
            There is a key for a condition, and no condition. What always holds needs none:
            take the key out.

            Wrong:

                relevant: " "

            Write instead:

                relevant: debt is yes
        """,
        "long-condition": """
            A condition is too long or too deeply nested for anyone to see what it means.

            It may have 1,000 characters and 12 brackets inside each other; with all
            definitions that it names, 1,000 parts, and 12 definitions inside each other.
            Give its parts names.

            Wrong:

                when: ((debt is yes and pressured is yes) or (threatened is yes …

            Write instead:

                define:
                  forced: debt is yes and pressured is yes
                  afraid: threatened is yes and …

                when: (forced or afraid) and …
        """,
        "curly-quote": """
            A condition has no quotes, and these are the curly ones of a word processor.

            Wrong:

                debt is “yes”

            Write instead:

                debt is yes
        """,
        "quote-in-condition": """
            A condition has no quotes: names and choices are written bare.

            Wrong:

                lender is 'employer'

            Write instead:

                lender is employer

            The quotes round a whole line of YAML do no harm: `when: "debt is yes"`.
        """,
        "negated-comparison": """
            "Not equal" would be true of a question that nobody answered, so silence would
            count as an answer.

            List the answers that you mean.

            Wrong:

                citizen != yes

            Write instead:

                citizen in (no, unknown, declined)
        """,
        "equals-sign": """
            Conditions say `is`.

            Wrong:

                debt == yes

            Write instead:

                debt is yes
        """,
        "wrong-joiner": """
            Conditions are joined by the words `and` and `or`.

            Wrong:

                debt is yes && pressured is yes

            Write instead:

                debt is yes and pressured is yes
        """,
        "foreign-character": """
            Names and choices have plain letters from a to z, digits and `_`, so nothing
            else stands in a condition.

            Some letters of other alphabets look the same, and come with text that was
            copied. Write the word again by hand.

            Wrong:

                país is MX

            Write instead:

                birth_country is MX
        """,
        "unreadable-condition": """
            This does not say which answer to which question is meant.

            Wrong:

                debt yes

            Write instead:

                debt is yes

            Others that can be read: `12 <= age(born_on) < 18`, `MX in citizenships`,
            `any_yes(debt, pressured)`.
        """,
        "unfinished-condition": """
            Something is missing: after the last word, inside brackets that are not closed,
            or beside a number that is compared with nothing.

            Wrong:

                debt is yes and
                age(born_on)

            Write instead:

                debt is yes and pressured is yes
                age(born_on) < 18
        """,
        "negation": """
            "Not" would be true of a question that nobody answered, so silence would count
            as an answer.

            List the answers that you mean. Only for countries and languages there is `is
            not` and `not in`: they mean that the answer is known, and another one.

            Wrong:

                not citizen is yes

            Write instead:

                citizen in (no, unknown, declined)
                birth_country is not US
        """,
        "not-a-number": """
            A whole number belongs here, written in digits only.

            Wrong:

                age(born_on) < 18years

            Write instead:

                age(born_on) < 18

            In a file of answers in JSON, `NaN` and `Infinity` are no numbers either: leave
            the answer out.
        """,
    }
)
