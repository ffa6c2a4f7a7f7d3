"""Law 9 of `NAMING.md`, and the reserved members of law 12: what no type and no attribute may be called.

The lists are frozen with the revision of the laws. They are never read from the running Python or Pydantic, or a name
would depend on who generates.
"""

LAW_REVISION = 1


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYWORDS = _set(
    """
    False None True and as assert async await break class continue def del elif else except finally for from global
    if import in is lambda nonlocal not or pass raise return try while with yield
    """
)

_BUILTINS = _set(
    """
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
    BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
    ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
    ImportCycleError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError
    KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError
    NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
    ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
    RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError
    TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
    UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning WindowsError ZeroDivisionError
    """
)

_TYPING = _set(
    """
    basemodel rootmodel typeadapter typeddict unset annotated any callable classvar dict final frozenset generic
    list literal literalstring never noreturn notrequired optional readonly required self set tuple type typealias
    union unpack
    """
)

_MODEL_MEMBERS = _set(
    """
    construct copy dict from_orm json model_computed_fields model_config model_construct model_copy model_dump
    model_dump_json model_extra model_fields model_fields_set model_json_schema model_parametrized_name
    model_post_init model_rebuild model_validate model_validate_json model_validate_strings mro parse_file parse_obj
    parse_raw register schema schema_json update_forward_refs validate
    """
)
_OWN_MEMBERS = frozenset(("additional_properties", "known_tags_", "rules_", "self", "tags_", "wire_names_"))

METHODS = _set(
    """
    as_integer_ratio bit_count bit_length capitalize casefold center conjugate count denominator encode endswith
    expandtabs find format format_map from_bytes imag index is_integer isalnum isalpha isascii isdecimal
    isdigit isidentifier
    islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans mro name numerator
    partition real removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines
    startswith strip swapcase title to_bytes translate upper value zfill
    """
)
"""What members of an enum inherit, and must not hide."""

ATTRIBUTES = KEYWORDS | _MODEL_MEMBERS | _OWN_MEMBERS


def is_reserved_type(name: str) -> bool:
    """Tell whether no type may have the name; the names of typing and Pydantic are reserved in any case."""
    return name in _BUILTINS or name in KEYWORDS or name.lower() in _TYPING
