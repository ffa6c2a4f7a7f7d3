"""Where files are as the host of a repository names them: from the root of the checkout, wherever a run is."""

import os
from pathlib import Path
from typing import NamedTuple

from codegen.manifest import MANIFEST
from codegen.pyproject import CONFIG_FILES

_OF_HOSTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Variables in which GitHub and GitLab say where they have checked out."""


class Place(NamedTuple):
    """A file as seen from the root of the checkout, or with its whole path if it is not below it."""

    path: str
    is_below: bool


def place_of(file: str | None) -> Place:
    """Return the file that stands for what a finding is about: of a package its manifest, of no file the configuration.

    Hosts show nothing that has no file.
    """
    if file is None or file.startswith("<"):
        file = next((name for name in CONFIG_FILES if os.path.isfile(name)), CONFIG_FILES[-1])
    if os.path.isdir(file):
        file = f"{file}/{MANIFEST}"
    root, path = root_of_checkout(), os.path.abspath(file)
    real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    try:
        seen = Path(os.path.relpath(real, root)).as_posix()
    except ValueError:  # another drive
        seen = ".."
    if seen == ".." or seen.startswith("../"):
        return Place(Path(path).as_posix(), is_below=False)
    return Place(seen, is_below=True)


def root_of_checkout() -> str:
    """Return the root of the checkout around the current folder; without one, that folder."""
    here = os.path.realpath(os.getcwd())
    for folder in filter(None, map(os.environ.get, _OF_HOSTS)):
        real = os.path.realpath(folder)
        if here == real or here.startswith(os.path.join(real, "")):
            return real
    for path in (Path(here), *Path(here).parents):
        if (path / ".git").exists():
            return str(path)
    return here
