"""What somebody has set once for every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from screenkit.settings import Settings, WrongSetting, load_settings


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    """That is how most people have it."""
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_what_can_be_set(tmp_path: Path) -> None:
    """Folders are taken from where the file lies."""
    path = tmp_path / "config.toml"
    path.write_text('plain = true\nworker-lang = "es"\nscreens = ["ours", "/agency"]\nhide-after = 3\n', "utf-8")
    assert load_settings(path) == Settings(True, "es", (tmp_path / "ours", Path("/agency")), 3)


def test_a_page_hides_by_itself_unless_that_is_turned_off(tmp_path: Path) -> None:
    """After ten minutes where nothing is said, never at 0."""
    path = tmp_path / "config.toml"
    path.write_text("hide-after = 0\n", encoding="utf-8")
    assert (Settings().hide_after, load_settings(path).hide_after) == (10, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain = 1", "`plain` is true or false"),
        ("worker-lang = true", '`worker-lang` is the code of a language, such as "es"'),
        ('screens = "ours"', "`screens` is a list of folders"),
        ("hide-after = -1", "`hide-after` is a number of minutes without a key, 0 for never"),
        ("hide-after = true", "`hide-after` is a number of minutes without a key, 0 for never"),
        ("colour = true", "there is no setting `colour`; there are plain, worker-lang, screens, hide-after"),
        ("plain: true", "cannot be read: TOMLDecodeError"),
    ],
)
def test_what_cannot_be_set_is_told(tmp_path: Path, text: str, words: str) -> None:
    """With the file, and what may stand there."""
    path = tmp_path / "config.toml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(WrongSetting) as caught:
        load_settings(path)
    assert str(caught.value).startswith(str(path))
    assert str(caught.value).endswith(words)


def told(folder: Path, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    """What a command says with these settings."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    settings = {"SCREENKIT_CONFIG": str(path), "SCREENKIT_HOME": str(folder / "home"), "SCREENKIT_PLAIN": ""}
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src"), **settings}
    command = [sys.executable, "-m", "screenkit", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_commands_keep_to_the_settings(tmp_path: Path) -> None:
    """What is typed goes before what is set, and a wrong file is told in one sentence."""
    answers = tmp_path / "answers.yaml"
    answers.write_text("answers: {}\n", encoding="utf-8")
    words = ("run", "trafficking-nm10", "--practice", "--answers", str(answers))
    assert "RESUMEN DE REFERENCIA" in told(tmp_path, 'worker-lang = "es"', *words).stdout
    assert "REFERRAL SUMMARY" in told(tmp_path, 'worker-lang = "es"', *words, "--worker-lang", "en").stdout
    wrong = told(tmp_path, "plain = 7", "list")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
