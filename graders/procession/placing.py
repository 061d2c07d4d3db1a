"""Where in what a student has handed in the work for each exercise is; two of a kind are named, not guessed between."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from procession.archives import archive_stem
from procession.catalog import Exercise
from procession.intake import MAX_FILE_BYTES, SKIPPED, printable

_KNOWN = {"README.md", "README.zh-CN.md", "pyproject.toml"}
"""What lies in a whole working folder that was handed in."""
_DEEPEST = 4
_MOST_FOLDERS = 500


@dataclass(frozen=True)
class Root:
    """A folder in which work may lie."""

    folder: Path
    label: str = ""
    """What it is called when it is one of several."""
    order: str = ""
    """Later ones take the place of earlier ones; "" where that is not known."""


@dataclass
class Places:
    """The place of each exercise's work, and why there is none where there should be."""

    found: dict[str, Path] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def place(roots: Sequence[Root], exercises: Sequence[Exercise]) -> Places:
    """Find the work for each exercise: ROOT/SLUG/MODULE.py, ROOT/MODULE.py, or either in a folder further down."""
    places = Places()
    trees = {root: _modules(root.folder) for root in roots}
    for exercise in exercises:
        candidates = [(root, path) for root in roots for path in _candidates(root, trees[root], exercise)]
        chosen = _latest(candidates, exercise, places) if len(candidates) > 1 else candidates
        if len(chosen) == 1:
            places.found[exercise.slug] = chosen[0][1].parent
        elif chosen:
            names = [_shown(root, path, len(roots) > 1) for root, path in chosen]
            places.problems[exercise.slug] = (
                f"there are {len(names)} different files for {exercise.slug}: {', '.join(names)}; "
                "leave the one that is to be graded"
            )
        else:
            folders = [root.folder / exercise.slug for root in roots if os.path.lexists(root.folder / exercise.slug)]
            if folders:  # reading it tells what is wrong with it
                places.found[exercise.slug] = folders[0]
    return places


def has_work(folder: Path, exercises: Sequence[Exercise]) -> bool:
    """Whether a folder is one student's own: work lies in it, or in a folder that is called as the exercise."""
    return any(
        os.path.lexists(folder / one.slug / f"{one.module}.py") or os.path.lexists(folder / f"{one.module}.py")
        for one in exercises
    )


def _candidates(root: Root, tree: dict[str, list[Path]], exercise: Exercise) -> list[Path]:
    """Files of the module's name with different contents, those at the usual places before any others."""
    folder, name = root.folder, f"{exercise.module}.py"
    usual = [folder / exercise.slug / name] if not (folder / exercise.slug).is_symlink() else []
    usual = [path for path in [*usual, folder / name] if os.path.lexists(path)]
    return _different(usual or tree.get(name, []))


def _different(paths: Sequence[Path]) -> list[Path]:
    """One path of each content."""
    if len(paths) < 2:
        return list(paths)
    return list({content_of(path): path for path in reversed(paths)}.values())[::-1]


def content_of(path: Path) -> object:
    """The bytes of a file that could be graded; for any other, its path: it is equal to nothing else."""
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_FILE_BYTES:
            return path.read_bytes()
    except OSError:
        pass
    return path


def _latest(found: list[tuple[Root, Path]], exercise: Exercise, places: Places) -> list[tuple[Root, Path]]:
    """Those between which nothing decides: the last one where all say when they were packed."""
    paths = _different([path for _, path in found])
    found = [(root, path) for root, path in found if path in paths]
    orders = [root.order for root, _ in found]
    if len(found) < 2 or not all(orders) or len(set(orders)) < len(orders):
        return found
    found = sorted(found, key=lambda pair: pair[0].order)
    earlier = ", ".join(root.label for root, _ in found[:-1])
    places.notes.append(f"{exercise.slug}: graded is what is in {found[-1][0].label}, the last; earlier: {earlier}")
    return found[-1:]


def _shown(root: Root, path: Path, several: bool) -> str:
    name = path.relative_to(root.folder).as_posix()
    return printable(f"{root.label}/{name}" if several and root.label else name)


def _modules(folder: Path) -> dict[str, list[Path]]:
    """All Python files some folders down, by name."""
    found: dict[str, list[Path]] = {}
    for number, (parent, folders, files) in enumerate(os.walk(folder)):
        deep = len(Path(parent).relative_to(folder).parts)
        keep = deep < _DEEPEST and number < _MOST_FOLDERS
        folders[:] = sorted(one for one in folders if one not in SKIPPED and not one.startswith(".")) if keep else []
        for name in files:
            if name.endswith(".py"):
                found.setdefault(name, []).append(Path(parent) / name)
        if number >= _MOST_FOLDERS:
            break
    return found


def unknown_files(
    folders: Sequence[Path], exercises: Sequence[Exercise], places: Sequence[Path], most: int = 10
) -> list[str]:
    """Names in a student's folders that no exercise asks for (they may be the student's helpers)."""
    known = {f"{exercise.module}.py" for exercise in exercises} | {exercise.slug for exercise in exercises}
    known |= _KNOWN | SKIPPED
    around = {parent for place in places for parent in (place, *place.parents)}
    names = sorted(
        {
            printable(path.name)
            for folder in folders
            for path in listed(folder)
            if path.name not in known
            and path not in around
            and not path.name.startswith((".", "__"))
            and not is_archive(path)
        }
    )
    return names[:most] + (["..."] if len(names) > most else [])


def listed(folder: Path) -> list[Path]:
    """What is in a folder, by name; nothing if it may not be read."""
    try:
        return sorted(folder.iterdir())
    except OSError:  # it may not be read
        return []


def is_archive(path: Path) -> bool:
    """Whether it is called as an archive, and a file."""
    return bool(archive_stem(path.name)) and path.is_file() and not path.is_symlink()
