"""A generated package in a revision of a git repository, read from git's objects: no checkout, no network of ours.

In go a repository, a revision and a path, out come texts. It may be a worktree, a submodule or bare.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codegen import codes
from codegen.diagnostics import Code, OutputErrors
from codegen.location import Location
from codegen.manifest import MANIFEST
from codegen.pyproject import shown

_FILE = ("100644", "100755")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A folder of a revision."""

    path: str
    """From the root of the repository."""
    commit: str | None
    """The last one that changed its codegen.json; None where the history ends before it."""
    texts: Mapping[str, str | None]
    """Its files; None for what is no text, or no file."""


def read_revision(repository: Path, revision: str, folder: str) -> Revision:
    """Return a folder of a revision; raise `OutputErrors` with git's own words where there is none."""
    git = _Git(repository, f"{revision}:{folder}")
    if revision.startswith("-") or not revision:
        raise git.fault(f"`{revision}` is no revision.", codes.VENDOR_SOURCE_NOT_FOUND)
    git.text("rev-parse", "--git-dir")  # git's own words, where there is no repository
    at = git.text(
        "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", refused=f"There is no revision `{revision}`."
    )
    path = _from_root(git, folder)
    entries = _entries(git, at, path)
    if MANIFEST not in entries:
        raise _no_package(git, at, path)
    return Revision(path=path, commit=_last_change(git, at, path), texts=git.texts(entries))


def _from_root(git: "_Git", folder: str) -> str:
    """Return a path of a repository without `.` and `..`; one that begins with a dot starts from the current folder."""
    prefix = git.text("rev-parse", "--show-prefix") if folder.startswith(".") else ""
    path = os.path.normpath(f"{prefix}{folder}").replace("\\", "/").strip("/")
    if path.startswith(".."):
        raise git.fault(f"`{folder}` leads out of the repository.", codes.VENDOR_SOURCE_NOT_FOUND)
    return "" if path == "." else path


def _entries(git: "_Git", commit: str, path: str) -> Mapping[str, tuple[str, str]]:
    """Return the files below a folder of a commit: path -> mode and object."""
    listed = git.bytes("ls-tree", "-r", "-z", "--full-tree", commit, *(("--", f"{path}/") if path else ()))
    start = len(path) + 1 if path else 0
    found: dict[str, tuple[str, str]] = {}
    for row in filter(None, listed.split(b"\0")):
        facts, _, name = row.partition(b"\t")
        mode, _, identity = facts.decode().split(" ")
        found[os.fsdecode(name)[start:]] = (mode, identity)
    return found


def _no_package(git: "_Git", commit: str, path: str) -> OutputErrors:
    """Return why there is no package at a path: it may stand in a submodule, which has a repository of its own."""
    parts = path.split("/")
    for end in range(1, len(parts) + 1):
        above = "/".join(parts[:end])
        row = git.bytes("ls-tree", "-z", "--full-tree", commit, "--", above).decode(errors="replace")
        if row.startswith("160000 "):
            inside = path.removeprefix(above).lstrip("/")
            help = f'Write `repository = "{above}"` and a revision of that, with the path `{inside or "."}`.'
            return git.fault(f"`{above}` is a submodule.", codes.VENDOR_SOURCE_NOT_FOUND, help)
    what = f"There is no {MANIFEST} in `{path}`." if path else f"There is no {MANIFEST} at the root."
    return git.fault(what, codes.VENDOR_SOURCE_NOT_FOUND)


def _last_change(git: "_Git", commit: str, path: str) -> str | None:
    """Return the commit that made a package what it is; None where a shallow clone begins with it."""
    manifest = f"{path}/{MANIFEST}" if path else MANIFEST
    found = git.text("log", "-1", "--format=%H", commit, "--", f":(top,literal){manifest}")
    boundary = git.text("rev-parse", "--git-path", "shallow")
    shallow = git.repository / boundary
    return None if not found or (shallow.is_file() and found in shallow.read_text().split()) else found


class _Git:
    """Runs git in a repository, whatever repository the environment speaks of."""

    def __init__(self, repository: Path, label: str) -> None:
        self.repository, self._label = repository, label

    def fault(self, message: str, code: Code = codes.VENDOR_SOURCE_INVALID, help: str | None = None) -> OutputErrors:
        """Return an error of the source."""
        return OutputErrors((code.at(Location(self._label, ""), message, help=help),))

    def text(self, *arguments: str, refused: str | None = None) -> str:
        """Return what git prints, without the line's end."""
        return self.bytes(*arguments, refused=refused).decode(errors="replace").removesuffix("\n")

    def bytes(self, *arguments: str, fed: bytes = b"", refused: str | None = None) -> bytes:
        """Return what git prints; raise with its own words, or those given for a refusal."""
        environment = {key: value for key, value in os.environ.items() if key not in _OF_ANOTHER_REPOSITORY}
        environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        if not self.repository.is_dir():
            raise self.fault(f"The repository `{shown(self.repository)}` is not there.", codes.VENDOR_SOURCE_NOT_FOUND)
        command: Sequence[str] = ["git", "-C", os.fspath(self.repository), *arguments]
        try:
            done = subprocess.run(command, input=fed, env=environment, capture_output=True, check=False)
        except OSError as error:
            reason = "git is not installed" if isinstance(error, FileNotFoundError) else str(error.strerror)
            raise self.fault(f"A revision cannot be read, as {reason}.") from None
        if done.returncode != 0:
            words = " ".join(done.stderr.decode(errors="replace").split())
            if refused is not None:
                raise self.fault(refused, codes.VENDOR_SOURCE_NOT_FOUND)
            raise self.fault(f"Git refuses: {words.rstrip('.')}.")
        return done.stdout

    def texts(self, entries: Mapping[str, tuple[str, str]]) -> Mapping[str, str | None]:
        """Return the texts of files; links and submodules have none."""
        files = {path: identity for path, (mode, identity) in entries.items() if mode in _FILE}
        out = self.bytes("cat-file", "--batch", fed="".join(f"{one}\n" for one in files.values()).encode())
        found: dict[str, str | None] = dict.fromkeys(entries)
        at = 0
        for path in files:
            head, at = out[at : (end := out.index(b"\n", at))], end + 1
            size = int(head.rpartition(b" ")[2])
            found[path] = _decoded(out[at : at + size])
            at += size + 1
        return found


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


_OF_ANOTHER_REPOSITORY = frozenset(
    "GIT_" + name
    for name in (
        *("DIR", "WORK_TREE", "INDEX_FILE", "PREFIX", "COMMON_DIR", "NAMESPACE", "OBJECT_DIRECTORY", "GRAFT_FILE"),
        *("ALTERNATE_OBJECT_DIRECTORIES", "IMPLICIT_WORK_TREE", "SHALLOW_FILE", "REPLACE_REF_BASE", "EXTERNAL_DIFF"),
    )
)
"""What git sets for hooks, and what would lead to another repository than the one that is meant."""
