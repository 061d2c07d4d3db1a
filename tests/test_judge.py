"""A judge that is interrupted goes on writing for a moment."""

import errno
import os
from pathlib import Path

import pytest
from conftest import KIT
from procession.catalog import Kit
from procession.judge import Bench, Terms


class _Interrupted(Bench):
    """Ctrl-C comes while the judge runs."""

    def _run(self, command: list[str], folder: str) -> str:
        Path(folder, "box").mkdir()
        raise KeyboardInterrupt


def test_an_interrupted_judge_may_still_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it writes while its folder is removed goes with the whole room, and the interrupt is what is told."""

    def not_empty(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))

    exercise = Kit(KIT).exercise("garbled_printing")
    monkeypatch.setattr(os, "rmdir", not_empty)
    with _Interrupted(Terms()) as bench, pytest.raises(KeyboardInterrupt):
        bench.judge([exercise], exercise.stub.parent, "")
    assert not bench.folder.exists()
