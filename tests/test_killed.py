"""What is killed from outside, or has no room to work in, leaves packages whole and everybody's files, and says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.killed import SCENARIOS
from support.projects_of_one import ROOT, SPEC, codegen, write_project

TESTS = ROOT / "tests"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_command_killed_at_any_step_loses_nothing_and_the_next_run_heals(scenario: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, TESTS / "support" / "killed.py", tmp_path, scenario],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(ROOT)])},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 3


def run_with(home: Path, *arguments: str, before: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process in which something was executed before."""
    script = f"import os, signal, sys\nfrom codegen.cli.main import run\n{before}\nsys.exit(run(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )


class TestWorkers:
    """Several processes, also where there is one processor."""

    KILLED = """
from codegen import pipeline
os.sched_getaffinity = lambda _: {{0, 1}}
whole = pipeline.generate
def generate(spec, options, lock):
    if options.package in {packages}:
        {what}
    return whole(spec, options, lock)
pipeline.generate = generate
"""

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        return write_project(tmp_path, packages=5)

    def run(self, home: Path, command: str, packages: list[str], what: str) -> subprocess.CompletedProcess[str]:
        return run_with(home, command, before=self.KILLED.format(packages=packages, what=what))

    @pytest.mark.skipif(sys.platform != "linux", reason="workers inherit what was prepared only where they are forked")
    @pytest.mark.parametrize(
        ("packages", "what", "told"),
        [
            (["types_1"], "os.kill(os.getpid(), signal.SIGKILL)", "was ended by SIGKILL"),
            (["types_1", "types_2", "types_4"], "os.kill(os.getpid(), signal.SIGKILL)", "was ended by SIGKILL"),
            (["shop_types"], "os._exit(3)", "ended with exit code 3"),
            (["types_3"], "bytearray(1 << 60)", "ran out of memory"),
        ],
    )
    def test_one_that_is_ended_costs_its_package_which_is_named_and_the_others_are_done(
        self, home: Path, packages: list[str], what: str, told: str
    ) -> None:
        done = self.run(home, "generate", packages, what)
        failed = [line for line in done.stderr.splitlines() if "error[" in line]
        message = f"error[worker-ended]: The process at work on this package {told}."
        assert failed == [f"src/{name}: {message}" for name in packages]
        count = len(packages)
        last = f"5 packages: {5 - count} written, {count} failed"
        assert (done.returncode, done.stdout.splitlines()[-1]) == (2, last)
        every = {"shop_types", *(f"types_{number}" for number in range(1, 5))}
        assert set(os.listdir(home / "src")) == every - set(packages)
        assert "Traceback" not in done.stderr
        assert (
            codegen(home, "generate").stdout.splitlines()[-1] == f"5 packages: {count} written, {5 - count} unchanged"
        )

    @pytest.mark.skipif(sys.platform != "linux", reason="as above")
    def test_what_one_leaves_that_is_killed_while_it_writes_is_cleared_away(self, home: Path) -> None:
        assert codegen(home, "generate").returncode == 0
        (home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))
        stop = (
            "from codegen.publisher import publish\nos.sched_getaffinity = lambda _: {0, 1}\n"
            "def stop(old, new):\n    if 'types_2' in str(old):\n        os.kill(os.getpid(), signal.SIGKILL)\n"
            "publish._keep_modes = stop\n"
        )
        done = run_with(home, "generate", before=stop)
        assert (done.returncode, "src/types_2: error[worker-ended]" in done.stderr) == (2, True)
        assert sorted(os.listdir(home / "src")) == ["shop_types", *(f"types_{number}" for number in range(1, 5))]
        assert codegen(home, "generate").stdout.splitlines()[-1] == "5 packages: 1 written, 4 unchanged"

    @pytest.mark.skipif(sys.platform != "linux", reason="as above")
    def test_a_bug_in_one_is_told_as_a_bug(self, home: Path) -> None:
        done = self.run(home, "generate", ["types_2"], "raise KeyError('surprise')")
        assert (done.returncode, "KeyError: 'surprise'" in done.stderr) == (2, True)
        assert "This is a bug in codegen" in done.stderr

    @pytest.mark.skipif(sys.platform != "linux", reason="as above")
    def test_programs_are_told_too(self, home: Path) -> None:
        before = self.KILLED.format(packages=["types_1"], what="os.kill(os.getpid(), signal.SIGKILL)")
        done = run_with(home, "check", "--output-format", "github", before=before)
        [line] = [line for line in done.stdout.splitlines() if "worker-ended" in line]
        assert line.startswith("::error file=src/types_1,title=worker-ended::")


class TestFormatter:
    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        return write_project(tmp_path)

    def test_one_that_is_killed_is_told_and_nothing_is_written(self, home: Path) -> None:
        (home / "ruff").write_text("#!/bin/sh\nkill -9 $$\n")
        (home / "ruff").chmod(0o755)
        done = run_with(home, "generate", before=f"import ruff\nruff.find_ruff_bin = lambda: {str(home / 'ruff')!r}")
        assert (done.returncode, "error[formatter-failed]" in done.stderr) == (2, True)
        assert "it was ended by signal 9" in done.stderr
        assert not (home / "src").exists()

    def test_one_that_is_gone_is_told(self, home: Path) -> None:
        done = run_with(home, "generate", before="import ruff\nruff.find_ruff_bin = lambda: '/nowhere/ruff'")
        assert (done.returncode, "error[formatter-failed]" in done.stderr) == (2, True)
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize(
        ("mounts", "code"),
        [
            ("mount -t tmpfs -o size=40k none /dev/shm", 0),
            ("mount -t tmpfs -o size=40k none /dev/shm && mount -t tmpfs -o size=40k none small", 2),
        ],
    )
    def test_without_room_in_memory_it_works_on_the_disk_and_without_any_that_is_told(
        self, home: Path, mounts: str, code: int
    ) -> None:
        (home / "small").mkdir()
        script = f"{mounts} || exit 77\n{sys.executable} -m codegen generate"
        done = subprocess.run(
            ["unshare", "--mount", "--map-root-user", "sh", "-c", script],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(home / "small")},
            capture_output=True,
            text=True,
        )
        if done.returncode in (77, 127) or "unshare" in done.stderr:
            pytest.skip("no mounts of one's own here")
        assert done.returncode == code, done.stderr
        assert ("error[formatter-failed]" in done.stderr) is bool(code)
        assert "Traceback" not in done.stderr
