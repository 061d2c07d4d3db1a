"""Which way of running is chosen, and why not the other."""

import os
from pathlib import Path
from typing import Any

import pytest
from procession.engine import modes
from procession.engine.errors import GraderError


def test_modes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Controlled where it works; else "auto" samples, and who insists is told why not."""
    assert modes.resolve_mode("auto") == "controlled"
    assert modes.resolve_mode("sampled") == "sampled"
    monkeypatch.setattr(modes, "why_not_controlled", lambda: "no /proc")
    assert modes.resolve_mode("auto") == "sampled"
    with pytest.raises(GraderError, match="no controlled mode here: no /proc"):
        modes.resolve_mode("controlled")
    with pytest.raises(GraderError, match="without a container"):
        modes.open_engine("sampled", tmp_path, tmp_path, "bubblewrap")


@pytest.mark.parametrize("refused", ["pidfd_open", "read_bytes"])
def test_a_container_that_shows_no_processes(monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    """What the kernel refuses to tell of a child, in the kernel's own words."""

    def refuse(*args: Any) -> Any:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(*((os, refused) if refused == "pidfd_open" else (Path, refused)), refuse)
    assert "Operation not permitted" in modes._try_on_a_child()
