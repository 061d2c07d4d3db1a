"""Operators on `with` and `try`."""

import ast
import re
from collections.abc import Iterator

from .source import Edit, Function, quote
from .syntax import Block, blocks, called, callee, does_something, followed_by, leaves

_LOCK = re.compile("lock|sem|cond|mutex", re.I)
_ENDS = {"Pool": "terminate", "Manager": "shutdown"}
NARROWER = {"Exception": "ValueError", "BaseException": "Exception"}


def _compound(function: Function, kind: type[ast.stmt]) -> Iterator[tuple[Block, int, ast.stmt]]:
    for node, field, block in blocks(function):
        for place, statement in enumerate(block):
            if isinstance(statement, kind):
                yield (node, field, block), place, statement


def _replaced(operator: str, what: str, where: Block, place: int, new: list[ast.stmt], taken: int = 1) -> Edit:
    node, field, block = where
    return Edit(operator, what, ((node, field, [*block[:place], *new, *block[place + taken :]]),))


def _with(items: list[ast.withitem], body: list[ast.stmt]) -> ast.With:
    return ast.With(items, body, lineno=0)


def _head(statement: ast.With) -> str:
    return quote(_with(statement.items, [ast.Pass()])).removesuffix(" pass")


def _is_lock(item: ast.withitem) -> bool:
    return item.optional_vars is None and bool(_LOCK.search(ast.unparse(item.context_expr)))


def unwrap_with(function: Function) -> Iterator[Edit]:
    """Keep the body alone, or leave out one of several contexts."""
    for where, place, statement in _compound(function, ast.With):
        assert isinstance(statement, ast.With)
        before = [_bind(item) for item in statement.items]
        yield _replaced("unwrap with", _head(statement), where, place, [*filter(None, before), *statement.body])
        for item in statement.items if len(statement.items) > 1 else ():
            others = _with([other for other in statement.items if other is not item], statement.body)
            new = [*filter(None, [_bind(item)]), others]
            yield _replaced(f"unwrap with {quote(item)}", _head(statement), where, place, new)


def _bind(item: ast.withitem) -> ast.stmt | None:
    """`as` without a context: an assignment."""
    if item.optional_vars is not None:
        return ast.Assign([item.optional_vars], item.context_expr, lineno=0)
    return ast.Expr(item.context_expr) if isinstance(item.context_expr, ast.Call) else None


def unguard_with(function: Function) -> Iterator[Edit]:
    """Begin and end by hand, without `finally`."""
    for where, place, statement in _compound(function, ast.With):
        assert isinstance(statement, ast.With)
        first: list[ast.stmt] = []
        last: list[ast.stmt] = []
        for item in statement.items:
            if _is_lock(item):
                first.append(called(item.context_expr, "acquire"))
                last.insert(0, called(item.context_expr, "release"))
            else:
                first += filter(None, [_bind(item)])
                thing = ast.parse(ast.unparse(item.optional_vars or item.context_expr), mode="eval").body
                last.insert(0, called(thing, _ENDS.get(callee(item.context_expr), "close")))
        new = [*first, *followed_by(statement.body, last)]
        yield _replaced("unguard with", _head(statement), where, place, new)


def resize_with(function: Function) -> Iterator[Edit]:
    """Make the body of a `with` one statement shorter or longer, at either end."""
    for where, place, statement in _compound(function, ast.With):
        assert isinstance(statement, ast.With)
        block, body, head = where[2], statement.body, _head(statement)
        free = all(item.optional_vars is None for item in statement.items)
        if len(body) > 1 and free:
            new = [body[0], _with(statement.items, body[1:])]
            yield _replaced("shrink with at its top", head, where, place, new)
        if len(body) > 1 and not leaves(body[-1]):
            new = [_with(statement.items, body[:-1]), body[-1]]
            yield _replaced("shrink with at its end", head, where, place, new)
        if len(body) > 1 and isinstance(body[-1], ast.Return) and body[-1].value is not None:
            inside = _with(statement.items, body[:-1])
            yield _replaced("shrink with at its end", head, where, place, [inside, body[-1]])
        if free and place and does_something(block[place - 1]):
            new = [_with(statement.items, [block[place - 1], *body])]
            yield _replaced("grow with at its top", head, where, place - 1, new, 2)
        if place + 1 < len(block) and does_something(block[place + 1]):
            new = [_with(statement.items, [*body, block[place + 1]])]
            yield _replaced("grow with at its end", head, where, place, new, 2)


def rearrange_with(function: Function) -> Iterator[Edit]:
    """Take contexts in another order, or anew in each turn of a loop."""
    for where, place, statement in _compound(function, ast.With):
        assert isinstance(statement, ast.With)
        head, loop = _head(statement), statement.body[0]
        if len(statement.items) > 1 and all(item.optional_vars is None for item in statement.items):
            new: list[ast.stmt] = [_with(statement.items[::-1], statement.body)]
            yield _replaced("swap contexts", head, where, place, new)
        if len(statement.body) == 1 and isinstance(loop, ast.For) and all(map(_is_lock, statement.items)):
            inner = _with(statement.items, loop.body)
            new = [ast.For(loop.target, loop.iter, [inner], loop.orelse, lineno=0)]
            yield _replaced("with inside the loop", head, where, place, new)


def finally_parts(function: Function) -> Iterator[Edit]:
    """Do the final part only if nothing is raised, or before the rest."""
    for where, place, statement in _compound(function, ast.Try):
        assert isinstance(statement, ast.Try)
        if not statement.finalbody:
            continue
        rest: list[ast.stmt] = list(statement.body)
        if statement.handlers:
            rest = [ast.Try(statement.body, statement.handlers, statement.orelse, [])]
        what = quote(*statement.finalbody)
        yield _replaced("unwrap finally", what, where, place, followed_by(rest, statement.finalbody))
        yield _replaced("finally first", what, where, place, [*statement.finalbody, *rest])


def except_parts(function: Function) -> Iterator[Edit]:
    """Catch fewer errors, or in fewer statements."""
    for where, place, statement in _compound(function, ast.Try):
        assert isinstance(statement, ast.Try)
        rest: list[ast.stmt] = [*statement.body, *statement.orelse]
        if statement.handlers:
            kept: list[ast.stmt] = [ast.Try(rest, [], [], statement.finalbody)] if statement.finalbody else rest
            yield _replaced("unwrap except", quote(*statement.handlers), where, place, kept)
        if len(statement.handlers) > 1:
            for handler in statement.handlers:
                others = [other for other in statement.handlers if other is not handler]
                yield Edit("drop handler", quote(handler), ((statement, "handlers", others),))
        for handler in statement.handlers:
            yield from (Edit("narrow except", quote(handler), ((handler, "type", new),)) for new in _narrower(handler))
        if len(statement.body) > 1:
            shorter = ast.Try(statement.body[1:], statement.handlers, statement.orelse, statement.finalbody)
            yield _replaced("shrink try", quote(statement.body[0]), where, place, [statement.body[0], shorter])


def _narrower(handler: ast.ExceptHandler) -> Iterator[ast.expr]:
    if isinstance(handler.type, ast.Tuple):
        for left_out in handler.type.elts:
            yield ast.Tuple([one for one in handler.type.elts if one is not left_out], ast.Load())
    elif isinstance(handler.type, ast.Name) and handler.type.id in NARROWER:
        yield ast.Name(NARROWER[handler.type.id], ast.Load())
