"""Mistakes of beginners: each is named, and nothing else is taken for one."""

from pathlib import Path

import pytest
from procession.beginners import import_trouble, not_utf8, renamed
from procession.engine.observation import Outcome, Spot

NOTE = "# 消费者\n"


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (NOTE.encode("gbk"), True),
        (b"# -*- coding: nonsense -*-\n", True),
        (NOTE.encode(), False),
        (NOTE.encode("utf-8-sig"), False),
        (("# -*- coding: gbk -*-\n" + NOTE).encode("gbk"), False),
        (b"", False),
    ],
)
def test_a_program_in_another_encoding(program: bytes, told: bool) -> None:
    """Only if it does not say which."""
    assert bool(not_utf8(program)) == told


@pytest.mark.parametrize(
    ("files", "end"),
    [
        ((), "in the folder folder"),
        (("test_work.py", "README.md"), "in the folder folder"),
        (("my_work.py", "aside.py"), "if it is my_work.py, rename that to work.py"),
        (("Work.PY",), "if it is Work.PY, rename that to work.py"),
        (("work.py.txt",), "if it is work.py.txt, rename that to work.py"),
    ],
)
def test_a_program_that_was_renamed(tmp_path: Path, files: tuple[str, ...], end: str) -> None:
    """The file that is most like it is named."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for file in files:
        (folder / file).touch()
    told = renamed("work", folder)
    assert told.startswith("work.py is not in the folder folder")
    assert told.endswith(end)


def test_letters_that_python_cannot_read(tmp_path: Path) -> None:
    """Python's own words for it speak of codecs."""
    message = "(unicode error) 'utf-8' codec can't decode byte 0xcf in position 0: invalid continuation byte"
    outcome = Outcome("broken", error="SyntaxError", message=message, spot=Spot("work.py", 3, ""))
    trouble = import_trouble(outcome, "work", "main", tmp_path)
    assert trouble.seen == "work.py is not saved as UTF-8 (work.py:3)"
