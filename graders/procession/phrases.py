"""Catalogues of phrases: read from files, and matched against what was filled in already."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from procession.engine.errors import ExerciseError

_PLACE = re.compile(r"\{(\w*)\}")
_LEAD = re.compile(r"(\s*(?:- )?)(.*?)(\s*)")
_QUOTED = "    "
_WIDE = "[\u2e80-\u9fff]"
_GAP = re.compile(f"(?<={_WIDE}) \0(?={_WIDE})|(?<={_WIDE})\0 (?={_WIDE})|\0")
"""A space between a place and the words beside it (a NUL is where they meet), if both are Chinese."""
_NARROW = {"file": r"[^()]+?", "line": r"\d+", "n": r"[-+.e\d]+", "who": r"[^:`]+?"}
"""What may stand in places of these names; in all others, anything."""


@dataclass(frozen=True)
class Phrases:
    """The phrases of a catalogue, to be found in texts whose places are filled in."""

    catalogue: Mapping[str, str]

    def line(self, line: str) -> str:
        """A line that a check or the engine has said; as it is, if no template fits."""
        match = None if line.startswith(_QUOTED) else _LEAD.fullmatch(line)
        if match is None:
            return line
        lead, words, tail = match.groups()
        known = self._matched(words)
        return line if known is None else f"{lead}{known}{tail}"

    def _matched(self, words: str) -> str | None:
        if words in self.catalogue:
            return self.catalogue[words]
        for pattern, translation in self._patterns:
            match = pattern.fullmatch(words)
            if match:
                inner = {name: f"\0{self._inner(group)}\0" for name, group in match.groupdict().items()}
                return _GAP.sub("", translation.format(**inner))
        return None

    def _inner(self, words: str) -> str:
        known = self._matched(words)
        return words if known is None else known

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Templates with places, those with the most words of their own first."""
        found = [(key, value) for key, value in self.catalogue.items() if _PLACE.search(key)]
        found.sort(key=lambda one: -len(_PLACE.sub("", one[0])))
        return [(_pattern(key), value) for key, value in found]


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _PLACE.split(template)
    for number, piece in enumerate(pieces):
        one = _NARROW.get(piece, ".+?")
        pieces[number] = f"(?P<{piece}>{one})" if number % 2 else re.escape(piece)
    return re.compile("".join(pieces))


def read_catalogue(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The phrases in a file, and those in its table [said], which are only said by the kit itself.

    ExerciseError when it can't be read, or a translation has places of its own.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExerciseError(f"{path}: {error}") from None
    said = found.pop("said", {})
    for key, value in [*found.items(), *said.items()]:
        places = set(_PLACE.findall(key))
        if not isinstance(value, str) or not set(_PLACE.findall(value)) <= places:
            raise ExerciseError(f"{path}: the text for {key!r} is no text, or has a place that {key!r} has not")
    return found, said
