"""Mistakes that beginners make before any concurrency: what they are, in one line, and what to do.

Each comes with Python's own words, which name the mistake but seldom the remedy.
"""

import ast
import difflib
import re
import tokenize
from pathlib import Path
from typing import NamedTuple

from procession.engine.observation import Observation, Outcome
from procession.words import source_lines

MAIN_GUARD = 'if __name__ == "__main__":'


class Trouble(NamedTuple):
    """What is wrong, and what to do about it."""

    seen: str
    hint: str


def import_trouble(outcome: Outcome, module: str, entry: str, folder: Path) -> Trouble:
    """Why a module can't be used: its import failed, or has not given the function that is called."""
    where = f" ({outcome.spot})" if outcome.spot else ""
    error, message = outcome.error, outcome.message
    bases = {error, *outcome.bases}
    if "SyntaxError" in bases and "codec can't decode" in message:
        return Trouble(f"{module}.py is not saved as UTF-8{where}", "Save it as UTF-8: your editor can do that.")
    if "SyntaxError" in bases:
        hint = "Python stopped reading here; the mistake is in this line or just before it."
        return Trouble(f"{module}.py is not Python: {error}: {message}{where}", hint)
    if "ImportError" in bases:
        hint = "Only Python's standard library and your own modules in the same folder are there."
        return Trouble(f"{module}.py can't be imported: {message}{where}", hint)
    if error == "EOFError":
        hint = f"Nobody is there to answer input(). Take it out, or put it below `{MAIN_GUARD}`."
        return Trouble(f"{module}.py asks for input while it is imported{where}", hint)
    if error == "SystemExit":
        return Trouble(f"{module}.py ends the program while it is imported{where}", _below_the_guard("exit()"))
    if error == "AttributeError" and message.endswith(f"has no attribute {entry!r}"):
        return Trouble(f"{module}.py has no function {entry}", _missing(entry, source_lines(f"{module}.py", folder)))
    hint = f"Run `python {module}.py` and read the last lines of its output."
    return Trouble(f"{module}.py can't be used: {error}: {message}{where}", hint)


def _below_the_guard(what: str) -> str:
    return f"What stands outside of functions runs at each import: put {what} below `{MAIN_GUARD}`."


def _missing(entry: str, lines: tuple[str, ...]) -> str:
    """Where the function may have gone."""
    tree = _parsed(lines)
    if tree is None:
        return ""
    every = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inner = [node.lineno for node in every if node.name == entry and node not in tree.body]
    if inner:
        return f"{entry} is defined in line {inner[0]}, but indented below something else: it must start the line."
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    lower = {name.lower().replace("_", ""): name for name in names}
    near = difflib.get_close_matches(entry.lower().replace("_", ""), lower, 1)
    if near:
        return f"There is {lower[near[0]]}: is that the one? It must be called {entry}."
    return f"The README's table says which functions are called. There are: {', '.join(names) or 'none'}."


def raised_hint(outcome: Outcome, entry: str) -> str:
    """A hint when the function does not take the arguments that it is given, or asks for input; else ""."""
    called = re.match(rf"(?:\w+\.)*{re.escape(entry)}\(\) (?:takes|missing|got) ", outcome.message)
    if outcome.error == "TypeError" and outcome.spot is None and called:
        return f"The README's table says what {entry} is given; more parameters need a default."
    if outcome.error == "EOFError" and outcome.message == "EOF when reading a line":
        return "Nobody is there to answer input(): what the program needs comes as arguments."
    return ""


def endless_import_hint(seen: Observation) -> str:
    """A hint when a module computes for ever while it is imported; else ""."""
    if seen.phase == "import" and seen.cause in ("busy", "livelock"):
        return _below_the_guard("your trial calls and loops")
    return ""


def runs_at_import(lines: tuple[str, ...]) -> str:
    """A remark on work that stands outside of functions and below no `if`; "" if there is none.

    It is no fault by itself, and no check knows of it; but it is seldom meant.
    """
    tree = _parsed(lines)
    statements = tree.body if tree else []
    own = {node.name for node in statements if isinstance(node, ast.FunctionDef)}
    for node in statements:
        called = ast.unparse(node.value.func) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else ""
        if called in own | {"print", "input"} or called.endswith(".start"):
            return (
                f"line {node.lineno} calls {called}() whenever the module is imported, with spawn in every process: "
                f"put it below `{MAIN_GUARD}`"
            )
    return ""


def not_utf8(program: bytes) -> str:
    """A remark on a program in an encoding that it does not declare: Python imports it, if only in comments
    there is something else than ASCII, but does not run it. "" if there is nothing to say.
    """
    try:
        program.decode(tokenize.detect_encoding(iter(program.splitlines(keepends=True)).__next__)[0])
    except (SyntaxError, UnicodeDecodeError):
        return "it is not saved as UTF-8, so Python may not run it: your editor can save it as UTF-8"
    return ""


def renamed(module: str, folder: Path) -> str:
    """Why there is no program in a student's folder, and which file may be it."""
    name = f"{module}.py"
    others = sorted(path.name for path in folder.glob("*.[pP][yY]*") if not path.name.startswith("test_"))
    if not others:
        return f"{name} is not in the folder {folder.name}"
    near = difflib.get_close_matches(name, others, 1, 0) or others
    return f"{name} is not in the folder {folder.name}; if it is {near[0]}, rename that to {name}"


def _parsed(lines: tuple[str, ...]) -> ast.Module | None:
    try:
        return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
