"""The worker's key: it opens and vouches for records, and is itself opened by a passphrase.

One file, `key.age`, holds the secret key and, beside it, the agency's recovery keys: who may read a record can then be
changed only by someone who knows the passphrase. The age tool reads it, and every record, without this program.
"""

from __future__ import annotations

import hmac
import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from screenkit.disk import is_open_to_others, read_file, write_new, write_over
from screenkit.sealing import NotOpened, is_reader, new_secret, protect, reader_of, seal, unprotect, unseal

NAME = "key.age"
# NIST SP 800-63B-4, section 3.1.1.2: the least for a password that nothing else stands beside.
LEAST_CHARACTERS = 15
_HEADER = b"screenkit-record/1 "
_LINE = re.compile(rb"screenkit-record/1 ([0-9a-f]{64})\n")
Protect = Callable[[bytes, str], bytes]


@dataclass(frozen=True)
class Key:
    """A worker's secret key, and the recovery keys of the agency; of several secrets, all but the first only open."""

    secrets: tuple[str, ...] = field(repr=False)
    recovery: tuple[str, ...]

    @property
    def reader(self) -> str:
        """The public key, which others seal for."""
        return reader_of(self.secrets[0])

    @property
    def readers(self) -> tuple[str, ...]:
        """Whom records are sealed for: the worker and the agency."""
        return (self.reader, *self.recovery)

    def seal(self, data: bytes) -> bytes:
        """A record for the worker and the agency's recovery keys, with proof of who sealed it."""
        proof = _proof(self.secrets[0], data)
        return seal(_HEADER + proof.encode() + b"\n" + data, self.readers)

    def open(self, sealed: bytes) -> bytes:
        """A record that this worker sealed; raises `NotOpened`, also where anyone else did."""
        data = unseal(sealed, self.secrets)
        line = _LINE.match(data)
        body = data[line.end() :] if line else data
        if not line or not any(hmac.compare_digest(_proof(one, body), line[1].decode()) for one in self.secrets):
            raise NotOpened("it was not saved with your key: someone else made it or put it there")
        return body


def open_any(sealed: bytes, secrets: Sequence[str]) -> bytes:
    """What was sealed for one of the keys by anyone at all; raises `NotOpened`."""
    data = unseal(sealed, secrets)
    line = _LINE.match(data)
    return data[line.end() :] if line else data


def make_key(recovery: Sequence[str]) -> Key:
    """A new key with these recovery keys, of which there is at least one; ValueError otherwise."""
    if not recovery or not all(map(is_reader, recovery)):
        raise ValueError("at least one recovery key is needed, and each must be one")
    return Key((new_secret(),), tuple(dict.fromkeys(recovery)))


def path_in(home: Path) -> Path:
    """Where the key of a home is kept."""
    return home / NAME


def has_key(home: Path) -> bool:
    """Whether there is a key, or anything else in its place."""
    return path_in(home).exists() or path_in(home).is_symlink()


def how_to_close(home: Path) -> str:
    """The command that keeps other users from reading the key, and from trying passphrases on it; or nothing."""
    path = path_in(home)
    return shlex.join(["chmod", "600", str(path)]) if is_open_to_others(path) else ""


def save_key(home: Path, key: Key, passphrase: str, protect: Protect = protect) -> None:
    """Keep the key, in the place of an older one; raises `NotSaved`."""
    write_over(path_in(home), protect(_as_text(key).encode(), passphrase))


def load_key(home: Path, passphrase: str) -> Key:
    """The key of a home; raises `NotRead` and `NotOpened`."""
    return _from_text(unprotect(read_file(path_in(home)), passphrase).decode(errors="replace"))


def save_recovery(path: Path, passphrase: str, protect: Protect = protect) -> str:
    """Keep a new recovery key in a file of its own, which someone else takes away; its public key."""
    secret = new_secret()
    words = f"# A recovery key of screenkit. Keep it apart from every computer with records.\n{_pair(secret)}"
    write_new(path, protect(words.encode(), passphrase))
    return reader_of(secret)


def load_recovery(path: Path, passphrase: str) -> tuple[str, ...]:
    """The secret keys in a recovery file, or in anyone's key file; raises `NotRead` and `NotOpened`."""
    return _secrets(unprotect(read_file(path), passphrase).decode(errors="replace"))


def _as_text(key: Key) -> str:
    recovery = "".join(f"# recovery key: {reader}\n" for reader in key.recovery)
    return f"# The key of a worker for screenkit.\n{recovery}{''.join(map(_pair, key.secrets))}"


def _pair(secret: str) -> str:
    return f"# public key: {reader_of(secret)}\n{secret}\n"


def _from_text(text: str) -> Key:
    recovery = tuple(re.findall(r"^# recovery key: (\S+)$", text, re.MULTILINE))
    secrets = _secrets(text)
    if not recovery or not all(map(is_reader, recovery)):
        raise NotOpened("it names no recovery key")
    return Key(secrets, recovery)


def _secrets(text: str) -> tuple[str, ...]:
    secrets = tuple(line for line in text.splitlines() if line and not line.startswith("#"))
    if not secrets:
        raise NotOpened("it holds no key")
    for secret in secrets:
        reader_of(secret)
    return secrets


def proof_of(secret: str, data: bytes, about: str) -> str:
    """What only the holder of the secret key can have made of the data, and for one purpose."""
    key = hmac.digest(secret.encode(), about.encode(), sha256)
    return hmac.digest(key, data, "sha256").hex()


def _proof(secret: str, data: bytes) -> str:
    return proof_of(secret, data, "screenkit: who sealed a record")
