"""What this machine can and can't do, each with its remedy: tried, never guessed from a version."""

import multiprocessing
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from procession.engine import bubblewrap
from procession.engine.errors import GraderError
from procession.engine.modes import open_engine, why_not_controlled
from procession.engine.reduced import why_no_reduced, why_not_whole
from procession.engine.scenario import Scenario
from procession.engine.strategies import make
from procession.engine.users import why_no_private_user

_PROGRAM = '''"""Two processes take turns on a lock and a queue."""
import multiprocessing


def work(lock, queue):
    with lock:
        queue.put(1)


def main():
    lock, queue = multiprocessing.Lock(), multiprocessing.Queue()
    workers = [multiprocessing.Process(target=work, args=(lock, queue)) for _ in range(2)]
    for worker in workers:
        worker.start()
    total = sum(queue.get() for _ in workers)
    for worker in workers:
        worker.join()
    return total
'''


@dataclass(frozen=True)
class Finding:
    """One thing that was tried."""

    what: str
    works: bool
    detail: str
    remedy: str = ""
    needed: bool = True
    """Whether grading hidden checks needs it."""


def examine() -> list[Finding]:
    """Try everything and say what was found."""
    findings = [_python(), _kernel()]
    methods = multiprocessing.get_all_start_methods()
    sampled = [_trial("sampled", "bare", method) for method in methods]
    if not findings[1].works:
        return findings + sampled
    reason = bubblewrap.why_no_bubblewrap()
    findings.append(
        Finding("box by bubblewrap", not reason, reason or bubblewrap.find_bubblewrap() or "", _box_remedy(reason))
    )
    if not reason and os.geteuid() == 0:
        findings.append(_private_user())
    findings.append(_reduced())
    for kind, works in (("bubblewrap", not reason), ("reduced", findings[-1].works), ("bare", True)):
        if not works:
            continue
        findings += [_trial("controlled", kind, method) for method in methods]
    return findings + sampled


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python 3.11 or newer", sys.version_info >= (3, 11), version, "install a newer Python")


def _kernel() -> Finding:
    reason = why_not_controlled()
    detail = reason or "the kernel tells which threads are blocked"
    remedy = (
        "grade on Linux (x86_64 or aarch64); in a container, /proc must be mounted and readable. "
        "Until then runs are sampled: a pass is weaker, a hang is not proven, and no container holds submissions"
    )
    return Finding("controlled mode (kernel facts in /proc)", not reason, detail, remedy)


def _private_user() -> Finding:
    reason = why_no_private_user()
    remedy = "grade as an ordinary user, or with all rights of root (docker run --privileged)"
    detail = reason or "the box's processes are not root's; the kernel limits their number"
    return Finding("a user of the box's own, as you are root", not reason, detail, remedy, needed=False)


def _reduced() -> Finding:
    reason = why_no_reduced()
    detail = (
        reason or why_not_whole() or "Landlock and a filter of system calls; used only where --box reduced asks for it"
    )
    remedy = "none is needed where bubblewrap works; else grade on Linux 6.2 or newer, not as root"
    return Finding("reduced box (walls without a container)", not reason, detail, remedy, needed=False)


def _box_remedy(reason: str) -> str:
    if not reason:
        return ""
    if "not installed" in reason:
        return "pip install 'procession[box]', or the package `bubblewrap` of your system"
    if "uid map" in reason or "Operation not permitted" in reason or "Permission denied" in reason:
        return (
            "user namespaces are refused. Ubuntu 24.04 and GitHub runners: "
            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0; "
            "Docker: run with --security-opt seccomp=unconfined"
        )
    return "see the message; `--box reduced` grades within weaker walls, `--box bare` within none (code that you trust)"


def _trial(mode: str, kind: str, method: str) -> Finding:
    what = f"a {'run' if mode == 'controlled' else 'sampled run'} in the {kind} box, start method {method}"
    with tempfile.TemporaryDirectory(prefix="procession-doctor-") as name:
        folder = Path(name) / "submission"
        folder.mkdir()
        program = folder / "doctor_program.py"
        program.write_text(_PROGRAM, encoding="utf-8")
        try:
            scenario = Scenario("doctor_program", "main", ((),), start_method=method)
            engine = open_engine(mode, folder, program, kind)
            try:
                seen = engine.run(scenario, make("round-robin", 0))
            finally:
                engine.close()
        except (GraderError, OSError) as error:
            return Finding(what, False, str(error), "please report this with the output of `procession doctor`")
    works = seen.ending == "ended" and seen.outcome.value == 2
    detail = f"{len(seen.steps)} steps" if works else f"{seen.ending}: {seen.reason} {seen.stderr[-200:]}"
    return Finding(what, works, detail, "" if works else "please report this", needed=kind == "bubblewrap")
