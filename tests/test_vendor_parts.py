"""Parts of packages: every type of every case can be taken alone, with all it needs and nothing that dangles."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.cases import all_cases, outcome
from support.errors import call

from codegen.config import Flavour, Options
from codegen.diagnostics import OutputErrors
from codegen.file_tree import FileTree
from codegen.manifest import MANIFEST, from_text, shaping
from codegen.options import Formatter, Part
from codegen.pipeline import generate
from codegen.vendor.subset import part_of

ROOT = Path(__file__).parents[1]
TYPES_OF_A_CASE = 2
"""So many types of each case are taken alone."""
CHECKED = 12
"""Of so many parts one is given to mypy; ruff looks for names that dangle in all of them."""
EVERYTHING = """
import importlib, sys, warnings
warnings.simplefilter("error")
for name in sys.argv[1:]:
    for flavour in ("typeddict", "pydantic", "dataclass"):
        try:
            module = importlib.import_module(f"{name}.{flavour}")
        except ModuleNotFoundError:
            continue
        assert sorted(module.__all__) == dir(module), name
        for one in module.__all__:
            found = getattr(module, one)
            if flavour == "pydantic" and hasattr(found, "model_rebuild"):
                found.model_rebuild(raise_errors=True)
                found.model_json_schema()
"""


def parts() -> Iterator[tuple[str, FileTree, Part]]:
    """Yield a package name, the files of a case, and a part of them."""
    for case in all_cases():
        tree = outcome(case).tree
        if tree is None or case.options.formats or case.options.pydantic.base_class:
            continue
        names = [row.name for row in from_text(tree.files[MANIFEST], MANIFEST).names if row.kind != "former"]
        step = max(1, len(names) // TYPES_OF_A_CASE)
        for name in names[::step]:
            yield f"{case.package}__{name}", tree, Part(types=(name,))


def write(folder: Path, name: str, tree: FileTree) -> None:
    for path, text in tree:
        (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / name / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the parts as packages."""
    folder = tmp_path_factory.mktemp("parts")
    for name, tree, part in parts():
        write(folder, name, part_of(tree, part, name))
    return folder


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if (path / MANIFEST).exists())


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_parts_are_imported_and_every_model_is_built(taken: Path) -> None:
    names = names_in(taken)
    assert len(names) > 200
    done = run(sys.executable, "-B", "-c", EVERYTHING, *names, folder=taken)
    assert done.returncode == 0, done.stderr


def test_checkers_find_nothing_in_parts(taken: Path) -> None:
    done = run(sys.executable, "-m", "mypy", "--strict", *names_in(taken)[::CHECKED], folder=taken)
    assert done.returncode == 0, done.stdout[-3000:]


def test_parts_are_laid_out_and_sorted_as_packages_are(taken: Path) -> None:
    ruff = [sys.executable, "-m", "ruff"]
    laid_out = run(*ruff, "format", "--isolated", "--no-cache", "--check", ".", folder=taken)
    assert laid_out.returncode == 0, laid_out.stdout[-2000:]
    tidy = run(*ruff, "check", "--isolated", "--no-cache", "--select", "F,I,RUF022", ".", folder=taken)
    assert tidy.returncode == 0, tidy.stdout[-2000:]


def test_what_a_part_says_of_itself_is_what_it_holds(taken: Path) -> None:
    for name in names_in(taken):
        there = {path.relative_to(taken / name).as_posix() for path in (taken / name).rglob("*") if path.is_file()}
        there = {path for path in there if "__pycache__" not in path}
        manifest = json.loads((taken / name / MANIFEST).read_text(encoding="utf-8"))
        assert there - {MANIFEST} == set(manifest["files"]), name
        public = {row[0] for row in manifest["names"]}
        for flavour in manifest["options"]["flavours"]:
            init = (taken / name / flavour / "__init__.py").read_text(encoding="utf-8")
            assert all(f'"{one}"' in init for one in public), (name, flavour)


def spec(text: str, tmp_path: Path, **options: object) -> FileTree:
    (tmp_path / "spec.yaml").write_text(f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{text}", encoding="utf-8")
    return generate(str(tmp_path / "spec.yaml"), Options(package="t", base=tmp_path, **options)).tree  # type: ignore[arg-type]


CIRCLE = """
components:
  schemas:
    Tree: {type: object, properties: {below: {type: array, items: {$ref: "#/components/schemas/Leaf"}}}}
    Leaf: {type: object, properties: {of: {$ref: "#/components/schemas/Tree"}, text: {const: Other}}}
    Other: {type: object, properties: {price: {type: integer, minimum: 1}}}
    Picky: {type: object, properties: {a: {not: {$ref: "#/components/schemas/Named"}}}}
    Named: {type: object, required: [x]}
    Json: {anyOf: [{type: string}, {type: array, items: {$ref: "#/components/schemas/Json"}}]}
"""


def names_of(tree: FileTree) -> list[str]:
    return [row.name for row in from_text(tree.files[MANIFEST], MANIFEST).names]


@pytest.mark.parametrize("target", [(3, 11), (3, 12), (3, 14)])
def test_a_part_has_what_is_needed_and_no_more(tmp_path: Path, target: tuple[int, int]) -> None:
    tree = spec(CIRCLE, tmp_path, target_python=target)
    for asked, got in (
        (("Tree",), ["Leaf", "Tree"]),
        (("Leaf",), ["Leaf", "Tree"]),
        (("Other",), ["Other"]),
        (("Picky",), ["Named", "Picky"]),
        (("Json",), ["Json"]),
        (("*e*", "Json"), ["Json", "Leaf", "Named", "Other", "Tree"]),
    ):
        part = part_of(tree, Part(types=asked), "t")
        assert names_of(part) == got, asked


def test_all_of_a_package_is_the_package(tmp_path: Path) -> None:
    tree = spec(CIRCLE, tmp_path)
    assert part_of(tree, Part(), "t") == tree
    everything = part_of(tree, Part(types=("*",)), "t")
    left = {path: text for path, text in tree if path not in everything.files}
    assert {path: text for path, text in everything if path != MANIFEST}.items() <= tree.files.items()
    assert all(path.rpartition("/")[2].startswith("_") for path in left)  # modules of ours that nothing imports
    assert names_of(everything) == names_of(tree)


def test_a_package_of_one_flavour_is_that_which_is_generated(tmp_path: Path) -> None:
    tree = spec(CIRCLE, tmp_path)
    for flavour in Flavour:
        part = part_of(tree, Part(flavours=(flavour,)), "t")
        alone = spec(CIRCLE, tmp_path, flavours=(flavour,))
        assert {path: text for path, text in part if path != MANIFEST}.items() <= alone.files.items()
        assert f"{flavour.value}/_components.py" in part.files
        assert from_text(part.files[MANIFEST], "").options == shaping(Options(package="t", flavours=(flavour,)))


@pytest.mark.parametrize("formatter", list(Formatter))
def test_a_part_is_laid_out_by_the_formatter_of_the_package(tmp_path: Path, formatter: Formatter) -> None:
    part = part_of(spec(CIRCLE, tmp_path, formatter=formatter), Part(types=("Leaf",)), "t")
    write(tmp_path, "t", part)
    done = run(sys.executable, "-B", "-c", EVERYTHING, "t", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    if formatter is Formatter.BLACK:
        assert run(sys.executable, "-m", "black", "--check", "t", folder=tmp_path).returncode == 0


def test_former_names_go_with_their_types(tmp_path: Path) -> None:
    before = {"Shape": "Figure", "Colour": "Hue"}
    text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n"
    text += "".join(f"    {one}: {{type: object, properties: {{{one.lower()}: {{type: string}}}}}}\n" for one in before)
    (tmp_path / "spec.yaml").write_text(text)
    config = '[tool.codegen.packages.t]\nspec = "spec.yaml"\nkeep-old-names = true\n'
    (tmp_path / "pyproject.toml").write_text(config)
    assert call("generate", tmp_path)[0] == 0
    names = "".join(f'"#/components/schemas/{old}" = "{new}"\n' for old, new in before.items())
    (tmp_path / "pyproject.toml").write_text(f"{config}[tool.codegen.packages.t.names]\n{names}")
    assert call("generate", tmp_path)[0] == 0
    assert call("vendor --from t --to one --type Hue", tmp_path)[0] == 0
    program = "import warnings; warnings.simplefilter('ignore'); from t import pydantic as p\n"
    program += "assert p.Colour is p.Hue and not hasattr(p, 'Shape') and not hasattr(p, 'Figure')"
    assert run(sys.executable, "-B", "-c", program, folder=tmp_path / "one").returncode == 0
    assert run(sys.executable, "-m", "mypy", "--strict", "t", folder=tmp_path / "one").returncode == 0
    code, _, err = call("vendor --from t --to none --type Colour", tmp_path)
    assert (code, "has no type `Colour`" in err) == (2, True)


def test_code_that_is_not_ours_is_not_taken_apart(tmp_path: Path) -> None:
    tree = spec(CIRCLE, tmp_path)
    for path, more in (
        ("pydantic/_components.py", "import os\nprint(os)\n"),
        ("pydantic/_components.py", "class (:\n"),
        ("typeddict/_components.py", "if not TYPE_CHECKING:\n    print(1)\n"),
    ):
        odd = tree.with_file(path, f"{tree.files[path]}\n{more}")
        with pytest.raises(OutputErrors, match="vendor-unfamiliar"):
            part_of(odd, Part(types=("Other",)), "t")
