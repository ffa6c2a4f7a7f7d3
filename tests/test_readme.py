"""The documents at the root say what is so: their examples run, and what they name is there, all of it and no more."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from codegen.cli.main import COMMANDS, commands
from codegen.codes import CODES
from codegen.config import KEYS, read_config
from codegen.config_values import DATACLASS_KEYS, PACK_KEYS, PYDANTIC_KEYS
from codegen.ir.types import Format
from codegen.options import FORMAT_WORDS, DataclassOptions, PydanticOptions
from codegen.vendor_tables import VENDOR_KEYS, VENDOR_OPTIONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
TABLES = ("select", "names", "formats", "pydantic", "dataclass", "pack")
"""Keys of the configuration whose values are tables."""
COMMAND = re.compile(r"\$ (.*)")
SECONDS = re.compile(r"\b\d+\.\d s\b")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of the README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """Return the part of the README below a heading, up to the next of any level."""
    found = re.search(rf"^#+ {title}\n(.*?)(?=^#+ )", README, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def options_of(command: click.Command) -> set[str]:
    """Return the options of a command, in all their spellings."""
    return {one for option in command.get_params(click.Context(command)) for one in option.opts if one[0] == "-"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the README's description and overlay, and with `codegen` on the PATH of `shell`."""
    folder = tmp_path_factory.mktemp("readme")
    for name, text in zip(("shop.yaml", "fixes.yaml"), blocks("yaml"), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bin").mkdir()
    program = folder / "bin" / "codegen"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m codegen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def shell(command: str, folder: Path) -> str:
    """Return all that a command line prints in a folder."""
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.stdout


@pytest.fixture(scope="module")
def printed(home: Path) -> list[str]:
    """The console blocks as running them anew, one after the other, makes them."""
    found = []
    for block in blocks("console"):
        lines: list[str] = []
        for command in COMMAND.findall(block):
            lines += [f"$ {command}\n", shell(command, home)]
        found.append("".join(lines))
    return found


@pytest.mark.parametrize("number", range(len(blocks("console"))))
def test_console_examples_print_what_stands_there(number: int, printed: list[str]) -> None:
    assert SECONDS.sub("… s", printed[number]) == SECONDS.sub("… s", blocks("console")[number])


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory, home: Path) -> list[str]:
    """What the blocks of the tour print, one after the other, in an empty folder."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "bin").symlink_to(home / "bin")
    who = "".join(f"export GIT_{one}_NAME=x GIT_{one}_EMAIL=x@example.com\n" for one in ("AUTHOR", "COMMITTER"))
    where = "cd shop 2>/dev/null; export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null\n"
    return [shell(f"PATH={folder / 'bin'}:$PATH\n{who}{where}{block}", folder) for block in blocks("sh")]


@pytest.mark.parametrize("number", range(len(blocks("sh"))))
def test_the_tour_prints_what_it_says(number: int, toured: list[str]) -> None:
    expected = "".join(f"{line}\n" for line in re.findall(r"^#> (.*)$", blocks("sh")[number], re.MULTILINE))
    assert SECONDS.sub("… s", toured[number]) == SECONDS.sub("… s", expected)


def test_generated_excerpts_stand_in_the_generated_files(home: Path, printed: list[str]) -> None:
    for block in blocks("python"):
        path, _, excerpt = block.partition("\n")
        assert excerpt in (home / path.removeprefix("# ")).read_text(encoding="utf-8")
    assert len(blocks("python")) == 3


def test_python_examples_give_what_stands_there(home: Path, printed: list[str]) -> None:
    (home / "examples.txt").write_text("\n".join(blocks("pycon")), encoding="utf-8")
    assert shell(f"{shlex.quote(sys.executable)} -m doctest examples.txt", home) == ""


def test_the_configuration_example_has_every_key_and_is_one(tmp_path: Path) -> None:
    example = blocks("toml")[0]
    (tmp_path / "pyproject.toml").write_text(example, encoding="utf-8")
    [package] = read_config(tmp_path).packages
    assert list(tomllib.loads(example)["tool"]["codegen"]["packages"][package.name]) == list(KEYS)


def test_the_example_of_formats_is_one(tmp_path: Path) -> None:
    example = blocks("toml")[1]
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.codegen.packages.shop_types]\nspec = "shop.yaml"\n{example}', encoding="utf-8"
    )
    [package] = read_config(tmp_path).packages
    assert package.options.formats == tomllib.loads(example)["tool"]["codegen"]["packages"]["shop_types"]["formats"]


def test_every_format_is_documented() -> None:
    told = set(re.findall(r"`([a-z0-9-]+)`", "".join(re.findall(r"^\|.*?\|", section("Formats"), re.MULTILINE))))
    assert {found.value for found in Format} - {"strict-uri"} <= told


def test_every_key_of_the_configuration_is_documented_with_its_option() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*?) \|", section("Configuration"), re.MULTILINE)
    assert [key for key, _ in rows] == list(KEYS)
    for key, option in rows:
        single = key.removesuffix("s") if key in ("flavours", "overlays") else key
        name = f"--set {key}." if key in TABLES else f"--{single}"
        assert name in option


def test_every_key_of_a_flavours_table_is_documented_with_its_default() -> None:
    rows = re.findall(r"^\| `([a-z]+)\.([a-z-]+)` \| (.*?) \|", section("Configuration"), re.MULTILINE)
    usual = {"pydantic": PydanticOptions(), "dataclass": DataclassOptions()}
    known = [(name, key) for name, keys in (("pydantic", PYDANTIC_KEYS), ("dataclass", DATACLASS_KEYS)) for key in keys]
    assert [(name, key) for name, key, _ in rows] == known
    for name, key, told in rows:
        default = getattr(usual[name], key.replace("-", "_"))
        shown = "none" if default is None else f"`{json.dumps(getattr(default, 'value', default))}`"
        assert told == shown


def test_every_key_of_a_copy_is_documented_with_its_option() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*?) \|", section("Copies and distributions"), re.MULTILINE)
    assert [key for key, _ in rows] == list(VENDOR_KEYS)
    assert all(f"--{VENDOR_OPTIONS[key]} " in option for key, option in rows)


def test_the_example_of_copies_has_every_key_and_is_one(tmp_path: Path) -> None:
    example = blocks("toml")[2]
    (tmp_path / "pyproject.toml").write_text(example, encoding="utf-8")
    [copy] = read_config(tmp_path).copies
    assert list(tomllib.loads(example)["tool"]["codegen"]["vendor"][copy.name]) == list(VENDOR_KEYS)


def test_every_key_of_a_distribution_is_documented() -> None:
    assert re.findall(r"^\| `pack\.([a-z-]+)`", section("Copies and distributions"), re.MULTILINE) == list(PACK_KEYS)


def test_every_command_is_documented_and_no_other_is_promised() -> None:
    rows = re.findall(r"^\| `codegen ([a-z]+)", section("Use"), re.MULTILINE)
    assert rows == list(COMMANDS)


def test_every_option_is_documented_and_no_other_is_promised() -> None:
    context = click.Context(commands)
    known = {name: commands.get_command(context, name) for name in COMMANDS}
    below = [
        found.get_command(context, name)
        for found in known.values()
        if isinstance(found, click.Group)
        for name in found.list_commands(context)
    ]
    there = {one for found in (commands, *known.values(), *below) if found is not None for one in options_of(found)}
    there |= set(commands.context_settings["help_option_names"])
    sections = map(section, ("Use", "Configuration", "Copies and distributions", "Names"))
    told = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", "".join(sections)))
    assert told == there


def test_every_code_that_is_named_can_be_explained() -> None:
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", README)) - {
        *KEYS,
        *DATACLASS_KEYS,
        *PYDANTIC_KEYS,
        *PACK_KEYS,
        *FORMAT_WORDS,
        "codegen-check",
        "codegen-generate",
        "codegen-vendor-check",
        "openapi-typepack",
        "x-audience",
        "x-codegen-name",
        "x-discriminator-value",
        "x-internal",
        "requires-python",
        "x-enum-descriptions",
        "x-enum-varnames",
        "x-ms-discriminator-value",
        "x-ms-enum",
        "x-nullable",
    }
    assert "not-enforced" in named
    assert named <= CODES.keys()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_and_make_targets_that_a_document_names_are_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:codegen|templates|tests|tools|specs|generated|\.ci)/[\w./-]*|[A-Z]+\.md|LICENSE)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|^ +)make ([a-z-]+)", text, re.MULTILINE)) <= set(targets)
