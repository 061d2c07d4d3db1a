"""Hides what another operating system does not have, so that its absence can be tried here.

`hide` does it in an interpreter that has just started: see sitecustomize.py for the grading side. As a
program, `pretend.py SYSTEM SELF [flags] SCRIPT ...` runs a script so, which makes it an interpreter for
the box: SELF is the path that it gives itself.
"""

import os
import sys

LINUX_ONLY = {
    "os": "pidfd_open pipe2 waitid P_PID O_PATH sched_getaffinity sched_setaffinity eventfd memfd_create",
    "select": "epoll EPOLLIN",
    "signal": "SIGRTMAX SIGRTMIN pidfd_send_signal sigwaitinfo sigtimedwait",
    "socket": "SO_PEERCRED SOCK_CLOEXEC SOCK_NONBLOCK",
}
UNIX_ONLY = {  # less what the library's own Unix code needs here, such as select.poll
    "os": "fork forkpty register_at_fork killpg setsid getsid getpgid setpgid nice mkfifo",
    "signal": "SIGKILL SIGALRM SIGSTOP SIGCONT setitimer getitimer alarm ITIMER_REAL pthread_kill pause",
    "socket": "AF_UNIX MSG_DONTWAIT socketpair send_fds recv_fds",
    "faulthandler": "register unregister",
}
MODULES = {"macos": (), "windows": ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog")}


class _Nowhere:
    """A finder for which some modules are not there."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        if name in self.names:
            raise ModuleNotFoundError(f"No module named {name!r} (pretended)", name=name)


def hide(system):
    """Take away what `system` ("macos" or "windows") does not have."""
    for name in MODULES[system]:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, _Nowhere(MODULES[system]))
    for table in (LINUX_ONLY, UNIX_ONLY) if system == "windows" else (LINUX_ONLY,):
        for module, names in table.items():
            for name in names.split():
                __import__(module).__dict__.pop(name, None)
    sys.platform = {"macos": "darwin", "windows": "elsewhere"}[system]  # the library knows too well what win32 has
    if system == "windows":
        import multiprocessing

        multiprocessing.get_all_start_methods = lambda: ["spawn"]


def main(system, myself, *arguments):
    """Do what `python arguments...` would do there."""
    sys._base_executable = myself
    hide(system)
    words = list(arguments)
    while words[0] != "-c" and words[0].startswith("-"):
        words.pop(0)
    if words[0] == "-c":
        text, sys.argv = words[1], ["-c", *words[2:]]
    else:
        with open(words[0], encoding="utf-8") as file:
            text, sys.argv = file.read(), words
        sys.path.insert(0, os.path.dirname(words[0]))
    exec(compile(text, sys.argv[0], "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    main(*sys.argv[1:])
