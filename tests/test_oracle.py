"""The types agree with JSON Schema: hypothesis draws schemas, `jsonschema` is the judge of their instances.

`ORACLE=10000` draws so many descriptions of each dialect instead of a few, as `make oracle` does.
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from support.drawn_schemas import Components, components
from support.oracle import VERSIONS, Finding, Tally, ask, cases, distinct, reduced

DRAWN = int(os.environ.get("ORACLE", "60"))
TOGETHER = 40
"""So many descriptions share a package."""
SHOWN, ATTEMPTS = 3, 150
"""So many findings are made smaller, in so many attempts, and shown: that takes a while."""


@pytest.mark.parametrize("dialect", VERSIONS)
def test_types_take_what_the_schema_takes_and_give_it_back(dialect: str) -> None:
    tally = Tally()
    asked = list(cases(drawn(dialect)))
    for start in range(0, len(asked), TOGETHER):
        tally.add(ask(asked[start : start + TOGETHER]))
    print(f"\nOpenAPI {dialect}: {len(asked)} descriptions;", counted(tally.counts))
    found = distinct(tally.findings, lambda one: (one.kind, one.way, one.name))
    assert not found, told(found)
    assert min(tally.counts["valid"], tally.counts["invalid"]) > 3 * DRAWN


def drawn(dialect: str) -> list[Components]:
    """Return what hypothesis draws, always the same."""
    found: list[Components] = []

    @settings(
        max_examples=DRAWN,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(components(dialect))
    def collect(one: Components) -> None:
        found.append(one)

    collect()
    return found


def counted(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))


def told(found: list[Finding]) -> str:
    kinds = Counter(f"{one.kind} by {one.way}" for one in found)
    shown = distinct(found, lambda one: (one.kind, one.way))[:SHOWN]
    smallest = "\n\n".join(str(reduced(one, ATTEMPTS)) for one in shown)
    return f"{len(found)} findings: {counted(kinds)}\n\n{smallest}"
