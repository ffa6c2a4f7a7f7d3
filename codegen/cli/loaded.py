"""What commands work on: a package as its description, its options and the lock of its names make it.

In: a package, with other options where a command wants them. Out: the package lowered, or its files; the lock is read
here and nowhere else, and progress is shown meanwhile.
"""

from typing import TYPE_CHECKING

from codegen.cli.progress import progress
from codegen.config import PackageConfig

if TYPE_CHECKING:
    from codegen.options import Options
    from codegen.pipeline import Generated, Lowered


def loaded(package: PackageConfig, options: "Options | None" = None) -> "Lowered":
    """Return a package lowered, with its own options or others."""
    from codegen.pipeline import load
    from codegen.publisher.lock_file import read_lock

    with progress(f"reading {package.spec}"):
        return load(package.spec, options or package.options, read_lock(package.lock))


def generated(package: PackageConfig, options: "Options | None" = None) -> "Generated":
    """Return the files of a package, with its own options or others."""
    from codegen.pipeline import generate
    from codegen.publisher.lock_file import read_lock

    with progress(f"generating {package.name}"):
        return generate(package.spec, options or package.options, read_lock(package.lock))
