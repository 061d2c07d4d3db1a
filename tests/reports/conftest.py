"""A diagram of a real run, for the pages that show one."""

from picture.conftest import deadlock

__all__ = ["deadlock"]
