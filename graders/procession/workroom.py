"""Temporary files of a session, and their removal even when the session is killed.

A *caretaker*, a small process of its own, waits until the session and every judge that it started
have gone (they all hold the writing end of its pipe), then removes the folder and ends.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import tempfile

_CARETAKER = """
import shutil, sys, time
sys.stdin.buffer.read()
for _ in range(200):
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    try:
        open(sys.argv[1]).close()
    except FileNotFoundError:
        break
    except OSError:
        time.sleep(0.05)  # a box that was killed may still be writing
"""
_PR_SET_PDEATHSIG = 1


class Workroom:
    """A folder for temporary files; a context manager.

    `descriptor` is to be passed on to processes that use the folder, `folder` as their TMPDIR.
    """

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="procession-")
        reader, self.descriptor = os.pipe()
        try:
            self._caretaker = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _CARETAKER, self.folder],
                stdin=reader,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        finally:
            os.close(reader)

    def __enter__(self) -> "Workroom":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Have the folder removed, and wait for it."""
        os.close(self.descriptor)
        with contextlib.suppress(KeyboardInterrupt):
            self._caretaker.wait()


def die_with(parent: int) -> None:
    """Have the kernel kill this process when process `parent` ends, however it ends (Linux only)."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we had asked
        os.kill(os.getpid(), signal.SIGKILL)
