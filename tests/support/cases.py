"""The cases of tests/cases: one folder a behaviour, with a description and what is expected of it (see its README)."""

import contextlib
import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from codegen.cli.report import Report
from codegen.config import Config, Flavour, Options, choose
from codegen.diagnostics import CodegenError
from codegen.file_tree import FileTree
from codegen.loader.document import Json
from codegen.loader.parse import parse
from codegen.options import OLDEST
from codegen.pipeline import generate

CASES = Path(__file__).parents[1] / "cases"
FLAVOURS = tuple(flavour.value for flavour in Flavour)
ERRORS = "errors"
"""The topic of `support/errors.py`, whose cases have other files."""
SPEC, TOLD, PAYLOADS, PROGRAM, REFUSED = "spec.yaml", "stderr.txt", "payloads.yaml", "program.py", "refused.py"
OPTIONS, THEIRS, OVERLAY = "options.toml", "theirs.py", "overlay.yaml"
_NO_CONFIG = Config(path=None, base=Path(), target_python=OLDEST, packages=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One behaviour, named `<topic>/<behaviour>`."""

    name: str

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return CASES / self.name

    @property
    def source(self) -> str:
        """Its description, as seen from the folder of all cases."""
        return f"{self.name}/{SPEC}"

    @property
    def package(self) -> str:
        """What its package is called."""
        return re.sub(r"\W", "_", self.name)

    @property
    def options(self) -> Options:
        """How its package shall be: the keys of a package's table, in `options.toml`."""
        given = {**tomllib.loads(self.text(OPTIONS) or ""), "spec": self.source, "package": self.package}
        return choose(_NO_CONFIG, given)[0].options

    @property
    def flavours(self) -> tuple[str, ...]:
        """The flavours its package has."""
        return tuple(one.value for one in self.options.flavours)

    def text(self, file: str) -> str | None:
        """Return the text of one of its files, None if there is none of that name."""
        path = self.folder / file
        return path.read_bytes().decode() if path.exists() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What generating gave."""

    tree: FileTree | None
    """None if the description was refused."""
    told: str
    """What was printed to stderr, notes included."""
    modules: tuple[str, ...]
    """The modules with declarations, without their underscore."""
    flavours: tuple[str, ...]

    def declared(self) -> Mapping[str, str]:
        """Return the text of each module with declarations, by its path."""
        if self.tree is None:
            return {}
        return {path: self.tree.files[path] for path in self._paths()}

    def expected_files(self) -> Mapping[str, str]:
        """Return the files that must stand beside the description, by name."""
        single = len(self.modules) == 1
        found = {}
        for path, text in self.declared().items():
            flavour, module = path.removesuffix(".py").split("/_")
            found[f"{flavour}.py" if single else f"{flavour}.{module}.py"] = text
        return found | ({TOLD: self.told} if self.told else {})

    def _paths(self) -> list[str]:
        return [f"{flavour}/_{module}.py" for flavour in self.flavours for module in self.modules]


@cache
def all_cases() -> tuple[Case, ...]:
    """Return all cases by name."""
    folders = sorted(found.parent for found in CASES.glob(f"*/*/{SPEC}"))
    return tuple(Case(name=one.relative_to(CASES).as_posix()) for one in folders if one.parent.name != ERRORS)


@cache
def outcome(case: Case) -> Outcome:
    """Return what the description of a case becomes; it is generated once a session."""
    said = io.StringIO()
    with contextlib.chdir(CASES), contextlib.redirect_stderr(said):
        report = Report(verbose=True)
        try:
            generated = generate(case.source, case.options)
        except CodegenError as error:
            report.error(error)
            return Outcome(tree=None, told=said.getvalue(), modules=(), flavours=())
        report.warnings(generated.lowered.diagnostics, generated.lowered.documents)
    modules = tuple(module.name for module in generated.lowered.package.modules)
    return Outcome(tree=generated.tree, told=said.getvalue(), modules=modules, flavours=case.flavours)


def yaml_file(path: Path) -> Json:
    """Return what a YAML file says, by the rules that descriptions are read by."""
    parsed = parse(path.read_text(encoding="utf-8"), path.name)
    assert not parsed.diagnostics, parsed.diagnostics
    return parsed.tree


def write_packages(folder: Path, trees: Mapping[str, FileTree]) -> None:
    """Write packages, by name, into a folder."""
    for package, tree in trees.items():
        for path, text in tree:
            target = folder / package / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())


def packages() -> Mapping[str, FileTree]:
    """Return the package of each case that has one."""
    found = {case.package: outcome(case).tree for case in all_cases()}
    return {name: tree for name, tree in found.items() if tree is not None}
