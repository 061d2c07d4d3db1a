"""The root process of a run: imports the submission, calls its entry, and ends as any program does."""

import atexit
import os
import signal
import sys
import threading
import types


def run_root(stage, command):
    """Import the submission and call its entry, under gates; a claim of what came out is sent."""
    import multiprocessing

    from . import gates, launcher, processes, values, wire

    _hear_signals()
    os.environ.update(command["environment"])
    config = command["config"]
    work = config["work"]
    os.chdir(work)
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.argv = [config["module"] + ".py"]
    sys.path.append(work)
    gates.join(config)
    processes.seed_random(())
    multiprocessing.process.current_process()._config["semprefix"] = f"/{command['mark']}"
    context = multiprocessing.context._default_context
    context._default_context = context.get_context(config["method"])  # so that a program may still choose
    launcher.lead(stage)
    wire.park("import", config["module"])
    try:
        module = __import__(config["module"])
        entry = getattr(module, command["entry"])
        if not callable(entry):
            raise AttributeError(f"{command['entry']} is not a function")
    except BaseException as error:
        wire.park("broken", config["module"], _failure(error, work))
        if not isinstance(error, Exception):
            raise
        sys.exit(1)
    for arguments in command["calls"]:
        wire.park("enter", command["entry"])
        try:
            value = entry(*values.decode(arguments))
        except BaseException as error:
            wire.park("raised", command["entry"], _failure(error, work))
            if not isinstance(error, Exception):
                raise
            continue
        wire.park("returned", command["entry"], values.encode(value))
        del value


def _hear_signals():
    """Begin as from a terminal: whoever grades in the background (`&`, nohup, cron) ignores Ctrl-C or hang-ups.

    What Python itself ignores from the start stays ignored.
    """
    ours = {getattr(signal, name, None) for name in ("SIGPIPE", "SIGXFSZ")}
    for number in signal.valid_signals() - ours:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _failure(error, work):
    """[classes, message, file, line] of an exception, at the submission's innermost frame."""
    from . import values

    where, line = "", 0
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(work):
            where, line = name[len(work) :].lstrip("/"), trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(work):
        where, line = error.filename[len(work) :].lstrip("/"), error.lineno or 0
    message = values.short_repr(str(error) if not isinstance(error, SyntaxError) else error.msg, 400)
    names = [kind.__name__ for kind in type(error).__mro__]
    return [names, message[1:-1], where, line]


def end_as_a_program(body):
    """Do `body`, then what the interpreter does at the end of a program, and exit.

    Spares only the taking apart of modules, which costs more than a whole run and which no
    multiprocessing child goes through either.
    """
    code = 0
    try:
        body()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        try:
            threading._shutdown()
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code & 0xFF)
