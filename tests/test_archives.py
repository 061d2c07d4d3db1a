"""Archives that students hand in, and those that somebody has made to do harm."""

import gzip
import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from procession.archives import MOST_MEMBERS, unpack
from procession.engine.errors import SubmissionError
from procession.intake import MAX_FILE_BYTES


def _archive(path: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(path / "ada.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path / "ada.zip"


def _there(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_what_submit_packs_comes_out_again(tmp_path: Path) -> None:
    """Folders, and what else systems put into archives left off."""
    archive = _archive(
        tmp_path,
        **{"a/a.py": "x", "a/help/b.py": "y", "__MACOSX/a/._a.py": "z", "a/.DS_Store": "z", "a/__pycache__/a.pyc": "z"},
    )
    assert unpack(archive, tmp_path / "out") == []
    assert _there(tmp_path / "out") == {"a/a.py", "a/help/b.py"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["course/a/a.py", "course/b/b.py"], {"a/a.py", "b/b.py"}),
        (["a/a.py"], {"a/a.py"}),
        (["a.py"], {"a.py"}),
        (["course/a/a.py", "course/notes.txt"], {"course/a/a.py", "course/notes.txt"}),
        (["a\\a.py"], {"a/a.py"}),
    ],
)
def test_a_folder_around_everything_is_left_off(tmp_path: Path, names: list[str], expected: set[str]) -> None:
    """Where it is one, and not the exercise itself; with the separators of any system."""
    unpack(_archive(tmp_path, **dict.fromkeys(names, "x")), tmp_path / "out")
    assert _there(tmp_path / "out") == expected


@pytest.mark.parametrize("name", ["../evil.py", "a/../../evil.py", "/etc/evil.py", "C:/evil.py", "..\\evil.py"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    """The member is left out by name, and the others are taken."""
    out = tmp_path / "room" / "out"
    left_out = unpack(_archive(tmp_path, **{name: "x", "good.py": "y"}), out)
    assert [text.partition(": ")[2] for text in left_out] == ["its path leads out of the archive"]
    assert _there(tmp_path / "room") == {"out/good.py"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Nor made."""
    link = zipfile.ZipInfo("link.py")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "no regular file" in unpack(tmp_path / "ada.zip", tmp_path / "out")[0]
    assert _there(tmp_path / "out") == set()


def test_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    """A member that unpacks to far more than it may is read no further than that."""
    left_out = unpack(_archive(tmp_path, **{"bomb.py": b"\0" * (200 << 20), "good.py": "x"}), tmp_path / "out")
    assert left_out == [f"bomb.py: bigger than {MAX_FILE_BYTES >> 10} KiB"]
    assert _there(tmp_path / "out") == {"good.py"}


def test_two_of_one_name(tmp_path: Path) -> None:
    """The first is taken, and the second named."""
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr("a.py", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.py", "second")
    assert unpack(tmp_path / "ada.zip", tmp_path / "out") == ["a.py: there are two of that name"]
    assert (tmp_path / "out" / "a.py").read_text() == "first"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """An archive that no file system could hold."""
    left_out = unpack(_archive(tmp_path, **{"a": "x", "a/b.py": "y"}), tmp_path / "out")
    assert len(left_out) == 1
    assert _there(tmp_path / "out") == {"a"}


@pytest.mark.parametrize("data", [b"", b"not an archive", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_archive_is_named(tmp_path: Path, data: bytes) -> None:
    """With its name, in one line."""
    path = tmp_path / "ada.zip"
    path.write_bytes(data)
    with pytest.raises(SubmissionError, match=r"^ada\.zip is no zip archive that can be read: .*$"):
        unpack(path, tmp_path / "out")


def test_too_many_files(tmp_path: Path) -> None:
    """A whole environment that was packed by mistake."""
    archive = _archive(tmp_path, **{f"{number}.py": b"" for number in range(MOST_MEMBERS + 1)})
    with pytest.raises(SubmissionError, match="pack only what is handed in"):
        unpack(archive, tmp_path / "out")


def _tar(path: Path, *members: tuple[str, bytes, bytes], name: str = "ada.tar.gz") -> Path:
    """An archive of (name, type, data or target of a link)."""
    with tarfile.open(
        path / name, "w:gz" if name.endswith("gz") else "w:bz2" if name.endswith("bz2") else "w"
    ) as archive:
        for member, kind, data in members:
            info = tarfile.TarInfo(member)
            info.type = kind
            if kind == tarfile.REGTYPE:
                info.size = len(data)
            else:
                info.linkname = data.decode()
            archive.addfile(info, io.BytesIO(data))
    return path / name


@pytest.mark.parametrize("name", ["ada.tar", "ada.tar.gz", "ada.tgz", "ada.tar.bz2"])
def test_tar_archives(tmp_path: Path, name: str) -> None:
    """As zip archives: a folder around everything is left off, and so is rubbish."""
    members = [("course/a/a.py", b"x"), ("course/b/b.py", b"y"), ("course/a/.git/config", b"z")]
    archive = _tar(tmp_path, *((member, tarfile.REGTYPE, data) for member, data in members), name=name)
    assert unpack(archive, tmp_path / "out") == []
    assert _there(tmp_path / "out") == {"a/a.py", "b/b.py"}
    assert (tmp_path / "out" / "a" / "a.py").read_bytes() == b"x"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_only_regular_files_come_out_of_a_tar_archive(tmp_path: Path, kind: bytes) -> None:
    """No links of either kind, pipes or devices."""
    archive = _tar(tmp_path, ("good.py", tarfile.REGTYPE, b"x"), ("evil.py", kind, b"/etc/passwd"))
    assert unpack(archive, tmp_path / "out") == ["evil.py: no regular file (links, pipes and devices are not followed)"]
    assert _there(tmp_path / "out") == {"good.py"}


@pytest.mark.parametrize("name", ["../evil.py", "a/../../evil.py", "/etc/evil.py", "..\\evil.py"])
def test_nothing_of_a_tar_archive_is_written_outside(tmp_path: Path, name: str) -> None:
    """The member is left out by name, and the others are taken."""
    out = tmp_path / "room" / "out"
    archive = _tar(tmp_path, (name, tarfile.REGTYPE, b"x"), ("good.py", tarfile.REGTYPE, b"y"))
    assert [text.partition(": ")[2] for text in unpack(archive, out)] == ["its path leads out of the archive"]
    assert _there(tmp_path / "room") == {"out/good.py"}


def test_a_bomb_in_a_tar_archive_does_not_go_off(tmp_path: Path) -> None:
    """Neither one big file, nor one that is only told of, nor a name as long as the memory."""
    archive = _tar(tmp_path, ("bomb.py", tarfile.REGTYPE, b"\0" * (8 << 20)), ("good.py", tarfile.REGTYPE, b"x"))
    assert unpack(archive, tmp_path / "out") == [f"bomb.py: bigger than {MAX_FILE_BYTES >> 10} KiB"]
    assert _there(tmp_path / "out") == {"good.py"}
    header = tarfile.TarInfo("x" * 200)
    long_name = header.tobuf(tarfile.GNU_FORMAT)[:512]
    claimed = long_name[:124] + b"77777777777\0" + b" " * 8 + long_name[156:]
    claimed = claimed[:148] + b"%06o\0 " % (sum(claimed[:148]) + 256 + sum(claimed[156:])) + claimed[156:]
    with gzip.open(tmp_path / "long.tar.gz", "wb", compresslevel=1) as file:
        file.write(claimed)
        for _ in range(300):
            file.write(b"A" * (1 << 20))
    with pytest.raises(SubmissionError, match=r"^long\.tar\.gz is no tar archive that can be read: .*$"):
        unpack(tmp_path / "long.tar.gz", tmp_path / "long")


@pytest.mark.parametrize("data", [b"", b"not an archive", b"\x1f\x8b" + b"\0" * 40, b"BZh9" + b"\0" * 40])
def test_what_is_no_tar_archive_is_named(tmp_path: Path, data: bytes) -> None:
    """With its name, in one line."""
    path = tmp_path / "ada.tgz"
    path.write_bytes(data)
    with pytest.raises(SubmissionError, match=r"^ada\.tgz is no tar archive that can be read: .*$"):
        unpack(path, tmp_path / "out")


def test_too_many_files_in_a_tar_archive(tmp_path: Path) -> None:
    """Counted while it is read."""
    archive = _tar(tmp_path, *((f"{number}.py", tarfile.REGTYPE, b"") for number in range(MOST_MEMBERS + 1)))
    with pytest.raises(SubmissionError, match="pack only what is handed in"):
        unpack(archive, tmp_path / "out")
