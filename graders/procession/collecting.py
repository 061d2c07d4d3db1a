"""From what an instructor has (folders, archives, downloads of Moodle or Canvas, clones) to the work of each student.

Nothing is guessed: what can't be told apart is named, and so is everything that is left alone.
"""

import hashlib
import re
import shutil
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from procession.archives import CLASS, archive_stem, unpack
from procession.catalog import MARK, Exercise
from procession.clones import committed_at
from procession.engine.errors import SubmissionError
from procession.intake import MAX_FILE_BYTES, printable
from procession.placing import Root, content_of, has_work, is_archive, listed, place, unknown_files
from procession.platforms import Named, attempt_of, packed_at, read_name

_RESERVED = re.compile(
    r"(results\.json|grades\.csv|totals\.csv|.*\.part|class\.html|pictures|feedback\..*|merged|index\.html)",
    re.IGNORECASE | re.DOTALL,
)
"""Names in the folder of results that are, or may be, those of our own files."""

_LONGEST = 200
"""Bytes of a name: a folder of the results is called so, and no file system takes more than 255."""
_UNFIT = re.compile(r"[/\x00-\x1f\x7f]")
"""A name is one line, wherever it is shown: on a line of its own it could be a command to a pipeline."""


@dataclass
class Handed:
    """What one student has handed in."""

    student: str
    source: str
    id: str = ""
    late: bool = False
    submitted: str = ""
    places: dict[str, Path] = field(default_factory=dict)
    """Where the work for each exercise is."""
    problems: dict[str, str] = field(default_factory=dict)
    """Why there is none that could be graded."""
    attempts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass
class Collection:
    """A class's work."""

    handed: dict[str, Handed] = field(default_factory=dict)
    """By student, in order."""
    ignored: list[str] = field(default_factory=list)
    """What was left alone, each with the reason."""

    def handed_in(self, exercises: Sequence[Exercise]) -> list[str]:
        """The exercises for which anybody has handed in something."""
        some = {slug for one in self.handed.values() for slug in (*one.places, *one.problems)}
        return [exercise.slug for exercise in exercises if exercise.slug in some]

    def only(self, students: Sequence[str]) -> "Collection":
        """The part of it that some students are."""
        return Collection({student: self.handed[student] for student in students}, self.ignored)


@dataclass
class _Bundle:
    """Everything that seems to come from one student, before it is looked at."""

    name: str
    id: str = ""
    counts: bool = False
    """Whether the platform numbers the attempts."""
    late: bool = False
    folders: list[Path] = field(default_factory=list)
    files: list[tuple[Path, str]] = field(default_factory=list)
    """Single files, with the names that the student has given them."""


def collect(source: Path, exercises: Sequence[Exercise], room: Path, student: str = "") -> Collection:
    """Find every student's work in `source`; archives are unpacked below the folder `room`.

    With `student`, all of the source is the work of this one. SubmissionError when there is nobody in it.
    """
    return _Collector(exercises, room).collect(source, student)


class _Collector:
    def __init__(self, exercises: Sequence[Exercise], room: Path) -> None:
        self.exercises = exercises
        self.room = room
        self.found = Collection()
        self.folders = 0

    def collect(self, source: Path, student: str) -> Collection:
        folder = self._open(source, whole=not student)
        if student:
            self._take(_Bundle(student, folders=[folder]), _called(student, {}), source.name)
            return self.found
        if has_work(folder, self.exercises) or (folder / MARK).is_file():
            raise SubmissionError(
                f"{source} looks like the work of one student: say whose with --student NAME, or give the folder around it"
            )
        folder = _descended(folder, self.exercises)
        bundles = list(self._bundles(folder))
        several = {name for name, count in Counter(one.name for one in bundles).items() if count > 1}
        taken: dict[str, str] = {}
        for bundle in bundles:
            name = f"{bundle.name} ({bundle.id})" if bundle.name in several and bundle.id else bundle.name
            name = _called(name, taken)
            taken[name] = name
            self._take(bundle, name, _source_name(bundle))
        self.found.ignored += [
            f"{printable(name)}: there are several of this name; told apart by their numbers"
            for name in sorted(several)
        ]
        if not self.found.handed:
            raise SubmissionError(f"{source} has no folder in it: expected one folder, or one archive, a student")
        self.found.handed = dict(sorted(self.found.handed.items()))
        return self.found

    def _open(self, source: Path, whole: bool) -> Path:
        """The folder itself, or one with what is in the archive."""
        if source.is_dir():
            return source
        if not source.is_file() or not archive_stem(source.name):
            raise SubmissionError(f"{source} is not a folder of submissions, nor a zip or tar archive of them")
        folder = self.room / "class"
        for text in unpack(source, folder, CLASS, whole=whole):
            self.found.ignored.append(printable(text))
        return folder

    def _bundles(self, folder: Path) -> Iterator[_Bundle]:
        """What lies in a class's folder, put together by student."""
        grouped: dict[tuple[str, str], _Bundle] = {}
        for entry in listed(folder):
            if entry.name.startswith("."):
                continue
            named = read_name(entry.name)
            stem = archive_stem(entry.name)
            if named is not None:
                self._platform_entry(entry, named, grouped)
            elif entry.is_dir() and not entry.is_symlink():
                grouped.setdefault((entry.name, ""), _Bundle(entry.name)).folders.append(entry)
            elif stem and entry.is_file() and not entry.is_symlink():
                grouped.setdefault((stem, ""), _Bundle(stem)).files.append((entry, entry.name))
            else:
                self.found.ignored.append(f"not a student's folder, left alone: {printable(entry.name)}")
        yield from grouped.values()

    def _platform_entry(self, entry: Path, named: Named, grouped: dict[tuple[str, str], _Bundle]) -> None:
        bundle = grouped.setdefault((named.student, named.id), _Bundle(named.student, named.id))
        bundle.counts = named.platform == "canvas"
        bundle.late = bundle.late or named.late
        if named.kind != "file":
            self.found.ignored.append(f"only files are graded, left alone: {printable(entry.name)}")
        elif entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
            self.found.ignored.append(f"no regular file, left alone: {printable(entry.name)}")
        elif entry.is_dir():
            bundle.folders.append(entry)
        else:
            bundle.files.append((entry, named.file))

    def _take(self, bundle: _Bundle, name: str, source: str) -> None:
        """Look at what a student has handed in, and place the work for each exercise."""
        handed = Handed(name, source=printable(source), id=bundle.id, late=bundle.late)
        roots = [Root(folder, printable(folder.name)) for folder in bundle.folders]
        roots += self._staged(bundle, handed)
        for folder in bundle.folders:
            archives = [(path, path.name) for path in listed(folder) if is_archive(path)]
            here = place([Root(folder)], self.exercises) if archives else None
            if here is not None and not here.found and not here.problems:
                roots += self._unpacked(archives, handed)
        places = place(roots, self.exercises)
        handed.places, handed.problems = places.found, places.problems | handed.problems
        handed.notes += places.notes
        if len(bundle.folders) == 1 and not bundle.files:
            handed.submitted = committed_at(bundle.folders[0])
        others = unknown_files([root.folder for root in roots], self.exercises, list(handed.places.values()))
        if others:
            handed.notes.append(f"other files: {', '.join(others)}")
        self.found.handed[name] = handed

    def _staged(self, bundle: _Bundle, handed: Handed) -> list[Root]:
        """Single files: archives are unpacked, the others put into one folder, the last attempt of each."""
        if not bundle.files:
            return []
        attempts: dict[str, list[tuple[int, Path]]] = {}
        modules = {f"{exercise.module}.py": exercise.slug for exercise in self.exercises}
        for path, file in bundle.files:
            name, number = attempt_of(file)
            if name not in modules and not archive_stem(name):
                name, number = file, 1
            attempts.setdefault(name, []).append((number, path))
        archives: list[tuple[Path, str]] = []
        folder = self._new_folder()
        for name, found in attempts.items():
            number, last = self._last(name, sorted(found), handed, modules)
            if last is None:
                continue
            if archive_stem(name):
                archives.append((last, name))
            elif _copied(last, folder / name, handed) and name in modules and (number > 1 or bundle.counts):
                handed.attempts[modules[name]] = number
        return ([Root(folder, "files")] if any(folder.iterdir()) else []) + self._unpacked(archives, handed)

    def _last(
        self, name: str, found: list[tuple[int, Path]], handed: Handed, modules: dict[str, str]
    ) -> tuple[int, Path | None]:
        """The last attempt; None where two claim to be it."""
        number = found[-1][0]
        last = [path for one, path in found if one == number]
        if len(last) > 1 and len({content_of(path) for path in last}) > 1:
            said = f"there are {len(last)} different files for {name}: {', '.join(printable(p.name) for p in last)}"
            if name in modules:
                handed.problems[modules[name]] = f"{said}; leave the one that is to be graded"
            handed.notes.append(said)
            return number, None
        earlier = [printable(path.name) for _, path in found if path not in last]
        if earlier:
            handed.notes.append(f"attempt {number} of {name} is graded; earlier: {', '.join(earlier)}")
        return number, last[-1]

    def _unpacked(self, archives: Sequence[tuple[Path, str]], handed: Handed) -> list[Root]:
        """A folder with what is in each archive; none, with a note, for one that can't be read."""
        roots = []
        for path, name in archives:
            folder = self._new_folder() / "in"
            label = printable(name)
            try:
                left_out = unpack(path, folder)
            except SubmissionError as error:
                handed.notes.append(str(error))
                continue
            handed.notes += [f"left out: {text}" for text in left_out]
            roots.append(Root(folder, label, packed_at(name)))
        return roots

    def _new_folder(self) -> Path:
        self.folders += 1
        folder = self.room / f"collected-{self.folders}"
        folder.mkdir(parents=True)
        return folder


def _descended(folder: Path, exercises: Sequence[Exercise]) -> Path:
    """The class's own folder, where it is the only one in what was given."""
    for _ in range(3):
        entries = [entry for entry in listed(folder) if not entry.name.startswith(".") and entry.name != "__MACOSX"]
        if len(entries) != 1 or not entries[0].is_dir() or entries[0].is_symlink() or read_name(entries[0].name):
            break
        inner = entries[0]
        below = listed(inner)
        if has_work(inner, exercises) or not any(
            read_name(one.name) or (one.is_dir() and has_work(one, exercises)) for one in below
        ):
            break
        folder = inner
    return folder


def _source_name(bundle: _Bundle) -> str:
    return [*bundle.folders, *(path for path, _ in bundle.files), Path(bundle.name)][0].name


def _called(name: str, taken: dict[str, str]) -> str:
    """What a student is called: text that can be a folder's name, and none of the names of our own files."""
    name = _UNFIT.sub("_", printable(name)) or "_"
    name = f"_{name}" if name.startswith(".") else name
    data = name.encode()
    if len(data) > _LONGEST:
        name = f"{data[: _LONGEST - 20].decode(errors='ignore')}~{hashlib.sha256(data).hexdigest()[:12]}"
    while name in taken or _RESERVED.fullmatch(name):
        name += "_"
    return name


def _copied(path: Path, target: Path, handed: Handed) -> bool:
    """Copy a student's single file; whether that was possible."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            handed.notes.append(f"left out: {printable(path.name)}: bigger than {MAX_FILE_BYTES >> 10} KiB, or no file")
            return False
        shutil.copyfile(path, target)
    except OSError as error:
        handed.notes.append(f"left out: {printable(path.name)}: {error.strerror}")
        return False
    return True
