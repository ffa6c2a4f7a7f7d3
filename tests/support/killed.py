"""Kills a command at every step that it takes on the file system, one after the other, and looks at what is left.

A script: `killed.py FOLDER SCENARIO`. Each time a copy of a prepared project is given to a child process, which an
audit hook kills at its nth operation. Then every package must be one of those before and after, whole; every file that
somebody wrote must be there, in the project or in a backup; and the same command, run again, must leave what it leaves
when nothing stops it, byte for byte and with nothing beside it. Prints at how many steps the command was killed.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from support.hand_made import contents
from support.projects_of_one import CONFIG, SPEC, write_project

from codegen.cli.main import run

OPERATIONS = {
    *("open", "os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.chmod", "os.truncate"),
    *("shutil.copyfile", "shutil.copymode", "shutil.rmtree", "ctypes.dlsym"),
}
PACKAGE = Path("src/shop_types")
MINE = {"src/shop_types/notes.md": b"mine\n", "README.md": b"mine\n"}
EDIT = "mine = 1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A command, and what happens to a generated project before it is called."""

    arguments: tuple[str, ...]
    before: Callable[[Path], None] = lambda home: None
    mine: Mapping[str, bytes] = field(default_factory=lambda: MINE)
    """What somebody wrote, by path; under another path if a backup has it."""


def change_spec(home: Path) -> None:
    (home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))


def edit(home: Path) -> None:
    change_spec(home)
    (home / PACKAGE / "typeddict/__init__.py").write_text(EDIT)
    (home / PACKAGE / "typeddict/_components.py").unlink()


def remove(home: Path) -> None:
    shutil.rmtree(home / "src")
    (home / "shop_types.names.lock").unlink()


def copied(home: Path) -> None:
    assert run_in(home, ("vendor", "--from", "src/shop_types", "--to", "a", "--to", "b", "--quiet")) == 0
    change_spec(home)
    assert run_in(home, ("generate", "--quiet")) == 0


SCENARIOS: Mapping[str, Scenario] = {
    "generate first": Scenario(arguments=("generate",), before=remove, mine={"README.md": b"mine\n"}),
    "generate again": Scenario(arguments=("generate",), before=change_spec),
    "generate by force": Scenario(
        arguments=("generate", "--force"),
        before=edit,
        mine={**MINE, "src/shop_types/typeddict/__init__.py": EDIT.encode()},
    ),
    "vendor": Scenario(
        arguments=("vendor", "--from", "src/shop_types", "--to", "a", "--to", "b"),
        before=copied,
    ),
    "pack": Scenario(arguments=("pack", "--version", "1.0")),
    "names set": Scenario(arguments=("names", "set", "Order", "Purchase")),
    "init": Scenario(arguments=("init", "--spec", "shop.yaml", "--package", "more_types", "-o", "src")),
}


def main(folder: Path, scenario: Scenario) -> int:
    """Return at how many steps the command was killed."""
    prepared = prepare(folder / "prepared", scenario)
    packages = [path.parent for path in prepared.rglob("codegen.json")]
    old = {path.relative_to(prepared): contents(path) for path in packages}
    wanted = copy(prepared, folder / "wanted")
    assert in_child(wanted, scenario.arguments, 0) == 0
    step = 0
    while True:
        step += 1
        home = copy(prepared, folder / "killed")
        if not in_child(home, scenario.arguments, step):
            return step - 1
        new = {path.parent.relative_to(wanted): contents(path.parent) for path in wanted.rglob("codegen.json")}
        for package in {*old, *new}:
            if (home / package).exists() and "backup" not in str(package):
                assert contents(home / package) in (old.get(package), new.get(package)), (step, package)
        for path, raw in scenario.mine.items():
            assert raw in everything(home).values(), (step, path)
        assert in_child(home, scenario.arguments, 0) == 0, step
        assert without_backups(home) == without_backups(wanted), (
            step,
            sorted(without_backups(home).keys() ^ without_backups(wanted).keys()),
        )
        for path, raw in scenario.mine.items():
            assert raw in everything(home).values(), (step, path)


def prepare(home: Path, scenario: Scenario) -> Path:
    """Make a project with a package, and let happen what the scenario begins with."""
    write_project(home)
    flavour = CONFIG.replace(', "pydantic"', "")  # one is enough: files are like each other
    (home / "pyproject.toml").write_text(f"# ours\n{flavour}")
    assert run_in(home, ("generate", "--quiet")) == 0
    for path, raw in MINE.items():
        (home / path).write_bytes(raw)
    scenario.before(home)
    return home


def copy(prepared: Path, home: Path) -> Path:
    """Return a project anew, as it was prepared."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(prepared, home, symlinks=True)
    return home


def run_in(home: Path, arguments: tuple[str, ...]) -> int:
    """Run a command line in a folder."""
    os.chdir(home)
    return run(arguments)


def in_child(home: Path, arguments: tuple[str, ...], step: int) -> int:
    """Run a command line in a child, killed at a step, if there is one; return how it ended, 0 if not by that."""
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        steps = 0

        def hook(event: str, given: tuple[object, ...]) -> None:
            nonlocal steps
            if event in OPERATIONS and (event == "ctypes.dlsym" or str(home) in os.path.abspath(str(given[0]))):
                if event == "open" and not (isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)):
                    return
                steps += 1
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        os._exit(run_in(home, arguments))
    return os.waitpid(child, 0)[1]


def everything(home: Path) -> Mapping[str, bytes]:
    """Return every file of a project, those of hidden folders too."""
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def without_backups(home: Path) -> Mapping[str, bytes]:
    """Return what a run leaves but for the folders of what it replaced, of which a stopped run may leave one more."""
    return {path: raw for path, raw in everything(home).items() if ".codegen-backup" not in path}


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), SCENARIOS[sys.argv[2]]))
