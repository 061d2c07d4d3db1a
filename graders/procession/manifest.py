"""exercise.toml: what an exercise says about itself."""

from pathlib import Path

import msgspec

from procession.engine.errors import ExerciseError


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """exercise.toml."""

    order: int
    chapter: str
    title: str
    title_zh: str
    difficulty: str
    minutes: int
    concepts: list[str]
    start_methods: list[str]
    given: list[str]
    hints: list[str]
    hints_zh: list[str]
    entry_points: dict[str, str]


def read_manifest(path: Path) -> Manifest:
    """Parse a manifest; ExerciseError when it is missing or wrong."""
    try:
        manifest = msgspec.toml.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise ExerciseError(f"{path}: {error.strerror}") from None
    except (msgspec.ValidationError, msgspec.DecodeError, ValueError) as error:
        raise ExerciseError(f"{path}: {error}") from None
    unknown = set(manifest.start_methods) - {"fork", "spawn", "forkserver"}
    if unknown or not manifest.start_methods:
        raise ExerciseError(f"{path}: start_methods must be some of fork, spawn, forkserver")
    if len(manifest.hints) != 3 or len(manifest.hints_zh) != 3:
        raise ExerciseError(f"{path}: there must be three hints")
    return manifest
