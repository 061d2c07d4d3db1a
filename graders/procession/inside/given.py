"""Given functions, seen: each call is announced, and runs the kit's own copy of the function.

The function object in the submission keeps its identity (it may have been passed around, stored or
be pickled by name); only its code is exchanged for one that announces the call. What then runs is
the function of the pristine stub, so an edited given function changes nothing.
"""

import os
import types

from . import imports, values, wire


class Given:
    """The given functions of the exercise of this run."""

    def __init__(self, module, names, stub):
        self.module = module
        self.names = names
        self.stub = stub
        self.pristine = None
        self.replaced = {}
        self.calls = 0

    def call(self, name, args, kwargs):
        """What a given function does now: announce, run the pristine copy, tell how it ended."""
        real = self._pristine(name)
        if not wire.gated():
            return real(*args, **kwargs)
        self.calls += 1
        number = f"{os.getpid()}.{self.calls}"
        shown = _in_order(real, args, kwargs)
        wire.park("call", name, [number, [values.encode(_clip(a)) for a in shown[:4]]])
        try:
            result = real(*args, **kwargs)
        except BaseException as error:
            wire.note("ended", number, type(error).__name__)
            raise
        wire.note("ended", number, "")
        return result

    def _pristine(self, name):
        """The stub's function; a student's own copy where the stub itself has been worked on."""
        if self.pristine is None:
            try:
                self.pristine = _load(self.stub, f"{self.module}.py as given out")
            except Exception:
                self.pristine = {}
        return self.pristine.get(name) or self.replaced[name]

    def watch(self, module):
        """Exchange the code of the given functions that `module` knows."""
        for name in self.names:
            function = module.__dict__.get(name)
            if isinstance(function, types.FunctionType) and not hasattr(function, "_given"):
                self._exchange(name, function)

    def _exchange(self, name, function):
        copy = types.FunctionType(
            function.__code__, function.__globals__, name, function.__defaults__, function.__closure__
        )
        copy.__kwdefaults__ = function.__kwdefaults__
        self.replaced[name] = copy
        if function.__closure__ is not None:
            return  # decorated: its code can't be exchanged
        function._given = True
        function.__globals__["procession_given"] = self.call
        function.__code__ = _template(name)


def _template(name):
    """Code without free variables that calls `procession_given(name, args, kwargs)`."""
    namespace = {}
    source = f"def {name}(*args, **kwargs):\n    return procession_given({name!r}, args, kwargs)\n"
    exec(compile(source, "<given>", "exec"), namespace)
    return namespace[name].__code__


def _in_order(function, args, kwargs):
    """The arguments by position, those that were given by name included."""
    code = getattr(function, "__code__", None)
    if code is None:
        return args
    names = code.co_varnames[len(args) : code.co_argcount]
    return [*args, *(kwargs[name] for name in names if name in kwargs)]


def _clip(value):
    """Arguments are shown, not judged: big ones are cut."""
    if type(value) in (str, bytes) and len(value) > 200:
        return value[:200]
    return value


def _load(path, name):
    """What is in the stub; in tracebacks, which students read, it is called `name`."""
    namespace = {"__name__": "_given", "__file__": path}
    with open(path, encoding="utf-8") as file:
        exec(compile(file.read(), name, "exec"), namespace)
    return namespace


def install(module, names, stub):
    """Watch the given functions `names` of the submission's `module` from its import on."""
    imports.after(module, Given(module, names, stub).watch)
