"""Text as Python source: it evaluates to itself, and is nothing but the literal, docstring or comment it was made."""

import ast
import io
import math
import tokenize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codegen.pysource import Json, comment, docstring, literal, string

NASTY = ['"', "'", '"""', "'''", "\\", "\n", "\r", "\t", "\0", "\N{LINE SEPARATOR}", "\N{RIGHT-TO-LEFT OVERRIDE}", "#"]
PIECES = st.one_of(st.sampled_from([*NASTY, "{{ x }}", "{% if %}", "\\N{BULLET}", "%s", "{x}"]), st.text(max_size=5))
TEXTS = st.lists(PIECES, max_size=8).map("".join)
SURROGATES = st.text(st.characters(codec=None, categories=["Cs", "Ll", "Po"]), max_size=5)
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3),
    max_leaves=8,
)


@given(TEXTS | SURROGATES)
def test_a_string_literal_evaluates_to_its_text_and_is_one_token_of_printable_characters(text: str) -> None:
    source = string(text)
    assert ast.literal_eval(source) == text
    assert source.isprintable()
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    assert [one.type for one in tokens] == [tokenize.STRING, tokenize.NEWLINE, tokenize.ENDMARKER]


@given(VALUES)
def test_a_literal_evaluates_to_its_value_and_type(value: Json) -> None:
    found = ast.literal_eval(literal(value))
    assert repr(found) == repr(value)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, [math.inf]])
def test_a_number_that_json_has_not_has_no_literal(value: Json) -> None:
    with pytest.raises(ValueError, match="no JSON number"):
        literal(value)


@given(TEXTS)
@example('ends with """')
@example('ends with \\"')
@example("ends with \\")
@example('"starts and ends"')
@example("\xa0")
@example("1\xa0000\u2003MB")
def test_a_docstring_ends_where_it_should_and_says_the_same_words(text: str) -> None:
    module = ast.parse(f"class A:\n    {docstring(text, '    ')}\n    x = 1\n")
    (made,) = module.body
    assert isinstance(made, ast.ClassDef)
    told, after = made.body
    assert isinstance(told, ast.Expr)
    assert isinstance(told.value, ast.Constant)
    assert isinstance(after, ast.Assign)
    assert _words(told.value.value) == _words(text)


def _words(text: object) -> list[str]:
    """Return the words of a text; what does not print is told by its number."""
    assert isinstance(text, str)
    return ["".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in word) for word in text.split()]


@given(TEXTS)
def test_a_comment_stays_on_its_line(text: str) -> None:
    assert comment(text).startswith("# ")
    assert len(comment(text).splitlines()) == 1
    assert len(ast.parse(f"{comment(text)}\nx = 1\n").body) == 1
