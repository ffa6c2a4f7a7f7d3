"""The result of generating, before anything is written: path -> text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTree:
    """Files by their POSIX path relative to the package's folder, sorted by path."""

    files: Mapping[str, str]

    @staticmethod
    def of(files: Mapping[str, str]) -> "FileTree":
        """Return a tree of the files, sorted."""
        return FileTree(files=dict(sorted(files.items())))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.files.items())

    def with_file(self, path: str, text: str) -> "FileTree":
        """Return the tree with one file more, or another text for it."""
        return FileTree.of({**self.files, path: text})
