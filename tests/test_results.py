"""The results file: its schema is in the package, true, and enforced when a file is read."""

import io
import json
from pathlib import Path

import jsonschema
import msgspec
import procession
import pytest
from procession import results
from procession.results import CheckResult, Evidence, ExerciseResult, Results, StoredSchedule

SCHEMA = json.loads((Path(procession.__file__).parent / "results.schema.json").read_text(encoding="utf-8"))
SCHEDULE = StoredSchedule("m", "main", [[1]], "fork", [], "", False, None, "fair", "random", 3, ["main"], [0, -1])
CHECK = CheckResult("ends", "It ends", "termination", 0.0, 2.0, "deadlocked", Evidence(seen="x"), SCHEDULE, 4)
ADA = ExerciseResult("ada", "m", 0.0, 2.0, "controlled", [CHECK])
WHOLE = Results("procession/results/v1", "0", "s", True, submissions=[ADA])


def test_the_schema_in_the_package_is_the_one_of_the_classes() -> None:
    """Whoever changes a class changes the schema: `python -m procession.results` writes it."""
    assert results.json_schema() == SCHEMA


def test_what_is_written_is_valid_and_reads_back() -> None:
    """A validator that knows nothing of the classes agrees."""
    data = results.dump(WHOLE)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(data))
    assert results.load(data) == WHOLE


@pytest.mark.parametrize(
    "change",
    [
        ('"deadlocked"', '"hung"'),
        ('"termination"', '"speed"'),
        ('"procession/results/v1"', '"procession/results/v2"'),
        ('"max_points": 2.0', '"max_points": "2"'),
    ],
)
def test_what_is_not_valid_is_refused(change: tuple[str, str]) -> None:
    """By the schema and by the reader alike."""
    data = results.dump(WHOLE).decode().replace(*change)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(data))
    with pytest.raises(msgspec.ValidationError):
        results.load(data.encode())


@pytest.mark.parametrize("names", [[], ["ada"], ["ada", "b\u202eob\n\x7f", "\ud800"]])
def test_written_piece_by_piece_it_is_the_same(names: list[str]) -> None:
    """Whoever has not all submissions in memory writes the same bytes."""
    found = [msgspec.structs.replace(ADA, student=name) for name in names]
    whole = msgspec.structs.replace(WHOLE, submissions=found)
    target = io.BytesIO()
    results.write(target, WHOLE, map(results.dump_one, found))
    assert target.getvalue() == results.dump(whole)
