"""No text of a description becomes code, whatever it is and wherever it stands."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.cases import write_packages
from support.injection import TEXTS, description
from support.syntax import strange

from codegen.config import Options
from codegen.diagnostics import CodegenError
from codegen.pipeline import Generated, generate

WORKER = Path(__file__).parent / "support" / "load_and_dump.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """The package of one text, and what went wrong when its modules were imported."""

    generated: Generated
    modules: tuple[str, ...]
    """Those with declarations, and those that export them."""
    wrong: list[str]


def made(folder: Path, text: str, name: str = "spec.json", header: str | None = None) -> Generated:
    """Return the package of a description that holds a text everywhere."""
    (folder / name).write_text(json.dumps(description(text)), encoding="utf-8")
    return generate(str(folder / name), Options(package="hostile", base=folder, header=header))


def declared(generated: Generated) -> tuple[str, ...]:
    """Return the modules with declarations, and those that export them."""
    names = {f"_{module.name}.py" for module in generated.lowered.package.modules} | {"__init__.py"}
    return tuple(path for path in generated.tree.files if path.endswith(".py") and path.rpartition("/")[2] in names)


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that appears if a text is executed."""
    return tmp_path_factory.mktemp("canary") / "sang"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, canary: Path) -> Mapping[str, Hostile]:
    """The package of each text, imported."""
    folder = tmp_path_factory.mktemp("hostile")
    packages = {name: made(folder, text.replace("CANARY", repr(str(canary)))) for name, text in TEXTS.items()}
    write_packages(folder, {_package(name): generated.tree for name, generated in packages.items()})
    modules = [(name, path) for name, generated in packages.items() for path in declared(generated)]
    jobs = [{"module": f"{_package(name)}.{path.removesuffix('.py').replace('/', '.')}"} for name, path in modules]
    done = subprocess.run([sys.executable, WORKER, folder], input=json.dumps(jobs), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    wrong: dict[str, list[str]] = {name: [] for name in TEXTS}
    for (name, path), found in zip(modules, json.loads(done.stdout), strict=True):
        wrong[name] += [f"{path}: {found}"] if found else []
    return {
        name: Hostile(generated=generated, modules=declared(generated), wrong=wrong[name])
        for name, generated in packages.items()
    }


def _package(name: str) -> str:
    return f"hostile_{name.replace(' ', '_')}"


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_stays_a_text(hostile: Mapping[str, Hostile], canary: Path, name: str) -> None:
    found = hostile[name]
    assert {path: wrong for path in found.modules if (wrong := strange(found.generated.tree.files[path]))} == {}
    assert found.wrong == []
    assert not canary.exists()


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_half_a_surrogate_pair_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(CodegenError) as caught:
        made(tmp_path, text)
    assert {one.code for one in caught.value.diagnostics} == {"text-invalid"}


def test_neither_the_name_of_a_file_nor_the_header_becomes_code(tmp_path: Path) -> None:
    generated = made(tmp_path, "plain", name='a\nimport os\n"""#.json', header='one\n"""\nimport os\rimport os')
    assert {path: wrong for path in declared(generated) if (wrong := strange(generated.tree.files[path]))} == {}
    for path, text in generated.tree:
        if path.endswith(".py"):
            assert "\nimport os" not in text
