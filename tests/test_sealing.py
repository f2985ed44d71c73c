"""Sealed bytes: opened by their readers and by nobody else, and whatever is hostile is refused before it costs time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial

import pytest
from pyrage import passphrase as age  # type: ignore[import-untyped]  # pyrage has no types

from keyring import COLLEAGUE, PASSPHRASE, RECOVERY, SECRET, protect_quickly
from screenkit import sealing
from screenkit.sealing import (
    MAX_STANZAS,
    NotOpened,
    WrongPassphrase,
    is_reader,
    new_secret,
    protect,
    reader_of,
    seal,
    unprotect,
    unseal,
)

CANARY = b"canary-7731"
SEALED = seal(CANARY, (reader_of(SECRET), reader_of(RECOVERY)))
PROTECTED = protect_quickly(CANARY, PASSPHRASE)
STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
BEGIN, END = b"age-encryption.org/v1\n", b"--- " + b"C" * 43 + b"\n" + b"D" * 48


def refused(open_: Callable[[], bytes]) -> str:
    """Why something was not opened, within seconds and without what is in it."""
    began = time.process_time()
    with pytest.raises(NotOpened) as caught:
        open_()
    assert time.process_time() - began < 5
    assert CANARY.decode() not in repr(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("secret", [SECRET, RECOVERY])
def test_each_reader_opens_it(secret: str) -> None:
    """The worker and the agency, each alone."""
    assert unseal(SEALED, (secret,)) == CANARY
    assert CANARY not in SEALED


def test_nobody_else_opens_it() -> None:
    """Another worker is told that it is for other keys."""
    assert refused(lambda: unseal(SEALED, (COLLEAGUE,))) == "it is sealed for other keys than yours"


def test_the_same_bytes_are_never_sealed_alike() -> None:
    """Nobody sees from two versions whether anything changed."""
    assert seal(CANARY, (reader_of(SECRET),)) != seal(CANARY, (reader_of(SECRET),))


def test_every_single_altered_byte_is_noticed() -> None:
    """Wherever a bit of it is turned, it is not opened."""
    for place in range(len(SEALED)):
        spoiled = SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1 :]
        refused(partial(unseal, spoiled, (SECRET,)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SEALED[:-1],
        SEALED[: len(SEALED) // 2],
        SEALED[:30],
        SEALED + b"x",
        b'{"format": "screenkit-response/1"}',
        BEGIN,
        BEGIN + END,
        BEGIN + STANZA,
        BEGIN + STANZA * (MAX_STANZAS + 1) + END,
        BEGIN + STANZA * 1000 + END,
        BEGIN + STANZA * 4000 + END,
        BEGIN + b"-> X25519 " + b"A" * 9000 + b"\n" + END,
        BEGIN + b"-> ssh-rsa abc\n" + b"B" * 43 + b"\n" + END,
        BEGIN + b"->\n" + END,
        BEGIN + b"-> \n" + END,
        PROTECTED,
        b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n",
        b"\0" * 1000,
    ],
    # Names of their own: what is sealed differs from run to run.
    ids=[
        "nothing",
        "one byte short",
        "half",
        "30 bytes",
        "one byte more",
        "in clear",
        "head",
        "head and end",
        "head and stanza",
        "too many stanzas",
        "1000 stanzas",
        "4000 stanzas",
        "9000 letters",
        "another kind",
        "no kind",
        "empty kind",
        "a passphrase",
        "armoured",
        "zeros",
    ],
)
def test_what_is_no_sealed_record_is_refused(data: bytes) -> None:
    """Empty, cut, lengthened, in clear, with too many readers, for other kinds of keys, or armoured."""
    refused(lambda: unseal(data, (SECRET,)))


def test_a_passphrase_opens_what_it_protects() -> None:
    """Other tests use the quick kind; this one is as it is made in earnest."""
    protected = protect(CANARY, PASSPHRASE)
    found = re.search(rb"-> scrypt \S+ ([0-9]+)\n", protected)
    assert found
    assert int(found[1]) >= 15
    assert unprotect(protected, PASSPHRASE) == CANARY


def test_the_quick_kind_is_age_too() -> None:
    """What the tests make by themselves, pyrage opens."""
    assert age.decrypt(PROTECTED, PASSPHRASE) == CANARY


@pytest.mark.parametrize("wrong", ["", "x", PASSPHRASE.upper(), f"{PASSPHRASE} ", f" {PASSPHRASE}"])
def test_another_passphrase_opens_nothing(wrong: str) -> None:
    """Not even one that nearly is it."""
    with pytest.raises(WrongPassphrase, match=r"^the passphrase is wrong, or the file is damaged$"):
        unprotect(PROTECTED, wrong)


def with_work(factor: str) -> bytes:
    """The protected file, asking for other work."""
    return re.sub(rb"(-> scrypt \S+) 1\n", rb"\g<1> " + factor.encode() + b"\n", PROTECTED)


@pytest.mark.parametrize("factor", ["22", "30", "99", "022", "0", "-1", "1x", "99999999999999999999", ""])
def test_a_key_file_cannot_ask_for_hours_of_work(factor: str) -> None:
    """It is refused before the work begins."""
    refused(lambda: unprotect(with_work(factor), PASSPHRASE))


@pytest.mark.parametrize(
    "data",
    [b"", PROTECTED[:40], PROTECTED[:-1], PROTECTED + b"x", SEALED, BEGIN + STANZA * 4000 + END, b"hello"],
    ids=["empty", "cut", "shorter", "longer", "for keys", "many", "clear"],
)
def test_what_no_passphrase_protects_is_refused(data: bytes) -> None:
    """Each in an instant."""
    refused(lambda: unprotect(data, PASSPHRASE))


def test_two_passphrase_stanzas_are_refused() -> None:
    """The format has exactly one."""
    (stanza,) = re.findall(rb"-> scrypt \S+ 1\n\S+\n", PROTECTED)
    refused(lambda: unprotect(PROTECTED.replace(stanza, stanza * 2), PASSPHRASE))


def test_new_keys() -> None:
    """Each is another one, and its public key can be sealed for."""
    secrets = {new_secret() for _ in range(20)}
    assert len(secrets) == 20
    assert all(is_reader(reader_of(secret)) for secret in secrets)


@pytest.mark.parametrize(
    "text", ["", "age1", SECRET, reader_of(SECRET).upper(), f"{reader_of(SECRET)}\n", reader_of(SECRET)[:-1] + "q"]
)
def test_what_is_no_public_key(text: str) -> None:
    """A secret key, one with a slip of the hand, and anything else."""
    assert not is_reader(text)


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", reader_of(SECRET), "no key"])
def test_what_is_no_secret_key(text: str) -> None:
    """It is refused without being quoted."""
    with pytest.raises(NotOpened, match=r"^it holds no key$"):
        reader_of(text)


def test_a_computer_that_is_too_slow_is_not_told_as_a_wrong_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that would take minutes is refused before the passphrase is tried, and then nobody knows of it."""
    monkeypatch.setattr(sealing, "MAX_WORK", 40)
    with pytest.raises(NotOpened, match=r"^this computer is too busy or too slow to open it now") as told:
        unprotect(with_work("35"), PASSPHRASE)
    assert not isinstance(told.value, WrongPassphrase)
