"""What the streams can show: whether text is coloured, and how many columns there are.

In go `--color` and the environment, out come a `Screens` for the two streams. What is no terminal has no width, so
that logs and pipes hold each message on one line; and no colour, unless that is asked for.
"""

import os
import shutil
import sys
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum

import click

NARROWEST = 30
"""Columns below which nothing is gained by breaking lines."""


class When(Enum):
    """When text is coloured."""

    AUTO = "auto"
    """On terminals."""
    ALWAYS = "always"
    NEVER = "never"


_ASKED: ContextVar[When] = ContextVar("colour", default=When.AUTO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What one stream can show."""

    coloured: bool = False
    width: int | None = None
    """None where lines may be of any length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screens:
    """Standard output and standard error."""

    out: Screen
    err: Screen


def screens() -> Screens:
    """Return what the streams of this process can show."""
    return Screens(out=_screen(sys.stdout), err=_screen(sys.stderr))


def forget() -> None:
    """Forget what the last command line asked for."""
    _ASKED.set(When.AUTO)


def _screen(stream: object) -> Screen:
    is_terminal = bool(getattr(stream, "isatty", bool)())
    width = max(shutil.get_terminal_size().columns, NARROWEST) if is_terminal else None
    return Screen(coloured=_coloured(is_terminal), width=width)


def _coloured(is_terminal: bool) -> bool:
    """Decide as CPython does: what is asked for, NO_COLOR, FORCE_COLOR, a dumb terminal, and at last the stream."""
    if _ASKED.get() is not When.AUTO:
        return _ASKED.get() is When.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal and os.environ.get("TERM") != "dumb"


def _ask(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None and not ctx.resilient_parsing:
        _ASKED.set(When(value))


def colour_option() -> click.Option:
    """Return the option that all commands have."""
    return click.Option(
        ["--color"],
        type=click.Choice([one.value for one in When]),
        expose_value=False,
        is_eager=True,
        callback=_ask,
        help="When text is coloured [default: auto, on terminals; `NO_COLOR` and `FORCE_COLOR` are honoured].",
    )
