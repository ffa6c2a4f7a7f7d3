"""A package that was generated and never written: imported from memory, under a name that nothing else has.

In: the files of a package and the name it was generated under. Its code is that of the templates around quoted text,
so importing it runs nothing that a description says.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

from codegen.file_tree import FileTree


class _Finder(MetaPathFinder, Loader):
    def __init__(self, tree: FileTree, package: str) -> None:
        self._files = tree.files
        self._package = package

    def find_spec(self, fullname: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where a module of the package comes from."""
        file = self._file(fullname)
        if file is None:
            return None
        return spec_from_loader(fullname, self, is_package=file.endswith("__init__.py"))

    def exec_module(self, module: ModuleType) -> None:
        """Run a module of the package."""
        file = self._file(module.__name__)
        if file is not None:
            exec(compile(self._files[file], f"<{file}>", "exec"), module.__dict__)  # noqa: S102  # see above

    def _file(self, fullname: str) -> str | None:
        first, *rest = fullname.split(".")
        if first != self._package:
            return None
        known = ("/".join((*rest, "__init__.py")), f"{'/'.join(rest)}.py")
        return next((one for one in known if one in self._files), None)


@contextmanager
def imported(tree: FileTree, package: str, module: str) -> Iterator[ModuleType]:
    """Give a module of a generated package while the body runs; afterwards nothing of it is left."""
    finder = _Finder(tree, package)
    sys.meta_path.insert(0, finder)
    try:
        yield import_module(f"{package}.{module}")
    finally:
        sys.meta_path.remove(finder)
        for name in [one for one in sys.modules if one.partition(".")[0] == package]:
            del sys.modules[name]
