"""Keys for tests: fixed ones, and age's passphrase files made with next to no work, so that opening takes no time.

pyrage has no such thing, rightly: it finds out what takes a second. So the format (https://age-encryption.org/v1) is
written out here, for one chunk, with the ciphers of RFC 8439 in plain Python. pyrage reads what comes of it.
"""

from __future__ import annotations

import hmac
import os
import struct
from base64 import b64encode
from hashlib import scrypt
from pathlib import Path

from screenkit.keys import Key, save_key
from screenkit.sealing import reader_of
from screenkit.store import Store

PASSPHRASE = "correct horse battery staple"
SECRET = "AGE-SECRET-KEY-1R3DTU5P3H7U2GAP09XLPRGGDY5XS25W3DALUU48TWUGQ2GUZPLYQKSHZYA"
RECOVERY = "AGE-SECRET-KEY-12HQ4F3YNKGCPVDNWV8C99EDS8E878759UFKXV8AWX4PVDHTPXXTQMPD9SR"
COLLEAGUE = "AGE-SECRET-KEY-1TLGR378MYD5RUQXGCA9ZWHZ57VLCATVQ45PV3FNMDXE5QQK5GE5S7YU3ER"


def worker() -> Key:
    """The key of the worker in tests."""
    return Key((SECRET,), (reader_of(RECOVERY),))


def colleague() -> Key:
    """The key of another worker, of the same agency."""
    return Key((COLLEAGUE,), (reader_of(RECOVERY),))


def lay_key(home: Path, key: Key | None = None, passphrase: str = PASSPHRASE) -> None:
    """Put a key into a home, as `screenkit init` would, but one that opens at once."""
    Store(home)
    save_key(home, key or worker(), passphrase, protect_quickly)


def protect_quickly(data: bytes, passphrase: str, work: int = 1) -> bytes:
    """An age file for the passphrase, with work factor 1 instead of some 18."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = scrypt(passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=2**work, r=8, p=1, dklen=32)
    head = b"age-encryption.org/v1\n-> scrypt %b %d\n" % (_base64(salt), work)
    head += _base64(_encrypt(wrapping, bytes(12), file_key)) + b"\n---"
    proof = hmac.digest(_derive(file_key, b"", b"header"), head, "sha256")
    payload = _encrypt(_derive(file_key, nonce, b"payload"), bytes(11) + b"\1", data)
    return head + b" " + _base64(proof) + b"\n" + nonce + payload


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _derive(key: bytes, salt: bytes, about: bytes) -> bytes:
    """HKDF with SHA-256, for one block."""
    return hmac.digest(hmac.digest(salt or bytes(32), key, "sha256"), about + b"\1", "sha256")


def _encrypt(key: bytes, nonce: bytes, data: bytes) -> bytes:
    stream = b"".join(_block(key, number + 1, nonce) for number in range(len(data) // 64 + 1))
    sealed = bytes(one ^ other for one, other in zip(data, stream, strict=False))
    padded = sealed + bytes(-len(sealed) % 16) + struct.pack("<QQ", 0, len(sealed))
    return sealed + _tag(_block(key, 0, nonce)[:32], padded)


def _tag(key: bytes, data: bytes) -> bytes:
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for start in range(0, len(data), 16):
        part = data[start : start + 16]
        total = (total + int.from_bytes(part + b"\1", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def _block(key: bytes, counter: int, nonce: bytes) -> bytes:
    begin = struct.unpack("<16I", b"expand 32-byte k" + key + struct.pack("<I", counter) + nonce)
    state = list(begin)
    for _ in range(10):
        for turn in range(4):
            _quarter(state, turn, turn + 4, turn + 8, turn + 12)
        for turn in range(4):
            _quarter(state, turn, (turn + 1) % 4 + 4, (turn + 2) % 4 + 8, (turn + 3) % 4 + 12)
    return struct.pack("<16I", *((one + other) % 2**32 for one, other in zip(state, begin, strict=True)))


def _quarter(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for add, to, turn in ((b, d, 16), (d, b, 12), (b, d, 8), (d, b, 7)):
        into = a if to == d else c
        state[into] = (state[into] + state[add]) % 2**32
        mixed = state[to] ^ state[into]
        state[to] = (mixed << turn | mixed >> (32 - turn)) % 2**32
