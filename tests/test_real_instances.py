"""What others say of real values: examples of real descriptions load, and the judge is with us against the peer.

The tools do the same for all real descriptions: `make examples`, `make differential`.
"""

import os
import subprocess
import sys

import pytest
from support.differential import compared
from support.shared import ROOT, shared

from codegen.loader.load import load

SLUGS = ("museum", "figma", "meilisearch", "telegram-bot", "prefect")
"""Those of the quick descriptions that take a few seconds together."""


@pytest.mark.parametrize("slug", SLUGS)
def test_valid_examples_load_and_come_back(slug: str) -> None:
    shared("specs", slug)
    paths = os.pathsep.join(filter(None, (str(ROOT / "tests"), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, ROOT / "tools" / "examples.py", "--only", slug, "--no-report"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths})
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.filterwarnings("ignore")  # of the peer's models
def test_where_the_peer_disagrees_the_judge_is_with_us() -> None:
    tree = load(str(ROOT / "specs" / "inference.yaml")).root.tree
    assert isinstance(tree, dict)
    found = compared(tree, made=3, changed=4)
    print(dict(found.counts))
    assert not found.losses  # wherever the two disagree, we are right: nothing valid refused or changed
    assert found.counts["ours right"] == found.counts["disagreements"] > 50
