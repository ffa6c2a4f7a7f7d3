"""The published JSON Schemas: what codegen takes they take, what it refuses they refuse, and files are in step."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from codegen.cli.schema import SCHEMAS, text_of
from codegen.config import read_config
from codegen.config_schema import config_schema, pyproject_schema
from codegen.diagnostics import ConfigErrors

ROOT = Path(__file__).parents[1]
SHOP = '[packages.shop_types]\nspec = "shop.yaml"\n'
SHOP_PYDANTIC = f"{SHOP}[packages.shop_types.pydantic]\n"
SHOP_PACK = f"{SHOP}[packages.shop_types.pack]\n"
COPY = '[vendor.shop]\nfrom = "../shop"\nto = ["src"]\n'

TAKEN = [
    "",
    SHOP,
    f"lock = false\n{SHOP}",
    f'lock = "names.lock"\n{SHOP}',
    f"lock = true\n{SHOP}{SHOP.replace('shop_types', 'other')}",
    f'{SHOP}[names]\n"#/components/schemas/A" = "B"\n',
    f'{SHOP}overlays = ["fixes.yaml"]\noutput = "src"\nflavours = ["pydantic", "typeddict"]\ntarget-python = "3.12"\n',
    f'{SHOP}formatter = "black"\nopen = "output"\nshare = "alias"\nstrict = true\nheader = "Ours."\n',
    f'{SHOP}allow = ["format-unknown", "name-reused"]\ndeny = ["ref-not-found"]\nkeep-old-names = true\n',
    f'{SHOP}lock = "names.lock"\n',
    f'{SHOP}[packages.shop_types.select]\ninclude = ["tag:a", "#/paths/~1x", "x-a=b", "deprecated", "webhook:x"]\n',
    f'{SHOP}[packages.shop_types.formats]\nuuid = "str"\n"#/components/schemas/A" = "mine.Type"\n',
    f'{SHOP_PYDANTIC}enums = "class"\nfrozen = true\nbase-class = "mine.Base"\nextra = "forbid"\n',
    f'{SHOP_PYDANTIC}field-descriptions = false\ndatetimes = "any"\n',
    f'{SHOP}[packages.shop_types.dataclass]\nvalidate = "full"\nslots = false\nkw-only = true\n',
    f'{SHOP_PACK}name = "shop-types"\nversion = "1.2.0rc1"\nrequires-python = ">=3.11,<4"\ndependencies = ["a>=1"]\n',
    f'{SHOP_PACK}authors = ["A <a@example.com>"]\n[packages.shop_types.pack.urls]\nHome = "https://example.com"\n',
    COPY,
    f'{COPY}types = ["Order*"]\nmodules = ["payments"]\nflavours = ["pydantic"]\npackage = "shop_types"\n',
    COPY.replace('["src"]', '"src"'),
]
REFUSED = [
    'colour = "red"\n',
    "packages = 1\n",
    "[packages.shop_types]\n",
    '[packages."shop-types"]\nspec = "shop.yaml"\n',
    '[packages.class]\nspec = "shop.yaml"\n',
    f'lock = "names.lock"\n{SHOP}{SHOP.replace("shop_types", "other")}',
    f'{SHOP}{SHOP.replace("shop_types", "other")}[names]\n"#/a" = "B"\n',
    *(
        f"{SHOP}{line}\n"
        for line in (
            'colour = "red"',
            'overlays = "fixes.yaml"',
            'overlays = ["https://example.com/fixes.yaml"]',
            'output = ""',
            "flavours = []",
            'flavours = ["pydantc"]',
            "target-python = 3.12",
            'target-python = "3.10"',
            'formatter = "yapf"',
            "open = true",
            'share = "all"',
            'allow = ["ref-not-found"]',
            'allow = "format-unknown"',
            'deny = ["no-such-code"]',
            "header = 1",
            'strict = "yes"',
            "lock = 1",
            'lock = ""',
            "keep-old-names = 1",
            'select = ["tag:a"]',
            'select = {include = ["label:a"]}',
            'select = {only = ["tag:a"]}',
            "names = 1",
            'names = {"#/a" = 1}',
            'formats = {uuid = "strr"}',
            'formats = {uuid = "mine.class"}',
            'pydantic = {enums = "classes"}',
            "pydantic = {frozn = true}",
            'pydantic = {base-class = "Base"}',
            'pydantic = {base-class = "pydantic.BaseModel"}',
            'dataclass = {validate = "all"}',
            'pack = {name = "-shop"}',
            'pack = {version = "1.0-final"}',
            'pack = {description = ""}',
            'pack = {requires-python = "3.11"}',
            'pack = {urls = {Home = "no url"}}',
            "pack = {dependencies = [1]}",
        )
    ),
    '[vendor.shop]\nfrom = "../shop"\n',
    f'{COPY}colour = "red"\n',
    f"{COPY}types = []\n",
    f'{COPY}package = "a-b"\n',
    COPY.replace('["src"]', "[]"),
]


def is_taken(text: str, folder: Path) -> bool:
    (folder / "codegen.toml").write_text(text, encoding="utf-8")
    try:
        read_config(folder)
    except ConfigErrors:
        return False
    return True


@pytest.mark.parametrize("text", TAKEN)
def test_what_codegen_takes_the_schema_takes(text: str, tmp_path: Path) -> None:
    assert is_taken(text, tmp_path)
    assert [one.message for one in Draft7Validator(config_schema()).iter_errors(tomllib.loads(text))] == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_codegen_refuses_the_schema_refuses(text: str, tmp_path: Path) -> None:
    assert not is_taken(text, tmp_path)
    assert not Draft7Validator(config_schema()).is_valid(tomllib.loads(text))


def test_every_key_is_tried_both_ways() -> None:
    package = config_schema()["properties"]["packages"]["additionalProperties"]["properties"]  # type: ignore[index]
    for texts in (TAKEN, REFUSED):
        tried = {key for text in texts for key in package if key in text}
        assert tried == set(package)


def test_a_pyproject_is_judged_by_its_table() -> None:
    judge = Draft7Validator(pyproject_schema())
    assert judge.is_valid({"project": {"name": "x"}, "tool": {"ruff": {}, "codegen": tomllib.loads(SHOP)}})
    assert not judge.is_valid({"tool": {"codegen": {"colour": "red"}}})
    assert judge.is_valid(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("what", SCHEMAS)
def test_the_published_files_are_what_the_command_prints(what: str) -> None:
    published = (ROOT / "schemas" / SCHEMAS[what]).read_text(encoding="utf-8")
    assert published == text_of(what), f"codegen schema {what} > schemas/{SCHEMAS[what]}"
    command = [sys.executable, "-m", "codegen", "schema", what]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout == published
    schema = json.loads(published)
    (Draft202012Validator if what == "report" else Draft7Validator).check_schema(schema)
