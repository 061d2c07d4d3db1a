"""From a reference solution to its mutants."""

import ast
import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Function = ast.FunctionDef | ast.AsyncFunctionDef
SHORT = 72
"""Characters of code that are quoted in a name, at most."""


@dataclass(frozen=True)
class Edit:
    """One change of a syntax tree: fields of nodes that get other values."""

    operator: str
    what: str
    """The code that it concerns, as it was."""
    fields: tuple[tuple[ast.AST, str, Any], ...]
    imports: str = ""
    """A module that the mutant needs as well."""


Operator = Callable[[Function], Iterator[Edit]]


@dataclass(frozen=True)
class Mutant:
    """The reference with one change."""

    name: str
    """operator: function: code"""
    source: str
    diff: str


def quote(*nodes: ast.AST) -> str:
    """Code in one short line."""
    text = "; ".join(" ".join(line.strip() for line in ast.unparse(node).splitlines()) for node in nodes)
    return text if len(text) <= SHORT else text[: SHORT - 3] + "..."


def written_by_students(source: str, tree: ast.Module, given: Iterable[str]) -> list[tuple[str, Function]]:
    """The functions and methods that are not given, with their names.

    Given are those that the manifest names, and those under a comment that begins with "# given".
    """
    lines = source.splitlines()
    found: list[tuple[str, Function]] = []
    for node in tree.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name in given:
            continue
        above = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 2
        if above >= 0 and lines[above].startswith("# given"):
            continue
        if isinstance(node, ast.ClassDef):
            found += [(f"{node.name}.{method.name}", method) for method in node.body if isinstance(method, Function)]
        else:
            found.append((node.name, node))
    return found


def mutants(source: str, given: Iterable[str], operators: Iterable[Operator]) -> list[Mutant]:
    """All mutants of a solution, in the order of its functions and of the operators."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    seen = {ast.dump(ast.parse(original))}
    times: Counter[str] = Counter()
    found = []
    for function_name, function in written_by_students(source, tree, list(given)):
        for operator in operators:
            for edit in operator(function):
                changed = _applied(tree, edit)
                shape = _shape(changed)
                if shape in seen or not shape:
                    continue
                seen.add(shape)
                name = f"{edit.operator}: {function_name}: {edit.what}"
                times[name] += 1
                name += f" ({times[name]})" if times[name] > 1 else ""
                found.append(Mutant(name, changed, _diff(original, changed, name)))
    return found


def _applied(tree: ast.Module, edit: Edit) -> str:
    """The module's text with an edit; the tree is left as it was."""
    before = [(node, field, getattr(node, field)) for node, field, _ in edit.fields]
    try:
        for node, field, value in edit.fields:
            setattr(node, field, value)
        text = ast.unparse(tree)
    finally:
        for node, field, value in reversed(before):
            setattr(node, field, value)
    if not edit.imports:
        return text + "\n"
    lines = text.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(("import ", "from ")))
    return "\n".join([*lines[:place], f"import {edit.imports}", *lines[place:]]) + "\n"


def _shape(text: str) -> str:
    """What makes two mutants the same; "" if it doesn't compile."""
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return ""
    return ast.dump(ast.parse(text))


def _diff(original: str, changed: str, name: str) -> str:
    return "\n".join(
        difflib.unified_diff(original.splitlines(), changed.splitlines(), "reference", name, n=2, lineterm="")
    )
