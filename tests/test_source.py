"""What a file may hold: every hostile input is one clear fault in its place, and what is written stays as written."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from screenkit.diagnostics import Diagnostic, Place, report
from screenkit.source import LIMITS, Document, Faults, only_error, read_file, read_json, read_yaml
from screenkit.source.build import read
from screenkit.source.yaml_events import LOADER, feed
from screenkit.source.yaml_values import values

MIB = 1 << 20


class Reading(Protocol):
    """Either of the two ways to read a file."""

    def __call__(self, data: bytes, name: str, *, confidential: bool = False) -> Document:
        """The document, or `Faults`."""


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def refusal(reading: Callable[[], Document]) -> tuple[Diagnostic, ...]:
    """The faults for which a file is refused."""
    with pytest.raises(Faults) as refused:
        reading()
    return refused.value.diagnostics


def seen(faults: tuple[Diagnostic, ...]) -> list[str]:
    """Code, line, column and length of each fault: `duplicate-key 3:1+5`."""
    return [
        f"{fault.code} {fault.place.line}:{fault.place.column}+{fault.place.length}" if fault.place else fault.code
        for fault in faults
    ]


def place(line: int, column: int, length: int = 1) -> Place:
    """A place, to compare with."""
    return Place(line, column, length)


REFUSED_YAML: dict[str, tuple[str | bytes, list[str]]] = {
    "two-level alias bomb": ("a: &a [x, x]\nb: [*a, *a]", ["anchor 1:4+2", "alias 2:5+2", "alias 2:9+2"]),
    "merge": ("a: {x: 1}\nb: {<<: {y: 1}, z: 2}", ["merge-key 2:5+2"]),
    "merge of an alias": ("a: &a {x: 1}\nb:\n  <<: *a", ["anchor 1:4+2", "merge-key 3:3+2", "alias 3:7+2"]),
    "brackets": ("a: " + "[" * 100_000, ["too-deep 1:27+1"]),
    "braces": ("{a: " * 50_000, ["too-deep 1:97+1"]),
    "dashes": ("a:\n" + "- " * 50_000, ["too-deep 2:47+1"]),
    "deep indentation": ("\n".join(" " * level + "a:" for level in range(1400)), ["too-deep 25:25+1"]),
    "key twice": ("title: a\nlabel: b\ntitle: c", ["duplicate-key 3:1+5"]),
    "key twice, in quotes once": ("title: a\n'title': c", ["duplicate-key 2:1+7"]),
    "key twice below": ("a:\n  - b: 1\n    c: 2\n    b: 3", ["duplicate-key 4:5+1"]),
    "key three times": ("a: 1\na: 2\na: 3", ["duplicate-key 2:1+1", "duplicate-key 3:1+1"]),
    "python object": ('a: !!python/object/apply:os.system ["x"]', ["tag 1:4+31"]),
    "binary": ("a: !!binary aGk=", ["tag 1:4+8"]),
    "set": ("a: !!set {b, c}", ["tag 1:4+5", "cut-at-comma 1:11+1"]),
    "custom tag": ("a: !custom b", ["tag 1:4+7"]),
    "string tag": ("a: !!str b", ["tag 1:4+5"]),
    "bare tag": ("a: ! b", ["tag 1:4+1"]),
    "undefined tag": ("a: !x!y b", ["tag 1:4+1"]),
    "broken tag": ("a: !<b", ["tag 1:4+1"]),
    "tag on a key": ("!!str a: b", ["tag 1:1+5"]),
    "tag and anchor": ("a: !t &b c", ["anchor 1:7+2", "tag 1:4+2"]),
    "recursive": ("a: &a [*a]", ["anchor 1:4+2", "alias 1:8+2"]),
    "alias of nothing": ("a: *b", ["alias 1:4+2"]),
    "alias as key": ("*a : b", ["alias 1:1+2"]),
    "two anchors": ("a: &b &c d", ["anchor 1:4+2", "misplaced-text 1:7+4"]),
    "two documents": ("a: b\n---\nc: d", ["several-documents 2:1+3"]),
    "two documents, dots": ("a: b\n...\nc: d", ["uneven-indentation 3:1+4"]),
    "yaml 9.9": ("%YAML 9.9\n---\na: b", ["directive 1:1+9"]),
    "yaml 1.1": ("%YAML 1.1\n---\na: b", ["directive 1:1+9"]),
    "tag directive": ("%TAG ! x\n---\na: b", ["directive 1:1+8"]),
    "unknown directive": ("# x\n%FOO\n---\na: b", ["directive 2:1+4"]),
    "directive without document": ("%YAML 1.1\na: b", ["directive 1:1+9"]),
    "tab": ("a:\n\tb: 1", ["tab-indentation 2:1+1"]),
    "tab after spaces": ("a:\n  b: 1\n  \tc: 1", ["tab-indentation 3:3+1"]),
    "tab before a dash": ("a:\n\t- b", ["tab-indentation 2:1+1"]),
    "tab in block text": ("a: |\n\tb", ["tab-indentation 2:1+1"]),
    "unclosed double quote": ('a: 1\nb: "Maria\nc: d\n', ["unclosed-quote 2:4+1"]),
    "unclosed single quote": ("a: 'Maria\nc: d", ["unclosed-quote 1:4+1"]),
    "document end in quotes": ('a: "b\n---\n', ["unclosed-quote 1:4+1"]),
    "quote closed by the next": ('a: "b\nc: "d"', ["misplaced-text 2:5+2"]),
    "text after a quote": ('a: "b" c d', ["misplaced-text 1:8+3"]),
    "text after a pipe": ("a: | b", ["misplaced-text 1:6+1"]),
    "second colon": ("a: b: Maria", ["misplaced-colon 1:5+1"]),
    "colon after a quote": ('a: "b": c', ["misplaced-colon 1:7+1"]),
    "key too far right": ("a: b\n  c: d", ["misplaced-colon 2:4+1"]),
    "key too far left": ("a:\n    b: 1\n  c: 2", ["uneven-indentation 3:3+4"]),
    "first key indented": ("  a: 1\nb: 2", ["uneven-indentation 2:1+4"]),
    "key among dashes": ("a:\n  - b\n  c: 2", ["uneven-indentation 3:3+4"]),
    "dash among keys": ("a: b\n- c", ["uneven-indentation 2:1+3"]),
    "dash after a colon": ("a: - b", ["misplaced-dash 1:4+1"]),
    "no colon": ("a: b\nfoo bar\nc: d", ["missing-colon 2:1+7"]),
    "unclosed bracket": ("a: 1\nb: [c, d\ne: f", ["unclosed-bracket 2:4+1"]),
    "unclosed bracket at the end": ("a: [b, {c: d},", ["unclosed-bracket 1:4+1"]),
    "unclosed brace": ("a: {b: c", ["unclosed-bracket 1:4+1"]),
    "other bracket": ("a: [b}", ["unclosed-bracket 1:4+1"]),
    "bracket too many": ("a: {}}", ["misplaced-text 1:6+1"]),
    "begins with @": ("a: @b", ["reserved-character 1:4+1"]),
    "begins with `": ("a: `b`", ["reserved-character 1:4+1"]),
    "begins with %": ("a: %b", ["reserved-character 1:4+1"]),
    "begins with a star": ("a: * b", ["reserved-character 1:4+1"]),
    "begins with &": ("a: & b", ["reserved-character 1:4+1"]),
    "begins with ?": ("a: ? b", ["reserved-character 1:4+1"]),
    "begins with ]": ("a: ]", ["reserved-character 1:4+1"]),
    "begins with a comma": ("a: [, b]", ["reserved-character 1:5+1"]),
    "unknown escape": (r'a: "x\q"', ["unknown-escape 1:6+2"]),
    "hexadecimal escape": (r'a: "\xzz"', ["unknown-escape 1:5+2"]),
    "lone surrogate": (r'a: "x\uD800"', ["no-such-character 1:6+6"]),
    "beyond Unicode": (r'a: "\UFFFFFFFF"', ["no-such-character 1:5+10"]),
    "latin 1": ("a: ñandú".encode("latin-1"), ["not-utf-8 1:4+1"]),
    "latin 1 further down": ("a: b\né: ".encode() + b"\xf1", ["not-utf-8 2:4+1"]),
    "utf-16": ("a: b".encode("utf-16"), ["not-utf-8"]),
    "utf-16 without a mark": (
        "a: b".encode("utf-16-le"),
        [*(f"control-character 1:{n}+1" for n in (2, 4, 6, 8)), "top-level-not-mapping 1:1+8"],
    ),
    "surrogate bytes": (b"a: \xed\xa0\x80", ["not-utf-8 1:4+1"]),
    "nul": ("a: b\x00c", ["control-character 1:5+1"]),
    "escape character": ("a: \x1b[2J", ["control-character 1:4+1"]),
    "C1 control": ("a: b\x9b31m\nc: \x85", ["control-character 1:5+1", "control-character 2:4+1"]),
    "written escape character": (r'a: "bé\x1b[2J"', ["control-character 1:7+4"]),
    "written escape character in a key": (r'"\x1b": b', ["control-character 1:2+4"]),
    "direction override": ("a: b\u202ec", ["bidi-override 1:5+1"]),
    "direction isolate": ("a: b\nc: \u2066d", ["bidi-override 2:4+1"]),
    "written direction override": (r'a: "\u202E"', ["bidi-override 1:5+6"]),
    "lone carriage return": ("a: b\rc", ["control-character 1:5+1"]),
    "line separator": ("a: b\u2028c", ["control-character 1:5+1"]),
    "byte order mark inside": ("a: b\n\ufeffc: d", ["control-character 2:1+1"]),
    "not a character": ("a: \uffff", ["control-character 1:4+1"]),
    "empty": ("", ["empty-file"]),
    "only a byte order mark": ("\ufeff", ["empty-file"]),
    "only comments": ("# a\n# b\n", ["empty-file"]),
    "only a document": ("---\n", ["empty-file"]),
    "list at top": ("- a\n- b", ["top-level-not-mapping 1:1+1"]),
    "text at top": ("Maria", ["top-level-not-mapping 1:1+5"]),
    "no key": (": b", ["empty-key 1:1+1"]),
    "empty key": ("a: b\n'': c", ["empty-key 2:1+2"]),
    "explicit empty key": ("? \n: b", ["empty-key 1:2+1"]),
    "list as key": ("? [a, b]\n: c", ["key-not-text 1:3+1"]),
    "mapping as key": ("{a: b}: c", ["key-not-text 1:1+1"]),
    "1 MiB and 1 byte": (b"a: b" + b" " * (MIB - 3), ["too-large"]),
    "20,001 values": ("a: [" + "b, " * 19_998 + "c]", ["too-many-values 1:59999+1"]),
    "65,537 characters": ("a: b\nc: " + "d" * 65_537, ["too-long 2:4+65537"]),
    "condition in a flow mapping": ("a: {when: any(kids, age < 18), b: c}", ["cut-at-comma 1:11+8"]),
    "condition in a flow list": ("a: [b, any(kids, minor)]", ["cut-at-comma 1:8+8"]),
    "prose in a flow mapping": ("a: {en: Good morning, Maria}", ["cut-at-comma 1:23+5"]),
    "several at once": (
        "a: &x 1\na: !t 2\n<<: 3\n? []\n: 4\nb: *x\nc: {d: any(e, f)}\n'': 5\ng: '",
        [
            "anchor 1:4+2",
            "duplicate-key 2:1+1",
            "tag 2:4+2",
            "merge-key 3:1+2",
            "key-not-text 4:3+1",
            "alias 6:4+2",
            "cut-at-comma 7:8+5",
            "empty-key 8:1+2",
            "unclosed-quote 9:4+1",
        ],
    ),
}


@pytest.mark.parametrize("loader", [LOADER, yaml.BaseLoader], ids=["fast", "slow"])
@pytest.mark.parametrize("case", REFUSED_YAML)
def test_refused_yaml(case: str, loader: type[yaml.BaseLoader]) -> None:
    """Whatever a file does wrong has its code and its place, whichever of PyYAML's parsers is there."""
    written, expected = REFUSED_YAML[case]
    data = written if isinstance(written, bytes) else written.encode()
    assert seen(refusal(lambda: read(data, "a.yaml", partial(feed, loader=loader), confidential=False))) == expected


KEPT_YAML = {
    "no": ("a: no", {"a": "no"}),
    "words for yes and no": ("a: NO\nb: Off\nc: y\nd: true", {"a": "NO", "b": "Off", "c": "y", "d": "true"}),
    "date": ("a: 2024-01-05", {"a": "2024-01-05"}),
    "no such date": ("a: 2010-13-45", {"a": "2010-13-45"}),
    "leading zero": ("a: 012345", {"a": "012345"}),
    "base 60": ("a: 190:20:30\nb: 1:30", {"a": "190:20:30", "b": "1:30"}),
    "underscore": ("a: 1_000", {"a": "1_000"}),
    "infinity": ("a: .inf\nb: .nan\nc: -.INF", {"a": ".inf", "b": ".nan", "c": "-.INF"}),
    "5,000 digits": ("a: " + "9" * 5000, {"a": "9" * 5000}),
    "keys that are not text": ("1: a\ntrue: b\n1.5: c", {"1": "a", "true": "b", "1.5": "c"}),
    "nothing": ("a:\nb: ''\nc: \"\"\nd: []\ne: {}", {"a": "", "b": "", "c": "", "d": [], "e": {}}),
    "a surname": ("a: Null\nb: ~", {"a": "Null", "b": "~"}),
    "byte order mark": ("\ufeffa: b", {"a": "b"}),
    "carriage returns": ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
    "one document, marked": ("# x\n---\na: b\n...\n", {"a": "b"}),
    "ids of attacks": (
        "a: [../../x, CON, nul.txt, '', -rf, id\u200b, \u0430]",
        {"a": ["../../x", "CON", "nul.txt", "", "-rf", "id\u200b", "\u0430"]},
    ),
    "joiners, accents, other scripts": ("a: ما‌ریا\nb: Ñandú, K'iche'", {"a": "ما‌ریا", "b": "Ñandú, K'iche'"}),
    "decomposed": ("a: n\u0303", {"a": "n\u0303"}),
    "block text": ("a: |\n  b: c\n  # d\ne: >-\n  f\n  g", {"a": "b: c\n# d\n", "e": "f g"}),
    "quotes": ("a: 'it''s'\nb: \"\\u00e9\\t\\\"\"", {"a": "it's", "b": 'é\t"'}),
    "merge sign as text": ("a: <<\n'<<': b", {"a": "<<", "<<": "b"}),
    "brackets in balance": ("a: [b (c), d]\ne: {f: 'g(h', i: j}", {"a": ["b (c)", "d"], "e": {"f": "g(h", "i": "j"}}),
    "condition in block style": ("a: any(kids, age < 18)", {"a": "any(kids, age < 18)"}),
    "exactly 1 MiB": ("a: b" + " " * (MIB - 4), {"a": "b"}),
    "20,000 values": ("a: [" + "b, " * 19_997 + "c]", {"a": ["b"] * 19_997 + ["c"]}),
    "24 levels": ("a: " + "[" * 23 + "]" * 23, {"a": json.loads("[" * 23 + "]" * 23)}),
    "unknown fields and ids used twice are for others to see": ("a: [{id: x}, {id: x}]", {"a": [{"id": "x"}] * 2}),
}


@pytest.mark.parametrize("loader", [LOADER, yaml.BaseLoader], ids=["fast", "slow"])
@pytest.mark.parametrize("case", KEPT_YAML)
def test_kept_yaml(case: str, loader: type[yaml.BaseLoader]) -> None:
    """Every scalar is the text that was written."""
    written, expected = KEPT_YAML[case]
    assert read(written.encode(), "a.yaml", partial(feed, loader=loader), confidential=False).value == expected
    assert read_yaml(written.encode(), "a.yaml").value == expected


@pytest.mark.parametrize("loader", [LOADER, yaml.BaseLoader], ids=["fast", "slow"])
@pytest.mark.parametrize("case", REFUSED_YAML)
def test_what_is_refused_has_no_value(case: str, loader: type[yaml.BaseLoader]) -> None:
    """Where values alone are read, nothing comes of a file with a fault."""
    written, _ = REFUSED_YAML[case]
    characters = written if isinstance(written, str) else written.decode(errors="surrogateescape")
    assert len(characters) > LIMITS.size or values(characters, loader, LIMITS) is None


# Lines of YAML's own shape, so that many files made of them are read to their end.
LINES = r"""
a: b|c: d|a: |  e: f|  - g|- h|  - i: j|    k: l|m: [n, o]|  p: {q: r, s}|t: 'u'|v: "\x41\a"|w: |  x|---|...
# y|z: &a 1|? k|: !t v|<<: x|'<<': *a|f: [g (h, i)]|f: {g: , h: (i}|- - j|k: []|l: {}|"": m|? [n]|%YAML 1.1
%FOO|"o": "\e"|b: "\u00e9"
"""
SHAPED = st.lists(st.sampled_from([*LINES.replace("\n", "|").split("|"), "y: |", "a:\r"]), max_size=8).map("\n".join)


@settings(max_examples=400, deadline=None)
@given(SHAPED)
def test_values_are_those_of_the_document(written: str) -> None:
    """Where values alone can be read, they are what the builder makes of the file; and places are the builder's."""
    found = values(written, LOADER, LIMITS)
    if found is not None:
        strict = read(written.encode(), "a.yaml", feed, confidential=False)
        assert found == strict.value
        assert read_yaml(written.encode(), "a.yaml").root == strict.root


REFUSED_JSON: dict[str, tuple[str | bytes, list[str]]] = {
    "key twice": ('{"a": 1,\n "b": 2, "a": 3}', ["duplicate-key 2:10+3"]),
    "key twice, escaped once": (r'{"a": 1, "\u0061": 3}', ["duplicate-key 1:10+8"]),
    "NaN": ('{"a": NaN, "b": [Infinity, -Infinity]}', [f"not-a-number 1:{n}" for n in ("7+3", "18+8", "28+9")]),
    "1,000 levels": ('{"a":' + "[" * 1000 + "]" * 1000 + "}", ["too-deep 1:29+1"]),
    "1,000,000 open brackets": ("[" * 1_000_000, ["too-deep 1:25+1"]),
    "lone surrogate": (r'{"a": "x\ud800y"}', ["no-such-character 1:9+6"]),
    "trailing text": ('{"a": 1} x', ["trailing-text 1:10+1"]),
    "two records": ('{"a": 1}\n{"a": 2}', ["trailing-text 2:1+1"]),
    "empty": (" \n", ["empty-file"]),
    "null": ("null", ["empty-file"]),
    "list": ('["a"]', ["top-level-not-mapping 1:1+1"]),
    "number": ("5", ["top-level-not-mapping 1:1+1"]),
    "too large": (b" " * (MIB + 1), ["too-large"]),
    "too many values": ('{"a": [' + "1," * 20_000 + "1]}", ["too-many-values 1:40004+1"]),
    "utf-16": ('{"a": 1}'.encode("utf-16"), ["not-utf-8"]),
    "unclosed quote": ('{"a": "Maria}', ["unclosed-quote 1:7+1"]),
    "line break in quotes": ('{"a": "Maria\nx"}', ["unclosed-quote 1:13+1"]),
    "unknown escape": (r'{"a": "\q"}', ["unknown-escape 1:8+1"]),
    "broken escape": (r'{"a": "\u12"}', ["unknown-escape 1:9+1"]),
    "written control character": (r'{"a": "\u001b[2J"}', ["control-character 1:8+6"]),
    "written direction override": (r'{"a": "\u202e"}', ["bidi-override 1:8+6"]),
    "nul": ('{"a": "\x00"}', ["control-character 1:8+1"]),
    "no quotes": ('{"a": Maria}', ["not-json 1:7+1"]),
    "word": ('{"a": True}', ["not-json 1:7+1"]),
    "leading zero": ('{"a": 01}', ["not-json 1:8+1"]),
    "key without quotes": ("{a: 1}", ["not-json 1:2+1"]),
    "no comma": ('{"a": 1 "b": 2}', ["not-json 1:9+1"]),
    "no colon": ('{"a" 1}', ["not-json 1:6+1"]),
    "comment": ('{"a": 1} // x', ["trailing-text 1:10+1"]),
    "two byte order marks": ("\ufeff\ufeff{}", ["not-json 1:1+1"]),
    "empty key": ('{"": 1}', ["empty-key 1:2+2"]),
    "faults before the end": (
        '{"a": 1, "a": NaN, "b" 1}',
        ["duplicate-key 1:10+3", "not-a-number 1:15+3", "not-json 1:24+1"],
    ),
}


@pytest.mark.parametrize("case", REFUSED_JSON)
def test_refused_json(case: str) -> None:
    """Whatever a record does wrong has its code and its place."""
    written, expected = REFUSED_JSON[case]
    data = written if isinstance(written, bytes) else written.encode()
    assert seen(refusal(lambda: read_json(data, "a.json"))) == expected


def test_trailing_comma() -> None:
    """A comma before a closing bracket is refused; versions of Python differ in where they see it."""
    assert refusal(lambda: read_json(b'{"a": 1,}', "a.json"))[0].code == "not-json"
    assert refusal(lambda: read_json(b'{"a": [1,]}', "a.json"))[0].code == "not-json"


def test_kept_json() -> None:
    """Numbers keep their text, true and false are words, null is no text, escapes are characters."""
    written = (
        b'\xef\xbb\xbf{"a": 1e400, "b": -0.10, "c": true, "d": false, "e": null, "f": [], "g": {},'
        b' "h": 99999999999999999999, "i": "no", "<<": "\\ud83d\\ude00", "j": "a\\nb\\tc\\r\\nd"}'
    )
    assert read_json(written, "a.json").value == {
        "a": "1e400",
        "b": "-0.10",
        "c": "true",
        "d": "false",
        "e": "",
        "f": [],
        "g": {},
        "h": "99999999999999999999",
        "i": "no",
        "<<": "😀",
        "j": "a\nb\tc\r\nd",
    }


SCREEN = """\
# A screen
screen: test
questions:
  - name: debt
    type: yes_no
    label: {en: "Do you have a debt?", es: "¿Tiene una deuda?"}
  - name: who          # asked next
    relevant: "niño is yes and debt is no"
    share: [unit, otip]
    hint:
    help: >-
      Some words
      over two lines
    label:

      en: One
      es: 'It''s "é" twice'
"""


def test_places_of_values() -> None:
    """A value is found by its route: text as written, a block mapping or list by its first entry."""
    screen = read_yaml(SCREEN.encode(), "a.yaml")
    assert screen.place(()) == place(2, 1, 12)
    assert screen.place(("screen",)) == place(2, 9, 4)
    assert screen.place(("questions",)) == place(4, 3, 12)
    assert screen.place(("questions", 0)) == place(4, 5, 10)
    assert screen.place(("questions", 0, "label")) == place(6, 12, 52)
    assert screen.place(("questions", 0, "label", "es")) == place(6, 44, 19)
    assert screen.place(("questions", 1)) == place(7, 5, 9)
    assert screen.place(("questions", 1, "share")) == place(9, 12, 12)
    assert screen.place(("questions", 1, "share", 1)) == place(9, 19, 4)
    assert screen.place(("questions", 1, "hint")) == place(10, 10, 1)
    assert screen.place(("questions", 1, "help")) == place(11, 11, 2)
    assert screen.place(("questions", 1, "label")) == place(16, 7, 7)


def test_places_of_keys() -> None:
    """A key is found by the route of its value; an item of a list and the file itself have none."""
    screen = read_yaml(SCREEN.encode(), "a.yaml")
    assert screen.place(("questions",), key=True) == place(3, 1, 9)
    assert screen.place(("questions", 1, "label", "es"), key=True) == place(17, 7, 2)
    assert screen.place(("questions", 1), key=True) == place(7, 5, 9)
    assert screen.place((), key=True) == place(2, 1, 12)


def test_places_of_what_is_missing() -> None:
    """A route that the file does not have ends at the last value that it has."""
    screen = read_yaml(SCREEN.encode(), "a.yaml")
    assert screen.place(("questions", 1, "citation")) == place(7, 5, 9)
    assert screen.place(("questions", 1, "citation"), key=True) == place(7, 5, 9)
    assert screen.place(("questions", 7, "label", "en")) == place(4, 3, 12)
    assert screen.place(("screen", "x", 0)) == place(2, 9, 4)
    assert screen.fault("c", "m", ("questions", 1, "when"), offset=4, length=2).place == place(7, 5, 9)


def test_places_inside_text() -> None:
    """Characters inside a text of one line are found whatever quotes, escapes and accents stand before them."""
    text = """{plain: né is MX, single: 'it''s né', double: "a\\u00e9\\"\\x41b"}"""
    document = read_yaml(text.encode(), "a.yaml")
    assert document.value == {"plain": "né is MX", "single": "it's né", "double": 'aé"Ab'}
    assert document.fault("c", "m", ("plain",), offset=6, length=2).place == place(1, 15, 2)
    assert document.fault("c", "m", ("plain",), offset=3).place == place(1, 12, 5)
    assert document.fault("c", "m", ("plain",), length=2).place == place(1, 9, 2)
    assert document.fault("c", "m", ("plain",), offset=8, length=1).place == place(1, 17, 1)
    assert document.fault("c", "m", ("single",), offset=5, length=2).place == place(1, 34, 2)
    assert document.fault("c", "m", ("double",), offset=1, length=2).place == place(1, 49, 8)
    assert document.fault("c", "m", ("double",), offset=4, length=1).place == place(1, 61, 1)


def test_places_inside_json_text() -> None:
    """A pair of surrogates is one character of the text and twelve of the file."""
    document = read_json(rb'{"a": "\ud83d\ude00\/b", "c": 12}', "a.json")
    assert document.fault("c", "m", ("a",), offset=1, length=1).place == place(1, 20, 2)
    assert document.fault("c", "m", ("a",), offset=2, length=1).place == place(1, 22, 1)
    assert document.fault("c", "m", ("c",), offset=1, length=1).place == place(1, 32, 1)


def test_places_inside_folded_text() -> None:
    """Characters inside a text of several lines are shown by where it begins."""
    screen = read_yaml(SCREEN.encode(), "a.yaml")
    assert screen.fault("c", "m", ("questions", 1, "help"), offset=12, length=4).place == place(11, 11, 2)
    folded = read_yaml(b"a: one\n  two\nb: 'x\n  y'", "a.yaml")
    assert folded.fault("c", "m", ("a",), offset=4, length=3).place == place(1, 4, 3)
    assert folded.fault("c", "m", ("b",), offset=2, length=1).place == place(3, 4, 2)


def test_fault_in_full() -> None:
    """A fault of a document shows the line, the characters at fault, the second place and the hint."""
    screen = read_yaml(SCREEN.encode(), "screens/test.yaml")
    fault = screen.fault(
        "unknown-question",
        "question `niño` does not exist",
        ("questions", 1, "relevant"),
        hint="did you mean `nino`?",
        length=4,
        also=screen.place(("questions", 0)),
        also_text="the question before",
    )
    assert (
        str(fault)
        == """\
screens/test.yaml:8:16: error[unknown-question]: question `niño` does not exist
    8 |     relevant: "niño is yes and debt is no"
      |                ^^^^
  also: the question before on line 4
  hint: did you mean `nino`?"""
    )


def test_report_in_full() -> None:
    """All faults of a file come at once, each with its line."""
    written = 'title: a\nwhen: {en: any(kids, minor)}\ntitle: "b\n\tc"\nlabel: \x1b[2J é: x\n'
    assert (
        report(refusal(lambda: read_yaml(written.encode(), "a.yaml")))
        == """\
a.yaml:2:12: error[cut-at-comma]: the flow mapping cut this text at a comma
    2 | when: {en: any(kids, minor)}
      |            ^^^^^^^^
  hint: use block style (one `key: value` to a line), or put the text in quotes
a.yaml:3:1: error[duplicate-key]: key `title` is written twice in one mapping
    3 | title: "b
      | ^^^^^
  also: first written on line 1
a.yaml:5:8: error[control-character]: the control character U+001B is not text
    5 | label: \ufffd[2J é: x
      |        ^
  hint: delete it
a.yaml:5:14: error[misplaced-colon]: a `:` cannot stand here
    5 | label: \ufffd[2J é: x
      |              ^
  hint: put text that holds a colon in quotes; if this is a key, start it in the column of its neighbours"""
    )


def test_faults_speak_for_themselves() -> None:
    """The exception's text is the report."""
    with pytest.raises(Faults) as refused:
        read_yaml(b"", "a.yaml")
    assert str(refused.value) == "a.yaml: error[empty-file]: the file holds nothing"


def test_alias_bomb() -> None:
    """Aliases are refused one by one and never followed."""
    letters = "abcdefghi"
    lines = ["a: &a [x, x, x]"] + [f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in pairwise(letters)]
    codes = [fault.code for fault in refusal(lambda: read_yaml("\n".join(lines).encode(), "a.yaml"))]
    assert codes == ["anchor"] + ["anchor", "alias", "alias", "alias"] * 8


def test_many_faults() -> None:
    """After 100 faults the rest is not looked at, and that is said."""
    faults = refusal(lambda: read_yaml(b"a: b\n" * 5000, "a.yaml"))
    assert len(faults) == 101
    assert report(faults).splitlines()[0] == (
        "a.yaml: error[too-many-faults]: the file has more than 100 faults; the others are not shown"
    )


@pytest.mark.parametrize(
    "written",
    [
        "[" * 100_000,
        "{a: " * 50_000,
        "- " * 50_000,
        "? " * 50_000,
        "a: " * 50_000,
        "a: '" + "''" * 500_000,
        'a: "' + r"\a" * 300_000 + '"',
        '{"a": "' + r"\"" * 500_000,
        "\x07" * 500_000,
        "#\n" * 400_000 + "a: b\n" * 40_000,
        "a: b" + "\n b" * 300_000,
        "k" * MIB,
        "a: [" + "*a," * 300_000,
    ],
    ids=lambda written: written[:6],
)
def test_nothing_takes_long(written: str) -> None:
    """The worst files of a megabyte are refused at once."""
    begun = time.process_time()
    refusal(lambda: read_yaml(written.encode(), "a.yaml"))
    refusal(lambda: read_json(written.encode(), "a.json"))
    assert time.process_time() - begun < 10


CONFIDENTIAL: dict[str, tuple[str | bytes, Reading]] = {
    "unclosed quote": ('name: "Maria\nage: 9', read_yaml),
    "second colon": ("name: note: Maria", read_yaml),
    "key twice": ("Maria: 1\nMaria: 2", read_yaml),
    "tag": ("name: !Maria x", read_yaml),
    "undefined tag": ("name: !Maria!x x", read_yaml),
    "anchor": ("name: &Maria x", read_yaml),
    "alias": ("name: *Maria", read_yaml),
    "escape": (r'name: "Maria\q"', read_yaml),
    "comma": ("{name: Lopez, Maria}", read_yaml),
    "not a mapping": ("Maria", read_yaml),
    "not UTF-8": (b"name: Maria \xff", read_yaml),
    "JSON key twice": ('{"Maria": 1, "Maria": 2}', read_json),
    "JSON without quotes": ('{"name": Maria}', read_json),
    "JSON, unclosed": ('{"name": "Maria}', read_json),
    "JSON, more": ('{"name": 1} Maria', read_json),
    "JSON, control character": ('{"name": "Maria\x1b"}', read_json),
}


@pytest.mark.parametrize("case", CONFIDENTIAL)
def test_confidential_files_are_never_quoted(case: str) -> None:
    """A file that holds answers gives codes and places, and nothing that was written in it."""
    written, reading = CONFIDENTIAL[case]
    data = written if isinstance(written, bytes) else written.encode()
    faults = refusal(lambda: reading(data, "k7m2.yaml", confidential=True))
    assert faults
    assert all(fault.excerpt is None for fault in faults)
    assert "Maria" not in repr(faults)
    assert [fault.place for fault in faults] == [fault.place for fault in refusal(lambda: reading(data, "k7m2.yaml"))]


def test_confidential_documents_are_never_quoted() -> None:
    """Faults of a confidential document and its representation hold nothing of it."""
    document = read_yaml(b"name: Maria", "k7m2.yaml", confidential=True)
    assert str(document.fault("c", "m", ("name",), offset=1)) == "k7m2.yaml:1:8: error[c]: m"
    assert "Maria" not in repr(document)


@pytest.mark.parametrize("reading", [read_yaml, read_json])
def test_no_exception_carries_the_file(reading: Callable[[bytes, str], Document]) -> None:
    """What PyYAML, the JSON reader and the decoder say of a file is not even kept behind the refusal."""
    for written in (b'{"a": "Maria', b"Maria \xff"):
        with pytest.raises(Faults) as refused:
            reading(written, "a")
        assert refused.value.__context__ is None
        assert refused.value.__cause__ is None


def test_read_file(tmp_path: Path) -> None:
    """A file is JSON when its name ends so, else YAML; its faults bear its path, or the name it is given."""
    (tmp_path / "a.yaml").write_bytes(b"a: no")
    (tmp_path / "a.JSON").write_bytes(b'{"a": 1.0}')
    (tmp_path / "b.json").write_bytes(b"a: no")
    assert read_file(tmp_path / "a.yaml").value == {"a": "no"}
    assert read_file(tmp_path / "a.yaml").name == str(tmp_path / "a.yaml")
    assert read_file(tmp_path / "a.JSON", "record").name == "record"
    assert read_file(tmp_path / "a.JSON").value == {"a": "1.0"}
    assert str(Faults(refusal(lambda: read_file(tmp_path / "b.json", "b", confidential=True)))) == (
        "b:1:1: error[not-json]: a value is missing here, or text without quotes"
    )


def file_fault(path: Path) -> str:
    """The text of the one fault for which a path is refused."""
    (fault,) = refusal(lambda: read_file(path, "x"))
    return str(fault)


def test_files_that_are_none(tmp_path: Path) -> None:
    """What is missing, a directory, or no possible name is refused in one line."""
    (tmp_path / "file").touch()
    assert file_fault(tmp_path / "none.yaml") == "x: error[no-such-file]: there is no such file"
    assert file_fault(tmp_path) == "x: error[is-directory]: this is a directory, not a file"
    assert file_fault(tmp_path / "file" / "a.yaml").startswith("x: error[no-such-file]: ")
    assert file_fault(tmp_path / "a\0b").startswith("x: error[")
    assert file_fault(tmp_path / ("a" * 5000)).startswith("x: error[")


def test_files_that_are_too_large(tmp_path: Path) -> None:
    """A file of 200 MB is refused by its size, without being read."""
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert file_fault(path) == (
        "x: error[too-large]: the file is larger than 1,048,576 bytes\n  hint: is this the file you meant?"
    )


@posix
def test_files_that_never_end(tmp_path: Path) -> None:
    """Devices and pipes are refused before they are opened, so that nothing waits for them."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "link.yaml").symlink_to("pipe.yaml")
    expected = "x: error[not-a-file]: this is a device, pipe or socket, not a file"
    assert file_fault(Path("/dev/zero")) == expected
    assert file_fault(tmp_path / "pipe.yaml") == expected
    assert file_fault(tmp_path / "link.yaml") == expected


@posix
def test_links(tmp_path: Path) -> None:
    """A link to a file is the file; a link to itself is refused."""
    (tmp_path / "a.yaml").write_bytes(b"a: b")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert read_file(tmp_path / "link.yaml").value == {"a": "b"}
    assert file_fault(tmp_path / "loop.yaml") == "x: error[symlink-loop]: this link leads back to itself"


@posix
def test_files_of_others(tmp_path: Path) -> None:
    """A file that may not be read is refused in one line."""
    path = tmp_path / "a.yaml"
    path.touch(mode=0o000)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert file_fault(path) == (
        "x: error[unreadable-file]: you may not read this file\n  hint: ask its owner for the right to read it"
    )


# `Ж` stands for what was answered: no message of ours holds it.
SOUP = st.text(st.sampled_from("Жab1:-,[]{}()\"'|>&*!<?%@#\\xuUD8 \t\n\r\x00\x07\u202e\u2028\ufeff😀"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | SOUP.map(str.encode), st.booleans())
def test_any_bytes(data: bytes, confidential: bool) -> None:  # noqa: FBT001 - drawn, not decided
    """Any bytes are a document or faults, in either format, and a confidential file is never quoted."""
    for reading in (read_yaml, read_json):
        try:
            outcome: object = reading(data, "f", confidential=confidential).value
        except Faults as refused:
            outcome = refused.diagnostics
        if isinstance(outcome, tuple):
            assert 0 < len(outcome) <= LIMITS.faults + 1
            assert not confidential or "Ж" not in report(outcome)
        else:
            assert isinstance(outcome, dict)


PRINTED = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(PRINTED, PRINTED, min_size=1), st.booleans())
def test_json_is_read_as_json(record: dict[str, str], ascii_only: bool) -> None:  # noqa: FBT001 - drawn, not decided
    """What the standard library writes is read back, each text in its place."""
    written = json.dumps(record, ensure_ascii=ascii_only)
    document = read_json(written.encode(), "f")
    assert document.value == record
    spots = [(document.place((key,)), value) for key, value in record.items()]
    assert all(json.loads(written[spot.column - 1 :][: spot.length]) == value for spot, value in spots)


WHOLE = '{"a":"x","b":{"absent":"no"},"c":[{"d":"y"},{"d":"NaN"}],"a":1,"":2,"e":":x",":f":Infinity}'


@pytest.mark.parametrize("text", [WHOLE, '{"a":1} x', '{"a":1}}', "[1", '"x', "x", "", "{", '{"a" 1}', '{"a":tru}'])
def test_the_one_error_of_a_text_is_what_the_loader_tells(text: str) -> None:
    """Cut off anywhere, either nothing is said at once, or what the loader says of the whole."""
    for end in range(len(text) + 1):
        found = only_error(text[:end])
        if found is not None:
            with pytest.raises(Faults) as refused:
                read_json(text[:end].encode(), "a.json")
            assert [(one.code, one.message, one.place) for one in refused.value.diagnostics] == [
                (found[0], found[1], place(1, found[2] + 1))
            ]
