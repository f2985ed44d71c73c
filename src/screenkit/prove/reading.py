"""A model of a formula, read: what else holds in it, and the answers that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from screenkit.answers import Absent, Answer, Item, Value
from screenkit.conditions import Ref
from screenkit.prove.differences import Apart
from screenkit.prove.formula import TRUE, Pool
from screenkit.prove.oracle import Model
from screenkit.prove.spans import Difference
from screenkit.prove.values import as_written
from screenkit.standing import Given

if TYPE_CHECKING:
    from screenkit.prove.search import Search


class Valuation:
    """What holds in a model; what the model leaves open is not asked, and nobody is there."""

    def __init__(self, pool: Pool, model: Model) -> None:
        self._pool = pool
        self._model = model
        self._found: dict[int, bool] = {TRUE: True}

    def make_true(self, node: int) -> bool:
        """Whether the formula holds."""
        found, pool = self._found, self._pool
        for one in pool.cone(node, found):
            leaf = pool.leaves.get(one)
            if leaf is None:
                found[one] = all(found[abs(part)] is (part > 0) for part in pool.parts[one])
            else:
                group, mask = leaf
                value = self._model[group] if group in self._model else pool.silent(group)
                found[one] = bool(mask >> value & 1)
        return found[abs(node)] is (node > 0)


class Reading:
    """A model as answers."""

    def __init__(self, search: Search, model: Model) -> None:
        self._search = search
        self._world = search.world
        self._sizes: dict[str, int] = {}
        self._kinds: dict[Item, tuple[Ref, int]] = {}
        self._chosen: dict[Item, set[str]] = {}
        self._apart: list[tuple[Difference, int, tuple[int, int]]] = []
        self._groups: dict[tuple[int, int], int] = {}
        for group, value in model.items():
            self._note(cast("tuple[object, ...]", search.pool.keys[group]), group, value)

    def _note(self, key: tuple[object, ...], group: int, value: int) -> None:
        if key[0] == "size":
            self._sizes[str(key[1])] = value
            return
        of, instance = cast("tuple[int, int]", key)
        self._groups[of, instance] = group
        what, *rest = cast("tuple[object, ...]", self._world.pool.keys[of])
        if what == "difference":
            difference = cast("Difference", rest[0])
            self._apart.append((difference, instance, difference.values[value]))
            return
        ref = cast("Ref", rest[0])
        if what == "answer":
            self._kinds[ref.item(instance)] = (ref, value)
        elif value:
            self._chosen.setdefault(ref.item(instance), set()).add(str(rest[1]))

    def given(self) -> Given | None:
        """The answers, or None when no two could be found that lie apart as they should."""
        answers = dict(self._answers())
        if self._apart:
            moved = self._moved(answers)
            if moved is None:
                return None
            answers |= moved
        instances = {repeat: tuple(range(1, size + 1)) for repeat, size in self._sizes.items() if size}
        there = {item: one for item, one in answers.items() if item.instance <= self._sizes.get(item.repeat, 0)}
        return Given({item: one for item, one in there.items() if one is not Absent.NOT_ASKED}, instances)

    def _answers(self) -> dict[Item, Answer]:
        found: dict[Item, Answer] = {}
        for item, (ref, value) in self._kinds.items():
            options = self._world.values.question(ref).option_names
            kind = self._world.values.domain(ref).answers[value]
            found[item] = as_written(kind, tuple(self._chosen.get(item, ())), options)
        return found

    def _moved(self, answers: Mapping[Item, Answer]) -> dict[Item, Answer] | None:
        """Answers of the same kinds that lie apart as the model says."""
        wanted = []
        kinds: dict[Item, tuple[Ref, Value]] = {}
        for difference, instance, cells in self._apart:
            pair = [ref.item(instance) for ref in (difference.first, difference.second)]
            values = [answers.get(item, Absent.NOT_ASKED) for item in pair]
            if not any(isinstance(value, Absent) for value in values):
                wanted.append((difference, pair[0], pair[1], cells))
                refs = (difference.first, difference.second)
                kinds |= {item: (ref, one) for item, ref, one in zip(pair, refs, values, strict=True)}
        return Apart(self._world, kinds, wanted).found()

    def apart(self) -> list[int]:
        """The kinds and the distances that no answers were found for."""
        pool = self._search.pool
        found = []
        for key, group in self._groups.items():
            what, *rest = cast("tuple[object, ...]", self._world.pool.keys[key[0]])
            item = None if what != "answer" else cast("Ref", rest[0]).item(key[1])
            if what == "difference":
                number = next(cells for one, instance, cells in self._apart if (one, instance) == (rest[0], key[1]))
                found.append(pool.leaf(group, 1 << cast("Difference", rest[0]).values.index(number)))
            elif item is not None and self._is_compared(item):
                found.append(pool.leaf(group, 1 << self._kinds[item][1]))
        return found

    def _is_compared(self, item: Item) -> bool:
        return any(item in (one.first.item(number), one.second.item(number)) for one, number, _ in self._apart)
