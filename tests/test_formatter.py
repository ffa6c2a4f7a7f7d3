"""Formatting: Python files are laid out and proven to be Python, all others are left alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from codegen.config import Formatter
from codegen.file_tree import FileTree
from codegen.formatter import UnparsableOutputError, format_tree

UGLY = "x = { 'a':1,\n 'b' :[1,2 ] }\n"
PRETTY = 'x = {"a": 1, "b": [1, 2]}\n'
TREE = FileTree.of({"__init__.py": "", "py.typed": "", "codegen.json": "{ }", "build/_a.py": UGLY})


@pytest.mark.parametrize("formatter", [Formatter.RUFF, Formatter.BLACK])
def test_python_files_are_laid_out_and_others_left_alone(formatter: Formatter) -> None:
    formatted = format_tree(TREE, formatter, (3, 11))
    assert formatted == TREE.with_file("build/_a.py", PRETTY)
    assert format_tree(formatted, formatter, (3, 11)) == formatted


def test_no_formatter_changes_nothing() -> None:
    assert format_tree(TREE, Formatter.NONE, (3, 11)) == TREE


def test_black_leaves_alone_what_ruff_made(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(format_tree(TREE, Formatter.RUFF, (3, 11)).files["build/_a.py"])
    command = [sys.executable, "-m", "black", "--check", "--config", "/dev/null", str(path)]
    assert subprocess.run(command, capture_output=True).returncode == 0


def test_no_configuration_lying_around_has_a_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ruff]\nline-length = 20\nexclude = ["*"]\n[tool.ruff.format]\nquote-style = "single"\n'
        '[tool.black]\nline-length = 20\nextend-exclude = ".*"\n'
    )
    (tmp_path / ".gitignore").write_text("*\n")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.chdir(tmp_path)
    for formatter in (Formatter.RUFF, Formatter.BLACK):
        assert format_tree(TREE, formatter, (3, 11)).files["build/_a.py"] == PRETTY
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("formatter", list(Formatter))
def test_what_is_no_python_is_a_bug_in_us_and_named(formatter: Formatter) -> None:
    with pytest.raises(UnparsableOutputError, match=r"_b\.py:1:\d+"):
        format_tree(TREE.with_file("_b.py", "x = = 1\n"), formatter, (3, 11))


@pytest.mark.parametrize("formatter", list(Formatter))
def test_syntax_of_a_newer_python_than_ours_is_fine_for_its_target(formatter: Formatter) -> None:
    tree = FileTree.of({"a.py": "type X[T] = list[T]\n"})
    assert format_tree(tree, formatter, (3, 12)) == tree
