"""The manual pages of what is wrong with answers: a screen's cases, files of answers, and saved records."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "refused-answer": """
            The question does not take this answer. What was answered is never shown; the
            sentence says what it takes.

            Wrong, for a question of type `date` and one of type `yes_no`:

                born_on: April 2011
                debt: maybe

            Write instead:

                born_on: 2011-04
                debt: {absent: unknown}
        """,
        "question-moved": """
            Two versions of a screen have a question of the same name, once outside and once
            inside a repeat. Answers to the old one are not answers to the new one.

            Give the question in its new place a name of its own:

                - name: child_born_on
        """,
        "question-renamed": """
            Two versions of a screen ask the same under different names. Old answers do not
            reach the new name.

            Where the meaning is the same, keep the name, which nobody is shown:

                - name: debt
        """,
        "case-differs": """
            A case of the screen comes out otherwise than it expects: a rule was changed, or
            the case is mistaken.

            Everything that comes of a case is listed under its `expect`; what is not listed
            must not come of it. A question under `not_asked` must not be asked. The case
            answers nothing that it is not asked: such an answer is set aside and tests
            nothing.

            Wrong, where debt leads to the unit:

                expect: {indicated: [debt_bondage]}

            Write instead:

                expect: {indicated: [debt_bondage], next_steps: [call_unit]}
        """,
        "unknown-screen": """
            A step goes on with a screen that is in none of the folders that are searched, or
            a record to be checked names one; or that screen has faults.

            Whoever finishes the screening would be sent nowhere, and nobody knows which
            questions the record answers; for records, `--screen` can say it.

            Wrong, where the screen is called `trafficking-nm10`:

                screen: trafficking

            Write instead:

                screen: trafficking-nm10
        """,
        "idle-suppression": """
            An entry of `suppress` matches nothing that check finds, so it would hide what
            comes later.

            `at` names what the finding is about: a question, a rule, a case or the screen;
            a question inside a repeat is written with the repeat's name.

            Wrong, once the question has its `help`:

                suppress:
                  - code: missing-help
                    at: debt
                    reason: The words explain themselves.

            Write instead: nothing. Take the entry out, and `suppress` with the last one.
        """,
        "other-screen": """
            The answers were written for another screen than the one that was named. Its
            questions are others.

            Wrong, for `screenkit run trafficking-nm10 --answers answers.json`:

                {"screen": "proxy-citizenship", "answers": {}}

            Write instead:

                {"screen": "trafficking-nm10", "answers": {}}
        """,
        "other-version": """
            The answers were written for another version of the screen. The same name may
            ask something else there.

            See what has changed, mend the answers where they no longer fit, and write the
            version that you have:

                {"screen": "trafficking-nm10", "version": "1.1.0", "answers": {}}
        """,
        "other-digest": """
            The answers were given to another text of the screen than the one at hand,
            though the version is the same: a word or a rule was changed and the version was
            not raised.

            `screenkit validate` looks for the text that was used among the copies that are
            kept with the screenings; it had none. Check the answers with the screen that
            they were given to:

                screenkit --screens old-screens validate answers.jsonl
        """,
        "not-csv": """
            A row of a table cannot be read: a quote is open at its end, or it has more cells
            than there are heads. The rows after it are read all the same.

            Wrong:

                debt,debt_owed_to
                yes,A man, they call him the engineer

            Write instead, with quotes round what holds a comma:

                yes,"A man, they call him the engineer"
        """,
        "answered-after-end": """
            In a saved screening a question was answered after it was finished, and nothing
            says that it was amended. It was changed by other means than screenkit.

            Keep the file as it is, and put the one from your last backup in its place:

                cases/k7m2-x9qd.age
        """,
        "older-record": """
            A real screening is not what was saved on this machine last: an older copy of it
            was put in its place, or another one that does not go on from it. A backup that
            was copied back does that, a folder that synchronises, or somebody who wants
            what was said to be gone. Nothing is written over the copy.

            If the newer file is anywhere, in a backup, in the folder's own history or with a
            worker it was handed to, put it back, or take it in:

                screenkit import k7m2-x9qd.age

            If it is not, what is there can be gone on with. That is written into the record,
            with how many events there were and how many are left:

                screenkit verify k7m2-x9qd --accept
        """,
        "gone-record": """
            A real screening was saved on this machine and is not there any more, and nothing
            says that it was purged. It was moved, deleted, or is missing after a backup was
            copied back.

            Put the file back into its folder:

                cases/k7m2-x9qd.age

            If it is gone for good, say so; `purged/` then has when and with whose key:

                screenkit verify k7m2-x9qd --accept
        """,
        "not-opened": """
            A sealed record was not opened: there is no key here, it is sealed for other keys,
            it is damaged, or it is no age file at all.

            Check it on the machine of the worker whose it is, or with the agency's recovery
            key:

                screenkit validate cases
        """,
        "missing-answer": """
            A finished screening lacks an answer to a question that the interview puts. Not
            every question must have a value, but every one must have been put: nothing is
            taken for "no" because it is not there.

            Wrong, in a record whose status is `completed`:

                {"answers": {"debt": "yes"}}

            Write instead what was said, or why there is no answer:

                {"answers": {"debt": "yes", "debt_owed_to": {"absent": "declined"}}}

            or give a record that was broken off the status `stopped`.
        """,
        "not-relevant": """
            There is an answer to a question that is not asked after these other answers.
            One of the two is mistaken, or the answer was set aside and should not be here.

            Wrong, where `debt_owed_to` is asked if `debt is yes`:

                {"debt": "no", "debt_owed_to": "A man they call the engineer."}

            Write instead:

                {"debt": "yes", "debt_owed_to": "A man they call the engineer."}
        """,
        "checkpoint-not-met": """
            An interview goes on from a checkpoint only on yes. This record says that it was
            not met, and that the screening was finished all the same.

            Wrong:

                {"status": "completed", "answers": {"private_place": "no"}}

            Write instead:

                {"status": "stopped", "answers": {"private_place": "no"}}
        """,
        "broken-record": """
            A saved screening is damaged: what happened in it is not in order, so it was
            changed by other means than screenkit. It is not opened, because answers may be
            missing from it.

            Keep the file as it is, and put the one from your last backup in its place:

                cases/k7m2-x9qd.json
        """,
        "misplaced-record": """
            A saved screening lies under another name than its own, or a practice screening
            lies among real ones.

            It is not opened: one family's answers would appear in another family's case.
            Records are not to be copied or renamed by hand. Give the file the name that it
            was saved under, in the folder that it came from:

                cases/k7m2-x9qd.json
                practice/k7m2-x9qd.json
        """,
        "practice-record": """
            A record in `validate` is practice: nothing in it is real. It is not counted, and
            what it would lead to is not told, because invented families must not stand among
            real ones.

            Leave it out. What differs between it and its invented family is told by

                screenkit practice --mark k7m2-x9qd
        """,
        "not-json": """
            A file whose name ends in `.json` is not written in JSON from this place on.

            Wrong:

                {debt: yes}

            Write instead, with everything in double quotes and a comma between two entries:

                {"debt": "yes"}

            or write the file in YAML, and let its name end in `.yaml`.
        """,
        "trailing-text": """
            The file goes on after its last bracket. What stands there would be lost.

            Keep one set of answers to a file, and write no comments in it.

            Wrong:

                {"answers": {}} {"answers": {}}

            Write instead:

                {"answers": {}}
        """,
    }
)
