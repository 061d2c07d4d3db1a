"""Scripts to begin with: what real runs have said (see harness.py), and one of each message."""

import tempfile
from pathlib import Path
from typing import Any

import msgspec
from fuzz.harness import LINES, ROOT
from procession.engine import wire
from procession.engine.box import Box
from procession.engine.run import Runner
from procession.engine.scenario import Scenario
from procession.engine.strategies import make

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"
_RUNS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("printers", (True,)), ("printers", (False,)), ("lock_order", (False,)), ("pooled", ()), ("crossing", ()),
)  # fmt: skip
_HELLO = b'a["hello",10,0,10,"MainThread"]\n'
_ENTER = (
    _HELLO + b'a["at",1,"import","program",null,true,null,null,[]]\na["at",2,"enter","main",null,true,null,null,[]]\n'
)
_END = b'a["at",9,"returned","main",["l",[["i","0x1"],["n"]]],true,null,["m.py",3,"main"],[]]\na["bye",[]]\n'
BY_HAND = (
    _ENTER + _END,
    _ENTER
    + b'a["at",3,"start","proc11",null,true,null,["m.py",5,"main"],[[10,"child",11,"fork",[1],"Process-1","work",false,"Process"]]]\n'
    + b'b["hello",11,10,11,"MainThread"]\nb["at",1,"begin","proc11",null,true,null,null,[[11,"self",[1],"Process-1","work",false,"Process"]]]\n'
    + b'a["at",4,"join","proc11",null,false,5.0,["m.py",6,"main"],[]]\nb["at",2,"call","handle",["1",[["i","0x2"]]],true,null,["m.py",9,"work"],[]]\n'
    + b'b["at",3,"print","stdout",3,true,null,["m.py",9,"work"],[[11,"ended","1",""]]]\nb["bye",[[11,"gave","sem1.1"]]]\n'
    + b'a["ready",4,true]\na["at",5,"acquire","sem1.1","Lock",false,null,["m.py",7,"main"],[[10,"reaped",11,0],[10,"got","sem1.1"]]]\n'
    + b'a["stack",5,["acquire","lock","Lock",[["m.py",7,"main"]]]]\n' + _END,
    _ENTER + b'a["at",3,"raised","main",[["ValueError","Exception"],"bad","m.py",4],true,null,null,[]]\n',
    _ENTER + b'a["at",3,"recv","pipe1.1|sock2",8,false,null,null,[[10,"pair","sock2","sock3"],[10,"short","sock2",4]]]\na["withdraw",3]\n',
    _ENTER + b'a["at",3,"signal","proc10",[10,2],true,null,null,[[10,"queue","put","begin","q1"],[10,"queue","put","end","q1"]]]\n',
    _ENTER + b'a["at",3,"store","mem1","0:4",true,null,["m.py",4,"main"],[[10,"access","mem1","0:4","sem1.1",true],[10,"ungated","mmap"]]]\n',
    _ENTER  # somebody acts before anybody has said who that is
    + b'b["hello",11,10,11,"MainThread"]\nb["at",1,"begin","proc11",null,true,null,null,[]]\nb["at",2,"sleep","",null,true,1.0,null,[]]\n'
    + b'a["at",3,"sleep","",null,true,1.0,null,[[10,"child",11,"fork",[1],"Process-1","work",false,"Process"]]]\n'
    + b'b["at",3,"sleep","",null,true,1.0,null,[]]\n' + _END,
    b"a!\x00\x00\x00\x02[]\n",
)  # fmt: skip


def recorded() -> list[bytes]:
    """The scripts of some runs of tests/programs in a bare box."""
    return [_record(name, arguments) for name, arguments in _RUNS]


def _record(name: str, arguments: tuple[Any, ...]) -> bytes:
    script: list[bytes] = []
    lines: dict[int, str] = {}
    real = wire.Line.receive

    def receive(line: wire.Line) -> list[wire.Message]:
        messages = real(line)
        for message in messages:
            if id(line) not in lines and len(lines) < len(LINES):
                lines[id(line)] = LINES[len(lines)]
            if id(line) in lines:
                script.append(lines[id(line)].encode() + msgspec.json.encode(message))
        return messages

    wire.Line.receive = receive  # type: ignore[method-assign]
    try:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / f"{name}.py"
            program.write_bytes((PROGRAMS / program.name).read_bytes())
            with Box(program.parent, program, "bare") as box:
                Runner(box).run(Scenario(name, "main", (arguments,), terminal=True), make("round-robin", 0))
                root = msgspec.json.decode(script[0][1:])[1]
    finally:
        wire.Line.receive = real  # type: ignore[method-assign]
    return b"\n".join(script).replace(str(root).encode(), str(ROOT).encode())
