"""Does the same to several packages, in several processes where that pays; outcomes come in the order of the packages.

In: a function that a process can be sent, and packages. Workers end with the process that started them, and leave
interrupts to it: they finish the package they are at, which is written whole or not at all. A worker that is ended from
outside costs its package; the others go on, in one process less, as memory is what mostly ran out.
"""

import errno
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from codegen.cli.findings import Outcome
from codegen.cli.progress import progress
from codegen.config import PackageConfig

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

J = TypeVar("J")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[J]):
    """What is done with each package, and what comes of one whose process was ended, by its exit code."""

    do: Callable[[PackageConfig, J], Outcome]
    lost: Callable[[PackageConfig, J, int], Outcome]
    job: J
    doing: str


def each(work: Work[J], packages: Sequence[PackageConfig]) -> Iterator[Outcome]:
    """Yield what comes of each package, in their order."""
    count = min(len(packages), _processors())
    if count < 2 or any(package.spec == "-" for package in packages):
        for package in packages:
            with progress(f"{work.doing} {package.name}"):
                outcome = work.do(package, work.job)
            yield outcome
        return
    ended: dict[int, Outcome] = {}
    with closing(_made(work, packages, count)) as made:
        for number, package in enumerate(packages):
            with progress(f"{work.doing} {package.name}"):
                while number not in ended:
                    ended.update([next(made)])
            yield ended.pop(number)


@dataclass(slots=True, kw_only=True)
class _Worker:
    """A process, and the number of the package it is at."""

    process: "BaseProcess"
    connection: "Connection"
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bug:
    """What went wrong in a worker, as Python tells it."""

    traceback: str


class WorkerBugError(Exception):
    """A worker met an exception that nobody expects: its traceback."""


def _made(work: Work[J], packages: Sequence[PackageConfig], count: int) -> Generator[tuple[int, Outcome]]:
    """Yield the packages' numbers with what comes of them, those first that are done first."""
    from multiprocessing.connection import wait

    waiting = deque(range(len(packages)))
    workers = [_started(work, packages, waiting.popleft()) for _ in range(count)]
    try:
        while workers:
            ready = wait([worker.connection for worker in workers])
            for worker in [one for one in workers if one.connection in ready]:
                number, received = worker.at, _received(worker)
                if isinstance(received, Outcome) and waiting:
                    _send(worker, packages, waiting.popleft())
                else:
                    workers.remove(worker)
                    _end(worker)
                if isinstance(received, _Bug):
                    raise WorkerBugError(received.traceback)
                yield number, received or work.lost(packages[number], work.job, worker.process.exitcode or 0)
            if not workers and waiting:
                workers.append(_started(work, packages, waiting.popleft()))
    finally:
        for worker in workers:
            _drain(worker)
            _end(worker)


def _started(work: Work[J], packages: Sequence[PackageConfig], number: int) -> _Worker:
    """Start a worker with a first package."""
    import multiprocessing

    import codegen.pipeline
    import codegen.publisher.check
    import codegen.renderer.render  # noqa: F401  # what is imported before a fork is imported once

    context = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()  # or its end would never be met
    worker = _Worker(process=process, connection=ours, at=number)
    _send(worker, packages, number)
    return worker


def _send(worker: _Worker, packages: Sequence[PackageConfig], number: int) -> None:
    worker.at = number
    with suppress(OSError):  # ended while it had nothing to do, which receiving tells
        worker.connection.send(packages[number])


def _received(worker: _Worker) -> Outcome | _Bug | None:
    """Return what came of a worker's package; None if the worker is no more."""
    try:
        received: Outcome | _Bug = worker.connection.recv()
    except (EOFError, OSError):  # OSError: ended in the middle of an answer
        return None
    return received


def _drain(worker: _Worker) -> None:
    """Wait until a worker is done with its package."""
    with suppress(EOFError, OSError):
        worker.connection.recv_bytes()


def _end(worker: _Worker) -> None:
    with suppress(OSError):  # it is gone
        worker.connection.send(None)
    worker.process.join()
    worker.connection.close()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _serve(connection: "Connection", work: Work[J]) -> None:
    """Do the work on the packages that are sent, until None is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        package: PackageConfig | None = connection.recv()
        if package is None:
            return
        try:
            made: Outcome | _Bug = work.do(package, work.job)
        except MemoryError:  # as if the system had ended us for it
            os._exit(errno.ENOMEM)
        except Exception:  # whoever started us tells of it
            import traceback

            made = _Bug(traceback=traceback.format_exc())
        connection.send(made)


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
