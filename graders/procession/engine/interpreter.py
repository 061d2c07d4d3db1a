"""The interpreter that runs submissions: where it really is, and what it needs."""

import functools
import subprocess

from procession.engine.errors import GraderError

_HOME = """import sys, os
base = getattr(sys, "_base_executable", None) or sys.executable
print(os.path.realpath(base), sys.base_prefix, sys.base_exec_prefix, sep="\\n")
"""


@functools.cache
def python_home(python: str) -> tuple[str, tuple[str, ...]]:
    """(path of the interpreter, folders it needs) for any Python executable.

    A virtual environment's is the interpreter that it was made from: the box has no environment.
    """
    try:
        out = subprocess.run([python, "-I", "-c", _HOME], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise GraderError(f"the interpreter {python} doesn't start: {error}") from None
    real, *folders = out.splitlines()
    return real, tuple(sorted(set(folders)))
