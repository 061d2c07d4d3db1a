"""Checking again whenever a program is saved, with keys for everything else.

The main thread reads keys, one thread waits for files to change, and one does the work, one thing after
the other: so nothing is shown in the middle of something else. A save ends the check that it makes stale.
"""

import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import readchar
from watchfiles import watch

from procession.engine.errors import ExerciseError, GraderError, SubmissionError
from procession.judge import Bench
from procession.student.checking import Work, check, small_diagram, terms
from procession.student.course import Course
from procession.student.screen import Screen

_STEP_MS = 50
"""Milliseconds of silence after which a save is taken to be complete."""
_QUIT = "q"


class Watch:
    """A session of watching; `run` returns when the student quits."""

    def __init__(
        self, course: Course, slug: str, screen: Screen, mode: str, box: str, *, diagrams: bool = True
    ) -> None:
        self.course = course
        self.slug = slug
        self.screen = screen
        self.mode = mode
        self.box = box
        self.diagrams = diagrams
        self._events: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._bench: Bench | None = None
        self._lock = threading.Lock()
        self._keys: dict[str, Callable[[], None]] = {
            "h": self._hint, "n": self._next, "l": self._list, "e": self._explain, "s": self._show, "r": self._check,
        }  # fmt: skip

    def run(self) -> None:
        """Watch until the student quits."""
        threads = [threading.Thread(target=one) for one in (self._watch_files, self._work)]
        for thread in threads:
            thread.start()
        self._events.put(("key", "r"))
        try:
            self._read_keys()
        except KeyboardInterrupt:
            pass
        finally:
            self._stop.set()
            self._abandon()
            self._events.put(("key", _QUIT))
            for thread in threads:
                thread.join()

    def _read_keys(self) -> None:
        if not sys.stdin.isatty():
            self._stop.wait()
        while True:
            key = readchar.readkey().lower()
            if key in (_QUIT, ""):  # nothing is what a closed terminal sends
                return
            self._events.put(("key", key))

    def _watch_files(self) -> None:
        found = watch(
            self.course.root, watch_filter=self._is_work, stop_event=self._stop, step=_STEP_MS, debounce=10 * _STEP_MS,
            rust_timeout=500, raise_interrupt=False,
        )  # fmt: skip
        for changes in found:
            slugs = sorted({Path(path).resolve().relative_to(self.course.root).parts[0] for _, path in changes})
            for slug in slugs:
                if slug == self.slug:
                    self._abandon()
                self._events.put(("saved", slug))

    def _is_work(self, change: object, path: str) -> bool:
        """Whether a file is a Python file in the folder of an exercise."""
        try:
            parts = Path(path).resolve().relative_to(self.course.root).parts
        except ValueError:
            return False
        return len(parts) > 1 and path.endswith(".py") and not any(part.startswith((".", "__")) for part in parts)

    def _abandon(self) -> None:
        """End the check that is running, if one is."""
        with self._lock:
            if self._bench is not None:
                self._bench.stop()

    def _work(self) -> None:
        """Do one thing after the other, and of several saves of one exercise only the last."""
        while not self._stop.is_set():
            kind, what = self._events.get()
            try:
                self._do(kind, what)
            except (SubmissionError, ExerciseError, GraderError) as error:
                self.screen.console.print(self.screen.language.told(str(error)), markup=False)
            except Exception:  # whatever it was, the next save is a new chance
                self.screen.console.print_exception()
                self.screen.say("that was our own fault, nobody else's; please report the lines above")

    def _do(self, kind: str, what: str) -> None:
        if kind == "key" and what in self._keys:
            self._keys[what]()
        elif kind == "saved" and what in self.course.slugs():
            self.slug = what
            self._check()

    def _check(self) -> None:
        if self.screen.console.is_terminal:
            self.screen.console.clear()
        work = Work(self.course.exercise(self.slug), self.course.folder(self.slug), in_course=True)
        bench = Bench(terms(self.mode, self.box))
        with self._lock:
            self._bench = bench
        try:
            with self.screen.console.status(self.screen.language.say("checking {slug}", slug=self.slug)), bench:
                result = check(work, self.course, bench)
                drawn = ""
                if not result.had_error and self.diagrams:
                    width = self.screen.console.width - 4
                    most = self.screen.room_for_diagram(result)
                    drawn = small_diagram(work, result, self.mode, self.box, width, most, self.screen.language)
        finally:
            with self._lock:
                self._bench = None
        if bench.stopped:
            return
        self.screen.result(result, drawn, more=True)
        if self.course.standing(self.slug) == "passed":
            self._cheer()
        self._help()

    def _cheer(self) -> None:
        passed = [slug for slug in self.course.slugs() if self.course.standing(slug) == "passed"]
        self.screen.say(
            "{passed} of {n} passed the public checks", "green", passed=len(passed), n=len(self.course.slugs())
        )
        self.screen.say("e tells what was behind it, n goes on with the next")

    def _help(self) -> None:
        if sys.stdin.isatty():
            self.screen.say("h hint · n next · l list · e explanation · s picture · r run again · q quit", "dim")

    def _hint(self) -> None:
        from procession.student.hints import next_hint

        for line in next_hint(self.course, self.slug, self.screen.language):
            self.screen.console.print(line, markup=False)

    def _next(self) -> None:
        following = self.course.next_up()
        if following is None:
            self.screen.say("that was all: every exercise has passed the public checks", "bold green")
            return
        if following == self.slug:  # go past it
            slugs = self.course.slugs()
            following = slugs[(slugs.index(self.slug) + 1) % len(slugs)]
        self.slug = following
        self._check()

    def _list(self) -> None:
        from procession.student.progress import lines, rows

        for text, _ in lines(rows(self.course, self.screen.language), self.screen.language, self.screen.console.width):
            self.screen.console.print(text, markup=False)

    def _explain(self) -> None:
        from procession.student.hints import show_explanation

        if self.course.standing(self.slug) != "passed":
            self.screen.say("the explanation comes when {slug} has passed", slug=self.slug)
            return
        show_explanation(self.course, self.slug, self.screen.language, self.screen.console)

    def _show(self) -> None:
        from procession.student.failures import last_failure, write_picture

        failure = last_failure(self.course, self.slug)
        path = write_picture(self.course, failure, self.mode, self.box, self.screen.language)
        self.screen.say("the picture is in {path}", path=path)
        _open(path)


def _open(path: Path) -> None:
    import webbrowser

    webbrowser.open(path.as_uri())
