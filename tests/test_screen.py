"""Colour and width are for terminals; pipes and logs get whole lines without control characters."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.projects_of_one import ROOT, SPEC, codegen, write_project

BROKEN = SPEC.replace("{type: string}", "{$ref: '#/components/schemas/Ordr'}   " + "# a long line" * 20, 1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = write_project(tmp_path)
    (home / "shop.yaml").write_text(BROKEN)
    return home


def at_terminal(home: Path, *arguments: str, **environment: str) -> str:
    """Return what a terminal is sent by a command."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "codegen", *arguments],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    sent = b""
    try:
        while part := os.read(ours, 4096):
            sent += part
    except OSError:  # Linux tells of the end by an error
        pass
    os.close(ours)
    process.wait()
    return sent.decode()


_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r(?=\n)")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
class TestTerminals:
    @pytest.mark.parametrize(
        ("arguments", "environment", "coloured"),
        [
            ((), {}, True),
            ((), {"NO_COLOR": "1"}, False),
            ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            (("--color", "always"), {"NO_COLOR": "1"}, True),
            (("--color", "never"), {"FORCE_COLOR": "1"}, False),
            ((), {"TERM": "dumb"}, False),
        ],
    )
    def test_colour_is_as_asked_for(
        self, arguments: tuple[str, ...], environment: dict[str, str], coloured: bool, home: Path
    ) -> None:
        assert ("\x1b[31m" in at_terminal(home, "check", *arguments, **environment)) is coloured

    @pytest.mark.parametrize("columns", [40, 60, 100])
    def test_lines_fit_a_narrow_terminal_and_the_caret_stands_below_what_is_meant(
        self, home: Path, columns: int
    ) -> None:
        sent = at_terminal(home, "check", COLUMNS=str(columns), NO_COLOR="1")
        lines = _CONTROL.sub("", sent).splitlines()  # a slow machine shows for a while what it is at
        assert max(len(line) for line in lines if not line.startswith("  at ")) <= columns  # pointers stay whole
        [at] = [number for number, line in enumerate(lines) if line.strip(" |") == "^"]
        assert lines[at - 1][lines[at].index("^") :].startswith("$ref:")
        assert any(line.endswith("…") for line in lines)


def test_pipes_get_whole_lines_whatever_the_width(home: Path) -> None:
    done = codegen(home, "check", COLUMNS="30")
    assert "\x1b" not in done.stderr
    assert "leads nowhere: `#/components/schemas` has no `Ordr`.\n" in done.stderr


def test_colour_can_be_forced_into_pipes(home: Path) -> None:
    assert "\x1b[31m" in codegen(home, "check", FORCE_COLOR="1").stderr
    assert "\x1b[31m" in codegen(home, "check", "--color", "always").stderr
    assert "\x1b" not in codegen(home, "check", "--color", "never", FORCE_COLOR="1").stderr
    assert "\x1b" not in codegen(home, "check", "--output-format", "json", FORCE_COLOR="1").stdout
