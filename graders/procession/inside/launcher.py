"""The interpreter that spawn and forkserver start: joins the run, then does what was asked.

`multiprocessing.set_executable` names a two-line script that calls `main`. The standard library
calls it as `python [flags] -c "from multiprocessing... import ...; ..." [--multiprocessing-fork]`.
"""

import sys
import types


def main(stage):
    """Run the `-c` code of the command line inside the run whose stage folder is `stage`."""
    arguments = sys.argv[1:]
    at = arguments.index("-c")
    code = arguments[at + 1]
    sys.argv = ["-c", *arguments[at + 2 :]]
    bare = types.ModuleType("__main__")
    sys.modules["__main__"] = bare
    if "resource_tracker" not in code:
        import multiprocessing

        from . import gates

        gates.join_from(stage)
        multiprocessing.set_executable(f"{stage}/python")
    exec(compile(code, "<multiprocessing>", "exec"), bare.__dict__)
