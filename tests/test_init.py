"""`codegen init` writes what is needed, keeps what is there, and asks only people."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from support.projects_of_one import ROOT, SPEC, codegen

from codegen.config import read_config


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "shop.yaml").write_text(SPEC)
    (tmp_path / "api" / "other.yaml").write_text("name: no description\n")
    for skipped in ("node_modules", ".git"):
        (tmp_path / skipped).mkdir()
        (tmp_path / skipped / "theirs.yaml").write_text(SPEC)
    return tmp_path


def test_the_only_description_is_found_and_the_named_command_works(home: Path) -> None:
    done = codegen(home, "init")
    assert done.stdout == "codegen.toml: `shop_types` configured\nnext: codegen generate\n"
    assert codegen(home, "generate").returncode == 0
    assert (home / "shop_types" / "codegen.json").is_file()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_byte_of_a_pyproject_stays_and_a_second_package_is_added(home: Path, line_end: str) -> None:
    text = '[project]  # ours\nname   = "x"\nrequires-python = ">=3.12"\n\n\n# the end'.replace("\n", line_end).encode()
    (home / "pyproject.toml").write_bytes(text)
    (home / "src").mkdir()
    assert codegen(home, "init", "--flavour", "pydantic").returncode == 0
    assert codegen(home, "init", "--package", "more_types").returncode == 0
    made = (home / "pyproject.toml").read_bytes()
    assert made.startswith(text)
    assert made.count(b"\n") == made.count(line_end.encode())
    shop, more = read_config(home).packages
    assert (shop.name, more.name, shop.output.name) == ("shop_types", "more_types", "src")
    assert [one.value for one in shop.options.flavours] == ["pydantic"]
    assert shop.options.target_python == (3, 12)


def test_what_is_there_is_never_overwritten(home: Path) -> None:
    assert codegen(home, "init").returncode == 0
    before = (home / "codegen.toml").read_bytes()
    done = codegen(home, "init")
    assert (done.returncode, "config-exists" in done.stderr) == (2, True)
    assert (home / "codegen.toml").read_bytes() == before
    inline = b"tool = {codegen = {packages = {}}}\n"
    (home / "pyproject.toml").write_bytes(inline)
    done = codegen(home, "init", "--file", "pyproject.toml")
    assert (done.returncode, "into it yourself." in done.stderr) == (2, True)
    assert (home / "pyproject.toml").read_bytes() == inline


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--package", "a-b"), "package-name-invalid"),
        (("--spec", "api/class.yaml", "--package", "class"), "package-name-invalid"),
    ],
)
def test_what_could_not_be_generated_is_not_configured(home: Path, arguments: tuple[str, ...], code: str) -> None:
    done = codegen(home, "init", *arguments)
    assert (done.returncode, code in done.stderr) == (2, True)
    assert not (home / "codegen.toml").exists()


def test_of_several_descriptions_one_is_to_be_named_where_nobody_can_be_asked(home: Path) -> None:
    (home / "api" / "users.json").write_text('{"info": {}, "openapi": "3.0.3", "paths": {}}')
    done = codegen(home, "init")
    assert (done.returncode, "`api/shop.yaml`, `api/users.json`" in done.stderr) == (2, True)
    assert codegen(home, "init", "--spec", "api/users.json", "--spec", "api/shop.yaml").returncode == 0
    assert [one.name for one in read_config(home).packages] == ["users_types", "shop_types"]


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_people_are_asked(home: Path) -> None:
    (home / "api" / "users.yaml").write_text(SPEC)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "codegen", "init"],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, b"2\nlib\nuser_types\n")
    assert process.wait(60) == 0
    os.close(ours)
    [package] = read_config(home).packages
    assert (package.name, package.spec.endswith("api/users.yaml"), package.output.name) == ("user_types", True, "lib")
