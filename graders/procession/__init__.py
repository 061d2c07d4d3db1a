"""procession: an auto-graded exercise kit for multiprocessing whose grader is never lucky.

`from procession import explore` tests a multiprocess program of your own; see `procession.library`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from procession.library import Run, explore

__version__ = "0.1.0"
__all__ = ["Run", "__version__", "explore"]


def __getattr__(name: str) -> Any:
    """Load the library only when it is used: the commands start faster without it."""
    if name in ("Run", "explore"):
        from procession import library

        return getattr(library, name)
    raise AttributeError(f"module 'procession' has no attribute {name!r}")
