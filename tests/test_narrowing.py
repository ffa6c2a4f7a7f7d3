"""Both checkers follow when a program tells the variants of a tagged union apart, in every flavour."""

from pathlib import Path

from support.cases import CASES
from support.checkers import check_files
from support.narrowing import programs

from codegen.config import Flavour, Options
from codegen.pipeline import generate

ROOT = Path(__file__).parent.parent
SPECS = {
    "inference": ROOT / "specs" / "inference.yaml",
    "hierarchy": CASES / "discriminator" / "hierarchy-levels" / "spec.yaml",
    "shared": CASES / "oneOf" / "shared-tag" / "spec.yaml",
    "nested": CASES / "oneOf" / "nested" / "spec.yaml",
    "optional": CASES / "oneOf" / "optional-tag" / "spec.yaml",
    "null": CASES / "oneOf" / "nullable-variant" / "spec.yaml",
}


def test_tagged_unions_narrow_by_tag_and_by_class(tmp_path: Path) -> None:
    counts = {}
    for name, spec in SPECS.items():
        made = generate(str(spec), Options(package=name))
        for path, text in made.tree:
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        found, counts[name] = programs(made.lowered.package.declarations, name)
        for flavour, text in found.items():
            (tmp_path / f"program_{name}_{flavour.value}.py").write_text(text, "utf-8")
    assert all(counts.values())
    assert check_files(tmp_path, [f"program_{name}_{flavour.value}.py" for name in SPECS for flavour in Flavour]) == ()
