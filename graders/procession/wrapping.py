"""Lines of text no wider than so many cells, also where words are not told apart by spaces, as in Chinese."""

import re

from procession.cells import cell_len

_OPENING, _CLOSING = "（《「『“‘\2", "，。：；？！、）》」』”’…\3"
_WIDE = "\u2e80-\u9fff"
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*")
"""What stays together: a word, or one Chinese sign, with the punctuation that may not be parted from it."""

_CODE = re.compile(r"`[^`]*`")
_STRESSED = re.compile(r"(\*+)([^*]+)(\*+)")
_BREAK = re.compile(rf"(?<=[{_CLOSING}])\n|(?<=[{_WIDE}])\n(?=[{_WIDE}{_OPENING}])")
"""The end of a line in the middle of a paragraph that stands for no space."""


def wrap(text: str, width: int, hang: str = "", whole: bool = False) -> list[str]:
    """One line of text as lines of at most `width` cells, all but the first behind `hang`.

    A word that fits no line is cut, or with `whole` has a line of its own that is too long.
    """
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        for part in [piece] if whole else _cut(piece, max(4, width - cell_len(hang))):
            if cell_len(line) + cell_len(part.rstrip()) > width and line.strip():
                lines.append(line.rstrip())
                line = hang + part.lstrip()
            else:
                line += part
    return [*lines, line.rstrip()]


def fit_markdown(text: str, width: int) -> str:
    """Markdown of headings and paragraphs, its paragraphs in lines of at most `width` cells that stay lines.

    A renderer that parts lines at spaces alone does badly with Chinese.
    """
    found = []
    for paragraph in text.strip().split("\n\n"):
        whole = _BREAK.sub("", paragraph).replace("\n", " ")
        whole = _CODE.sub(lambda code: code[0].replace(" ", "\0"), whole)
        whole = _STRESSED.sub(lambda some: "\2" * len(some[1]) + some[2] + "\3" * len(some[3]), whole)
        lines = "\\\n".join(wrap(whole, width))
        found.append(lines.replace("\0", " ").replace("\2", "*").replace("\3", "*"))
    return "\n\n".join(found) + "\n"


def _cut(piece: str, width: int) -> list[str]:
    """A piece as it is, or one that fits no line in parts that do."""
    if cell_len(piece) <= width or piece.isspace():
        return [piece]
    parts = [""]
    for sign in piece:
        if cell_len(parts[-1] + sign) > width:
            parts.append("")
        parts[-1] += sign
    return parts
