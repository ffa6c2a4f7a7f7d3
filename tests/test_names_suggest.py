"""`codegen names suggest`: what repeats, what it could be called, and the lines that call it so."""

import json
import tomllib
from pathlib import Path

import pytest
from support.naming import obj

from codegen.cli.main import run

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
USER = {**obj(name=TEXT, id=NUMBER), "title": "User"}
PLAIN = obj(name=TEXT, id=NUMBER)
CONFIG = '[tool.codegen.packages.shop]\nspec = "shop.json"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(schemas: dict[str, object]) -> None:
    document = {
        "openapi": "3.1.1",
        "info": {"title": "Shop", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    Path("shop.json").write_text(json.dumps(document))


def _proposed(capsys: pytest.CaptureFixture[str], schemas: dict[str, object]) -> list[str]:
    _write(schemas)
    assert run(["names", "suggest", "--spec", "shop.json", "--json"]) == 0
    return [one["name"] for one in json.loads(capsys.readouterr().out)["shop_types"]]


@pytest.mark.parametrize(
    ("schemas", "want"),
    [
        ({"A": obj(owner=USER, buyer=USER)}, ["User"]),
        ({"A": obj(owner=USER, buyer=USER), "User": obj(x=TEXT)}, ["ABuyer"]),
        ({"A": obj(billing=PLAIN), "B": obj(billing=PLAIN)}, ["Billing"]),
        ({"A": obj(home_address=PLAIN), "B": obj(work_address=PLAIN)}, ["Address"]),
        ({"A": obj(old_home_address=PLAIN), "B": obj(home_address=PLAIN)}, ["HomeAddress"]),
        ({"A": obj(list=PLAIN), "B": obj(list=PLAIN)}, ["AList"]),
        ({"A": obj(x={"type": "array", "items": PLAIN}), "B": obj(y={"type": "array", "items": PLAIN})}, ["AXItem"]),
        ({"A": obj(owner=USER), "B": obj(owner={**USER, "title": "Somebody who owns the whole thing"})}, ["Owner"]),
        ({"A": obj(owner=PLAIN, other=obj(name=TEXT))}, []),
        ({"User": PLAIN, "Person": PLAIN}, []),
        ({"A": obj(owner=PLAIN), "B": obj(owner={**PLAIN, "type": ["object", "null"]})}, ["Owner"]),
        (
            {
                "A": obj(owner={**PLAIN, "required": ["id", "name"]}),
                "B": obj(owner={**PLAIN, "required": ["name", "id"]}),
            },
            ["Owner"],
        ),
        ({"Shop": obj(owner=PLAIN), "BetaShop": obj(owner=PLAIN)}, ["ShopOwner"]),
        ({"BatchJobDone": obj(data=PLAIN), "BatchJobFailed": obj(data=PLAIN)}, ["BatchJobData"]),
        ({"AJob": obj(data=PLAIN), "BJob": obj(data=PLAIN)}, ["JobData"]),
        ({"AThing": obj(data=PLAIN), "BJob": obj(data=PLAIN)}, ["Data"]),
        ({"A": obj(split_by_key=PLAIN), "B": obj(order_by_key=PLAIN)}, ["Key"]),
        ({"Place": {"oneOf": [PLAIN, {"type": "null"}]}, "Other": {"oneOf": [PLAIN, {"type": "null"}]}}, []),
        (
            {"A": obj(a=obj(x=TEXT), b=PLAIN), "B": obj(a=obj(x=TEXT), b=PLAIN), "C": obj(a=obj(x=TEXT))},
            ["AA", "AB"],
        ),
    ],
)
def test_the_name_is_the_title_or_the_property_or_the_common_end_of_the_names(
    capsys: pytest.CaptureFixture[str], schemas: dict[str, object], want: list[str]
) -> None:
    assert _proposed(capsys, schemas) == want


def test_the_list_counts_places_and_what_a_name_spares(capsys: pytest.CaptureFixture[str]) -> None:
    _write({"Order": obj(billing=USER, shipping=USER, gift=USER, tag=obj(x=TEXT)), "Cart": obj(tag=obj(x=TEXT))})
    assert run(["names", "suggest", "--spec", "shop.json"]) == 0
    assert capsys.readouterr().out == (
        "shop_types: 2 schemas of shop.json stand at 5 places; a name for each spares 3 types with 5 fields\n"
        "User: 3 places, 2 fields; the title of all\n"
        "    OrderGift     #/components/schemas/Order/properties/gift\n"
        "    OrderBilling  #/components/schemas/Order/properties/billing\n"
        "    and 1 more\n"
        "Tag: 2 places, 1 field; the property `tag` of all\n"
        "    CartTag   #/components/schemas/Cart/properties/tag\n"
        "    OrderTag  #/components/schemas/Order/properties/tag\n"
    )
    _write({"Order": obj(billing=USER)})
    assert run(["names", "suggest", "--spec", "shop.json"]) == 0
    assert capsys.readouterr().out == "shop_types: no inline schema of shop.json stands at several places\n"


def test_the_lines_of_a_name_are_a_table_of_the_configuration_that_has_all_places(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _write({"Order": obj(billing=USER, **{'sh"ip': USER})})
    Path("pyproject.toml").write_text(CONFIG + 'share = "alias"\n')
    assert run(["names", "suggest", "User"]) == 0
    lines = capsys.readouterr().out
    assert tomllib.loads(CONFIG + lines)["tool"]["codegen"]["packages"]["shop"]["names"] == {
        "#/components/schemas/Order/properties/billing": "User",
        '#/components/schemas/Order/properties/sh"ip': "User",
    }
    assert run(["inspect", "OrderBilling"]) == 0
    assert "  shares   the declaration of OrderShIp, which has the same content\n" in capsys.readouterr().out
    assert run(["names", "suggest", "Usr"]) == 2
    assert "`User`" in capsys.readouterr().err
