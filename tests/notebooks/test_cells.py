"""What a student sees below the cells, and that nothing stays behind them."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from procession.notebooks import check, graded
from procession.notebooks.cells import NotYet

RIGHT = (Path(__file__).resolve().parent.parent / "mini_kit/solutions/greeting/greeting.py").read_text(encoding="utf-8")
STUCK = """
import multiprocessing


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=queue.get)
    process.start()
    process.join()
"""


@pytest.fixture
def work(kit: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a student's notebook is, with the stub as its cell has written it."""
    folder = kit / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "greeting.py"
    path.write_bytes((kit / "exercises" / "greeting" / "greeting.py").read_bytes())
    return path


def test_a_failure_is_told_as_in_the_terminal_with_the_picture(work: Path) -> None:
    """Word for word, and the page with the picture is inside."""
    work.write_text(STUCK, encoding="utf-8")
    found = check("greeting")
    command = [sys.executable, "-m", "procession", "check", "greeting.py"]
    terminal = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8").stdout
    assert "[deadlocked]" in found.text
    assert words(found.text) == words(terminal)
    html = found._repr_html_()
    assert "color: #" in html
    assert '<iframe sandbox="allow-scripts"' in html
    assert 'srcdoc="&lt;!doctype html&gt;' in html.lower()


def words(text: str) -> list[str]:
    """Text without its line breaks: a page is narrower than a terminal's log."""
    return re.sub(r"[\s─━]+", " ", text).split()


def test_a_pass_says_that_the_instructor_runs_more(work: Path) -> None:
    """And needs no picture."""
    work.write_text(RIGHT, encoding="utf-8")
    found = check("greeting")
    assert "public checks passed; your instructor runs more" in repr(found)
    assert "iframe" not in found.html


def test_markup_in_a_program_stays_text(work: Path) -> None:
    """Whatever it says."""
    work.write_text("raise ValueError('<script>alert(1)</script>')\n", encoding="utf-8")
    html = check("greeting").html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_the_file_has_to_be_there(work: Path) -> None:
    """Else it is said which cell to run."""
    work.unlink()
    said = "greeting.py is not there yet: first run the cell that begins with `%%writefile greeting.py`."
    assert repr(check("greeting")) == said
    with pytest.raises(NotYet, match="is not there yet"):
        graded("greeting", "greets_in_a_process")


def test_in_chinese(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the locale says, or PROCESSION_LANG."""
    monkeypatch.setenv("PROCESSION_LANG", "zh")
    with pytest.raises(NotYet, match="公开检查 `greets_in_a_process`：没通过："):
        graded("greeting", "greets_in_a_process")


def test_grade_cells_fail_when_the_public_check_of_their_name_does(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that `nbgrader validate` tells the truth."""
    with pytest.raises(NotYet, match="`greets_in_a_process` says failed: greet was called in the main process"):
        graded("greeting", "greets_in_a_process")
    work.write_text(RIGHT, encoding="utf-8")
    graded("greeting", "greets_in_a_process")
    assert "passes" in capsys.readouterr().out
    graded("greeting", "ends")
    assert "there is no public one of this name" in capsys.readouterr().out


class Kernel:
    """A real kernel of Jupyter in a folder."""

    def __init__(self, folder: Path) -> None:
        manager = pytest.importorskip("jupyter_client.manager", reason="needs the extra `nbgrader`")
        self.manager, self.client = manager.start_new_kernel(kernel_name="python3", cwd=str(folder))

    def close(self) -> None:
        """End it."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    @property
    def pid(self) -> int:
        """The kernel's process."""
        found: int = self.manager.provisioner.process.pid
        return found


@pytest.fixture
def kernel(work: Path) -> Iterator[Kernel]:
    """A kernel beside the student's notebook."""
    made = Kernel(work.parent)
    yield made
    made.close()


def descendants(pid: int) -> set[int]:
    """All processes below one."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found, before = {pid}, set()
    while found != before:
        before = set(found)
        found |= {child for child, parent in parents.items() if parent in before}
    return found - {pid}


def alive(pids: set[int]) -> set[int]:
    """Those of them that have not ended."""
    return {pid for pid in pids if os.path.exists(f"/proc/{pid}")}


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


@pytest.mark.parametrize("ending", ["interrupted", "killed"])
def test_nothing_stays_when_the_kernel_is_stopped(ending: str, work: Path, kernel: Kernel) -> None:
    """In the middle of a check, with the student's processes running."""
    work.write_text("while True:\n    pass\n", encoding="utf-8")
    request = kernel.client.execute('from procession.notebooks import check\ncheck("greeting")')
    until(lambda: len(descendants(kernel.pid)) >= 4)  # the judge, the box and what runs in it
    below = descendants(kernel.pid)
    if ending == "interrupted":
        kernel.manager.interrupt_kernel()
        replies: list[dict[str, Any]] = []

        def answered() -> bool:
            replies.append(kernel.client.get_shell_msg(timeout=60))
            return bool(replies[-1]["parent_header"].get("msg_id") == request)

        until(answered)
        assert replies[-1]["content"]["traceback"] == ["interrupted; nothing of it is running any more"]
    else:
        kernel.manager.signal_kernel(9)
    until(lambda: not alive(below), 20)
