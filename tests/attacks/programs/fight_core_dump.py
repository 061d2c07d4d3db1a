"""Crashes so that a core is dumped."""

# attacks: tally

import ctypes
import resource


def main(numbers):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (ValueError, OSError):
        pass
    ctypes.string_at(0)
