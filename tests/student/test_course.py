"""The working folder: what start makes, how far one is, and that nothing is lost."""

import json
import os
import subprocess
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from procession.catalog import Kit, exercise_at, packaged_kit
from procession.engine.errors import SubmissionError
from procession.intake import read_submission
from procession.language import Language, load_language
from procession.results import CheckResult, ExerciseResult, Results, dump
from procession.student.course import Course, find_course, write
from procession.student.hints import next_hint
from procession.student.keeping import reset, start
from procession.student.packing import pack
from procession.student.progress import lines, rows
from rich.cells import cell_len
from student.conftest import solve

NOW = datetime(2026, 11, 25, 18, 30)


def _checked(course: Course, slug: str, *verdicts: str) -> None:
    """A check of the work as it is now has found this."""
    checks = [
        CheckResult(f"c{number}", "Title", "results", 0, 1, verdict)  # type: ignore[arg-type]
        for number, verdict in enumerate(verdicts)
    ]
    digest = read_submission(course.folder(slug), slug).digest
    result = ExerciseResult("", slug, 0, 1, "controlled", checks, digest=digest)
    write(course.records / "results" / f"{slug}.json", dump(Results(submissions=[result])))


def test_start_makes_a_folder_to_work_in(course: Course) -> None:
    """Statement, program and public checks of each exercise; no hidden check, no solution, no explanation."""
    names = {str(path.relative_to(course.root)) for path in course.root.rglob("*") if path.is_file()}
    own = {name for name in names if not name.startswith(".procession")}
    for slug in ("greeting", "tally"):
        assert {f"{slug}/{name}" for name in (f"{slug}.py", f"test_{slug}.py", "README.md", "README.zh-CN.md")} <= own
    assert {".devcontainer/devcontainer.json", "pyproject.toml", ".gitignore"} <= own
    assert not any("explanation" in name or "solutions" in name for name in own)
    assert not any("graders" in name for name in names)


def _container(course: Course) -> dict[str, Any]:
    """What the container file says: JSON but for its comments, which devcontainer.json may have."""
    text = (course.root / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(
        "\n".join(line for line in text.splitlines() if not line.strip().startswith("//"))
    )
    return found


def test_the_container_file_is_read_by_its_readers(course: Course) -> None:
    """It has only properties that containers.dev knows of a container made from an image."""
    found = _container(course)
    assert found["image"].startswith("mcr.microsoft.com/devcontainers/python")
    assert found.keys() == {"name", "image", "runArgs", "postCreateCommand", "customizations"}
    assert all(argument.startswith("--") for argument in found["runArgs"])


@pytest.mark.parametrize("wheel", ["procession-0.1.0-py3-none-any.whl", ""])
def test_the_container_installs_the_wheel_that_is_there(course: Course, tmp_path: Path, wheel: str) -> None:
    """And without one what is published; then it tries what the machine can do."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("pip", "procession"):
        (tools / name).write_text(f'#!/bin/sh\necho {name} "$@" >> {tmp_path / "said"}\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    if wheel:
        (course.root / wheel).touch()
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    command = ["/bin/sh", "-c", _container(course)["postCreateCommand"]]
    subprocess.run(command, cwd=course.root, env=environment, check=True)
    said = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert said == [f"pip install {wheel or 'procession'}[box]", "procession doctor"]


def test_start_never_overwrites(course: Course, kit: Path) -> None:
    """Twice into the same folder: the work stays, and what is missing comes back."""
    course.program("greeting").write_text("mine\n", encoding="utf-8")
    (course.folder("greeting") / "README.md").write_text("my notes\n", encoding="utf-8")
    course.program("tally").unlink()
    done = start(course.root, Kit(kit), ["greeting", "tally"])
    assert (done.new, done.there) == (["tally"], ["greeting"])
    assert course.program("greeting").read_text(encoding="utf-8") == "mine\n"
    assert (course.folder("greeting") / "README.md").read_text(encoding="utf-8") == "my notes\n"
    assert course.untouched("tally")


@pytest.mark.parametrize("what", ["file", "kit"])
def test_start_refuses_what_is_no_place_to_work(kit: Path, tmp_path: Path, what: str) -> None:
    """A file, or the kit itself: one line with the remedy, and nothing is written."""
    target = kit if what == "kit" else tmp_path / "file"
    if what == "file":
        target.write_text("text", encoding="utf-8")
    with pytest.raises(SubmissionError, match="name another folder"):
        start(target, Kit(kit), ["greeting"])
    assert not (kit / ".procession").exists()


def test_the_folder_is_found_from_inside(course: Course) -> None:
    """From an exercise's folder too; and pytest finds the exercise that the checks belong to."""
    assert find_course(course.folder("tally")).root == course.root
    found = exercise_at(course.folder("tally"))
    assert found.stub != course.program("tally")
    assert found.manifest.title == course.exercise("tally").manifest.title


def test_how_far_one_is_comes_from_the_files(course: Course, kit: Path) -> None:
    """Untouched, changed, failing, passed; a result counts only while the files are those that were checked."""
    assert course.standing("greeting") == "untouched"
    solve(course, kit)
    assert course.standing("greeting") == "changed"
    _checked(course, "greeting", "passed", "failed")
    assert course.standing("greeting") == "failing"
    _checked(course, "greeting", "passed", "passed")
    assert course.standing("greeting") == "passed"
    with course.program("greeting").open("a", encoding="utf-8") as file:
        file.write("# one more thought\n")
    assert course.standing("greeting") == "changed"
    course.program("greeting").unlink()
    assert course.standing("greeting") == "missing"


@pytest.mark.parametrize("record", [b"", b"{", b"[]", b'{"submissions": []}', b'{"submissions": [{"digest": 3}]}'])
def test_a_spoilt_record_counts_as_none(course: Course, record: bytes) -> None:
    """What is in .procession may be thrown away, or half written by others."""
    write(course.records / "results" / "greeting.json", record)
    assert course.standing("greeting") == "untouched"
    assert course.result("greeting") is None


def test_what_is_next(course: Course, kit: Path) -> None:
    """First what was begun, then what is untouched, then nothing."""
    assert course.next_up() == "greeting"
    solve(course, kit, "tally")
    assert course.next_up() == "tally"
    _checked(course, "tally", "passed")
    assert course.next_up() == "greeting"
    _checked(course, "greeting", "passed")
    assert course.next_up() is None


def test_hints_come_one_at_a_time(course: Course) -> None:
    """Each time the next; after the last the last again; --again gives no new one."""
    english = Language()
    hints = course.exercise("greeting").manifest.hints
    assert "no hint" in next_hint(course, "greeting", english, again=True)[0]
    for number, hint in enumerate(hints, 1):
        assert next_hint(course, "greeting", english)[:2] == [f"greeting: hint {number} of 3", f"    {hint}"]
    assert "that was the last hint" in next_hint(course, "greeting", english)[-1]
    assert len(next_hint(course, "greeting", english, again=True)) == 6


def test_reset_keeps_a_copy(course: Course, kit: Path) -> None:
    """The program is as it was given out, and all that was in the folder is in the copy."""
    solve(course, kit)
    (course.folder("greeting") / "helper.py").write_text("HELP = 1\n", encoding="utf-8")
    work = course.program("greeting").read_bytes()
    copies = [reset(course, "greeting", NOW), reset(course, "greeting", NOW)]
    assert copies[0] is not None
    assert copies[0] != copies[1]
    assert (copies[0] / "greeting.py").read_bytes() == work
    assert (copies[0] / "helper.py").exists()
    assert course.standing("greeting") == "untouched"


def test_submit_packs_what_grading_reads(course: Course, kit: Path) -> None:
    """SLUG/PROGRAM.py and the student's other files; neither the statement nor untouched exercises."""
    solve(course, kit)
    (course.folder("greeting") / "helper.py").write_text("HELP = 1\n", encoding="utf-8")
    first, packed = pack(course, [], NOW)
    assert zipfile.ZipFile(first).namelist() == ["greeting/greeting.py", "greeting/helper.py"]
    assert [(one.slug, one.standing) for one in packed] == [("greeting", "changed")]
    second, _ = pack(course, ["tally"], NOW)
    assert second != first
    assert zipfile.ZipFile(second).namelist() == ["tally/tally.py"]


def test_submit_names_what_it_cannot_pack(course: Course, kit: Path) -> None:
    """Nothing begun; an empty program; and the rest is packed all the same."""
    with pytest.raises(SubmissionError, match="nothing to hand in: nothing has been changed yet"):
        pack(course, [], NOW)
    solve(course, kit)
    course.program("tally").write_bytes(b"")
    path, packed = pack(course, [], NOW)
    assert [one.problem for one in packed] == ["", "tally.py is empty"]
    assert zipfile.ZipFile(path).namelist() == ["greeting/greeting.py"]


def test_a_record_is_a_results_file(course: Course, kit: Path) -> None:
    """What is kept of a check is what `--json` writes."""
    solve(course, kit)
    _checked(course, "greeting", "passed")
    kept = course.result("greeting")
    assert kept is not None
    assert msgspec.to_builtins(kept)["exercise"] == "greeting"


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("width", [50, 64, 80])
def test_the_list_of_the_course_fits_and_cuts_nothing(code: str, width: int) -> None:
    """A title that is too long goes on below itself."""
    kit = packaged_kit()
    found = rows(Course(kit.exercises, kit, kit.root, made=False), load_language(code))
    shown = [text for text, _ in lines(found, load_language(code), width)]
    assert max(map(cell_len, shown)) <= width
    titles = Counter("".join(row.title for row in found))
    assert not titles - Counter("".join(shown))
