"""What is kept of translations, what has become stale, and the two commands about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from screenkit.accepted import beside, digest_of
from screenkit.checks.translated import translatables
from screenkit.cli import translating
from screenkit.cli.app import app
from screenkit.load import load_screen, read_draft, read_group
from screenkit.shelf import open_shelf, shipped
from screenkit.source import Faults, read_file
from screenkit.translations import Part, accept, accepted_in, read_part, standings

del translating  # importing it adds its commands

SCREEN = """\
screen: debts
version: 1.0.0
title: {en: Debts, es: Deudas}
purpose: {en: An example., es: Un ejemplo.}
translations: {es: unofficial}
uses: [start]
questions:
  - name: money
    type: group
    label: {en: Money, es: Dinero}
    questions:
      - name: debt
        type: select_one
        label: {en: Do you owe money?, es: ¿Debe dinero?}
        help: {en: Ask gently., es: Pregunte con cuidado.}
        citation: own-reading
        choices:
          - {name: much, label: {en: Much, es: Mucho}}
          - {name: none, label: {en: None, es: Nada}}
  - name: children
    type: repeat
    label: {en: Children, es: Niños}
    item: {en: Child, es: Niño}
    more: {en: Another one?, es: ¿Otro?}
    questions:
      - name: born_on
        type: date
        label: {en: When was it born?, es: ¿Cuándo nació?}
        citation: own-reading
next_steps:
  - name: call_unit
    when: debt is much
    urgency: soon
    action: {en: Call the unit., es: Llame a la unidad.}
    citation: own-reading
cases:
  - name: nothing
    story: {en: Nobody owes anything., es: Nadie debe nada.}
    as_of: 2026-11-20T15:00
    answers: {debt: none}
    expect: {}
"""
GROUP = """\
group: start
label: {en: Before, es: Antes}
questions:
  - name: hello
    type: note
    label: {en: Good morning., es: Buenos días.}
"""
ANOTHER = """\
  - name: money
    type: group
    label: {en: Cash, es: Caja}
    questions:
      - name: cash
        type: text
        label: {en: How much?, es: ¿Cuánto?}
        citation: own-reading
"""
KEYS = (
    "title",
    "purpose",
    "groups.money.label",
    "questions.debt.label",
    "questions.debt.help",
    "questions.debt.choices.much.label",
    "questions.debt.choices.none.label",
    "questions.children.label",
    "questions.children.item",
    "questions.children.more",
    "questions.children.born_on.label",
    "next_steps.call_unit.action",
    "cases.nothing.story",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the screen and its shared group, in which commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "start.yaml").write_text(GROUP, encoding="utf-8")
    (tmp_path / "debts.yaml").write_text(SCREEN, encoding="utf-8")
    return tmp_path


def change(folder: Path, before: str, after: str) -> None:
    """The screen with other words."""
    path = folder / "debts.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(folder: Path, *words: str) -> Result:
    """A command about the screens of the folder."""
    return CliRunner().invoke(app, ["--screens", str(folder), "translate", *words], env={"COLUMNS": "80"})


def part(folder: Path) -> Part:
    """The screen's own texts."""
    return read_part(folder / "debts.yaml", open_shelf([folder]), is_group=False)


def test_texts_go_by_names(folder: Path) -> None:
    """Every text has a key that says what it belongs to, the story of a case, too."""
    assert tuple(one.key for one in part(folder).texts) == KEYS


def test_a_key_stays_when_a_question_moves(folder: Path) -> None:
    """The group around a question is no part of the names of its texts."""
    change(folder, "name: money", "name: purse")
    assert [one.key for one in part(folder).texts if one.key not in KEYS] == ["groups.purse.label"]


def test_two_groups_of_one_name_are_two(folder: Path) -> None:
    """The second of them is counted, so that neither stands for the other."""
    change(folder, "next_steps:\n", ANOTHER + "next_steps:\n")
    keys = [one.key for one in part(folder).texts]
    assert keys.count("groups.money.label") == 1
    assert keys.count("groups.money.label (2)") == 1


def test_nothing_is_stale_before_anything_is_accepted(folder: Path) -> None:
    """Without a file of accepted translations, nothing is said of any."""
    assert not beside(folder / "debts.yaml").exists()
    assert load_screen(folder / "debts.yaml", open_shelf([folder])).findings == ()


def test_accepting_writes_beside_the_screen_and_changes_nothing_else(folder: Path) -> None:
    """The author's file stays byte for byte; the new one holds a digest for each text and no words."""
    told = run(folder, "accept", "debts", "--lang", "es")
    assert (told.exit_code, told.stdout) == (0, "debts in es: 13 accepted, 13 in all; translations/debts.yaml\n")
    assert (folder / "debts.yaml").read_text(encoding="utf-8") == SCREEN
    text = (folder / "translations" / "debts.yaml").read_text(encoding="utf-8")
    assert [line.split(":")[0].strip() for line in text.splitlines()[3:]] == list(KEYS)
    assert f"    questions.debt.label: {digest_of('Do you owe money?')}\n" in text
    assert "owe" not in text


def test_what_is_written_is_read_again(folder: Path) -> None:
    """The file passes the strict loader and holds what was accepted."""
    run(folder, "accept", "debts", "--lang", "es")
    accepted, _ = accept(part(folder), "es", ())
    assert accepted_in(folder / "debts.yaml") == accepted


def test_a_changed_text_is_stale_until_it_is_accepted(folder: Path) -> None:
    """The change is told at the translation with the command that accepts it, and the screen is not used meanwhile."""
    run(folder, "accept", "debts", "--lang", "es")
    change(folder, "Do you owe money?", "Do you owe anyone money?")
    with pytest.raises(Faults) as refused:
        load_screen(folder / "debts.yaml", open_shelf([folder]))
    assert (
        str(refused.value)
        == """\
debts.yaml:14:51: error[stale-translation]: the English has changed since this `es` was accepted
   14 |         label: {en: Do you owe anyone money?, es: ¿Debe dinero?}
      |                                                   ^^^^^^^^^^^^^
  hint: when it says the same again: `screenkit translate accept debts --lang es`"""
    )
    told = run(folder, "accept", "debts", "--lang", "es")
    assert told.stdout == "debts in es: 1 accepted, 13 in all; translations/debts.yaml\n"
    assert told.stderr == "accepted: questions.debt.label\n"
    assert load_screen(folder / "debts.yaml", open_shelf([folder])).findings == ()


def test_a_changed_translation_is_not_stale(folder: Path) -> None:
    """Only English is compared: whoever mends the Spanish has looked at it."""
    run(folder, "accept", "debts", "--lang", "es")
    change(folder, "¿Debe dinero?", "¿Le debe dinero a alguien?")
    assert load_screen(folder / "debts.yaml", open_shelf([folder])).findings == ()


def test_status_before_and_after(folder: Path) -> None:
    """First nothing is accepted; then what is missing, stale and new is listed with its place."""
    told = run(folder, "status", "debts")
    assert told.stdout == (
        "debts in es, unofficial: 13 of 13 texts, 13 not accepted\n"
        "start in es, without a status: 2 of 2 texts, 2 not accepted\n"
    )
    run(folder, "accept", "debts", "--lang", "es")
    change(folder, "Do you owe money?", "Do you owe anyone money?")
    change(folder, ", es: Pregunte con cuidado.", "")
    change(folder, "name: born_on", "name: birthday")
    assert run(folder, "status", "debts").stdout == (
        "debts in es, unofficial: 12 of 13 texts, 1 missing, 1 stale, 1 not accepted\n"
        "  debts.yaml:15: missing: questions.debt.help\n"
        "  debts.yaml:14: stale: questions.debt.label\n"
        "  debts.yaml:28: not accepted: questions.children.birthday.label\n"
        "start in es, without a status: 2 of 2 texts, 2 not accepted\n"
    )


def test_one_text_can_be_accepted(folder: Path) -> None:
    """The others stay as they were: stale, or never accepted."""
    run(folder, "accept", "debts", "--lang", "es")
    change(folder, "Do you owe money?", "Do you owe anyone money?")
    change(folder, "en: Money", "en: Your money")
    run(folder, "accept", "debts", "--lang", "es", "groups.money.label")
    (standing, _) = standings(folder / "debts.yaml", open_shelf([folder]))
    assert [one.key for one in standing.stale] == ["questions.debt.label"]


def test_what_is_gone_is_dropped(folder: Path) -> None:
    """A text that is no longer there, or no longer translated, is not kept."""
    run(folder, "accept", "debts", "--lang", "es")
    change(folder, ", es: Pregunte con cuidado.", "")
    change(folder, "name: much", "name: a_lot")
    change(folder, "debt is much", "debt is a_lot")
    accepted, new = accept(part(folder), "es", ())
    assert new == ("questions.debt.choices.a_lot.label",)
    assert {"questions.debt.help", "questions.debt.choices.much.label"}.isdisjoint(accepted.accepted["es"])


def test_languages_are_kept_apart(folder: Path) -> None:
    """Accepting one language leaves another as it is."""
    change(folder, "es: Deudas", "es: Deudas, fr: Dettes")
    run(folder, "accept", "debts", "--lang", "es")
    run(folder, "accept", "debts", "--lang", "fr")
    assert {language: len(texts) for language, texts in accepted_in(folder / "debts.yaml").accepted.items()} == {
        "es": 13,
        "fr": 1,
    }


def test_a_shared_group_is_accepted_by_its_name(folder: Path) -> None:
    """Its file lies beside it, and a stale text of it is told of in every screen that uses it."""
    told = run(folder, "accept", "start", "--lang", "es")
    assert told.stdout == "start in es: 2 accepted, 2 in all; shared/translations/start.yaml\n"
    path = folder / "shared" / "start.yaml"
    path.write_text(GROUP.replace("Good morning", "Good day"), encoding="utf-8")
    with pytest.raises(Faults) as refused:
        load_screen(folder / "debts.yaml", open_shelf([folder]))
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.file) == ("stale-translation", "shared/start.yaml")
    assert fault.hint == "when it says the same again: `screenkit translate accept start --lang es`"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("accept", "debts", "--lang", "fr"), "debts has no translation into `fr`; it has es"),
        (("accept", "depts", "--lang", "es"), "there is no screen depts: did you mean `debts`?"),
        (
            ("accept", "debts", "--lang", "es", "questions.dept.label"),
            "debts has no text questions.dept.label in `es`: did you mean `questions.debt.label`?",
        ),
        (("status", "depts"), "there is no screen depts: did you mean `debts`?"),
    ],
)
def test_a_slip_is_refused_and_writes_nothing(words: tuple[str, ...], said: str, folder: Path) -> None:
    """An unknown language, screen or text ends the command with code 2 and the nearest name."""
    told = run(folder, *words)
    assert (told.exit_code, told.stderr) == (2, f"screenkit: {said}\n")
    assert not (folder / "translations").exists()


def test_a_language_must_be_said(folder: Path) -> None:
    """Nothing is accepted in a language that nobody named."""
    assert run(folder, "accept", "debts").exit_code == 2


def test_a_file_of_another_shape_is_a_fault(folder: Path) -> None:
    """What is kept is read as strictly as a screen."""
    (folder / "translations").mkdir()
    (folder / "translations" / "debts.yaml").write_text("acepted:\n  es: {}\n", encoding="utf-8")
    with pytest.raises(Faults) as refused:
        load_screen(folder / "debts.yaml", open_shelf([folder]))
    assert [fault.code for fault in refused.value.diagnostics] == ["missing-key", "unknown-key"]
    assert run(folder, "status", "debts").exit_code == 1
    assert run(folder, "accept", "debts", "--lang", "es").exit_code == 1


def test_faults_of_meaning_do_not_hinder_a_translator(folder: Path) -> None:
    """A screen whose translation is missing or whose rules are wrong still has a status."""
    change(folder, "debt is much", "dept is much")
    told = run(folder, "status", "debts")
    assert told.exit_code == 0
    assert told.stdout.startswith("debts in es, unofficial: 13 of 13 texts")


def test_all_screens_without_a_name(folder: Path) -> None:
    """Without a name every screen is listed, and a group that several use once."""
    lines = run(folder, "status").stdout.splitlines()
    heads = [line.split(" in ")[0] for line in lines if not line.startswith(" ")]
    assert {"debts", "trafficking-nm10", "case", "start"} <= set(heads)
    assert len(heads) == len(set(heads))


@pytest.mark.parametrize("name", sorted(path.stem for path in shipped().glob("*.yaml")))
def test_shipped_translations_are_all_accepted(name: str) -> None:
    """Of the shipped screens and shared groups nothing is missing, stale or new."""
    for one in standings(shipped() / f"{name}.yaml", open_shelf()):
        assert (one.missing, one.stale, one.new) == ((), (), ())
        assert one.status == "unofficial"


@pytest.mark.parametrize("path", sorted(shipped().rglob("translations/*.yaml")), ids=lambda path: path.stem)
def test_what_is_kept_of_shipped_translations_is_of_texts_that_are_there(path: Path) -> None:
    """No digest is left of a text that is gone."""
    of = path.parent.parent / path.name
    is_group = of.parent.name == "shared"
    texts = read_part(of, open_shelf(), is_group=is_group).texts
    assert set(accepted_in(of).accepted["es"]) == {one.key for one in texts}


def test_every_digest_is_one() -> None:
    """A digest is sixteen hexadecimal signs, and no two English texts of the screens share one."""
    paths = sorted(shipped().glob("*.yaml"))
    drafts = [read_draft(path, open_shelf()) for path in paths]
    found = {one.text.say("en"): one.digest for draft in drafts for root in draft.roots for one in translatables(*root)}
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in found.values())
    assert len(set(found.values())) == len(found) > 300


def test_a_shared_group_by_itself() -> None:
    """A group is read without the screen that uses it."""
    origin, group = read_group(shipped() / "shared" / "case.yaml", open_shelf())
    assert (group.group, origin.document.value) == ("case", read_file(shipped() / "shared" / "case.yaml").value)
