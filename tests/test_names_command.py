"""`codegen names`, as people use it: what is printed, what is written, and what stays as it was."""

import importlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.cli.main import run
from codegen.cli.names import COMMANDS

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths: {}
components:
  schemas:
    Order:
      type: object
      properties:
        lines: {type: array, items: {type: object, properties: {part: {type: object, properties: {a: {enum: [1]}}}}}}
        line: {type: object, properties: {id: {type: string}}}
"""
CONFIG = """\
# Our packages.
[tool.codegen.packages.shop_types]
spec = "shop.yaml"      # the one we publish
output = "src"

[tool.other]
key = 1   # theirs
"""
LINES = "#/components/schemas/Order/properties/lines/items"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("shop.yaml").write_text(SPEC)
    Path("pyproject.toml").write_text(CONFIG)
    return tmp_path


@pytest.fixture
def codegen(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_every_subcommand_has_help_with_examples(codegen: Run) -> None:
    assert "codegen names list 'Payment*'" in codegen("names", "--help")[1]
    for command in COMMANDS:
        code, out, _ = codegen("names", command, "--help")
        assert (code, "Examples:" in out) == (0, True)


def test_list_tells_what_keeps_each_name(codegen: Run) -> None:
    assert codegen("names", "list")[1].splitlines() == [
        "shop_types: 4 names of shop.yaml",
        "Order               new      #/components/schemas/Order",
        "OrderLine           new      #/components/schemas/Order/properties/line",
        f"OrderLinesItem      new      {LINES}",
        f"OrderLinesItemPart  new      {LINES}/properties/part",
    ]
    codegen("generate", "-q")
    assert codegen("names", "list", "*Part")[1].splitlines()[1:] == [
        f"OrderLinesItemPart  locked   {LINES}/properties/part"
    ]
    (row,) = json.loads(codegen("names", "list", "*/lines/items", "--json")[1])["shop_types"]
    assert (row["name"], row["state"], row["kind"], row["law"]) == ("OrderLinesItem", "locked", "record", "10")


def test_explain_tells_the_rule_what_was_lost_and_where_it_stands(codegen: Run) -> None:
    codegen("generate", "-q")
    code, out, err = codegen("names", "explain", "OrderLinesItem")
    assert (code, err) == (0, "")
    told = [line.split(maxsplit=1) for line in out.splitlines()[1:]]
    assert told[:4] == [
        ["from", f"shop.yaml:9:30  {LINES}"],
        [
            "name",
            "An item of `lines` of Order. The plural stays. `OrderLine` belongs to "
            f"#/components/schemas/Order/properties/line. (law 10 of the naming rules; anchor {LINES})",
        ],
        ["lost", "OrderLine, the name of #/components/schemas/Order/properties/line"],
        ["lock", "in shop_types.names.lock"],
    ]
    for flavour, (name, where) in zip(("typeddict", "pydantic", "dataclass"), told[4:], strict=True):
        path, _, line = where.partition(":")
        assert name == flavour
        assert Path(path).read_text().splitlines()[int(line) - 1].startswith("class OrderLinesItem")
    assert codegen("inspect", "OrderLinesItem")[1].count("lost     OrderLine, the name of") == 1


def test_set_writes_the_configuration_and_nothing_else_of_it_changes(codegen: Run) -> None:
    codegen("generate", "-q")
    code, out, err = codegen("names", "set", "OrderLinesItem", "Row")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f'pyproject.toml: "{LINES}" = "Row"',
        "OrderLinesItem is now Row",
        "OrderLinesItemPart is now RowPart",
        "run: codegen generate",
    ]
    text = Path("pyproject.toml").read_text()
    added = f'\n[tool.codegen.packages.shop_types.names]\n"{LINES}" = "Row"\n'
    assert added in text
    assert text.replace(added[1:] + "\n", "") == CONFIG
    assert codegen("check")[0] == 1
    assert "OrderLinesItem is now Row" in codegen("generate")[1]
    assert codegen("check")[0] == 0
    lock = Path("shop_types.names.lock").read_text()
    assert "\t.lines/[]\tRow\t" in lock
    assert "\t.lines/[]\t-+LinesItem\n" in lock
    assert codegen("names", "list", "Row", "--json")[1].count('"state": "chosen"') == 1
    assert "instead  OrderLinesItem, if it" in codegen("names", "explain", "Row")[1]


def test_set_again_changes_the_line_and_keeps_its_comment(codegen: Run) -> None:
    table = f'[tool.codegen.packages.shop_types.names]\n# ours\n"{LINES}" = "Row"  # short\n'
    Path("pyproject.toml").write_text(CONFIG + table)
    assert codegen("names", "set", LINES, "Entry")[0] == 0
    assert Path("pyproject.toml").read_text() == CONFIG + table.replace('"Row"', '"Entry"')


@pytest.mark.parametrize(
    ("config", "want"),
    [
        pytest.param(
            '[tool.codegen]\nnames = {}  # all\n[tool.codegen.packages.shop_types]\nspec = "shop.yaml"\n',
            f'[tool.codegen]\nnames = {{"{LINES}" = "Row"}}  # all\n'
            '[tool.codegen.packages.shop_types]\nspec = "shop.yaml"\n',
            id="in the table of all",
        ),
        pytest.param(
            '[tool.codegen.packages]\nshop_types = {spec = "shop.yaml"} # one line\n',
            f'[tool.codegen.packages]\nshop_types = {{spec = "shop.yaml", names = {{"{LINES}" = "Row"}}}} # one line\n',
            id="in a package of one line",
        ),
    ],
)
def test_set_writes_where_the_configuration_has_its_names(codegen: Run, config: str, want: str) -> None:
    Path("pyproject.toml").write_text(config)
    code, _, err = codegen("names", "set", LINES, "Row")
    assert (code, err) == (0, "")
    assert Path("pyproject.toml").read_text() == want
    assert "Row" in codegen("names", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((LINES, "Order"), "error[override-taken]"),
        ((LINES, "class"), "error[override-invalid]"),
        (("#/components/schemas/Orde", "Row"), "help: Did you mean `#/components/schemas/Order`?"),
        (("Ordr", "Row"), "help: Did you mean `Order`?"),
        ((LINES, "Row", "--spec", "shop.yaml", "--package", "other"), "error[config-not-found]"),
    ],
)
def test_set_writes_nothing_that_would_be_refused(codegen: Run, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = codegen("names", "set", *arguments)
    assert (code, told in err) == (2, True)
    assert Path("pyproject.toml").read_text() == CONFIG
    assert sorted(os.listdir()) == ["pyproject.toml", "shop.yaml"]


def test_reset_gives_the_names_of_the_rules_again(codegen: Run) -> None:
    codegen("names", "set", LINES, "Row")
    codegen("generate", "-q")
    code, out, _ = codegen("names", "reset", "Row", "--below")
    assert (code, out.splitlines()) == (
        0,
        [
            f'pyproject.toml: without "{LINES}"',
            "Row is now OrderLinesItem",
            "RowPart is now OrderLinesItemPart",
            "run: codegen generate",
        ],
    )
    codegen("generate", "-q")
    assert codegen("check")[0] == 0
    assert [row.split()[0] for row in codegen("names", "list", "--retired")[1].splitlines()[1:]] == ["Row", "RowPart"]
    assert codegen("names", "reset", "--all")[1] == "All of them have the names of the rules already.\n"
    assert codegen("names", "reset")[0] == 2


def test_a_variant_is_chosen_by_its_anchor_which_no_order_changes(codegen: Run) -> None:
    variants = [
        f"        - {{type: object, required: [kind], properties: {{kind: {{const: {kind}}}}}}}\n" for kind in "ab"
    ]
    start = SPEC + "    Either:\n      oneOf:\n"
    Path("shop.yaml").write_text(start + "".join(variants))
    codegen("generate", "-q")
    code, out, _ = codegen("names", "set", "#/components/schemas/Either/oneOf/0", "First")
    assert (code, out.splitlines()[1]) == (0, "EitherA is now First")
    assert '"#/components/schemas/Either/oneOf{kind=a}" = "First"' in Path("pyproject.toml").read_text()
    Path("shop.yaml").write_text(start + "".join(reversed(variants)))
    assert codegen("generate", "-q")[0] == 0
    assert codegen("names", "explain", "First")[1].splitlines()[1].endswith("#/components/schemas/Either/oneOf/1")
    Path("shop.yaml").write_text(start + variants[1])
    assert "override-unused" in codegen("generate", "-q")[2]


def test_reset_of_all_takes_choices_out_too(codegen: Run) -> None:
    codegen("generate", "-q")
    codegen("names", "set", LINES, "Row")
    codegen("generate", "-q")
    code, out, _ = codegen("names", "reset", "--all")
    assert (code, "Row is now OrderLinesItem" in out) == (0, True)
    assert "Row" not in Path("pyproject.toml").read_text()


def test_prune_forgets_retired_names_only(codegen: Run) -> None:
    codegen("generate", "-q")
    Path("shop.yaml").write_text(SPEC.replace("        line: ", "        rest: "))
    codegen("generate", "-q", "--allow", "name-moved")
    Path("shop.yaml").write_text("".join(SPEC.splitlines(keepends=True)[:-1]))
    codegen("generate", "-q")
    assert codegen("names", "prune", "Ordr")[0] == 2
    code, out, _ = codegen("names", "prune")
    assert (code, out) == (0, "shop_types.names.lock: 1 retired name forgotten\nOrderLine\nrun: codegen generate\n")
    assert "-" not in Path("shop_types.names.lock").read_text().split("\n", 1)[1]
    assert codegen("names", "prune")[1] == "shop_types.names.lock: 0 retired names forgotten\n"


def test_one_of_several_packages_is_chosen(codegen: Run) -> None:
    Path("pyproject.toml").write_text(CONFIG + '[tool.codegen.packages.other]\nspec = "shop.yaml"\n')
    code, _, err = codegen("names", "explain", "Order")
    assert (code, "choose one by `--package NAME`" in err) == (2, True)
    assert codegen("names", "explain", "Order", "--package", "other")[0] == 0


def test_old_names_stay_with_a_warning_where_that_is_asked_for(
    codegen: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codegen("generate", "-q")
    codegen("names", "set", LINES, "Row")
    assert codegen("generate", "-q", "--keep-old-names")[0] == 0
    assert codegen("check", "--keep-old-names")[0] == 0
    assert codegen("check")[0] == 1
    monkeypatch.syspath_prepend(str(home / "src"))
    for flavour in ("typeddict", "pydantic", "dataclass"):
        module = importlib.import_module(f"shop_types.{flavour}")
        with pytest.warns(
            DeprecationWarning, match=rf"shop_types\.{flavour}\.OrderLinesItem is called Row now"
        ) as told:
            assert module.OrderLinesItem is module.Row
        assert told[0].filename == __file__
        assert "OrderLinesItem" not in module.__all__
        with pytest.raises(AttributeError):
            _ = module.OrderLinesEntry
    text = (home / "src/shop_types/pydantic/__init__.py").read_text()
    assert '    OrderLinesItem: TypeAlias = Row\n    """Deprecated: this is `Row` now."""\n' in text
    codegen("names", "prune", "OrderLinesItem")
    codegen("generate", "-q", "--keep-old-names")
    assert "OrderLinesItem:" not in (home / "src/shop_types/pydantic/__init__.py").read_text()
