"""The interpreter that spawn and forkserver start: joins the run, then does what was asked.

`multiprocessing.set_executable` names a two-line script that calls `main`. The standard library
calls it as `python [flags] -c "from multiprocessing... import ...; ..." [--multiprocessing-fork]`.
Windows can't execute a script, so there the command line names the interpreter and then the script.
"""

import itertools
import os
import sys
import types

from . import system


def lead(stage):
    """Let the interpreters that multiprocessing starts from here come by `main`."""
    import multiprocessing.spawn
    import multiprocessing.util

    script = os.path.join(stage, "python")
    if not system.WINDOWS:
        multiprocessing.set_executable(script)
        multiprocessing.util.spawnv_passfds = _hashing_otherwise(multiprocessing.util.spawnv_passfds)
        return
    real = multiprocessing.spawn.get_command_line

    def get_command_line(**details):
        command = real(**details)
        return [command[0], "-sPSB", script, *command[command.index("-c") :]]

    multiprocessing.spawn.get_command_line = get_command_line


def _hashing_otherwise(real):
    """Let every interpreter that is started hash texts in a way of its own, as usual, but the same in each run."""
    own = os.environ["PYTHONHASHSEED"]
    numbers = itertools.count(int(own) * 64 + 1)

    def spawnv_passfds(path, args, passfds):
        os.environ["PYTHONHASHSEED"] = str(next(numbers) % 2**32)
        try:
            return real(path, args, passfds)
        finally:
            os.environ["PYTHONHASHSEED"] = own

    return spawnv_passfds


def main(stage):
    """Run the `-c` code of the command line inside the run whose stage folder is `stage`."""
    arguments = sys.argv[1:]
    at = arguments.index("-c")
    code = arguments[at + 1]
    sys.argv = ["-c", *arguments[at + 2 :]]
    bare = types.ModuleType("__main__")
    sys.modules["__main__"] = bare
    if "resource_tracker" not in code:
        from . import gates

        gates.join_from(stage)
        lead(stage)
    exec(compile(code, "<multiprocessing>", "exec"), bare.__dict__)
