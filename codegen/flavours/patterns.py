"""Which regular expressions mean the same to ECMA 262 and to the engine Pydantic compiles them with (Rust's `regex`).

The others are left to Python's `re`: look-around, back-references, what the engines read differently, and what Rust's
might hold too large (`^.{0,99999}$`: it compiles as many copies).
"""

import re
from math import prod

_PLAIN = re.compile(
    r"""
    (?:
        [A-Za-z0-9_ \-/:,;@%&~"'=!<>`\#]      # characters that mean themselves
      | [.^|()*+?]                            # operators that all engines share
      | \{\d+(?:,\d*)?\}                      # counted repetition
      | \\[.^$*+?()\[\]{}|/\\\-]              # escaped operators
      | \[\^?(?:[A-Za-z0-9_ /:,;@%"'=!.*+?(){}|$<>`\#]|[A-Za-z0-9]-[A-Za-z0-9]|\\[.^$*+?()\[\]{}|/\\\-]|-(?=\]))+\]
    )*
    \$?
    """,
    re.VERBOSE,
)
_GROUP_EXTENSION = re.compile(r"\(\?(?!:)")
_COUNT = re.compile(r"\{(\d+)(?:,(\d*))?\}")
_MANY = 1000
"""So many copies of a character of any script are a tenth of what Rust's engine allows."""


def is_plain(pattern: str) -> bool:
    """Tell whether a pattern can be left to Pydantic's own engine."""
    return (
        _PLAIN.fullmatch(pattern) is not None
        and _GROUP_EXTENSION.search(pattern) is None
        and prod(max(1, int(most or least)) for least, most in _COUNT.findall(pattern)) <= _MANY
    )
