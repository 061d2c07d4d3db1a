"""What names in the downloads of learning platforms say.

Moodle, "Download all submissions": `Full Name_123_assignsubmission_file` is a folder (with a further `_` at its end from
older versions), or, without folders, the beginning of a file's name. A group's name may come without a number.
Canvas, "Download Submissions": `lastnamefirst_LATE_USER_ATTACHMENT_name.py` are files, all in one folder, of which `LATE_`
may be missing; with anonymous grading `LATE_anon_CODE_ATTACHMENT_name.py`. A file that was handed in
again under the same name has `-1`, `-2`... before its suffix.
"""

import re
from dataclasses import dataclass

_MOODLE = re.compile(
    r"(?P<student>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL
)
_CANVAS = re.compile(r"(?P<student>.+?)_(?:(?P<late>LATE)_)?(?P<id>\d+)_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL)
_CANVAS_ANONYMOUS = re.compile(
    r"(?:(?P<late>LATE)_)?(?P<student>anon_(?P<id>[A-Za-z0-9]+))_(?P<attachment>\d+)_(?P<file>.+)", re.DOTALL
)
_CANVAS_TEXT = re.compile(r"(?P<student>.+?)_(?:(?P<late>LATE)_)?(?P<id>\d+)_(?P<file>(?:text|link)\.html)", re.DOTALL)
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<number>[1-9]\d?)(?P<suffix>(?:\.tar)?\.\w+)", re.DOTALL)
_PACKED = re.compile(r"submission-(\d{8}-\d{4})(?:-(\d+))?\.zip")


@dataclass(frozen=True)
class Named:
    """What the name of a file or folder says."""

    platform: str
    student: str
    id: str = ""
    """The platform's number for the student."""
    kind: str = "file"
    """"file", or another way of handing in, of which nothing can be graded."""
    file: str = ""
    """What the student has called the file; "" for a folder."""
    late: bool = False


def read_name(name: str) -> Named | None:
    """What a name says, if it is one that a platform gives."""
    if found := _MOODLE.fullmatch(name):
        return Named("moodle", found["student"], found["id"] or "", found["kind"], found["file"] or "")
    if found := _CANVAS_ANONYMOUS.fullmatch(name) or _CANVAS.fullmatch(name):
        return Named("canvas", found["student"], found["id"], "file", found["file"], bool(found["late"]))
    if found := _CANVAS_TEXT.fullmatch(name):
        return Named("canvas", found["student"], found["id"], found["file"][:4], "", bool(found["late"]))
    return None


def attempt_of(file: str) -> tuple[str, int]:
    """The name that a file was given by its student, and which attempt it is: ("work.py", 3) for work-2.py."""
    if _PACKED.fullmatch(file):
        return file, 1
    found = _AGAIN.fullmatch(file)
    return (found["stem"] + found["suffix"], int(found["number"]) + 1) if found else (file, 1)


def packed_at(file: str) -> str:
    """When `procession submit` has packed an archive of this name, as text that can be ordered; "" for other names."""
    found = _PACKED.fullmatch(file)
    return f"{found[1]}-{int(found[2] or 0):04}" if found else ""
