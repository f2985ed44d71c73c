"""The manual pages of what a condition says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "unknown-question": """
            A question is named that this screen does not ask. It is misspelt, or stands in
            a shared group that the screen does not use. What depends on it could never
            happen; a case that says that it is not asked could never fail.

            Wrong, where the question is called `debt`:

                when: dept is yes

            Write instead:

                when: debt is yes
        """,
        "bare-question": """
            A question's name alone says nothing. Say which answer is meant.

            Wrong:

                when: debt

            Write instead:

                when: debt is yes
        """,
        "question-in-repeat": """
            This question is asked about each child, each parent and so on. Say of whom you
            speak.

            Wrong:

                when: age(born_on) < 18

            Write instead, for at least one child, or for every child:

                when: any(children, age(born_on) < 18)
                when: all(children, age(born_on) < 18)
        """,
        "single-choice": """
            `in (…)` is for two answers or more. One answer is written with `is`, so that
            there is one way to say it.

            Wrong:

                debt in (yes)

            Write instead:

                debt is yes
        """,
        "impossible-answer": """
            The question cannot be answered so. The condition could never hold.

            An answer is the `name` of a choice, not its label, or `unknown`, `declined` or
            `not_asked`.

            Wrong:

                debt is maybe

            Write instead:

                debt is unknown
        """,
        "wrong-comparison": """
            This question, or function, is not compared in this way.

            Wrong:

                citizenships is MX
                born_on < 18

            Write instead:

                MX in citizenships
                age(born_on) < 18

            One choice: `is`, `in (…)`. Several choices: `MX in citizenships`. A number: `>=
            2`. A date: `age(…) < 18`, `days_since(…) > 3`. Words: `answered(…)`.
        """,
        "constant-condition": """
            Two numbers are compared, so nothing that the family says could make a
            difference.

            Wrong:

                18 < 21

            Write instead:

                age(born_on) < 21
        """,
        "wrong-arguments": """
            A function is given too little or too much between its brackets.

            Wrong:

                any_yes(debt)
                any(children)

            Write instead:

                any_yes(debt, pressured)
                any(children, age(born_on) < 18)
        """,
        "unknown-function": """
            There is no function of that name.

            There are `any_yes` and `count_yes` for questions; `any`, `all` and `count` for
            repeats; `age` and `days_since` for dates; `asked`, `answered`, `possibly` and
            `unsure`.

            Wrong:

                years(born_on) < 18

            Write instead:

                age(born_on) < 18
        """,
        "circular-definition": """
            A definition leads back to itself, so it says nothing.

            Wrong:

                define:
                  forced: debt is yes and afraid
                  afraid: forced

            Write instead:

                define:
                  forced: debt is yes and afraid
                  afraid: threatened is yes
        """,
        "asks-about-itself": """
            Whether a question is asked cannot depend on its own answer. The same goes for a
            group of questions and an answer inside it.

            Wrong:

                - name: debt
                  relevant: debt is yes

            Write instead, for the question that follows:

                - name: debt_owed_to
                  relevant: debt is yes
        """,
        "question-asked-later": """
            Whether a question is asked can only depend on what was asked before it.

            Wrong:

                - name: debt_owed_to
                  relevant: debt is yes
                - name: debt

            Write instead:

                - name: debt
                - name: debt_owed_to
                  relevant: debt is yes
        """,
    }
)
