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
    assert "`OrderLinesItem` is now `Row`" in codegen("generate")[1]
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
        ((LINES, "list"), "help: Choose `ListSchema`, or another name."),
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


def files() -> tuple[str, str]:
    """Return the configuration and what the lock says of living names."""
    lock = Path("shop_types.names.lock").read_text().splitlines()
    return Path("pyproject.toml").read_text(), "\n".join(one for one in lock if "\t-" not in one)


@pytest.mark.parametrize("between", [(), ("generate", "-q")], ids=["at once", "after generating"])
@pytest.mark.parametrize("what", [LINES, "Order"])
def test_set_and_reset_are_each_others_inverse_with_all_that_is_below(
    codegen: Run, what: str, between: tuple[str, ...]
) -> None:
    codegen("generate", "-q")
    had, names = files(), codegen("names", "list")[1]
    assert codegen("names", "set", what, "Row")[0] == 0
    if between:
        assert codegen(*between)[0] == 0
    code, _, err = codegen("names", "reset", "Row")
    assert (code, err) == (0, "")
    codegen("generate", "-q")
    assert files() == had
    assert codegen("names", "list")[1] == names


def test_reset_gives_a_place_the_name_back_that_the_lock_had_and_not_the_rules(codegen: Run) -> None:
    codegen("generate", "-q")
    Path("shop.yaml").write_text(SPEC.replace("    Order:\n", "    Purchase:\n"))
    codegen("generate", "-q")
    had, names = files(), codegen("names", "list")[1]
    assert "Order               locked   #/components/schemas/Purchase" in names
    codegen("names", "set", "Order", "Sale")
    codegen("generate", "-q")
    out = codegen("names", "reset", "Sale")[1]
    assert "Sale is now Order\n" in out
    assert "SaleLinesItemPart is now OrderLinesItemPart\n" in out
    codegen("generate", "-q")
    assert (files(), codegen("names", "list")[1]) == (had, names)
    out = codegen("names", "reset", "Order")[1]
    assert "OrderLinesItemPart is now PurchaseLinesItemPart\n" in out


def test_reset_of_a_type_takes_its_attributes_along_and_prune_forgets_them(codegen: Run) -> None:
    Path("shop.yaml").write_text(SPEC.replace("{id: {", "{_links: {"))
    codegen("generate", "-q")
    lock = Path("shop_types.names.lock")
    assert "\t.links" in lock.read_text()
    Path("shop.yaml").write_text(SPEC.replace("{id: {", "{links: {type: string}, _links: {"))
    codegen("generate", "-q")
    assert "._links\t.links\n" in lock.read_text()
    codegen("names", "reset", "OrderLine")
    codegen("generate", "-q")
    assert "._links\t.underscore_links\n" in lock.read_text()
    Path("shop.yaml").write_text("".join(SPEC.splitlines(keepends=True)[:-1]))
    codegen("generate", "-q")
    assert "\t.line\t-+Line\t" in lock.read_text()
    assert "._links\t.underscore_links\n" in lock.read_text()
    codegen("names", "prune", "OrderLine")
    assert "links" not in lock.read_text()


SHARED = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths: {}
components:
  schemas:
    Order:
      type: object
      properties:
        billing: {type: object, properties: {city: {type: string}}}
        shipping: {type: object, properties: {city: {type: string}}}
"""
PROPERTIES = "#/components/schemas/Order/properties"


def test_set_of_a_shared_name_changes_all_places_and_a_pointer_one(codegen: Run) -> None:
    Path("shop.yaml").write_text(SHARED)
    names = f'[tool.codegen.packages.shop_types.names]\n"{PROPERTIES}/billing" = "A"\n"{PROPERTIES}/shipping" = "A"\n'
    Path("pyproject.toml").write_text(CONFIG + names)
    codegen("generate", "-q")
    assert f"  shared   it is the type of {PROPERTIES}/shipping too\n" in codegen("names", "explain", "A")[1]
    code, out, _ = codegen("names", "set", "A", "Address")
    assert (code, out.splitlines()) == (
        0,
        [
            "`A` is the name of 2 places; a pointer instead changes one of them",
            f'pyproject.toml: "{PROPERTIES}/billing" = "Address"',
            f'pyproject.toml: "{PROPERTIES}/shipping" = "Address"',
            "A is now Address",
            "run: codegen generate",
        ],
    )
    codegen("generate", "-q")
    code, out, _ = codegen("names", "set", f"{PROPERTIES}/shipping", "Target")
    assert (code, out.splitlines()[0]) == (0, f'pyproject.toml: "{PROPERTIES}/shipping" = "Target"')
    _, _, err = codegen("generate")
    assert "name-split" not in err
    listed = codegen("names", "list")[1]
    assert "Address  chosen   #/components/schemas/Order/properties/billing\n" in listed
    assert "Target   chosen   #/components/schemas/Order/properties/shipping\n" in listed
    codegen("names", "set", f"{PROPERTIES}/shipping", "Address")
    out = codegen("names", "reset", "Address")[1]
    assert out.count("without") == 2


def test_with_alias_sharing_each_place_has_its_name_to_change(codegen: Run) -> None:
    Path("shop.yaml").write_text(SHARED)
    Path("pyproject.toml").write_text(CONFIG.replace('output = "src"', 'output = "src"\nshare = "alias"'))
    codegen("generate", "-q")
    out = codegen("names", "set", "OrderBilling", "Address")[1]
    assert out.splitlines()[1:] == ["OrderBilling is now Address", "run: codegen generate"]
    codegen("generate", "-q")
    assert "OrderShipping" in codegen("names", "list")[1]


def test_a_place_that_is_chosen_by_its_number_is_warned_of_and_set_mends_it(codegen: Run) -> None:
    variants = "".join(
        f"        - {{type: object, required: [kind], properties: {{kind: {{const: {kind}}}}}}}\n" for kind in "ab"
    )
    Path("shop.yaml").write_text(SPEC + "    Either:\n      oneOf:\n" + variants)
    at, anchor = "#/components/schemas/Either/oneOf/0", "#/components/schemas/Either/oneOf{kind=a}"
    Path("pyproject.toml").write_text(CONFIG + f'[tool.codegen.packages.shop_types.names]\n"{at}" = "First"\n')
    code, _, err = codegen("generate", "-q")
    assert code == 0
    code, _, err = codegen("generate", "--verbose")
    assert "pyproject.toml:9:1: warning[override-by-position]" in err
    assert f"help: Write `{anchor}`, which no order changes." in err
    assert codegen("names", "set", at, "Other")[0] == 0
    assert at not in Path("pyproject.toml").read_text()
    assert f'"{anchor}" = "Other"' in Path("pyproject.toml").read_text()
    assert "override-by-position" not in codegen("generate")[2]


def test_explain_and_inspect_tell_of_a_name_that_nothing_has_any_more(codegen: Run) -> None:
    codegen("generate", "-q")
    codegen("names", "set", LINES, "Row")
    before = codegen("names", "explain", "OrderLine")
    Path("shop.yaml").write_text("".join(SPEC.splitlines(keepends=True)[:-1]))
    assert codegen("names", "explain", "OrderLine")[1].splitlines()[-1] == (
        "  lock     it retires by the next `codegen generate`"
    )
    codegen("generate", "-q")
    at = "#/components/schemas/Order/properties/line"
    for command in (("names", "explain"), ("inspect",)):
        for what in ("OrderLine", at):
            code, out, err = codegen(*command, what)
            assert (code, err) == (0, "")
            assert out.splitlines() == [
                "OrderLine (retired)",
                f"  was      the type of {at}",
                "  now      nothing stands there that is a type",
                "  lock     the name is kept for that place; `codegen names prune OrderLine` forgets it",
            ]
    assert "  now      what stands there is called Row" in codegen("names", "explain", "OrderLinesItem")[1]
    assert before[0] == 0
    codegen("names", "prune")
    assert codegen("names", "explain", "OrderLine")[0] == 2


PARAMETERS = SPEC.replace(
    "paths: {}",
    """paths:
  /a:
    get:
      operationId: find
      parameters:
        - {in: query, name: sort, schema: {enum: [up, down, left, right]}}
        - {$ref: "#/components/parameters/Size"}
        - {in: query, name: order, schema: {$ref: "#/components/schemas/Order"}}
        - {in: query, name: text, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
      responses: {"200": {description: "", content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}
""",
).replace("  schemas:", "  parameters:\n    Size: {in: query, name: size, schema: {enum: [s, m, l, xl]}}\n  schemas:")


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ("parameters/0", "FindSort"),
        ("parameters/0/schema", "FindSort"),
        ("parameters/1", "SizeParam"),
        ("parameters/2", "Order"),
        ("requestBody", "FindRequest"),
        ("responses/200", "Order"),
    ],
)
def test_a_pointer_to_a_parameter_or_a_body_means_its_type(codegen: Run, pointer: str, name: str) -> None:
    Path("shop.yaml").write_text(PARAMETERS)
    for command in (("names", "explain"), ("inspect",)):
        code, out, err = codegen(*command, f"#/paths/~1a/get/{pointer}")
        assert (code, err) == (0, "")
        assert out.split()[0] == name


def test_a_parameter_is_chosen_by_its_pointer_and_written_as_its_anchor(codegen: Run) -> None:
    Path("shop.yaml").write_text(PARAMETERS)
    assert codegen("names", "set", "#/paths/~1a/get/parameters/0", "Direction")[1].splitlines() == [
        'pyproject.toml: "#/paths/~1a/get/parameters/query:sort" = "Direction"',
        "FindSort is now Direction",
        "run: codegen generate",
    ]
    for at, help in (("2", "A reference stands there; choose the name of `#/components/schemas/Order`"), ("3", "")):
        code, _, err = codegen("names", "set", f"#/paths/~1a/get/parameters/{at}", "Other")
        assert code == 2
        assert f"error[override-unused]: Nothing at `#/paths/~1a/get/parameters/{at}` has a name." in err
        assert help in err


def test_old_names_without_a_lock_are_warned_of(codegen: Run) -> None:
    code, _, err = codegen("generate", "shop.yaml", "-o", "other", "--package", "free", "--keep-old-names")
    assert (code, "warning[old-names-unknown]" in err, "`--lock FILE`" in err) == (0, True, True)
    assert "old-names-unknown" not in codegen("generate", "--keep-old-names")[2]


def test_a_name_that_would_be_reused_is_looked_at_and_chosen_otherwise(codegen: Run) -> None:
    codegen("generate", "-q")
    Path("shop.yaml").write_text(SPEC.replace("    Order:\n", "    Sale:\n"))
    codegen("generate", "-q")
    more = "    Order: {type: object, properties: {x: {type: string}}}\n"
    Path("shop.yaml").write_text(SPEC.replace("    Order:\n", "    Sale:\n") + more)
    had, sale = Path("pyproject.toml").read_text(), ("names", "set", "#/components/schemas/Sale", "Sale")
    code, _, err = codegen(*sale)
    assert (code, "error[name-reused]: `Order` was the name of #/components/schemas/Sale" in err) == (2, True)
    assert Path("pyproject.toml").read_text() == had
    assert codegen(*sale, "--allow", "name-reused")[0] == 0
    assert "error[name-reused]" in codegen("generate", "-q")[2]
    assert codegen("names", "list", "Order")[0] == 0
    assert codegen("names", "set", "#/components/schemas/Sale/properties/line", "Order")[0] == 2
    assert codegen("names", "set", "#/components/schemas/Order", "Purchase")[0] == 0
    assert codegen("generate", "-q")[0] == 0


@pytest.mark.parametrize("end", ["", "# the last line\n", "[tool.other]\n", "\n[tool.other]\nkey = 1\n"])
def test_set_and_reset_leave_the_configuration_as_it_was(codegen: Run, end: str) -> None:
    text = f'[tool.codegen.packages.shop_types]\nspec = "shop.yaml"\n{end}'
    Path("pyproject.toml").write_text(text)
    codegen("names", "set", "Order", "Sale")
    codegen("names", "reset", "Sale")
    left = Path("pyproject.toml").read_text()
    assert left.replace("\n\n[tool.other]", "\n[tool.other]") == text.replace("\n\n[tool.other]", "\n[tool.other]")
