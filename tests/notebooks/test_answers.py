"""Finding a program in a notebook that anything may have happened to."""

import pytest
from procession.notebooks.answers import Cell, Found, find_program, helpers_in, program_in

NAME = "tally-solution-cell"
LINE = "%%writefile tally.py\n"


def code(source: str, name: str = "") -> Cell:
    """A code cell."""
    return Cell("code", source, name)


def test_the_cell_that_was_given_out_is_the_one() -> None:
    """Whatever others write."""
    cells = [code(LINE + "a = 1"), code(LINE + "a = 2", NAME), code(LINE + "a = 3")]
    assert find_program(cells, NAME, "tally") == Found(1)


def test_of_several_copies_the_last_counts_as_when_they_are_run() -> None:
    """But not one that was emptied; and it is said."""
    found = find_program([code("a", NAME), code("b", NAME), code(" \n", NAME)], NAME, "tally")
    assert (found.index, found.notes) == (1, ("the cell with the program is there 3 times: the last one was graded",))


def test_a_program_in_a_cell_of_the_student_s_own_counts_if_the_given_one_is_gone() -> None:
    """The last one that would write the file."""
    found = find_program([code(LINE + "a = 1"), Cell("markdown", LINE), code("b = 2")], NAME, "tally")
    assert found.index == 0
    assert "was deleted" in found.notes[0]


def test_no_program_at_all() -> None:
    """One clear message."""
    found = find_program([code("print()")], NAME, "tally")
    assert found.index is None
    assert found.notes == (
        "the cell with the program, which begins with `%%writefile tally.py`, is not in the notebook",
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (LINE + "a = 1\n\nb = 2", ""),
        ("\n\n" + LINE + "a = 1\n\nb = 2", ""),
        ("%%file ./tally.py\na = 1\n\nb = 2", ""),
        ('%%writefile "tally.py"  \na = 1\n\nb = 2', ""),
        ("a = 1\n\nb = 2", "does not begin with"),
        ("%%time\na = 1\n\nb = 2", "begins with `%%time`"),
        ("%%writefile talley.py\na = 1\n\nb = 2", "begins with `%%writefile talley.py`"),
    ],
)
def test_the_program_is_what_the_cell_would_write(source: str, said: str) -> None:
    """To the byte, with or without a first line as it should be."""
    program, notes = program_in(source, "tally")
    assert program == "a = 1\n\nb = 2\n"
    assert [said in note for note in notes] == ([True] if said else [])


def test_an_empty_cell_needs_no_remark_on_its_first_line() -> None:
    """That it is empty will be said."""
    assert program_in("  ", "tally") == ("  \n", [])


def test_modules_of_the_student_s_own() -> None:
    """The last cell that would write one; names that lead elsewhere are none."""
    cells = [
        code("%%writefile mine.py\na = 1"),
        code("%%writefile mine.py\na = 2"),
        code("%%writefile ../up.py\n"),
        code("%%writefile /tmp/there.py\n"),
        code("%%writefile notes.txt\n"),
        Cell("raw", "%%writefile raw.py\n"),
        code("print()"),
    ]
    assert helpers_in(cells) == {"mine.py": "a = 2\n"}
