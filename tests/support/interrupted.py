"""Stops publishing at every step it takes, one after the other, and looks at what is left each time.

A script: `interrupted.py FOLDER fail|kill exchange|renames keep|drop`. A child process publishes under an audit hook
that makes the nth operation on the file system fail, or kills the process there; `renames` makes the system
look like one without `renameat2`. Exits with a traceback if any state is neither the old package nor the new. With
`drop`, a file was edited and publishing is forced: the edit must be in the package, or beside it, in any state.
"""

import os
import signal
import sys
from pathlib import Path

from support.hand_made import contents, package

from codegen.diagnostics import OutputErrors
from codegen.publisher.atomic import finish, staging_folder
from codegen.publisher.publish import Edits, publish

OLD = package({"__init__.py": "", "_old.py": "old = 1\n", "same.py": "same = 1\n", "typeddict/_a.py": "a = 1\n"})
NEW = package({"__init__.py": "", "_new.py": "new = 1\n", "same.py": "same = 1\n", "typeddict/_a.py": "a = 2\n"})
OPERATIONS = {"open", "os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.chmod"}
FOREIGN = {"notes.md": b"mine", "typeddict/more.py": b"mine = 1\n", "link": "notes.md"}


EDIT = b"a = 1\nmine = 1\n"


def main(folder: Path, how: str, by: str, edits: Edits) -> int:
    """Return at how many steps publishing was stopped."""
    step = 0
    while True:
        step += 1
        target = folder / str(step) / "shop_types"
        publish(OLD, target)
        (target / "notes.md").write_bytes(b"mine")
        (target / "typeddict" / "more.py").write_bytes(b"mine = 1\n")
        (target / "link").symlink_to("notes.md")
        if edits is Edits.DROP:
            (target / "typeddict" / "_a.py").write_bytes(EDIT)
        reached = _run(target, step, how, by, edits)
        if edits is Edits.DROP:
            _inspect_edit(target, how)
        else:
            _inspect(target, how)
        if not reached:
            return step - 1


def _inspect(target: Path, how: str) -> None:
    old = {**{path: text.encode() for path, text in OLD}, **FOREIGN}
    new = {**{path: text.encode() for path, text in NEW}, **FOREIGN}
    if how == "kill":
        if target.exists():
            assert contents(target) in (old, new), contents(target)
        finish(target)
    assert contents(target) in (old, new), contents(target)
    publish(NEW, target)
    assert contents(target) == new, contents(target)
    assert not staging_folder(target).exists()
    assert os.listdir(target.parent) == ["shop_types"]


def _inspect_edit(target: Path, how: str) -> None:
    if how == "kill":
        assert EDIT in _all(target.parent).values()
        finish(target)
    found = _all(target.parent)
    assert EDIT in found.values(), found
    publish(NEW, target, Edits.DROP)
    new = {**{path: text.encode() for path, text in NEW}, **FOREIGN}
    assert contents(target) == new, contents(target)
    kept = {Path(path).relative_to(target.parent).parts for path, raw in _all(target.parent).items() if raw == EDIT}
    assert {folder.partition("-backup")[0] for folder, *_ in kept} == {"shop_types.codegen"}
    assert {tuple(below) for _, *below in kept} == {("typeddict", "_a.py")}


def _all(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}


def _run(target: Path, step: int, how: str, by: str, edits: Edits) -> bool:
    """Publish in a child that is stopped at the given step; tell whether it got that far."""
    child = os.fork()
    if child == 0:
        steps = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal steps
            if event == "ctypes.dlsym" and by == "renames":
                raise AttributeError(arguments[-1])
            inside = arguments and str(arguments[0]).startswith(str(target.parent))
            if event not in OPERATIONS or not inside:
                return
            steps += 1
            if steps == step and how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if steps == step:
                raise OSError(5, f"stopped at {event}", str(arguments[0]))

        sys.addaudithook(hook)
        try:
            publish(NEW, target, edits)
        except OutputErrors:
            os._exit(1)
        os._exit(1 if steps >= step else 0)
    return os.waitpid(child, 0)[1] != 0


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Edits(sys.argv[4])))
