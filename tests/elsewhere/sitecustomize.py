"""Imported by every interpreter that has this folder on its PYTHONPATH, before anything else."""

import os
import sys
import types

import pretend


def import_readchar():
    """Import it as on Windows: it refuses the made-up name of the pretended one."""
    import importlib.metadata  # noqa: F401  what readchar needs must not see the real name

    made_up, sys.platform = sys.platform, "win32"
    sys.modules["msvcrt"] = types.ModuleType("msvcrt")
    try:
        import readchar  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name != "readchar":  # an interpreter without the student's packages needs none of it
            raise
    finally:
        del sys.modules["msvcrt"]
        sys.platform = made_up


pretend.hide(os.environ["PROCESSION_PRETEND"])
if os.environ["PROCESSION_PRETEND"] == "windows":
    import_readchar()
