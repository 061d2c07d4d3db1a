"""What must be true of anything that strangers hand in or say, tried on what hypothesis thinks up.

Few examples each, the same in every run; PROCESSION_EXAMPLES=5000 tries as many new ones.
"""

import csv
import io
import json
import os
import socket
import stat
import struct
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fuzz.harness import LINES, play
from fuzz.seeds import BY_HAND
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procession import reports, results
from procession.archives import unpack
from procession.engine.errors import ExerciseError, SubmissionError
from procession.engine.wire import Line, Message, ProtocolError, decode
from procession.inside import values
from procession.intake import MAX_FILES, MAX_TOTAL_BYTES, printable, read_submission, take_in
from procession.manifest import read_manifest

MORE = int(os.environ.get("PROCESSION_EXAMPLES", "0"))
MANIFEST = (Path(__file__).parent / "mini_kit" / "exercises" / "tally" / "exercise.toml").read_text(encoding="utf-8")


def tried(examples: int) -> Callable[[Any], Any]:
    """Settings of a test: so many examples in the plain run."""
    return settings(
        max_examples=MORE or examples,
        derandomize=not MORE,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def refused(kind: type[Exception], action: Callable[..., Any], *arguments: Any) -> tuple[Any, str]:
    """What an action returns, or how it refuses."""
    try:
        return action(*arguments), ""
    except kind as error:
        return None, str(error)


# Words of a run.

text = st.text(st.characters(), max_size=30)  # halves of surrogate pairs included
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text | st.binary(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(text, inner, max_size=4)
    ),
    max_leaves=12,
)
in_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=20,
)
tagged = st.recursive(
    st.sampled_from([["n"], ["b", True], ["i", "0x1"], ["f", "nan"], ["s", "x"], ["y", "eA=="]]) | in_json,
    lambda inner: st.tuples(st.sampled_from("ltezdouyifsbn?"), st.lists(inner, max_size=3)).map(list),
    max_leaves=8,
)
notes = st.lists(
    st.lists(in_json, max_size=6) | st.sampled_from([[10, "got", "sem1"], [10, "reaped", 11, 0]]), max_size=2
)
operations = "import enter returned raised call start join acquire recv send sleep print signal store".split()
messages = st.one_of(
    st.tuples(st.just("hello"), st.sampled_from([10, 11, 12]), st.just(10), st.sampled_from([10, 11, 99]), st.just("MainThread")),
    st.tuples(
        st.just("at"), st.integers(0, 9), st.sampled_from(operations), st.sampled_from(["", "sem1", "proc11", "pipe1|sock2"]) | text,
        tagged | st.sampled_from(["Lock", 3, ["1", [["n"]]], [["E"], "m", "f.py", 1]]), st.booleans(),
        st.none() | st.floats(allow_nan=False), st.none() | st.just(["m.py", 3, "main"]), notes,
    ),
    st.tuples(st.just("ready"), st.integers(0, 9), st.booleans()),
    st.tuples(st.just("bye"), notes),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
)  # fmt: skip
spoken = st.tuples(st.sampled_from(LINES[:3]), messages)


@tried(150)
@given(plain)
def test_values_come_across_as_they_are(value: Any) -> None:
    """Whatever is in them: types, signs of zero, not-a-numbers and halves of surrogate pairs included."""
    there = json.loads(json.dumps(values.encode(value)))
    assert repr(values.decode(there)) == repr(value)


@tried(150)
@given(tagged | in_json)
def test_what_is_no_value_is_said_to_be_none(data: Any) -> None:
    """By ValueError and nothing else."""
    _, said = refused(ValueError, values.decode, data)
    assert said.startswith("not an encoded value") or not said


@tried(150)
@given(
    st.binary(max_size=60)
    | messages.map(lambda one: json.dumps(one).encode())
    | in_json.map(lambda one: json.dumps(one).encode())
)
def test_a_message_is_known_or_refused(data: bytes) -> None:
    """By ProtocolError and nothing else."""
    message, said = refused(ProtocolError, decode, data)
    assert isinstance(message, Message) != bool(said)


@tried(40)
@given(
    st.lists(st.sampled_from([b'["withdraw",1]', b'["bye",[]]', b'["ready",1,true]']), max_size=5),
    st.lists(st.integers(1, 9)),
)
def test_messages_are_the_same_however_they_are_cut(said: list[bytes], cuts: list[int]) -> None:
    """Into pieces of any lengths."""
    data = b"".join(struct.pack("!I", len(one)) + one for one in said)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        line, heard = Line(ours), []
        while data:
            size = cuts.pop() if cuts else len(data)
            theirs.sendall(data[:size])
            data = data[size:]
            heard += line.receive()
        assert heard == [decode(one) for one in said]


@tried(60)
@given(
    st.sampled_from(BY_HAND),
    st.lists(spoken, max_size=12),
    st.integers(0, 20),
    st.sampled_from(["fair", "adversarial"]),
)
def test_whatever_a_run_says_it_is_judged(seed: bytes, said: list[tuple[str, Any]], at: int, time: str) -> None:
    """There is an observation that can be drawn, and no exception."""
    lines = seed.split(b"\n")
    lines[at:at] = [letter.encode() + json.dumps(message).encode() for letter, message in said]
    seen = play(b"\n".join(lines), time=time)
    assert seen.ending in ("ended", "deadlocked", "timed out", "inconclusive", "crashed")


# Archives, files and their names.

parts = st.sampled_from(
    ["a", "b.py", "..", ".", "", "C:", "\0", "\\", "x" * 300, "\x1b[2J", "__MACOSX", "ü\u202e"]
) | text.filter(lambda name: not any("\ud800" <= c <= "\udfff" for c in name))
member_names = st.lists(parts, min_size=1, max_size=4).map("/".join)
modes = st.sampled_from([0, stat.S_IFREG | 0o644, stat.S_IFLNK | 0o777, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR])
members = st.lists(st.tuples(member_names, st.binary(max_size=50), modes), max_size=6)


def _zipped(contents: list[tuple[str, bytes, int]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data, mode in contents:
            info = zipfile.ZipInfo(name or "x")
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return out.getvalue()


def _unpacked(data: bytes) -> None:
    """Only regular files come out of it, and only in the folder that is named."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        (room / "ada.zip").write_bytes(data)
        left_out, said = refused(SubmissionError, unpack, room / "ada.zip", room / "in" / "out")
        assert "\n" not in said
        assert {path.name for path in room.iterdir()} <= {"ada.zip", "in"}
        assert [path.name for path in (room / "in").iterdir()] == ["out"]
        for path in room.rglob("*"):
            assert stat.S_IFMT(path.lstat().st_mode) in (stat.S_IFREG, stat.S_IFDIR)
        assert said or all(": " in reason for reason in left_out)


@tried(60)
@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(members)
def test_archives_stay_in_their_folder(contents: list[tuple[str, bytes, int]]) -> None:
    """Whatever their members are called and said to be."""
    _unpacked(_zipped(contents))


@tried(100)
@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(
    members,
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=8)), max_size=5),
    st.binary(max_size=30),
)
def test_archives_that_were_tampered_with(contents: list[Any], changes: list[tuple[int, bytes]], more: bytes) -> None:
    """Are read or refused."""
    data = bytearray(_zipped(contents))
    for at, change in changes:
        at %= max(1, len(data))
        data[at : at + len(change)] = change
    _unpacked(bytes(data) + more)


file_names = st.binary(min_size=1, max_size=40).filter(
    lambda name: b"/" not in name and b"\0" not in name and name not in (b".", b"..")
)


@tried(60)
@given(
    st.dictionaries(file_names, st.binary(max_size=100), max_size=5),
    st.binary(max_size=200) | text.map(lambda t: t.encode("utf-8", "replace")),
)
def test_folders_are_taken_in_or_refused(beside: dict[bytes, bytes], module: bytes) -> None:
    """Whatever is in the module and whatever the files beside it are called."""
    with tempfile.TemporaryDirectory() as name:
        source = os.fsencode(name) + b"/source"
        os.mkdir(source)
        for file, data in {**beside, b"tally.py": module}.items():
            Path(os.fsdecode(source + b"/" + file)).write_bytes(data)
        found, said = refused(SubmissionError, take_in, Path(os.fsdecode(source)), Path(name) / "target", "tally")
        assert bool(found) != ("tally.py" in said)
        if not found:
            return
        assert found.files["tally.py"] == module
        assert len(found.files) <= MAX_FILES
        assert sum(map(len, found.files.values())) <= MAX_TOTAL_BYTES
        assert found.digest == read_submission(Path(name) / "target", "tally").digest
        for file, data in found.files.items():
            printable(file).encode("utf-8")
            assert (Path(name) / "target" / file).read_bytes() == data


# What is shown and stored.


def _checked(name: str, shown: str) -> results.CheckResult:
    evidence = results.Evidence(shown, name, shown, name)
    return results.CheckResult("check", "A title", "results", 0.0, 1.0, "failed", evidence)


@tried(100)
@given(text, text)
def test_names_and_texts_do_no_harm_where_they_are_shown(name: str, shown: str) -> None:
    """No control, no direction and no formula; and the results file says exactly what there was."""
    one = results.ExerciseResult(
        name, "tally", 0.0, 1.0, "controlled", [_checked(name, shown)], "bubblewrap", notes=[shown]
    )
    stored = results.dump(results.Results(submissions=[one]))
    there = results.load(stored).submissions[0]
    assert there.student == printable(name)
    assert there.notes == [printable(shown)]
    page, table = reports.feedback(name, [one]), reports.grades_csv([one], ["tally"])
    for written in (page, table, stored.decode("utf-8")):
        assert not {c for c in written if unicodedata.category(c)[0] == "C"} - {"\n", "\t"}
    cell = list(csv.reader(io.StringIO(table)))[1][0]
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")


# Manifests.

toml_values = st.sampled_from(
    ["1", "-1", "1e400", '"x"', "[]", '["fork"]', "{}", "true", "nan", "1979-05-27", '"""', "[[", "\x00", "99" * 40]
)
lines = st.tuples(
    st.sampled_from([line.partition(" = ")[0] for line in MANIFEST.splitlines() if " = " in line] + ["more"]),
    toml_values,
)


@tried(80)
@given(st.lists(lines, max_size=3) | st.binary(max_size=50))
def test_manifests_are_right_or_refused(changes: Any) -> None:
    """In one line that names the file."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "exercise.toml"
        if isinstance(changes, bytes):
            path.write_bytes(changes)
        else:
            written = MANIFEST
            for key, value in changes:
                kept = [line for line in written.splitlines() if line.partition(" = ")[0] != key]
                written = "\n".join([f"{key} = {value}", *kept])
            path.write_text(written, encoding="utf-8")
        manifest, said = refused(ExerciseError, read_manifest, path)
        if not manifest:
            assert said.startswith(str(path))
            return
        assert manifest.start_methods
        assert len(manifest.hints) == 3
