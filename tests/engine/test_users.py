"""Where root grades, each box has a user of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PROGRAMS
from procession.engine import seccomp, stage
from procession.engine.box import Box
from procession.engine.users import PrivateUser, private_user, why_no_private_user

pytestmark = pytest.mark.skipif(bool(why_no_private_user()), reason=why_no_private_user())

WHO = """
import multiprocessing, os

def tell(queue):
    queue.put((os.getuid(), os.stat(".").st_uid, os.access("/work", os.W_OK), os.access("/submission", os.W_OK)))

def main():
    queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=tell, args=(queue,))
    child.start()
    said = queue.get()
    child.join()
    return said
"""


@pytest.fixture
def closed_mask() -> Iterator[None]:
    """New files of the grader are for nobody else."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("closed_mask")
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_box_is_not_roots(program: Any, method: str) -> None:
    """Nor two boxes each other's, whatever the mask of the grader's files."""
    one, other = program(WHO), program(WHO)
    users = []
    for made in (one, other):
        uid, owner, work, submission = made.run(start_method=method).outcome.value
        assert (owner, work, submission) == (uid, True, False)
        users.append(uid)
    assert users == [one.box.stage.user.number, other.box.stage.user.number]
    assert len({0, *users}) == 3


def test_the_kernel_counts_its_processes(program: Any) -> None:
    """As root there was no limit but ours."""
    source = """
        import os, resource, signal

        def main():
            resource.setrlimit(resource.RLIMIT_NPROC, (5, 5))
            for made in range(20):
                try:
                    if not os.fork():
                        signal.pause()
                except BlockingIOError:
                    return made
        """
    seen = program("\n".join(line[8:] for line in source.splitlines())).run()
    assert seen.outcome.value == 3, seen  # with the driver and the root


def test_no_namespace_of_users(program: Any) -> None:
    """In which anybody would be root again: neither by clone nor by unshare."""
    seen = program(
        "import ctypes, platform\n\ndef main():\n    libc = ctypes.CDLL(None)\n"
        "    clone = {'x86_64': 56, 'aarch64': 220}[platform.machine()]\n"
        "    return [libc.syscall(435, 0, 0), libc.unshare(0x10000000), libc.syscall(clone, 0x10000011, 0, 0, 0, 0)]\n"
    ).run()
    assert seen.outcome.value == [-1, -1, -1]


def test_nothing_of_the_box_is_closed_to_it(program: Any) -> None:
    """What bubblewrap makes on the way to a folder is its maker's alone, unless it is told otherwise."""
    seen = program(
        "import os, pwd, socket\n\ndef main():\n    socket.getaddrinfo('localhost', 80)\n    pwd.getpwuid(os.getuid())\n"
        "    return [top for top, _, _ in os.walk('/') if not top.startswith('/proc') and not os.access(top, os.R_OK | os.X_OK)]\n"
    ).run()
    assert seen.outcome.value == [], seen


def test_numbers_are_given_back() -> None:
    """And nobody gets one that is taken."""
    taken = [private_user() for _ in range(20)]
    assert len({one.number for one in taken if one}) == 20
    for one in taken:
        assert one
        one.close()


def test_where_it_can_not_be_the_box_is_as_ever(program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user that can't be had, or can't read what it must, costs nobody a grade."""

    class _Mark:
        def close(self) -> None:
            pass

    monkeypatch.setattr(stage, "private_user", lambda: PrivateUser(-5, _Mark()))  # type: ignore[arg-type]
    made = program(WHO)
    assert made.run().outcome.value[0] == 0
    assert made.box.stage.user is None


def test_without_a_filter_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """It alone keeps the box from making users."""
    monkeypatch.setattr(seccomp, "program", lambda: b"")
    assert "filter" in why_no_private_user.__wrapped__()


def test_no_stage_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even with the copy of the submission in it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shutil.copy(PROGRAMS / "printers.py", tmp_path / "printers.py")
    (tmp_path / "work").mkdir()
    Box(tmp_path / "work", tmp_path / "printers.py").close()
    assert sorted(os.listdir(tmp_path)) == ["printers.py", "work"]
