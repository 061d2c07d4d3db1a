"""What operators ask about syntax trees."""

import ast
from collections import Counter
from collections.abc import Iterator

from .source import Function

Block = tuple[ast.AST, str, list[ast.stmt]]

COMMUNICATING = frozenset(
    "acquire release put put_nowait get send recv join close task_done start set clear wait terminate".split()
)
"""Methods that concern other processes."""


def blocks(function: Function) -> Iterator[Block]:
    """All lists of statements in a function: the node, the field and the list."""
    for node in ast.walk(function):
        for field in ("body", "orelse", "finalbody"):
            found = getattr(node, field, None)
            if isinstance(found, list) and found and isinstance(found[0], ast.stmt):
                yield node, field, found


def stored(*nodes: ast.AST) -> Counter[str]:
    """The names that are bound in nodes, and how often."""
    found: Counter[str] = Counter()
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                found[inner.id] += 1
            elif isinstance(inner, ast.arg):
                found[inner.arg] += 1
            elif isinstance(inner, Function):
                found[inner.name] += 1
    return found


def needed(node: ast.AST) -> set[str]:
    """The names that must be bound before a node."""
    loads = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
    added = {
        one.target.id for one in ast.walk(node) if isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name)
    }
    return (loads - set(stored(node))) | added


def callee(node: ast.AST) -> str:
    """The last part of the name of what a call calls; "" if the node is no call."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def method_call(statement: ast.stmt) -> str:
    """The method that a statement calls, if it does nothing else, as in `q.put(1)`; else ""."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return callee(statement.value) if isinstance(statement.value.func, ast.Attribute) else ""
    return ""


def communicates(statement: ast.stmt) -> bool:
    """Whether a statement, or all of the body of a loop, is a call that concerns other processes."""
    if isinstance(statement, ast.For):
        return all(communicates(inner) for inner in statement.body)
    return method_call(statement) in COMMUNICATING


def does_something(statement: ast.stmt) -> bool:
    """Whether the place of a statement among its neighbours can matter: it is more than making an object."""
    if isinstance(statement, Function | ast.Pass | ast.Import | ast.ImportFrom):
        return False
    if isinstance(statement, ast.Assign) and (
        callee(statement.value)[:1].isupper() or callee(statement.value) == "Pipe"
    ):
        return False
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and not callee(node)[:1].isupper() and callee(node) not in ("Pipe", "len"):
            return True
        if isinstance(node, ast.AugAssign | ast.Subscript | ast.Attribute) and not isinstance(
            getattr(node, "ctx", ast.Store()), ast.Load
        ):
            return True
    return False


def leaves(statement: ast.stmt) -> bool:
    """Whether nothing after a statement is reached."""
    return isinstance(statement, ast.Return | ast.Break | ast.Continue | ast.Raise)


def is_text(statement: ast.stmt) -> bool:
    """Whether a statement is a docstring."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def made(function: Function) -> dict[str, ast.Call]:
    """The names that are bound to a new object in a function, with the call that makes it."""
    found: dict[str, ast.Call] = {}
    for node in ast.walk(function):
        value = (
            node.value
            if isinstance(node, ast.Assign)
            else node.context_expr
            if isinstance(node, ast.withitem)
            else None
        )
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "optional_vars", None)]
        if isinstance(value, ast.Call) and callee(value)[:1].isupper():
            found |= {target.id: value for target in targets if isinstance(target, ast.Name)}
    return found


def called(expression: ast.expr, method: str) -> ast.stmt:
    """The statement `expression.method()`."""
    return ast.Expr(ast.Call(ast.Attribute(expression, method, ast.Load()), [], []))


def followed_by(body: list[ast.stmt], last: list[ast.stmt]) -> list[ast.stmt]:
    """`body` and then `last`, before what `body` returns at its end, if it returns something."""
    end = body[-1]
    if not isinstance(end, ast.Return):
        return [*body, *last]
    if end.value is None or isinstance(end.value, ast.Constant | ast.Name):
        return [*body[:-1], *last, end]
    keep = ast.Assign([ast.Name("returned", ast.Store())], end.value, lineno=0)
    return [*body[:-1], keep, *last, ast.Return(ast.Name("returned", ast.Load()))]
