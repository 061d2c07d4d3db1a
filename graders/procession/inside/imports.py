"""Doing something to a module right after it has been imported, or now if it has been."""

import importlib.machinery
import sys


class _Finder:
    """A meta path finder: finds one module as usual and hands it over once it has been executed."""

    def __init__(self, name, action):
        self.name = name
        self.action = action

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            self.action(module)

        spec.loader.exec_module = exec_module
        return spec


def after(name, action):
    """Call `action` with the module `name` as soon as it has been imported."""
    if name in sys.modules:
        action(sys.modules[name])
    else:
        sys.meta_path.insert(0, _Finder(name, action))
