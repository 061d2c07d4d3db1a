"""Puts its own functions in place of the builtins that a check may use."""

# attacks: tally

import builtins


def main(numbers):
    for name in ("isinstance", "type", "repr", "len", "hex", "str", "list", "dict", "open", "print", "__import__"):
        setattr(builtins, name, lambda *args, **kwargs: 0)
    builtins.int = lambda *args: 0
    builtins.bool = bool
    return 6
