"""Does the same to several packages, in several processes where that pays; outcomes come in the order of the packages.

In: a function that a process can be sent, and packages. Workers end with the process that started them, and leave
interrupts to it: they finish the package they are at, which is written whole or not at all.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from codegen.cli.findings import Outcome
from codegen.cli.progress import progress
from codegen.config import PackageConfig

J = TypeVar("J")


def each(
    work: Callable[[PackageConfig, J], Outcome], packages: Sequence[PackageConfig], job: J, doing: str
) -> Iterator[Outcome]:
    """Yield what comes of each package, in their order."""
    count = min(len(packages), _processors())
    if count < 2 or any(package.spec == "-" for package in packages):
        for package in packages:
            with progress(f"{doing} {package.name}"):
                outcome = work(package, job)
            yield outcome
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    import codegen.pipeline
    import codegen.publisher.check
    import codegen.renderer.render  # noqa: F401  # what is imported before a fork is imported once

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_prepare)
    try:
        waiting = [pool.submit(work, package, job) for package in packages]
        for package, one in zip(packages, waiting, strict=True):
            with progress(f"{doing} {package.name}"):
                outcome = one.result()
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _prepare() -> None:
    """Prepare a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
