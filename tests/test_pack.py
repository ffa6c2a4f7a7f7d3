"""Distributions of packages: pip installs them without an index, checkers read them, every build is the same."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest
from support.errors import GOOD, call
from support.hand_made import contents

CONFIG = """\
[tool.codegen.packages.shop_types]
spec = "shop.yaml"
lock = false

[tool.codegen.packages.shop_types.pack]
name = "Shop.Types"
version = "1.2.0rc1"
description = "What the shop says: naïve, but typed."
readme = "README.md"
license = "MIT"
license-files = ["LICENSE", "../shared/NOTICE"]
authors = ["Ada", "Bo <bo@example.org>"]
urls = {Home = "https://example.org/shop"}
dependencies = ["idna>=3,<4"]
"""
PROGRAM = """\
from shop_types.dataclass import Order as Dataclass
from shop_types.dataclass import from_json
from shop_types.typeddict import Order

document: Order = {"id": "1"}
print(from_json(Dataclass, document).id)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "NOTICE").write_text("Notice.\n")
    (home / "shop.yaml").write_text(GOOD)
    (home / "README.md").write_bytes("# Shop\r\n\r\nTypes: ü.\r\n".encode())
    (home / "LICENSE").write_text("MIT\n")
    (home / "pyproject.toml").write_text(CONFIG)
    assert call("generate", home)[0] == 0
    return home


@pytest.fixture
def dist(home: Path) -> Path:
    code, _, err = call("pack", home)
    assert code == 0, err
    return home / "dist"


WHEEL, SDIST = "shop_types-1.2.0rc1-py3-none-any.whl", "shop_types-1.2.0rc1.tar.gz"


def run(*command: str | Path, **more: str) -> str:
    environment = {**os.environ, "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pythons() -> list[str]:
    """Return the Pythons to install into: this one, and a newer one if there is one."""
    pyenv = Path.home().glob(".pyenv/versions/3.13*/bin/python")
    for found in (os.environ.get("CODEGEN_PYTHON_NEWEST"), *map(str, sorted(pyenv)), shutil.which("python3.13")):
        if found and subprocess.run([found, "-c", "import venv, ensurepip"], capture_output=True).returncode == 0:
            return [sys.executable, found]
    return [sys.executable]


def test_both_archives_are_there_and_hold_the_package(home: Path, dist: Path) -> None:
    assert sorted(os.listdir(dist)) == [WHEEL, SDIST]
    package = contents(home / "shop_types")
    with zipfile.ZipFile(dist / WHEEL) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(dist / SDIST) as archive:
        names = archive.getnames()
    for path, raw in package.items():
        assert held[f"shop_types/{path}"] == raw
        assert f"shop_types-1.2.0rc1/shop_types/{path}" in names
    assert "shop_types/py.typed" in held
    assert list(held)[-1].endswith("/RECORD")


def test_the_metadata_say_what_the_configuration_says(dist: Path) -> None:
    with zipfile.ZipFile(dist / WHEEL) as archive:
        raw = archive.read("shop_types-1.2.0rc1.dist-info/METADATA").decode()
        assert archive.read("shop_types-1.2.0rc1.dist-info/licenses/NOTICE") == b"Notice.\n"
    found = HeaderParser().parsestr(raw)
    assert (found["Name"], found["Version"], found["License-Expression"]) == ("Shop.Types", "1.2.0rc1", "MIT")
    assert (found["Author"], found["Author-email"]) == ("Ada", "Bo <bo@example.org>")
    assert found["Project-URL"] == "Home, https://example.org/shop"
    assert found["Requires-Python"] == ">=3.11"
    assert found["Description-Content-Type"] == "text/markdown"
    assert found.get_all("Requires-Dist") == ["pydantic>=2.11,<3", "typing_extensions>=4.13,<5", "idna>=3,<4"]
    assert found.get_all("License-File") == ["LICENSE", "NOTICE"]
    assert found.get_payload() == "# Shop\n\nTypes: ü.\n"


@pytest.mark.parametrize(
    ("flavour", "required"),
    [
        ("typeddict", ["typing_extensions>=4.13,<5"]),
        ("pydantic", ["pydantic>=2.11,<3"]),
        ("dataclass", None),
    ],
)
def test_a_package_requires_what_its_flavours_import(home: Path, flavour: str, required: list[str] | None) -> None:
    call(f"generate shop.yaml -o out --package one --flavour {flavour} --target-python 3.13", home)
    assert call("pack out/one --version 1.0", home)[0] == 0
    with zipfile.ZipFile(home / "dist" / "one-1.0-py3-none-any.whl") as archive:
        found = HeaderParser().parsestr(archive.read("one-1.0.dist-info/METADATA").decode())
    assert found.get_all("Requires-Dist") == required
    assert found["Requires-Python"] == ">=3.13"
    assert found["Summary"] == "Types of Shop 1"


def test_every_build_gives_the_same_bytes(home: Path, dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = contents(dist)
    stamps = {path: path.stat().st_mtime_ns for path in dist.iterdir()}
    for path in (home / "shop_types").rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    assert "(as it was)" in call("pack", home)[1]
    assert stamps == {path: path.stat().st_mtime_ns for path in dist.iterdir()}
    shutil.rmtree(dist)
    environment = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    command = [sys.executable, "-m", "codegen", "pack"]
    subprocess.run(command, cwd=home, env=environment, check=True, umask=0o077, stdout=subprocess.DEVNULL)
    assert contents(dist) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert call("pack -o other", home)[0] == 0
    with zipfile.ZipFile(home / "other" / WHEEL) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "now")
    assert call("pack", home)[0] == 2


@pytest.mark.parametrize("archive", [WHEEL, SDIST])
@pytest.mark.parametrize("python", pythons(), ids=lambda one: one.strip("/").replace("/", "-"))
def test_pip_installs_both_without_an_index_and_checkers_read_them(
    dist: Path, tmp_path: Path, archive: str, python: str
) -> None:
    run(python, "-m", "venv", tmp_path / "env")
    there = tmp_path / "env" / "bin" / "python"
    run(there, "-m", "pip", "install", "-q", "--no-deps", "--no-index", dist / archive)
    assert "shop_types" in run(there, "-m", "pip", "show", "-f", "shop-types")
    project = tmp_path / "project"
    project.mkdir()
    plain = PROGRAM.replace("from shop_types.typeddict import Order\n", "").replace(": Order", "")
    (project / "program.py").write_text(plain)
    assert run(there, project / "program.py") == "1\n"
    (project / "program.py").write_text(PROGRAM)
    run(sys.executable, "-m", "mypy", "--strict", "--python-executable", there, project / "program.py")


def test_the_wheel_that_pip_builds_of_the_sdist_is_the_one_that_was_packed(dist: Path, tmp_path: Path) -> None:
    command = (
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-index",
        "-w",
        tmp_path / "w",
        dist / SDIST,
    )
    run(*command)
    assert (tmp_path / "w" / WHEEL).read_bytes() == (dist / WHEEL).read_bytes()


def test_the_record_has_every_file(dist: Path) -> None:
    with zipfile.ZipFile(dist / WHEEL) as archive:
        rows = archive.read("shop_types-1.2.0rc1.dist-info/RECORD").decode().splitlines()
        assert {row.split(",")[0] for row in rows} == set(archive.namelist())
        path, digest, size = next(row.split(",") for row in rows if row.startswith("shop_types/codegen.json"))
        raw = archive.read(path)
    assert digest == "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).rstrip(b"=").decode()
    assert int(size) == len(raw)


def test_what_is_edited_or_stale_is_packed_only_if_that_is_allowed(home: Path) -> None:
    (home / "shop.yaml").write_text(GOOD.replace("closed", "gone"))
    code, _, err = call("pack", home)
    assert (code, "error[package-stale]" in err, (home / "dist").exists()) == (2, True, False)
    assert call("pack --allow package-stale", home)[0] == 0
    (home / "shop.yaml").write_text(GOOD)
    with (home / "shop_types" / "__init__.py").open("a") as file:
        file.write("mine = 1\n")
    code, _, err = call("pack", home)
    assert (code, "error[package-edited]" in err) == (2, True)
    assert call("pack --allow package-edited --allow package-stale", home)[0] == 0


def test_files_that_are_not_of_codegen_are_not_packed(home: Path) -> None:
    (home / "shop_types" / "secret.env").write_text("token")
    assert call("pack", home)[0] == 0
    with zipfile.ZipFile(home / "dist" / WHEEL) as archive:
        assert not any("secret" in name for name in archive.namelist())


@pytest.mark.parametrize("version", ["1.0-final", "v1", "01.2", "", "1.0\nName: evil"])
def test_versions_are_of_the_normal_form(home: Path, version: str) -> None:
    code, _, err = call(f"pack '--version={version}'", home)
    assert (code, "config-value-invalid" in err) == (2, True)


def test_the_modules_of_a_users_own_types_need_a_distribution(home: Path) -> None:
    base = "generate shop.yaml -o out --package own --set pydantic.base-class="
    call(f"{base}theirs.Base", home)
    code, _, err = call("pack out/own --version 1.0", home)
    assert (code, "`theirs`" in err) == (2, True)
    assert call("pack out/own --version 1.0 --set pack.dependencies=[]", home)[0] == 0
