"""Judging on a real Dask scheduler with real workers, on loopback."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import procession.cluster
import pytest
from procession.catalog import Kit
from procession.cluster import judge_request
from procession.engine.errors import GraderError, SubmissionError
from procession.judge import Terms
from procession.results import load
from procession.work import read_work

_READY_SECONDS = 120


def _request(kit: Path, name: str = "tally") -> Any:
    exercise = Kit(kit).exercise("tally")
    work = read_work(exercise, kit / "solutions" / name)
    return procession.cluster._request([work], "ada", Terms(mode="controlled"))


def test_a_worker_judges_what_it_is_sent(kit: Path) -> None:
    """From bytes to a results file."""
    [found] = load(judge_request(msgspec.json.encode(_request(kit)))).submissions
    assert (found.student, found.exercise, found.score) == ("ada", "tally", 2)


def test_a_worker_without_a_file_runs_nothing(kit: Path) -> None:
    """Nothing was handed in."""
    [found] = load(judge_request(msgspec.json.encode(_request(kit, "nothing")))).submissions
    assert {check.verdict for check in found.checks} == {"not run"}


@pytest.mark.parametrize("what", ["program", "checks"])
def test_a_worker_that_has_something_else_refuses(kit: Path, what: str) -> None:
    """It would find something else than this machine: our own fault, and no verdict."""
    request = _request(kit)
    if what == "program":
        request = msgspec.structs.replace(request, program="older")
    else:
        (kit / "graders" / "seed.txt").write_text("another")
    with pytest.raises(GraderError, match="this worker has another"):
        judge_request(msgspec.json.encode(request))


@pytest.mark.parametrize("data", [b"", b"{}", b"\x80\x04."])
def test_a_request_that_is_none(data: bytes) -> None:
    """It is decoded as JSON of a known form, and as nothing else."""
    with pytest.raises(msgspec.MsgspecError):
        judge_request(data)


def test_nobody_at_the_address(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line."""
    monkeypatch.setattr(procession.cluster, "_CONNECT_SECONDS", 0.5)
    with pytest.raises(SubmissionError, match="nobody answers there"):
        procession.cluster.Cluster("tcp://127.0.0.1:1", Terms())


class _Dask:
    """A scheduler and workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.address = self._wait(
            self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"), r"tcp://127\.0\.0\.1:\d+"
        )

    def start(self, *words: str) -> Path:
        log = self.folder / f"{len(self.processes)}.log"
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        with log.open("wb") as file:
            self.processes.append(subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, cwd=self.folder))
        return log

    def worker(self) -> subprocess.Popen[bytes]:
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        self._wait(self.start("worker", self.address, *words), r"Registered to:\s+\S+")
        return self.processes[-1]

    def _wait(self, log: Path, pattern: str) -> str:
        end = time.monotonic() + _READY_SECONDS
        while time.monotonic() < end and self.processes[-1].poll() is None:
            found = re.search(pattern, log.read_text(errors="replace"))
            if found:
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"{pattern} never came: {log.read_text(errors='replace')}")

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[_Dask]:
    folder = tmp_path / "dask"
    folder.mkdir()
    made = _Dask(folder)
    yield made
    made.close()


def _class(kit: Path, source: Path, count: int) -> None:
    """Everybody has something of their own, so that nothing is judged once for two."""
    answers = [kit / "solutions" / "tally" / "tally.py", kit / "graders" / "tally" / "wrong" / "absolute.py"]
    for number in range(count):
        folder = source / f"student-{number}"
        folder.mkdir(parents=True)
        shutil.copy(answers[number % 2], folder / "tally.py")
        with (folder / "tally.py").open("a") as file:
            file.write(f"# {number}\n")


def _command(kit: Path, source: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "procession", "grade", str(source), "--kit", str(kit), "--out", str(out), *more]


def _judging(process: subprocess.Popen[bytes]) -> bool:
    """Whether a worker has a judge at work."""
    try:
        tasks = [path.read_text().split() for path in Path(f"/proc/{process.pid}/task").glob("*/children")]
        children = [Path(f"/proc/{child}/cmdline").read_bytes() for one in tasks for child in one]
    except OSError:
        return False
    return any(b"pytest" in command for command in children)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_killed_in_the_middle_loses_nothing(kit: Path, dask: _Dask, tmp_path: Path) -> None:
    """The same results as here, each once; and the killed worker leaves no judge behind."""
    source = tmp_path / "class"
    _class(kit, source, 6)
    subprocess.run(_command(kit, source, tmp_path / "here"), check=True, stdout=subprocess.DEVNULL)
    first, _ = dask.worker(), dask.worker()
    grading = subprocess.Popen(
        _command(kit, source, tmp_path / "there", "--cluster", dask.address),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    end = time.monotonic() + _READY_SECONDS
    while not _judging(first):
        assert time.monotonic() < end
        assert grading.poll() is None, grading.communicate()
        time.sleep(0.01)
    os.kill(first.pid, signal.SIGKILL)
    _, said = grading.communicate(timeout=400)
    assert grading.returncode == 0, said
    here, there = (json.loads((tmp_path / out / "results.json").read_bytes()) for out in ("here", "there"))
    assert there == here
    assert len(there["submissions"]) == 6


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_ctrl_c_gives_up_what_the_workers_are_at(kit: Path, dask: _Dask, tmp_path: Path) -> None:
    """It ends, says so, and has kept what there was."""
    source, out = tmp_path / "class", tmp_path / "out"
    _class(kit, source, 6)
    worker = dask.worker()
    grading = subprocess.Popen(_command(kit, source, out, "--cluster", dask.address), stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + _READY_SECONDS
    while not _judging(worker):
        assert time.monotonic() < end
        time.sleep(0.01)
    grading.send_signal(signal.SIGINT)
    _, said = grading.communicate(timeout=120)
    assert grading.returncode == 130, said
    assert said.splitlines()[-1] == "procession: interrupted"
    assert not json.loads((out / "results.json").read_bytes())["complete"]
