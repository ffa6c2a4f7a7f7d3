"""The checks of formats that generated packages have: texts that are of a format, and texts that are not."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from support.runtime import write_package
from support.shared import shared

from codegen.ir.types import Format
from codegen.options import FORMAT_WORDS

Checks = Mapping[str, Callable[[str], bool]]

TEXTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "date-time": (
        ("2024-01-02T03:04:05Z", "2024-01-02t03:04:05.123456789z", "2016-12-31T23:59:60Z", "2017-01-01T05:29:60+05:30"),
        ("2024-01-02T03:04:05", "2024-01-02T03:04:60Z", "2024-01-02T24:00:00Z", "2024-02-30T00:00:00Z", "2024-01-02"),
    ),
    "date": (("2024-02-29",), ("2023-02-29", "20240229", "2024-W01-1", "0000-01-01", "2024-2-9")),
    "time": (("03:04:05+23:59", "15:59:60-08:00"), ("03:04:05", "03:04Z", "22:59:60Z", "03:04:05+24:00")),
    "duration": (("P1Y2M", "PT0S", "P3W"), ("P", "PT", "P1Y2D", "PT1H2S", "P1W2D", "-P1D", "PT1.5S", "p1d")),
    "uuid": (("6F9619FF-8b86-d011-b42d-00cf4fc964ff",), ("{6f9619ff-8b86-d011-b42d-00cf4fc964ff}", "6f9619ff")),
    "decimal": (("-1.10", "1e3", ".5"), ("", "1,5", "NaN", "0x1", "1_000")),
    "byte": (("", "aGk=", "YUds\r\na2E="), ("aGk", "a_-=", "aGk= ", "ä")),
    "base64url": (("", "_-8", "_-8="), ("_-8==", "+/8=", "a", "=", "====")),
    "email": (
        ("a@localhost", '"a b"@c.org', "a@[IPv6:::1]", "o'b+c@d-e.org", "a@[x-y:z]"),
        ("a", "a@", "@b", "a@b_c.org", "a@b..c", "a.@b", f"{'a' * 65}@b", "a@[1.2.3]", "a@-b"),
    ),
    "idn-email": (("用户@例子.广告",), ("用户", "a b@例子")),
    "hostname": (("a.b-c.d9", "a" * 63, "xn--bcher-kva"), ("a" * 64, "-a", "a-", "a_b", "a.", "xn--a", "ä", "xn--99")),
    "idn-hostname": (("bücher。example", "ßigma", "Example.COM"), ("Bücher", "a\u0300\u0300-", "٠۰", "", "\u094d")),
    "ipv4": (("0.0.0.0", "255.255.255.255"), ("1.2.3", "01.2.3.4", "1.2.3.256", "1.2.3.4 ")),
    "ipv6": (
        ("::", "1::", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8"),
        ("1", ":::", "1::2::3", "1:2:3:4:5:6:7:8::", "::1%a"),
    ),
    "uri": (("https://a.b:8/c?d#e", "/a", "", "urn:a:b"), ("a b", "\\", "http://[::1", "http://a/%zz", "ä")),
    "strict-uri": (("a:", "https://[v1.a]/", "mailto:a@b"), ("", "/a", "//a", "1a:b", "a:[", "http://a:b")),
    "uri-reference": (("../a", "?b", "#c", "//"), ("a:b:c\n", "1:b", "#a#b")),
    "iri": (("https://bücher/ß?\ue000", "urn:ä"), ("/ä", "https://ä b", "https://a/\ue000")),
    "iri-reference": (("ä", "#ä"), ("<ä>", "\ufdd0")),
    "uri-template": (
        ("{a}/{+b,c*}", "{?a.b:12}", "ä"),
        ("{", "}", "{a b}", "{a:0}", "{a,}", "a b"),
    ),
    "json-pointer": (("", "/", "/a~0~1/0"), ("a", "/~", "/~2", "#/a")),
    "relative-json-pointer": (("0", "1#", "2/a"), ("", "01", "-1", "/a", "0##")),
    "regex": (
        ("", "a{2,3}?", r"[\]^-]\/", "(?<a>b)|(?!c)", "a]", r"\u{1F600}\p{L}", "(?i:a)", "[^]", r"(?:a)*"),
        ("(", ")", "[", "*a", "a**", "a{3,2}", "[b-a]", "(?P<a>b)", "(?i)a", r"\a", "\\", "a|*", r"\u{", "(?<1>a)"),
    ),
}


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checks]:
    """The checks of a generated package."""
    folder = tmp_path_factory.mktemp("formats")
    write_package(folder / "format_checks", {})
    sys.path.insert(0, str(folder))
    yield import_module("format_checks._formats").FORMATS
    sys.path.remove(str(folder))


def test_every_format_has_a_check_and_a_word_and_nothing_else_has() -> None:
    known = {found.value for found in Format}
    assert known == set(TEXTS)
    assert known <= set(FORMAT_WORDS)
    assert set(FORMAT_WORDS.values()) - known == {"str", "int", "float", "timedelta"}


def test_the_checks_are_those_of_the_formats(checks: Checks) -> None:
    assert sorted(checks) == sorted(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_texts_of_a_format_are_taken_and_others_are_not(name: str, checks: Checks) -> None:
    good, bad = TEXTS[name]
    assert [text for text in good if not checks[name](text)] == []
    assert [text for text in bad if checks[name](text)] == []


def test_the_test_suite_of_json_schema_agrees_but_for_relative_uris(checks: Checks) -> None:
    wrong = []
    for path in sorted(shared("conformance", "suite", "3.1", "optional").glob("format-*.json")):
        wrong += [(name, text) for name, text, valid in _suite(path) if name in checks and checks[name](text) != valid]
    assert wrong == [("uri", "//foo.bar/?baz=qux#quux"), ("uri", "/abc"), ("uri", "abc")]


def _suite(path: Path) -> Iterator[tuple[str, str, bool]]:
    for case in json.loads(path.read_text(encoding="utf-8")):
        for test in case["tests"]:
            if isinstance(test.get("data"), str):
                yield case["schema"]["format"], test["data"], test["valid"]


@pytest.mark.parametrize("text", ["a" * 20_000, "a-" * 10_000, "(" * 20_000, "é" * 20_000, ":" * 20_000, "{a," * 9_000])
@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_too_long_to_be_looked_at(name: str, text: str, checks: Checks) -> None:
    assert checks[name](text) in (True, False)
