"""The same text, apart from comments and spaces: found where it says something, and nowhere else."""

import pytest
from procession.likeness import ENOUGH, MOST_BYTES, own_text

STUB = b"def main(items):\n    return []  # your part\n"
LONG = b"import os\n\n" + b"".join(
    b"def step_%d(x):\n    if x > %d:\n        return [x, %d]\n    return None\n\n" % (n, n, n) for n in range(6)
)


def test_comments_and_spaces_do_not_matter() -> None:
    """Nor empty lines, nor how deep an indentation is written."""
    other = LONG.replace(b"    ", b"\t").replace(b", ", b",  ").replace(b"\n\n", b"\n# mine\n\n\n") + b"# end"
    assert own_text(LONG, STUB) == own_text(other, STUB) != ""


@pytest.mark.parametrize(
    ("old", "new"), [(b"x > 3", b"x >= 3"), (b"step_2", b"step_two"), (b"return None\n", b"pass\n")]
)
def test_anything_else_does(old: bytes, new: bytes) -> None:
    """Names, values and statements."""
    assert own_text(LONG.replace(old, new), STUB) != own_text(LONG, STUB)


def test_blocks_do_matter() -> None:
    """The same words in another block are another program."""
    assert own_text(LONG + b"if 1:\n    a()\n    b()\n", STUB) != own_text(LONG + b"if 1:\n    a()\nb()\n", STUB)


@pytest.mark.parametrize(
    "program",
    [
        STUB, STUB + b"x = 1\n", b"", b"# " + b"words " * 500, b"x" * (MOST_BYTES + 1), b"x = (\n" * 50,
        b"'''" + b"a b " * 200, b"  x\n y\n" * 99, b"(" * 5000, LONG + STUB[:0] + b"\n  )",
    ],
)  # fmt: skip
def test_what_says_too_little(program: bytes) -> None:
    """The stub, a line more than it, and what is no Python: nobody is told to be like anybody."""
    assert own_text(program, STUB) == ""


@pytest.mark.parametrize("coding", [b"rot13", b"zlib", b"unicode_escape", b"utf-7", b"nonsense"])
def test_what_a_program_says_of_its_encoding_is_not_believed(coding: bytes) -> None:
    """No codec is run on it."""
    assert own_text(b"# coding: " + coding + b"\n" + LONG, STUB) == own_text(LONG, STUB)


def test_text_that_is_no_utf_8() -> None:
    """Is text all the same."""
    assert own_text(LONG + b"s = '\xff'\n", STUB) not in ("", own_text(LONG, STUB))


def test_lines_of_the_stub_are_nobodys_own() -> None:
    """A long stub makes no program long."""
    assert own_text(LONG + b"x = 1\n", LONG) == ""
    assert ENOUGH > 20
