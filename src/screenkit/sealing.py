"""Bytes that only their readers can open: age files, made and opened with pyrage, which nothing else imports.

pyrage reads a header of many stanzas in quadratic time, and a passphrase stanza may ask for minutes of work: so
a header is looked at here first, and what no screenkit would have written is not handed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MAX_HEADER = 8 * 1024
MAX_STANZAS = 16
# Each step doubles the work; 21 takes some 12 seconds on a slow computer, and what `protect` chooses takes about one.
MAX_WORK = 21
# Before it tries a passphrase, age measures how fast the computer is, for a thousandth of a second, and refuses work
# that would take it far longer than a second. One that was interrupted just then is measured again.
TRIES = 8
_TOO_MUCH_WORK = "Excessive work parameter"
_BEGIN, _END = b"age-encryption.org/v1\n", b"--- "
_READER = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class NotOpened(Exception):  # noqa: N818 - a fact, as a person is told it
    """Why bytes are not opened; never with anything of what is in them."""


class WrongPassphrase(NotOpened):
    """Another passphrase, or a file that was damaged; nobody can tell which."""


def seal(data: bytes, readers: Sequence[str]) -> bytes:
    """The bytes for these readers and nobody else, whoever has sealed them."""
    import pyrage  # type: ignore[import-untyped]  # it has no types # noqa: PLC0415 - only where something is sealed

    sealed: bytes = pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(reader) for reader in readers])
    return sealed


def unseal(data: bytes, secrets: Sequence[str]) -> bytes:
    """What one of the secret keys opens; raises `NotOpened`."""
    kinds = [line.split(b" ")[1] for line in _stanzas(data)]
    if b"X25519" not in kinds or not all(kind == b"X25519" or kind.endswith(b"-grease") for kind in kinds):
        raise NotOpened("it is not sealed for keys")
    import pyrage  # noqa: PLC0415 - only where something is opened

    try:
        opened: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret) for secret in secrets])
    except pyrage.DecryptError as error:
        raise NotOpened(_reason(str(error))) from None
    return opened


def protect(data: bytes, passphrase: str) -> bytes:
    """The bytes for whoever knows the passphrase; on purpose this takes a second or more."""
    import pyrage  # noqa: PLC0415 - only where something is sealed

    sealed: bytes = pyrage.passphrase.encrypt(data, passphrase)
    return sealed


def unprotect(data: bytes, passphrase: str) -> bytes:
    """What the passphrase opens; raises `NotOpened`, and only where it was tried in vain `WrongPassphrase`."""
    stanzas = _stanzas(data)
    found = re.fullmatch(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)", stanzas[0])
    if len(stanzas) > 1 or not found:
        raise NotOpened("it is not protected by a passphrase")
    if int(found[1]) > MAX_WORK:
        raise NotOpened("it would take too long to open")
    import pyrage  # noqa: PLC0415 - only where something is opened

    for _ in range(TRIES):
        try:
            opened: bytes = pyrage.passphrase.decrypt(data, passphrase)
        except pyrage.DecryptError as error:
            if not str(error).startswith(_TOO_MUCH_WORK):
                raise WrongPassphrase("the passphrase is wrong, or the file is damaged") from None
        else:
            return opened
    raise NotOpened("this computer is too busy or too slow to open it now; the passphrase was not tried")


def new_secret() -> str:
    """A secret key that nobody has."""
    import pyrage  # noqa: PLC0415 - only where a key is made

    return str(pyrage.x25519.Identity.generate())


def reader_of(secret: str) -> str:
    """The public key that belongs to a secret one; raises `NotOpened` where it is none."""
    import pyrage  # noqa: PLC0415 - only where a key is used

    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public())
    except pyrage.IdentityError:
        raise NotOpened("it holds no key") from None


def is_reader(text: str) -> bool:
    """Whether a text is a public key that bytes can be sealed for."""
    if not _READER.fullmatch(text):
        return False
    import pyrage  # noqa: PLC0415 - only where a key is named

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def _stanzas(data: bytes) -> list[bytes]:
    """The first line of each stanza of an age header that is small enough; there is at least one."""
    if not data.startswith(_BEGIN):
        raise NotOpened("it is not encrypted, or not by screenkit")
    lines = data[len(_BEGIN) : MAX_HEADER].split(b"\n")
    end = next((number for number, line in enumerate(lines) if line.startswith(_END)), None)
    stanzas = [] if end is None else list(_first_lines(lines[:end]))
    if not 0 < len(stanzas) <= MAX_STANZAS:
        raise NotOpened("its header is cut off or too long")
    return stanzas


def _first_lines(lines: Sequence[bytes]) -> Iterator[bytes]:
    for line in lines:
        if line.startswith(b"-> "):
            yield line


def _reason(words: str) -> str:
    if words == "No matching keys found":
        return "it is sealed for other keys than yours"
    return "it was altered or damaged since it was sealed"
