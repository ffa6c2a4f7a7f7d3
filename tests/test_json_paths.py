"""JSONPath by the letter of RFC 9535: what its sections show works, and what its grammar has not is told."""

import pytest

from codegen.loader.document import Json
from codegen.loader.json_paths import PathFault, read_query, select

STORE: Json = {
    "books": [
        {"by": "Ann", "price": 8},
        {"by": "Bob", "price": 12, "isbn": "1"},
        {"by": "Cid", "price": 20, "isbn": "2"},
    ],
    "bike": {"price": 399},
}
ODD: Json = {"o": {"j j": {"k.k": 3}}, "'": {"@": 2}, "☺": 1, "null": None, "x-logo": {"x-by": 1}}
LETTERS: Json = ["a", "b", "c", "d", "e", "f", "g"]
MIXED: Json = {"a": [3, 5, 1, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}], "o": {"p": 1, "t": {"u": 6}}, "e": "f"}


@pytest.mark.parametrize(
    ("tree", "text", "want"),
    [
        (STORE, "$", [""]),
        (STORE, "$.books[*].by", ["/books/0/by", "/books/1/by", "/books/2/by"]),
        (STORE, "$..price", ["/books/0/price", "/books/1/price", "/books/2/price", "/bike/price"]),
        (STORE, "$.*", ["/books", "/bike"]),
        (STORE, "$..books[-1]", ["/books/2"]),
        (STORE, "$..books[0, 1]", ["/books/0", "/books/1"]),
        (STORE, "$..books[:2]", ["/books/0", "/books/1"]),
        (STORE, "$..books[?@.isbn]", ["/books/1", "/books/2"]),
        (STORE, "$..books[?@.price<10]", ["/books/0"]),
        (STORE, "$..books[2].publisher", []),
        (ODD, "$.o['j j']['k.k']", ["/o/j j/k.k"]),
        (ODD, '$.o["j j"]', ["/o/j j"]),
        (ODD, """$["'"]["@"]""", ["/'/@"]),
        (ODD, "$.☺", ["/☺"]),
        (ODD, '$["\\u263A"]', ["/☺"]),
        (ODD, "$.null", ["/null"]),
        (ODD, "$['x-logo']['x-by']", ["/x-logo/x-by"]),
        (ODD, "$.x-logo.x-by", ["/x-logo/x-by"]),  # not by the letter, but plain
        (LETTERS, "$[1:3]", ["/1", "/2"]),
        (LETTERS, "$[5:]", ["/5", "/6"]),
        (LETTERS, "$[1:5:2]", ["/1", "/3"]),
        (LETTERS, "$[5:1:-2]", ["/5", "/3"]),
        (LETTERS, "$[0:2, 5]", ["/0", "/1", "/5"]),
        (MIXED, "$.a[?@.b == 'kilo']", ["/a/6"]),
        (MIXED, "$.a[?(@.b == 'kilo')]", ["/a/6"]),
        (MIXED, "$.a[?@>3.5]", ["/a/1"]),
        (MIXED, '$.a[?@<2 || @.b == "k"]', ["/a/2", "/a/4"]),
        (MIXED, "$.a[?!(@.b) && @ != 1]", ["/a/0", "/a/1"]),
        (MIXED, "$.a[?!@.b]", ["/a/0", "/a/1", "/a/2"]),
        (MIXED, '$.a[?match(@.b, "[jk]")]', ["/a/3", "/a/4"]),
        (MIXED, '$.a[?search(@.b, "[jk]")]', ["/a/3", "/a/4", "/a/6"]),
        (MIXED, "$[?length(@) == 7]", ["/a"]),
        (MIXED, "$[?count(@.*) == 2]", ["/o"]),
        (MIXED, '$.a[?value(@.b) == "j"]', ["/a/3"]),
        (MIXED, "$.o[?@.u || @.x]", ["/o/t"]),
        (MIXED, "$[?@[?@.b]]", ["/a"]),
        (MIXED, "$ .o\n[ 'p' ]", ["/o/p"]),
    ],
)
def test_what_the_letter_has_selects_what_it_says(tree: Json, text: str, want: list[str]) -> None:
    found = select(read_query(text), tree)
    assert ["".join(f"/{step}" for step in path) for path, _ in found] == want


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("$.a[?@.b <> 1]", 9),
        ("$[?!@.a == 1]", 3),
        ("$[?@.b && !(@.a) == 1]", 10),
        ("$[?!count(@.*) == 1]", 3),
        ("$[?@.a =~ /b/]", 7),
        ("$[?@.a in [1]]", 7),
        ("$[(@.length)]", 2),
        ("$.a^", 3),
        ("$.a.", 4),
    ],
)
def test_what_the_letter_has_not_is_told_with_its_place(text: str, offset: int) -> None:
    with pytest.raises(PathFault) as caught:
        read_query(text)
    assert caught.value.offset == offset
    assert caught.value.why


@pytest.mark.parametrize(
    "text", ["", "a", " $", "$ ", "$[01]", "$.2", "$[]", "$[1:2:3:4]", "$[?1]", "$[?@.*==1]", "$[?f(@)]", "$|$", "$[a]"]
)
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(PathFault):
        read_query(text)
