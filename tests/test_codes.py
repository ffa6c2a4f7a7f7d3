"""The catalogue of codes: each stands once, under the name that its constant has."""

import ast
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from codegen import codes
from codegen.codes import CODES, catalogue
from codegen.diagnostics import Code, Severity


def _stage(name: str, **constants: Code) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(constants)
    return module


def _code(name: str) -> Code:
    return Code(name=name, severity=Severity.ERROR, explanation="It is so.")


def test_a_code_stands_once_over_all_stages() -> None:
    assert list(catalogue(_stage("one", B=_code("b")), _stage("two", A_B=_code("a-b")))) == ["a-b", "b"]
    with pytest.raises(TypeError, match=r"two\.B: `b` is another constant's code"):
        catalogue(_stage("one", B=_code("b")), _stage("two", B=_code("b")))


def test_a_constant_is_called_as_its_code() -> None:
    with pytest.raises(TypeError, match=r"one\.C: `b` is another constant's code"):
        catalogue(_stage("one", C=_code("b")))


def test_no_constant_is_written_over() -> None:
    """Neither in its module, where the last would win, nor in the package, which takes all of them in."""
    folder = Path(codes.__file__).parent
    trees = [ast.parse(one.read_text("utf-8")) for one in folder.glob("*.py") if one.name != "__init__.py"]
    assigned = [
        target.id
        for tree in trees
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]
    assert [one for one, count in Counter(assigned).items() if count > 1] == []
    assert {getattr(codes, one).name for one in assigned} == set(CODES)
