"""Reading archives that strangers have packed: nothing is written but regular files, all of them in one folder."""

import stat
import zipfile
from pathlib import Path, PurePosixPath

from procession.engine.errors import SubmissionError
from procession.intake import MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, SKIPPED

MOST_MEMBERS = 20 * MAX_FILES
MOST_BYTES = 64 << 20
"""Of all files of an archive, unpacked."""
_MOST_SAID = 200


def unpack(archive: Path, target: Path) -> list[str]:
    """Unpack a zip archive into the new folder `target`; return what was left out, each with its reason.

    A single folder that holds everything is left off. What a member says of its size is not believed.
    SubmissionError when it is no archive that can be read.
    """
    target.mkdir(parents=True)
    left_out: list[str] = []
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
            if len(members) > MOST_MEMBERS:
                raise SubmissionError(
                    f"{archive.name} holds more than {MOST_MEMBERS} files; pack only what is handed in"
                )
            names = {member: PurePosixPath(member.filename.replace("\\", "/")) for member in members}
            top = _top(list(names.values()))
            total = 0
            for member, name in names.items():
                if any(part in SKIPPED or part == "__MACOSX" for part in name.parts):
                    continue
                reason = _objection(member, name, total)
                if not reason:
                    data = opened.open(member).read(MAX_FILE_BYTES + 1)
                    total += len(data)
                    reason = _write(data, target.joinpath(*name.parts[top:]))
                if reason:
                    left_out.append(f"{str(name)[:_MOST_SAID]}: {reason}")
    except SubmissionError:
        raise
    except Exception as error:  # zipfile and the decompressors raise what they like on what somebody has tampered with
        said = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
        raise SubmissionError(f"{archive.name} is no zip archive that can be read: {said[:_MOST_SAID]}") from None
    return left_out


def _top(names: list[PurePosixPath]) -> int:
    """1 if everything lies two folders deep, in one and the same folder; else 0."""
    own = [name for name in names if "__MACOSX" not in name.parts]
    deep = all(len(name.parts) > 2 for name in own)
    return int(bool(own) and deep and len({name.parts[0] for name in own}) == 1)


def _objection(member: zipfile.ZipInfo, name: PurePosixPath, total: int) -> str:
    mode = member.external_attr >> 16
    if not name.parts or len(name.parts) > MAX_DEPTH:
        return "not the path of a file, or too deep"
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0] or "\0" in str(name):
        return "its path leads out of the archive"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "no regular file (links, pipes and devices are not followed)"
    if member.flag_bits & 1:
        return "encrypted"
    return "too many or too big files in all" if total > MOST_BYTES else ""


def _write(data: bytes, path: Path) -> str:
    """Write a new file; the reason if that is refused."""
    if len(data) > MAX_FILE_BYTES:
        return f"bigger than {MAX_FILE_BYTES >> 10} KiB"
    try:
        if path.exists():
            return "there are two of that name"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        return error.strerror or "can't be written"
    return ""
