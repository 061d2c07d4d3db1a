"""The sessions in the documents: run word for word, they say what is printed there.

A line `...` stands for any lines, `...` in a line for anything; spaces and line ends don't count, since a
document is not as wide as a terminal.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parents[2]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
STUDENTS = {
    "exercises/README.md": slice(None),
    "exercises/README.zh-CN.md": slice(None),
    "README.md": slice(0, 1),
}
"""Documents, and which of their sessions are a student's."""


def _steps(document: Path, which: slice) -> list[tuple[str, str]]:
    """Commands with what they are said to print."""
    found = []
    for block in CONSOLE.findall(document.read_text(encoding="utf-8"))[which]:
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            found.append((command, printed))
    return found


def _pattern(printed: str) -> re.Pattern[str]:
    words = [".*" if word == "..." else re.escape(word).replace(re.escape("..."), ".*") for word in printed.split()]
    return re.compile(r"\s*".join(words) + (r"\s*" if words else ""), re.S)


class Shell:
    """Runs commands one after the other, and remembers the folder."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.language = language

    def run(self, command: str) -> str:
        """What a command prints."""
        name, *words = command.split()
        if name == "cd":
            self.folder /= words[0]
            return ""
        if name == "edit":  # the student has found the answer
            path = self.folder / words[0]
            shutil.copyfile(KIT / "solutions" / path.stem / path.name, path)
            return ""
        assert name == "procession"
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PROCESSION_LANG": self.language}
        done = subprocess.run(
            [sys.executable, "-m", "procession", *words], cwd=self.folder, capture_output=True, text=True,
            env=environment, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        return done.stdout


@pytest.mark.parametrize("document", STUDENTS)
def test_a_session_says_what_is_printed(tmp_path: Path, document: str) -> None:
    """From nothing to the first exercise that passes, and what the front page shows."""
    shell = Shell(tmp_path, "zh" if ".zh-" in document else "en")
    steps = _steps(KIT / document, STUDENTS[document])
    assert steps
    for command, printed in steps:
        said = shell.run(command)
        if printed.strip() or command.startswith(("cd", "edit")):
            assert _pattern(printed).fullmatch(said), f"$ {command}\n{said}"
