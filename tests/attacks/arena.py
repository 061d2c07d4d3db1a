"""Hostile submissions between honest ones, graded by the real command; and what came of it.

Each file of `programs` is one attack, the submission of one student: it gives a wrong answer and tries to get points, to
learn what is hidden, to outlive its run, or to harm the grader, its reader or its neighbours. `builders.py` has those
that are no Python program. Whatever they do, this must hold: no point is gained, nothing leaks, nothing survives, the
honest neighbours keep their points, and the grader neither fails nor passes control characters on.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
MINI_KIT = HERE.parent / "mini_kit"
SECRET = "xyzzy-3f81"
"""Stands in the hidden checks, the seed, the solutions, the grader's environment and a file beside the submissions."""
_FORBIDDEN = (SECRET, "root:x:0:0")
_ABREAST = 5  # attacks between two honest submissions


@dataclass(frozen=True)
class Attack:
    """One hostile submission; `build(folder, name)` puts it into the folder of submissions, under names that begin so."""

    name: str
    exercise: str
    tries: str
    build: Callable[[Path, str], None]
    slow: bool = False


@dataclass
class Outcome:
    """What came of one attack."""

    attack: Attack
    verdicts: list[str] = field(default_factory=list)
    gained: float = 0.0
    leaks: list[str] = field(default_factory=list)
    dirt: list[str] = field(default_factory=list)
    """Control characters in what is shown."""
    errors: list[str] = field(default_factory=list)
    """What was said of each grader error."""

    @property
    def contained(self) -> bool:
        """Whether it was judged as any wrong answer is."""
        judged = bool(self.verdicts) and "grader error" not in self.verdicts
        return judged and not self.gained and not self.leaks and not self.dirt


@dataclass
class Fight:
    """One grading with attacks in it."""

    outcomes: list[Outcome]
    exit_code: int
    said: str
    survivors: list[str]
    changed: list[str]
    """Honest students who did not get what they get without attackers."""


def programs() -> list[Attack]:
    """The attacks that are Python programs."""
    return [_program(path) for path in sorted((HERE / "programs").glob("*.py"))]


def _program(path: Path) -> Attack:
    text = path.read_text(encoding="utf-8")
    found = re.search(r"^# attacks: (\w+)(, slow)?$", text, re.MULTILINE)
    assert found, f"{path.name} does not say which exercise it is for"
    exercise = found[1]

    def build(source: Path, name: str) -> None:
        (source / name).mkdir()
        (source / name / f"{exercise}.py").write_text(text, encoding="utf-8")

    return Attack(path.stem, exercise, text.split('"""')[1], build, bool(found[2]))


def make_kit(room: Path) -> Path:
    """A copy of the miniature kit with the secret in all that is hidden."""
    kit = room / "kit"
    shutil.copytree(MINI_KIT, kit)
    with open(kit / "graders" / "seed.txt", "a", encoding="utf-8") as seed:
        seed.write(SECRET)
    for path in [*kit.glob("graders/*/test_*.py"), *kit.glob("solutions/*/*.py")]:
        path.write_text(path.read_text(encoding="utf-8") + f"\nHIDDEN = {SECRET!r}\n", encoding="utf-8")
    return kit


def fight(attacks: Sequence[Attack], room: Path, *more: str) -> Fight:
    """Grade attacks of one exercise between honest submissions, in the empty folder `room`."""
    exercise = attacks[0].exercise
    kit, source, rooms, out = make_kit(room), room / "class", room / "rooms", room / "out"
    source.mkdir()
    rooms.mkdir()
    (room / "beside.txt").write_text(SECRET, encoding="utf-8")
    reference = kit / "solutions" / exercise / f"{exercise}.py"
    names: dict[str, Attack] = {}
    for number, attack in enumerate(attacks):
        if number % _ABREAST == 0:
            _honest(source, f"{number:03}-0-honest", reference)
        names[f"{number:03}-{attack.name}"] = attack
        attack.build(source, f"{number:03}-{attack.name}")
    _honest(source, "999-honest", reference)
    before = left_in(room)
    command = [sys.executable, "-m", "procession", "grade", str(source), "--out", str(out), "--kit", str(kit)]
    done = subprocess.run(
        [*command, "--exercise", exercise, *more],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        env={**os.environ, "TMPDIR": str(rooms), "ATTACKED": SECRET, "COLUMNS": "160"},
    )
    survivors = sorted(left_in(room) - before) + [f"folder {name}" for name in os.listdir(rooms)]
    said = done.stdout + done.stderr
    students = _results(out)
    honest = {path.name for path in source.iterdir() if path.name.endswith("-honest")}
    subprocess.run(["chmod", "-R", "u+rwX", str(source)], stderr=subprocess.DEVNULL)  # for who is not root
    subprocess.run(["rm", "-rf", str(source)], check=True)  # some are too deep for Python to remove
    full = max((one["max_score"] for one in students.values()), default=1.0)
    changed = [name for name in sorted(honest) if students.get(name, {}).get("score") != full]
    outcomes = [_outcome(attack, name, students, out) for name, attack in names.items()]
    everything = said + _text(out / "grades.csv") + _text(out / "class.html")
    leaks = [word for word in _FORBIDDEN if word in everything + _text(out / "results.json")]
    dirt = _dirt(everything) + _dirt(_text(out / "results.json"))
    if leaks or dirt:
        outcomes[0].leaks += leaks
        outcomes[0].dirt += dirt
    return Fight(outcomes, done.returncode, said, survivors, changed)


def _honest(source: Path, name: str, reference: Path) -> None:
    (source / name).mkdir()
    text = reference.read_text(encoding="utf-8").replace(f"HIDDEN = {SECRET!r}", "")
    (source / name / reference.name).write_text(text, encoding="utf-8")


def _results(out: Path) -> dict[str, dict]:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads((out / "results.json").read_text(encoding="utf-8"))
        return {one["student"]: one for one in found["submissions"]}
    return {}


def _outcome(attack: Attack, name: str, students: dict[str, dict], out: Path) -> Outcome:
    found = Outcome(attack)
    for student, result in students.items():
        if student.startswith(name):
            found.verdicts += [check["verdict"] for check in result["checks"]]
            broken = [check for check in result["checks"] if check["verdict"] == "grader error"]
            found.errors += [(check["evidence"] or {}).get("seen", "") for check in broken]
            found.gained += result["score"]
            text = json.dumps(result, ensure_ascii=False)
            found.leaks += [word for word in _FORBIDDEN if word in text]
    for page in (*out.glob(f"{name}*/feedback.*"), *out.glob(f"pictures/{name}*/*")):
        text = _text(page)
        found.leaks += [word for word in _FORBIDDEN if word in text]
        found.dirt += _dirt(text)
    return found


def _text(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    return ""


def _dirt(text: str) -> list[str]:
    """Control, direction and other invisible characters, and what would be a command to a pipeline."""
    found = {f"U+{ord(c):04X}" for c in set(text) - {"\n"} if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    commands = re.findall(r"(?m)^(?:::|##\[|##vso\[)\S+", text)
    return sorted(found) + sorted({f"command {command}" for command in commands})


def left_in(room: Path) -> set[str]:
    """What a grading must not leave: its processes (those that can see its folders), shared memory, mounts."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and folder.name != str(os.getpid()):
            with contextlib.suppress(OSError):
                if str(room) in _text(folder / "mountinfo") + _text(folder / "cmdline") + _text(folder / "environ"):
                    found.add(f"process {folder.name} {_text(folder / 'cmdline')[:60]!r}")
    found |= {f"shared memory {name!r}" for name in os.listdir("/dev/shm") if "attack" in name}
    for name in ("shm", "sem", "msg"):
        lines = _text(Path("/proc/sysvipc") / name).splitlines()[1:]
        found |= {f"{name} {line.split()[0]}" for line in lines if line.split()[0] in map(str, range(4711, 4721))}
    return found | {line for line in _text(Path("/proc/self/mounts")).splitlines() if str(room) in line}
