"""Programs that are the same text, apart from comments and spaces.

Only what a student has written counts: lines of the stub are taken out first, and where little is left,
nothing is said, since short right answers are often the same.
"""

import hashlib
import io
import tokenize

ENOUGH = 60
"""Tokens of one's own below which nothing is compared."""
MOST_BYTES = 1 << 16
"""Of a program that is compared: nobody writes more by hand."""
_SPACE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


def own_text(program: bytes, stub: bytes) -> str:
    """A short digest of a program, equal for those that differ in comments and spaces only; "" if it says too little."""
    if len(program) > MOST_BYTES:
        return ""
    given = set(_lines(stub))
    lines = _lines(program)
    if sum(len(line) for line in lines if line not in given) < ENOUGH:
        return ""
    return hashlib.sha256(repr(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _lines(program: bytes) -> list[tuple[str, ...]]:
    """The tokens of each logical line, indentation by its depth; nothing for what is no Python."""
    lines: list[tuple[str, ...]] = []
    line: list[str] = []
    depth = 0
    try:
        text = program.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = program.decode("latin-1")  # what it says of its encoding is not believed
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NEWLINE and line:
                lines.append((str(depth), *line))
                line = []
            elif token.type in (tokenize.INDENT, tokenize.DEDENT):
                depth += 1 if token.type == tokenize.INDENT else -1
            elif token.type not in _SPACE and token.string:
                line.append(token.string)
    except Exception:  # whatever a tokenizer raises for what is no Python
        return []
    return lines
