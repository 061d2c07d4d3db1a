"""Operators that leave out, repeat or move statements."""

import ast
import itertools
from collections.abc import Iterator

from .source import Edit, Function, quote
from .syntax import (
    blocks,
    called,
    communicates,
    does_something,
    is_text,
    leaves,
    method_call,
    needed,
    stored,
)

REPEATED = ("put", "send", "task_done", "acquire", "release", "set", "append")


def drop(function: Function) -> Iterator[Edit]:
    """Leave out one statement."""
    times = stored(function)
    for node, field, block in blocks(function):
        for place, statement in enumerate(block):
            skipped = is_text(statement) or isinstance(statement, ast.Pass | ast.Import | ast.ImportFrom | Function)
            alone = len(block) == 1 and isinstance(node, ast.For)  # the same as leaving out the loop
            if skipped or alone or _only_binding(statement, times):
                continue
            yield Edit("drop", quote(statement), ((node, field, _without(block, place)),))


def _only_binding(statement: ast.stmt, times: dict[str, int]) -> bool:
    names = stored(statement)
    return isinstance(statement, ast.Assign) and any(times[name] == names[name] for name in names)


def _without(block: list[ast.stmt], place: int) -> list[ast.stmt]:
    return [*block[:place], *block[place + 1 :]] or [ast.Pass()]


def repeat(function: Function) -> Iterator[Edit]:
    """Do one call twice."""
    for node, field, block in blocks(function):
        for place, statement in enumerate(block):
            if method_call(statement) in REPEATED:
                yield Edit("repeat", quote(statement), ((node, field, [*block[:place], statement, *block[place:]]),))


def swap(function: Function) -> Iterator[Edit]:
    """Let two neighbours change places."""
    for node, field, block in blocks(function):
        for place, (one, other) in enumerate(itertools.pairwise(block)):
            if leaves(other) or not (does_something(one) and does_something(other)) or _binds(one, other):
                continue
            swapped = [*block[:place], other, one, *block[place + 2 :]]
            yield Edit("swap neighbours", quote(one, other), ((node, field, swapped),))


def _binds(one: ast.stmt, other: ast.stmt) -> bool:
    return bool(set(stored(one)) & needed(other))


def move(function: Function) -> Iterator[Edit]:
    """Move one that concerns other processes to the top or the end of its block."""
    for node, field, block in blocks(function):
        for place, statement in enumerate(block):
            if not communicates(statement):
                continue
            up = place
            while up and not _binds(block[up - 1], statement) and not is_text(block[up - 1]):
                up -= 1
            down = len(block) - leaves(block[-1])
            first = [*block[:up], statement, *block[up:place], *block[place + 1 :]]
            last = [*block[:place], *block[place + 1 : down], statement, *block[down:]]
            yield Edit("move first", quote(statement), ((node, field, first),))
            yield Edit("move last", quote(statement), ((node, field, last),))


def join_at_once(function: Function) -> Iterator[Edit]:
    """Join in the loop that starts."""
    for loop in ast.walk(function):
        if isinstance(loop, ast.For) and isinstance(loop.target, ast.Name):
            starts = any(method_call(statement) == "start" for statement in loop.body)
            if starts:
                join = called(ast.Name(loop.target.id, ast.Load()), "join")
                yield Edit("join at once", quote(loop), ((loop, "body", [*loop.body, join]),))


def turns(function: Function) -> Iterator[Edit]:
    """One turn of a loop fewer or more."""
    for loop in ast.walk(function):
        if isinstance(loop, ast.For | ast.comprehension):
            what = quote(loop) if isinstance(loop, ast.For) else quote(loop).strip()
            for operator, expression in _other_turns(loop):
                yield Edit(operator, what, ((loop, "iter", expression),))
        elif isinstance(loop, ast.While):
            yield Edit("one turn", quote(loop), ((loop, "body", [*loop.body, ast.Break()]),))


def _other_turns(loop: ast.For | ast.comprehension) -> Iterator[tuple[str, ast.expr]]:
    text = ast.unparse(loop.iter)
    if isinstance(loop.iter, ast.Call) and text.startswith("range(") and len(loop.iter.args) == 1:
        count = ast.unparse(loop.iter.args[0])
        yield "one fewer", _expression(f"range({count} - 1)")
        yield "one more", _expression(f"range({count} + 1)")
        return
    yield "one fewer", _expression(f"list({text})[1:]")
    yield "one fewer, the last", _expression(f"list({text})[:-1]")
    if isinstance(loop.target, ast.Name) and loop.target.id == "_":
        yield "one more", _expression(f"[*{text}, None]")


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body
