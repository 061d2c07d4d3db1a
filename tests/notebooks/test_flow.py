"""nbgrader's own commands on a course that the kit has made, with a few submissions of each sort."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

pytest.importorskip("nbgrader", reason="needs the extra `nbgrader`")

from nbgrader.api import Gradebook
from notebooks.classroom import Classroom, doubled, edited, first, named, program_cell
from procession.cli import main
from procession.results import dump, load

KIT = Path(__file__).resolve().parent.parent / "mini_kit"
RIGHT = (KIT / "solutions" / "greeting" / "greeting.py").read_text(encoding="utf-8")
NOT_JOINED = (KIT / "graders" / "greeting" / "wrong" / "not_joined.py").read_text(encoding="utf-8")
EXPECTED = {"ada": 4.0, "ben": 0.0, "cyd": 3.0, "dora": 4.0, "fay": 0.0}
ALSO = {"cy2": 3.0, "hal": 0.0}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A course whose submissions were graded by `nbgrader autograde`."""
    room = Classroom(tmp_path_factory.mktemp("room"), KIT, "greeting").open()
    marker = room.folder / "executed"
    run = f"open({str(marker)!r}, 'w').close()"
    room.hand_in("ada", RIGHT, first(run))
    room.hand_in("ben", None)
    room.hand_in("cyd", NOT_JOINED, edited("-ends", source=f"{run}\n1.0", nbgrader={"points": 100}))
    room.hand_in("dora", RIGHT, lambda nb: edited("-", nbgrader={"schema_version": 1})(doubled("-greets")(nb)))
    room.put("fay", "no notebook")
    room.nbgrader("autograde", "greeting")
    assert not marker.exists()
    return room


def test_students_get_the_stub_and_nothing_that_is_hidden(room: Classroom) -> None:
    """The stub to the byte, in the notebook and in the gradebook; the solution is only in `source`."""
    source = program_cell(room.released())["source"]
    stub = (KIT / "exercises" / "greeting" / "greeting.py").read_text(encoding="utf-8")
    assert "".join(source) + "\n" == "%%writefile greeting.py\n" + stub
    text = json.dumps(room.released())
    assert "import multiprocessing" not in text
    assert "scenario" not in text
    assert b"import multiprocessing" not in (room.course / "gradebook.db").read_bytes()
    points = {named(c): c["metadata"]["nbgrader"].get("points") for c in room.released()["cells"]}
    assert {name: worth for name, worth in points.items() if worth} == {
        "greeting-greets": 1.0,
        "greeting-in_a_process": 2.0,
        "greeting-ends": 1.0,
    }


def test_every_submission_has_the_score_that_the_kit_gives(room: Classroom) -> None:
    """Whatever was done to its cells; and none stops the others. nbgrader's own export has it too."""
    assert room.scores() == EXPECTED
    assert room.exported() == EXPECTED
    assert {name: result.score for name, result in room.grade().items()} == {
        name: score for name, score in EXPECTED.items() if name in room.programs
    }


def test_each_grade_cell_says_what_was_found(room: Classroom) -> None:
    """With evidence if the check shows it; and why nothing ran is said once, below the program."""
    ben = room.shown("ben")
    assert "✗ The greeting is made in a process of its own: failed, 0 of 2 points" in ben["greeting-in_a_process"]
    assert "seen     made in {'main'}" in ben["greeting-in_a_process"]
    assert room.shown("cyd")["greeting-ends"].split("\n") == ["✗ The program ends: failed, 0 of 1 points", "0.0"]
    fay = room.shown("fay")
    assert fay["greeting-solution-cell"].startswith("the notebook can't be read: it is not JSON")
    assert fay["greeting-greets"].split("\n") == ["– main returns the greeting: not run, 0 of 1 points", "0.0"]


def test_feedback_is_generated(room: Classroom) -> None:
    """By nbgrader, as for any course."""
    room.nbgrader("generate_feedback", "greeting", "--student", "ben")
    page = (room.course / "feedback" / "ben" / "greeting" / "greeting.html").read_text(encoding="utf-8")
    assert "made in {'main'}" in page
    assert "(Score: 0.0 / 4.0)" in page


def test_grading_on_all_processors_gives_the_same(room: Classroom) -> None:
    """It judges first, and lets nbgrader write; a renamed notebook is told."""
    room.hand_in("cy2", NOT_JOINED, edited("-ends", source="1.0", nbgrader={"points": 100}))
    room.put("hal", "{}", "Untitled.ipynb")
    room.hand_in("ivol", RIGHT)
    room.put("ivol", "yesterday", "timestamp.txt")
    said = room.procession("autograde", "greeting", "--student", "*[2l]", code=1)
    assert "hal: greeting.ipynb was not handed in: no points for it; there is Untitled.ipynb, to be renamed?" in said
    assert re.search(r"│ hal +│ +0 not run │ +0/4 │", said)
    assert "ivol: not graded: timestamp.txt holds no time; mend or remove it" in said
    assert "2 of 3 submissions are in the gradebook" in said
    assert room.scores() == EXPECTED | ALSO
    assert room.shown("cy2") == room.shown("cyd")


@pytest.fixture
def command(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `procession nbgrader` in this process (nbgrader takes long to import)."""
    monkeypatch.chdir(room.course)
    return lambda *arguments: CliRunner().invoke(main, ["nbgrader", *map(str, arguments)])


def test_who_is_graded_is_not_graded_again(command: Callable[..., Result]) -> None:
    """Not even who has handed in nothing that could be."""
    done = command("autograde", "greeting", "--student", "[!i]*")
    assert (done.exit_code, "nobody has handed in anything new" in done.output) == (0, True), done.output


def test_results_are_imported(room: Classroom, command: Callable[..., Result]) -> None:
    """Scores of `procession grade`, of students whom nbgrader has never seen too; what was given by hand stays."""
    room.grade()
    before = room.scores()
    whole = load((room.folder / "grades" / "results.json").read_bytes())
    [cyd] = [one for one in whole.submissions if one.student == "cyd"]
    zoe = msgspec.structs.replace(cyd, student="zoe")
    path = room.folder / "more.json"
    path.write_bytes(dump(msgspec.structs.replace(whole, submissions=[*whole.submissions, zoe])))
    with Gradebook(f"sqlite:///{room.course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("greeting-ends", "greeting", "greeting", "cyd")
        grade.manual_score = 0.5
        gradebook.db.commit()
    done = command("import", path)
    assert done.exit_code == 0, done.output
    assert f"{len(whole.submissions) + 1} results are in the gradebook" in done.output
    imported = {one.student: one.score for one in whole.submissions}
    assert room.scores() == before | imported | {"zoe": 3.0, "cyd": 3.5}
    with Gradebook(f"sqlite:///{room.course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade("greeting-ends", "greeting", "greeting", "cyd").needs_manual_grade
        comment = gradebook.find_comment("greeting-solution-cell", "greeting", "greeting", "zoe").comment
    assert "✗ The program ends: failed, 0 of 1 points" in comment


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("autograde", "no_such"), "`nbgrader generate_assignment no_such` makes it known"),
        (("autograde", "greeting", "--course", "source"), "it has no nbgrader_config.py"),
        (("import", "nbgrader_config.py"), "is no results file of `procession grade`"),
        (("import", "no_such.json"), "No such file"),
        (("init", ".", "--exercise", "no_such", "--kit", KIT), "there is no exercise called"),
    ],
)
def test_what_can_t_be_used_is_told_in_a_line(
    arguments: tuple[str, ...], said: str, command: Callable[..., Result]
) -> None:
    """With the remedy."""
    done = command(*arguments)
    assert done.exit_code == 2, done.output
    [line] = [line for line in done.output.splitlines() if line.startswith("procession:")]
    assert said in line


def test_what_the_kit_could_not_judge_waits_for_somebody(room: Classroom) -> None:
    """No score, and no loss: in nbgrader's own words, it needs a manual grade."""
    from procession.notebooks.grading import SaveGrades, not_graded
    from procession.notebooks.taking import read_notebook

    nb = read_notebook(room.course / "autograded" / "ada" / "greeting" / "greeting.ipynb")
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            not_graded(cell, "the box could not be opened")
    url = f"sqlite:///{room.course / 'gradebook.db'}"
    names = {"notebook": "greeting", "assignment": "greeting", "student": "ada", "db_url": url}
    SaveGrades().preprocess(nb, {"nbgrader": names})
    with Gradebook(url) as gradebook:
        submission = gradebook.find_submission("greeting", "ada")
        assert submission.needs_manual_grade
        assert [grade.auto_score for grade in submission.notebooks[0].grades] == [None] * 3
