"""When a clone's last commit was made, read without trusting the clone.

A repository's own configuration can make `git` run any program, so that git is never run in it. It is given an
empty repository of ours, and the clone's objects as a mere store of data.
"""

import contextlib
import os
import re
import shutil
import stat
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

_SHA = re.compile(r"[0-9a-f]{40}")
_REF = re.compile(r"refs/[\w][\w./-]*")
_COMMITTER = re.compile(rb"^committer .*> (\d{1,12}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)
_MOST_BYTES = 1 << 20
_SECONDS = 20


def committed_at(folder: Path) -> str:
    """The time of the last commit in ISO 8601, as the commit itself says; "" where there is none that can be read."""
    git = shutil.which("git")
    store = folder / ".git" / "objects"
    sha = _head(folder / ".git")
    if not git or not sha or (folder / ".git").is_symlink() or store.is_symlink() or not store.is_dir():
        return ""
    with tempfile.TemporaryDirectory(prefix="procession-git-") as empty:
        for name in ("objects", "refs"):
            Path(empty, name).mkdir()
        Path(empty, "HEAD").write_text("ref: refs/heads/none\n", encoding="utf-8")
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": empty,
            "GIT_DIR": empty,
            "GIT_OBJECT_DIRECTORY": str(store.resolve()),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOC_LIMIT": "64m",
        }
        try:
            done = subprocess.run(
                [git, "cat-file", "commit", sha], env=environment, cwd=empty, capture_output=True, timeout=_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
    return _time(done.stdout.partition(b"\n\n")[0]) if done.returncode == 0 else ""


def _head(git: Path) -> str:
    """The commit that HEAD names; "" if it can't be told."""
    head = _small(git / "HEAD").strip()
    if not head.startswith("ref: "):
        return head if _SHA.fullmatch(head) else ""
    ref = head.removeprefix("ref: ").strip()
    if not _REF.fullmatch(ref) or ".." in ref:
        return ""
    loose = _small(git / ref).strip()
    if _SHA.fullmatch(loose):
        return loose
    for line in _small(git / "packed-refs").splitlines():
        sha, _, name = line.partition(" ")
        if name == ref and _SHA.fullmatch(sha):
            return sha
    return ""


def _small(path: Path) -> str:
    """A short text file; "" for anything else."""
    with contextlib.suppress(OSError):
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= _MOST_BYTES:
            return path.read_text(encoding="utf-8", errors="replace")
    return ""


def _time(header: bytes) -> str:
    found = _COMMITTER.search(header)
    if not found:
        return ""
    offset = timedelta(hours=int(found[3]), minutes=int(found[4])) * (-1 if found[2] == b"-" else 1)
    try:
        zone = timezone(offset)
        return datetime.fromtimestamp(int(found[1]), UTC).astimezone(zone).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
