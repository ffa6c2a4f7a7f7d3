"""Proves that tagged unions narrow: for each description, programs that tell variants apart, under mypy and pyright.

`narrowing.py [SLUG/FILE ...]`, by default OpenAI, GitHub and Discord of the folder of descriptions. Prints, for each,
how many unions were told apart in each flavour, and every fault; exits with 1 if there is one.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CODEGEN_SHARED", ROOT.parent / "shared"))
SPECS = ("openai/openapi.yaml", "github/api.github.com.json", "discord/openapi.json")


def main(arguments: list[str]) -> int:
    """Check the descriptions one after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("entries", nargs="*", metavar="SLUG/FILE", default=SPECS)
    entries: list[str] = parser.parse_args(arguments).entries
    sys.path.insert(0, str(ROOT / "tests"))
    from support.checkers import check_files
    from support.narrowing import programs

    from codegen.config import Options
    from codegen.pipeline import generate

    if not SHARED.is_dir():
        print(f"narrowing: the descriptions are looked for in {SHARED} (CODEGEN_SHARED), which is not there.")
        return 1 if os.environ.get("CI") else 0
    faults = 0
    for entry in entries:
        made = generate(str(SHARED / "specs" / entry), Options(package="narrowed"))
        texts, count = programs(made.lowered.package.declarations, "narrowed")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for path, text in made.tree:
                (folder / "narrowed" / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / "narrowed" / path).write_text(text, "utf-8")
            names = [f"program_{flavour.value}.py" for flavour in texts]
            for file, text in zip(names, texts.values(), strict=True):
                (folder / file).write_text(text, "utf-8")
            found = [one for one in check_files(folder, names) if one.file in names]
        print(f"{entry}: {count} tagged unions, {len(found)} faults", flush=True)
        for one in found[:20]:
            print(f"  {one.checker} {one.file}:{one.line}: {one.message[:300]}")
        faults += len(found)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
