"""Putting an interpreter of the run behind its gates, as the run's configuration says."""

import faulthandler
import json
import os
import site

from . import (
    alarms,
    clock,
    disk,
    files,
    given,
    machine,
    memory,
    naming,
    pauses,
    pipes,
    processes,
    sync,
    system,
    terminal,
    waits,
    watch,
    wire,
)

_installed = []


def install():
    """Replace the operations by gated ones; they pass through until a run is joined."""
    if not _installed:
        _installed.append(True)
        clock.install()
        alarms.install()
        pauses.install()
        files.install()
        disk.install()
        sync.install()
        memory.install()
        pipes.install()
        waits.install()
        processes.install()
        naming.install()
        watch.install()
        site.setquit()  # the interpreter runs without `site`, but programs may call exit()
        site.sethelper()


def join(config):
    """Join the run that `config` (see engine/run.py) describes."""
    install()
    terminal.install()
    wire.state.gated_terminal = config["terminal"]
    wire.state.apart = config.get("apart", False)
    if config["machine"]:
        machine.install(*config["machine"])
    if system.STACKS is not None:
        faulthandler.register(system.STACKS, file=2, all_threads=True)
    given.install(config["module"], config["given"], config["stub"])
    wire.join_run(config["address"], config["work"])


def join_from(stage):
    """Join the run whose configuration lies in the folder `stage`."""
    with open(os.path.join(stage, "run.json"), encoding="utf-8") as file:
        config = json.load(file)
    join(config)
    return config
