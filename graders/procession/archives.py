"""Reading archives that strangers have packed: nothing is written but regular files, all of them in one folder."""

import bz2
import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from procession.engine.errors import SubmissionError
from procession.intake import MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, SKIPPED

MOST_MEMBERS = 20 * MAX_FILES
MOST_BYTES = 64 << 20
"""Of all files of an archive, unpacked."""
_MOST_SAID = 200
_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2")


@dataclass(frozen=True)
class Bounds:
    """What may come out of an archive."""

    members: int = MOST_MEMBERS
    total: int = MOST_BYTES
    file: int = MAX_FILE_BYTES


CLASS = Bounds(members=200_000, total=4 << 30, file=MOST_BYTES)
"""For what an instructor has downloaded: the work of everybody, in which there may be archives."""


def archive_stem(name: str) -> str:
    """The name of an archive without its suffix; "" if it has none of those that are read."""
    for suffix in _SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return ""


@dataclass(frozen=True)
class _Member:
    """One entry of an archive, before anything is read of it."""

    name: PurePosixPath
    objection: str
    read: Callable[[int], bytes]


def unpack(archive: Path, target: Path, bounds: Bounds = Bounds(), whole: bool = False) -> list[str]:
    """Unpack a zip or tar archive into the new folder `target`; return what was left out, each with its reason.

    A single folder that holds everything is left off, if not the `whole` is wanted. What a member says of
    its size is not believed. SubmissionError when it is no archive that can be read.
    """
    target.mkdir(parents=True)
    kind = "zip" if archive.name.lower().endswith(".zip") else "tar"
    listed, members = (_zip_names, _zip_members) if kind == "zip" else (_tar_names, _tar_members)
    left_out: list[str] = []
    try:
        top = 0 if whole else _top(listed(archive, bounds))
        total = 0
        for member in members(archive, bounds):
            if any(part in SKIPPED or part == "__MACOSX" for part in member.name.parts):
                continue
            reason = member.objection or _bad_name(member.name)
            if not reason and total > bounds.total:
                reason = "too many or too big files in all"
            if not reason:
                data = member.read(bounds.file + 1)
                total += len(data)
                reason = _write(data, target.joinpath(*member.name.parts[top:]), bounds.file)
            if reason:
                left_out.append(f"{str(member.name)[:_MOST_SAID]}: {reason}")
    except SubmissionError:
        raise
    except Exception as error:  # zipfile and the decompressors raise what they like on what somebody has tampered with
        said = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
        raise SubmissionError(f"{archive.name} is no {kind} archive that can be read: {said[:_MOST_SAID]}") from None
    return left_out


def _zip_names(archive: Path, bounds: Bounds) -> list[PurePosixPath]:
    return [member.name for member in _zip_members(archive, bounds)]


def _zip_members(archive: Path, bounds: Bounds) -> Iterator[_Member]:
    with zipfile.ZipFile(archive) as opened:
        members = [member for member in opened.infolist() if not member.is_dir()]
        _count(len(members), archive, bounds)
        for member in members:
            name = PurePosixPath(member.filename.replace("\\", "/"))

            def read(most: int, member: zipfile.ZipInfo = member) -> bytes:
                return opened.open(member).read(most)

            yield _Member(name, _zip_objection(member), read)


def _zip_objection(member: zipfile.ZipInfo) -> str:
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "no regular file (links, pipes and devices are not followed)"
    return "encrypted" if member.flag_bits & 1 else ""


def _tar_names(archive: Path, bounds: Bounds) -> list[PurePosixPath]:
    return [member.name for member in _tar_members(archive, bounds)]


def _tar_members(archive: Path, bounds: Bounds) -> Iterator[_Member]:
    """The entries in the order in which they come: of a compressed archive nothing is unpacked to look ahead."""
    with archive.open("rb") as file, _decompressed(file) as plain:
        stream = cast(BinaryIO, _Bounded(plain, 2 * bounds.total + bounds.members * 1024))
        with tarfile.open(fileobj=stream, mode="r|") as opened:
            count = 0
            for member in opened:
                if member.isdir():
                    continue
                count += 1
                _count(count, archive, bounds)
                regular = member.type in (tarfile.REGTYPE, tarfile.AREGTYPE)
                objection = "" if regular else "no regular file (links, pipes and devices are not followed)"

                def read(most: int, member: tarfile.TarInfo = member) -> bytes:
                    found = opened.extractfile(member)
                    return found.read(most) if found else b""

                yield _Member(PurePosixPath(member.name.replace("\\", "/")), objection, read)
                opened.members = []  # type: ignore[attr-defined]  # else it keeps them all


def _decompressed(file: BinaryIO) -> io.BufferedIOBase:
    magic = file.read(3)
    file.seek(0)
    if magic[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=file)
    return bz2.BZ2File(file) if magic == b"BZh" else io.BufferedReader(cast(io.RawIOBase, file))


class _Bounded:
    """A stream of which no more is read than so many bytes: a header may claim to be as long as it likes."""

    def __init__(self, stream: io.BufferedIOBase, most: int) -> None:
        self._stream = stream
        self._left = most

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise ValueError("it unpacks to far more than anybody would hand in")
        return data


def _count(found: int, archive: Path, bounds: Bounds) -> None:
    if found > bounds.members:
        raise SubmissionError(f"{archive.name} holds more than {bounds.members} files; pack only what is handed in")


def _top(names: list[PurePosixPath]) -> int:
    """1 if everything lies two folders deep, in one and the same folder; else 0."""
    own = [name for name in names if "__MACOSX" not in name.parts]
    deep = all(len(name.parts) > 2 for name in own)
    return int(bool(own) and deep and len({name.parts[0] for name in own}) == 1)


def _bad_name(name: PurePosixPath) -> str:
    if not name.parts or len(name.parts) > MAX_DEPTH:
        return "not the path of a file, or too deep"
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0] or "\0" in str(name):
        return "its path leads out of the archive"
    return ""


def _write(data: bytes, path: Path, most: int) -> str:
    """Write a new file; the reason if that is refused."""
    if len(data) > most:
        return f"bigger than {most >> 10} KiB"
    try:
        if path.exists():
            return "there are two of that name"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        return error.strerror or "can't be written"
    return ""
