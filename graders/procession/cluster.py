"""Judging on other machines: the workers of a Dask scheduler.

A student's files travel as bytes, results as a results file, and neither is ever unpickled. A worker has the package and the
kit installed (at the same path, or where its PROCESSION_KIT says), and judges only if both are exactly those of the
machine that asks. If a worker is lost, what it had is given to another one; each work has one result, however
often it was begun.
"""

import logging
import os
import platform
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from procession import results
from procession.cache import grader_digest, kit_digest
from procession.catalog import Kit
from procession.engine.errors import GraderError, SubmissionError
from procession.judge import Bench, Terms
from procession.results import ExerciseResult, Results
from procession.work import Work, judge_works

_CONNECT_SECONDS = 20
_AGAIN = 2
"""How often a work is given to somebody else whose worker could not judge it."""


class _Asked(msgspec.Struct, frozen=True):
    """One work, on its way to a worker."""

    exercise: str
    grader: str
    """Digest of the exercise and its checks."""
    files: list[tuple[bytes, bytes]]


class _Request(msgspec.Struct, frozen=True):
    """Works of one student, and how they are to be judged."""

    student: str
    kit: str
    program: str
    """Digest of the package, and the interpreter."""
    terms: dict[str, Any]
    works: list[_Asked]


class Cluster:
    """A connection to a scheduler; a context manager. May be used by several threads."""

    def __init__(self, address: str, terms: Terms) -> None:
        """SubmissionError if there is no scheduler at the address, or no library to speak with it."""
        try:
            from distributed import Client
        except ImportError:
            raise SubmissionError("--cluster needs Dask: pip install 'procession[cluster]'") from None
        self.terms = terms
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it says in tracebacks what we say in a line
        try:
            self._client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except Exception as error:  # each transport of Dask raises its own
            raise SubmissionError(f"--cluster {address}: nobody answers there ({error})") from None
        self._running: set[Any] = set()
        self._stopped = False
        self._lock = threading.Lock()

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()
        self._client.close()

    def stop(self) -> None:
        """Give up what is being judged; whoever waits for it gets a GraderError."""
        with self._lock:
            self._stopped = True
            running = list(self._running)
        self._client.cancel(running, force=True)

    @property
    def slots(self) -> int:
        """How many works can be judged at a time, and as many more, so that nobody has to wait for us."""
        return 2 * max(sum(map(int, self._client.nthreads().values())), 1)

    def judge(self, works: Sequence[Work], student: str) -> list[ExerciseResult]:
        """Have works of one student judged; GraderError when no worker could."""
        request = msgspec.json.encode(_request(works, student, self.terms))
        with self._lock:
            if self._stopped:
                raise GraderError("the grading was stopped")
            future = self._client.submit(judge_request, request, pure=False, retries=_AGAIN)
            self._running.add(future)
        try:
            found = results.load(future.result()).submissions
        except Exception as error:
            raise GraderError(f"no worker of the cluster could judge this: {type(error).__name__}: {error}") from None
        finally:
            with self._lock:
                self._running.discard(future)
        if [one.exercise for one in found] != [work.exercise.slug for work in works]:
            raise GraderError("a worker of the cluster has judged something else than was asked")
        return found


def judge_request(data: bytes) -> bytes:
    """What a worker does: judge the works of a request, and return a results file."""
    request = msgspec.json.decode(data, type=_Request)
    if request.program != _program():
        raise GraderError("this worker has another version of procession or of Python than the machine that asks")
    kit = Kit(Path(os.environ.get("PROCESSION_KIT") or request.kit))
    works = []
    for asked in request.works:
        exercise = kit.exercise(asked.exercise)
        if grader_digest(exercise) != asked.grader:
            raise GraderError(f"this worker has another {asked.exercise} in {kit.root} than the machine that asks")
        files = {os.fsdecode(name): content for name, content in asked.files}
        works.append(Work(exercise, files))
    with Bench(Terms(**request.terms)) as bench:
        return results.dump(Results(complete=True, submissions=judge_works(bench, works, request.student)))


def _request(works: Sequence[Work], student: str, terms: Terms) -> _Request:
    asked = [
        _Asked(
            work.exercise.slug,
            grader_digest(work.exercise),
            [(os.fsencode(name), content) for name, content in work.files.items()],
        )
        for work in works
    ]
    return _Request(student, str(works[0].exercise.kit.root), _program(), asdict(terms), asked)


def _program() -> str:
    return f"{kit_digest()} {platform.python_version()}"
