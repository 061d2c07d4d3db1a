"""What a parked thread waits for, in the words of its own source: `q.get()`, `with lock`, `p.join()`.

Asked only when a run is stuck. Looks at the stack of the parked thread: the outermost library call
that the submission's code made, and the name under which that code knows the object.
"""

import multiprocessing.process
import os
import sys

from . import values, wire

_CHILD_BEGINS = multiprocessing.process.BaseProcess._bootstrap.__code__
_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep


def describe():
    """[api, label, class name, frames] of the current thread, parked in `wire.park`.

    `frames` are the submission's own, innermost first, each [file, line, function].
    """
    root = wire.state.root
    frame = sys._getframe(1)
    inner, calls, own = None, [], []
    while frame is not None and frame.f_code is not _CHILD_BEGINS:  # below it are the parent's frames
        name = frame.f_code.co_filename
        if name.startswith(root):
            own.append([name[len(root) :], frame.f_lineno or 0, frame.f_code.co_name])
            if inner is None:
                inner = frame
        elif inner is None:
            calls.append(frame)
        frame = frame.f_back
    if inner is None or not calls:
        return ["", "", "", own[:20]]
    outer = calls[-1]
    target = outer.f_locals.get("self")
    outside_kit = [f for f in calls if not f.f_code.co_filename.startswith(_HERE)]
    api = _api_name(outside_kit[-1] if outside_kit else outer)
    return [api, name_of(target, inner), type(target).__name__, own[:20]]


def _api_name(frame):
    name = frame.f_code.co_name
    return {"_acquire": "acquire", "_enter": "with", "_release": "release", "__enter__": "with"}.get(name, name)


def name_of(target, frame):
    """The name by which the code of `frame` knows `target`: a variable, an attribute, an element."""
    if target is None:
        return ""
    local = dict(frame.f_locals)
    for scope in (local, frame.f_globals):
        for name, value in scope.items():
            if value is target:
                return name
    for name, value in local.items():
        found = _inside(name, value, target)
        if found:
            return found
    return ""


def _inside(name, value, target):
    attributes = getattr(value, "__dict__", None)
    if type(attributes) is dict:
        for key, item in attributes.items():
            if item is target:
                return f"{name}.{key}"
    if type(value) in (list, tuple):
        for index, item in enumerate(value):
            if item is target:
                return f"{name}[{index}]"
    if type(value) is dict:
        for key, item in value.items():
            if item is target:
                return f"{name}[{values.short_repr(key, 30)}]"
    return ""


def install():
    """Let `wire.park` answer the scheduler's question."""
    wire.state.describe = describe
