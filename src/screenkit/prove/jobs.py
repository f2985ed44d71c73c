"""What a proof consists of: single questions to the search, each of which is proven, refuted or left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from screenkit.prove.oracle import OutOfTimeError
from screenkit.prove.places import Written
from screenkit.prove.report import Finding, Proved, Unproved
from screenkit.prove.search import UndecidedError
from screenkit.prove.study import Study

Result = Finding | Proved | Unproved


@dataclass(frozen=True)
class Job:
    """One question: what it is about, and the work that answers it with what is wrong, or with nothing."""

    about: str
    run: Callable[[], Iterable[Finding | Proved]]
    written: Written | None = None

    @property
    def name(self) -> str:
        """What it is about, and where that stands."""
        return self.about if self.written is None else f"{self.about} on line {self.written.number}"


@dataclass(frozen=True)
class Proof:
    """A check over all interviews: its jobs, and what holds when none of them finds anything."""

    code: str
    jobs: Callable[[Study], Iterator[Job]]
    holds: str

    def results(self, study: Study) -> Iterator[Result]:
        """What the jobs found; if they are all done and found nothing, that it holds."""
        found = [result for job in self.jobs(study) for result in _done(job)]
        yield from found
        if self.holds and not found:
            yield Proved(self.holds)


def _done(job: Job) -> Iterator[Result]:
    try:
        yield from job.run()
    except OutOfTimeError:
        yield Unproved(job.name, "the time was up")
    except UndecidedError:
        yield Unproved(
            job.name, "dates or numbers would have to lie apart in a way that was neither found nor excluded"
        )
