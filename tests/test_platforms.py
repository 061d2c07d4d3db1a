"""What the names in downloads of learning platforms say."""

import pytest
from procession.platforms import Named, attempt_of, packed_at, read_name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada Lovelace_123_assignsubmission_file_", Named("moodle", "Ada Lovelace", "123")),
        ("Ada Lovelace_123_assignsubmission_file", Named("moodle", "Ada Lovelace", "123")),
        ("Participant_7_assignsubmission_file_a.py", Named("moodle", "Participant", "7", "file", "a.py")),
        ("al12_Ada L_9_assignsubmission_file", Named("moodle", "al12_Ada L", "9")),
        ("Default group_assignsubmission_file_", Named("moodle", "Default group")),
        ("Ada_1_assignsubmission_onlinetext_", Named("moodle", "Ada", "1", "onlinetext")),
        ("Ada_1_assignsubmission_onlinetext_onlinetext.html", Named("moodle", "Ada", "1", "onlinetext", "onlinetext.html")),
        ("lovelaceada_12345_67890_pool_size.py", Named("canvas", "lovelaceada", "12345", "file", "pool_size.py")),
        ("lovelaceada_LATE_1_2_a-1.py", Named("canvas", "lovelaceada", "1", "file", "a-1.py", True)),
        ("o_connor_x_1_2_a.py", Named("canvas", "o_connor_x", "1", "file", "a.py")),
        ("LATE_anon_aB3xY_5009_a.py", Named("canvas", "anon_aB3xY", "aB3xY", "file", "a.py", True)),
        ("lovelaceada_LATE_1_text.html", Named("canvas", "lovelaceada", "1", "text", "", True)),
    ],
)  # fmt: skip
def test_names_that_platforms_give(name: str, said: Named) -> None:
    """As their own sources make them."""
    assert read_name(name) == said


@pytest.mark.parametrize("name", ["ada", "ada.zip", "pool_size.py", "ada_1.py", "group_2_3", "Ada_1_assignment_file"])
def test_other_names(name: str) -> None:
    """They say nothing."""
    assert read_name(name) is None


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("a.py", ("a.py", 1)),
        ("a-1.py", ("a.py", 2)),
        ("a-12.py", ("a.py", 13)),
        ("a-0.py", ("a-0.py", 1)),
        ("work-1.tar.gz", ("work.tar.gz", 2)),
        ("submission-20261101-1030.zip", ("submission-20261101-1030.zip", 1)),
    ],
)
def test_attempts(file: str, said: tuple[str, int]) -> None:
    """The same name handed in again; but the time in the name of a packed archive is no number of an attempt."""
    assert attempt_of(file) == said


def test_packed_archives_have_an_order() -> None:
    """By the time, and then by the number of those of one minute."""
    names = ["submission-20261101-1030-11.zip", "submission-20261101-1030.zip", "submission-20261101-1030-2.zip"]
    assert sorted(names, key=packed_at) == [names[1], names[2], names[0]]
    assert packed_at("work.zip") == ""
