"""Mutants of the reference solutions: do the hidden checks notice each of them? `python -m tests.mutants [SLUG ...]`.

A *mutant* is the reference with one change, made by a program: one of the mistakes that can be made at that place.
Only what a student writes is changed: not the given functions, and not what is at the module's top level. Each
operator looks at one function (or method), and nested ones with it:

| operator | what it does |
| --- | --- |
| drop | leaves out a statement, simple or compound (not an assignment without which a name would be unbound) |
| repeat | does a `put`, `send`, `task_done`, `acquire`, `release`, `set` or `append` twice |
| swap neighbours | two statements that do something change places |
| move first, move last | a join, put, close, task_done, ... (or a loop of them) goes as far up or down in its block as it can |
| join at once | a loop that starts processes joins each right after its start |
| unwrap with | the body without the context; of several contexts, each is left out alone |
| unguard with | acquire and release (close, terminate, shutdown) around the body, but no `finally` |
| shrink with, grow with | the first or last statement is moved out of the block; the one before or after it is moved in |
| with inside the loop, swap contexts | one acquisition for each turn of a loop; two locks in the other order |
| unwrap finally, finally first | the final part just follows the body; it comes before the body |
| unwrap except, drop handler, narrow except | the errors are not caught, or fewer of them |
| shrink try | the first statement comes before the `try` |
| one fewer, one more | a loop or comprehension leaves out its first or last turn, or has one turn too many |
| one turn | a `while` loop ends after its first turn |
| negate, falsy, boundary, drop operand | a condition says the opposite; `is None` becomes "is falsy"; `<` becomes `<=`; half of an `and` or `or` |
| drop argument | any keyword argument, and positional ones of what multiprocessing offers |
| change class, change call | Lock to RLock, JoinableQueue to Queue, Process to Thread, ...; get to get_nowait, join to terminate, ... |
| its own | a process is given a new lock, queue or value instead of the common one |
| share | one lock for all instead of one for each |
| unwrap call | `sorted`, `list`, `min` and `max` are left out: one of their arguments stays |

Those that don't compile are dropped, and of several with the same syntax tree only the first is kept. A mutant is
named by operator, function and code, so that a name stays what it is when something else is edited.

A mutant that no check fails *survives*. Either it keeps all that the statement promises, then `explained.toml` says
why; or there is a hole in the checks.
"""
