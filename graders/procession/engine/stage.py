"""The stage: the folders of one box, what is laid out in them, and as which user it is read."""

import compileall
import os
import shutil
import sys
import tempfile
from pathlib import Path

from procession.engine.bubblewrap import ETC, INSIDE, STAGE, WORK
from procession.engine.interpreter import python_home
from procession.engine.reduced import plan
from procession.engine.users import PrivateUser, private_user

SCRIPT = """#!{python} -sPSB
import sys
sys.path.insert(0, {kit!r})
from procession_inside import {module}
del sys.path[0]
{module}.main({arguments})
"""


class Stage:
    """The folders of a box of some `kind` for a `submission`, with the `stub` of its exercise, for an interpreter.

    `submission`, a folder, is never modified; where the box has a user of its own it is a copy that this user can read.
    """

    def __init__(self, submission: Path, stub: Path, kind: str, python: str) -> None:
        self.kind = kind
        self.submission = submission.resolve()
        self.stub = stub.resolve()
        self.python, self.python_folders = python_home(python)
        self.user: PrivateUser | None = private_user() if self.boxed else None
        self.folder = Path(tempfile.mkdtemp(prefix="procession-"))
        self.shown = self.folder / "stage"
        """What the box sees as `inside`."""

    @property
    def boxed(self) -> bool:
        """Whether a container holds the run."""
        return self.kind == "bubblewrap"

    # Where things are as the box sees them.

    @property
    def inside(self) -> str:
        """The stage folder, as seen from inside."""
        return STAGE if self.boxed else str(self.shown)

    @property
    def work(self) -> str:
        """The work folder, as seen from inside."""
        return WORK if self.boxed else str(self.folder / "work")

    @property
    def submission_inside(self) -> str:
        """The folder of the submission, as seen from inside."""
        return "/submission" if self.boxed else str(self.submission)

    @property
    def to_clean(self) -> list[str]:
        """Folders that are emptied after each run, as seen from inside."""
        return [WORK, "/tmp"] if self.boxed else [self.work, str(self.folder / "tmp")]

    @property
    def environment(self) -> dict[str, str]:
        """The environment inside: nothing of the grader's own."""
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": self.work,
            "TMPDIR": "/tmp" if self.boxed else str(self.folder / "tmp"),
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
        }

    def fill(self) -> None:
        """Lay out what the box is to see; again if its user has changed."""
        for name in ("stage", "work", "tmp", "kit", "etc"):
            (self.folder / name).mkdir(exist_ok=True)
        for name, text in ETC.items():
            uid, gid = (self.user.number,) * 2 if self.user else (os.getuid(), os.getgid())
            (self.folder / "etc" / name).write_text(text.format(uid=uid, gid=gid))
        shutil.copy(self.stub, self.shown / "stub.py")
        if self.python == python_home(sys.executable)[0]:
            compileall.compile_dir(INSIDE, quiet=2)  # every spawned child imports them
        if not self.boxed:
            (self.folder / "kit" / "procession_inside").symlink_to(INSIDE)
        kit = "/kit" if self.boxed else str(self.folder / "kit")
        scripts = {"python": ("launcher", repr(self.inside))}
        user = self.user.number if self.user else 0
        seen = [str(self.folder / "kit"), str(self.shown)]
        walls = plan(self.stub, self.python_folders, seen, self.to_clean) if self.kind == "reduced" else None
        scripts["driver"] = ("driver", f"{self.inside!r}, {self.boxed}, {user}, {walls!r}")
        for name, (module, arguments) in scripts.items():
            path = self.shown / name
            path.write_text(SCRIPT.format(python=self.python, kit=kit, module=module, arguments=arguments))
            path.chmod(0o755)
        if self.user:
            shutil.copytree(self.submission, self.folder / "submission", symlinks=True, dirs_exist_ok=True)
            self.submission = self.folder / "submission"
            for folder in (self.shown, self.folder / "etc", self.submission):
                self.show(folder, *folder.rglob("*"))

    def show(self, *paths: Path) -> None:
        """Let the box's own user read what is bound into the box; nobody else comes into the folder above."""
        for path in paths if self.user else ():
            if not path.is_symlink():
                path.chmod(0o666 if path.is_socket() else 0o644 if path.is_file() and not _runs(path) else 0o755)

    def disown(self) -> None:
        """Be the grader's user, where a user of its own can't read all that the box needs."""
        if self.user:
            self.user.close()
        self.user = None

    def remove(self) -> None:
        """Remove the folders."""
        self.disown()
        shutil.rmtree(self.folder, ignore_errors=True)


def _runs(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o100)
