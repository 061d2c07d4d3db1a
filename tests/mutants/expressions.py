"""Operators on conditions and calls."""

import ast
from collections.abc import Iterator

from .source import Edit, Function, quote
from .syntax import callee, made

OFFERED = frozenset(
    "Process Pool Queue JoinableQueue SimpleQueue Lock RLock Semaphore BoundedSemaphore Condition Event Barrier Value "
    "Array RawValue RawArray Pipe Manager map imap imap_unordered starmap map_async apply_async put get join acquire wait "
    "poll".split()
)
"""What multiprocessing offers: of their calls positional arguments are left out too."""
OTHER_CLASSES: dict[str, tuple[tuple[str, str], ...]] = {
    "Lock": (("multiprocessing.RLock", ""), ("multiprocessing.Semaphore(2)", ""), ("threading.Lock", "threading")),
    "RLock": (("multiprocessing.Lock", ""),),
    "Semaphore": (("multiprocessing.BoundedSemaphore", ""),),
    "Queue": (("multiprocessing.SimpleQueue", ""), ("queue.Queue", "queue")),
    "SimpleQueue": (("multiprocessing.Queue", ""),),
    "JoinableQueue": (("multiprocessing.Queue", ""),),
    "Pool": (("multiprocessing.pool.ThreadPool", "multiprocessing.pool"),),
    "Process": (("threading.Thread", "threading"),),
    "Event": (("threading.Event", "threading"),),
}
"""For each class what else might be taken, and the module that must be imported for it."""
COMMON = frozenset(OTHER_CLASSES) - {"Pool", "Process"} | {"Value", "Array"}
"""Classes of objects that processes use together."""
OTHER_CALLS: dict[str, tuple[str, ...]] = {
    "get": ("get_nowait()", "get(timeout=1)"),
    "put": ("put_nowait({args})",),
    "join": ("terminate()", "join(1)"),
    "map": ("imap_unordered({args})",),
    "imap": ("imap_unordered({args})",),
    "imap_unordered": ("imap({args})",),
    "start": ("run()",),
    "close": ("terminate()",),
    "terminate": ("close()",),
}
NEIGHBOURS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}


def _places(function: Function) -> Iterator[tuple[ast.AST, str, int | None, ast.expr]]:
    """All expressions in a function: the node that holds each, the field, and the index if that is a list."""
    for node in ast.walk(function):
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.expr):
                yield node, field, None, value
            elif isinstance(value, list):
                for index, inner in enumerate(value):
                    if isinstance(inner, ast.expr):
                        yield node, field, index, inner


def _put(node: ast.AST, field: str, index: int | None, new: ast.expr) -> tuple[tuple[ast.AST, str, object], ...]:
    if index is None:
        return ((node, field, new),)
    values = getattr(node, field)
    return ((node, field, [*values[:index], new, *values[index + 1 :]]),)


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def conditions(function: Function) -> Iterator[Edit]:
    """Say the opposite, or nearly the same."""
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Constant):
            yield Edit("negate", quote(node.test), ((node, "test", ast.UnaryOp(ast.Not(), node.test)),))
        elif isinstance(node, ast.comprehension):
            for place, test in enumerate(node.ifs):
                yield Edit("negate", quote(test), _put(node, "ifs", place, ast.UnaryOp(ast.Not(), test)))
                yield Edit("drop operand", quote(test), ((node, "ifs", node.ifs[:place] + node.ifs[place + 1 :]),))
    for node, field, index, value in _places(function):
        if isinstance(value, ast.BoolOp):
            for operand in value.values:
                others = [one for one in value.values if one is not operand]
                new = others[0] if len(others) == 1 else ast.BoolOp(value.op, others)
                yield Edit(f"drop operand {quote(operand)}", quote(value), _put(node, field, index, new))
        elif isinstance(value, ast.Compare) and len(value.ops) == 1:
            for operator, new in _other_comparisons(value):
                yield Edit(operator, quote(value), _put(node, field, index, new))


def _other_comparisons(value: ast.Compare) -> Iterator[tuple[str, ast.expr]]:
    relation, right = value.ops[0], value.comparators[0]
    none = isinstance(right, ast.Constant) and right.value is None
    if none and isinstance(relation, ast.Is):
        yield "falsy", ast.UnaryOp(ast.Not(), value.left)
    elif none and isinstance(relation, ast.IsNot):
        yield "falsy", value.left
    elif type(relation) in NEIGHBOURS:
        yield "boundary", ast.Compare(value.left, [NEIGHBOURS[type(relation)]()], value.comparators)


def arguments(function: Function) -> Iterator[Edit]:
    """Leave out one argument of a call."""
    for call in ast.walk(function):
        if not isinstance(call, ast.Call):
            continue
        for keyword in call.keywords:
            others = [other for other in call.keywords if other is not keyword]
            yield Edit(f"drop argument {keyword.arg}", quote(call), ((call, "keywords", others),))
        for index, argument in enumerate(call.args) if callee(call) in OFFERED else ():
            rest = call.args[:index] + call.args[index + 1 :]
            yield Edit(f"drop argument {quote(argument)}", quote(call), ((call, "args", rest),))


def classes(function: Function) -> Iterator[Edit]:
    """Take another class, or other options of the same."""
    for node, field, index, value in _places(function):
        if not isinstance(value, ast.Call):
            continue
        name = callee(value)
        for other, module in OTHER_CLASSES.get(name, ()):
            text = other if other.endswith(")") else f"{other}({_arguments(value)})"
            yield Edit(f"change class to {other}", quote(value), _put(node, field, index, _expression(text)), module)
        if name in ("Value", "Array"):
            new = ast.Call(value.func, value.args, [*value.keywords, ast.keyword("lock", ast.Constant(False))])
            yield Edit("change class, lock=False", quote(value), _put(node, field, index, new))
            narrow = ast.Call(value.func, [ast.Constant("i"), *value.args[1:]], value.keywords)
            yield Edit("change class, C int", quote(value), _put(node, field, index, narrow))


def _arguments(call: ast.Call) -> str:
    return ", ".join(map(ast.unparse, [*call.args, *call.keywords]))


def calls(function: Function) -> Iterator[Edit]:
    """Call another method."""
    kinds = {name: callee(call) for name, call in made(function).items()}
    for node, field, index, value in _places(function):
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
            continue
        owner = ast.unparse(value.func.value)
        for template in OTHER_CALLS.get(callee(value), ()):
            if _has(kinds.get(owner, ""), template, callee(value)):
                text = f"{owner}.{template.format(args=_arguments(value))}"
                text = f"list({text})" if callee(value) == "map" else text
                operator = f"change call to {template.format(args='...')}"
                yield Edit(operator, quote(value), _put(node, field, index, _expression(text)))


def _has(kind: str, template: str, method: str) -> bool:
    """Whether objects of a class (as far as it is known) offer a method with these arguments."""
    if method == "join":
        return not kind.endswith("Queue") and not (kind == "Pool" and template == "join(1)")
    if method == "close":
        return kind == "Pool"
    return not (method in ("get", "put") and kind in ("SimpleQueue", "AsyncResult"))


def owners(function: Function) -> Iterator[Edit]:
    """Give each process an object of its own, or all of them the same one."""
    objects = {name: call for name, call in made(function).items() if callee(call) in COMMON}
    for node in ast.walk(function):
        if callee(node) == "Process":
            for inner, field, index, value in _inside(node):
                if isinstance(value, ast.Name) and value.id in objects:
                    what = f"{value.id} in {quote(node)}"
                    yield Edit("its own", what, _put(inner, field, index, objects[value.id]))
    for node, field, index, value in _places(function):
        if isinstance(value, ast.ListComp) and callee(value.elt) in COMMON:
            same = f"[{ast.unparse(value.elt)}] * len(list({ast.unparse(value.generators[0].iter)}))"
            yield Edit("share", quote(value), _put(node, field, index, _expression(same)))


def _inside(call: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.expr]]:
    for node in ast.walk(call):
        if isinstance(node, ast.Tuple | ast.List):
            for index, inner in enumerate(node.elts):
                yield node, "elts", index, inner


def wrappers(function: Function) -> Iterator[Edit]:
    """Leave out a call of which one argument stays."""
    for node, field, index, value in _places(function):
        if callee(value) in ("sorted", "list", "min", "max"):
            assert isinstance(value, ast.Call)
            for argument in value.args:
                what = f"{quote(value)} to {quote(argument)}"
                yield Edit("unwrap call", what, _put(node, field, index, argument))
