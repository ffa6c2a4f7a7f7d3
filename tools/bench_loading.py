"""`make bench-loading`: how fast generated types load and dump JSON beside the peers', import excluded.

Each contestant is a process of its own that loads and dumps one document again and again; contestants run in turn, and
medians are compared. Documents: an OpenAI `Response` of some hundred items (tagged unions in tagged unions),
GitHub pull requests (wide records), and an order of our own that msgspec and cattrs can be given by hand. Writes
bench.out/loading.md, also who gives a document back that is not equal; asserts nothing.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench import DCG, DCG_OPTIONS, ROOT, SHARED, ours
from documents import github_pull_requests, openai_response, shop_orders
from measured import run

SECONDS = 0.6
"""How long one round of loading, and one of dumping, goes on at least."""
Loading = tuple[Callable[[bytes], Any], Callable[[Any], bytes]]


def main() -> int:
    """Measure, print and write the tables; or be one contestant."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="counted rounds [default: 5]")
    parser.add_argument("--contestant", nargs=3, metavar=("NAME", "TYPE", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contestant:
        name, target, file = given.contestant
        print(json.dumps(measured(CONTESTANTS[name](target), Path(file).read_bytes())))
        return 0
    if not SHARED.is_dir():
        print(f"bench: the specs are looked for in {SHARED} (CODEGEN_SHARED); there is nothing to measure.")
        return 1
    lines = ["# Loading and dumping", "", f"Medians of {given.runs} rounds in turn, import excluded, in MB/s.", ""]
    openai, github = SHARED / "specs/openai/openapi.yaml", SHARED / "specs/github/api.github.com.json"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shop = home / "shop.yaml"
        shop.write_text((ROOT / "tools" / "orders.yaml").read_text("utf-8"), "utf-8")
        generated, by_hand = ("pydantic", "pydantic-peer", "dataclass", "dataclass-full"), ("msgspec", "cattrs")
        lines += table("OpenAI `Response`", openai, "Response", openai_response(), generated, given.runs, home)
        requests = github_pull_requests(github)
        lines += table("GitHub pull requests", github, "list[PullRequestSimple]", requests, generated, given.runs, home)
        lines += table("Orders", shop, "list[Order]", shop_orders(), (*generated, *by_hand), given.runs, home)
    text = "\n".join(lines) + "\n"
    print(text)
    out = ROOT / "bench.out"
    out.mkdir(exist_ok=True)
    (out / "loading.md").write_text(text, "utf-8")
    return 0


def table(
    title: str, spec: Path, target: str, document: object, contestants: tuple[str, ...], runs: int, home: Path
) -> list[str]:
    """Return the table of one document."""
    folder = home / spec.stem
    folder.mkdir()
    generate(spec, folder)
    file = folder / "document.json"
    file.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    rates: dict[str, list[Mapping[str, float]]] = {name: [] for name in contestants}
    failed: dict[str, str] = {}
    for number in range(runs + 1):
        for name in contestants:
            if name in failed:
                continue
            done = run(
                [sys.executable, __file__, "--contestant", name, target, file],
                seconds=600,
                env={"PYTHONPATH": os.pathsep.join((str(folder), str(Path(__file__).parent)))},
            )
            if done.code:
                failed[name] = next((line for line in done.stderr.splitlines() if "rror" in line), done.told)
            elif number:
                rates[name].append(json.loads(done.stdout))
    rows = [f"## {title}, {file.stat().st_size / 1e3:.0f} kB", "", "| | load | dump | |", "|---|--:|--:|---|"]
    for name in contestants:
        if name in failed:
            rows.append(f"| {name} | | | {failed[name][:90]} |")
            continue
        load, dump = (statistics.median(one[what] for one in rates[name]) for what in ("load", "dump"))
        told = "" if all(one["equal"] for one in rates[name]) else "the document comes back changed"
        rows.append(f"| {name} | {load:.1f} | {dump:.1f} | {told} |")
    return [*rows, ""]


def generate(spec: Path, folder: Path) -> None:
    """Write our packages and the peer's module into a folder."""
    run(ours(spec, folder), seconds=600)
    full = [*ours(spec, folder), "--flavour", "dataclass", "--set", "dataclass.validate=full"]
    run(["full_types" if word == "bench_types" else word for word in full], seconds=600)
    kind = ["--input-file-type", "openapi", "--target-python-version", "3.11"]
    options = [one for one in DCG_OPTIONS if not one.startswith("standard-py")]
    peer = [DCG, "--input", spec, "--output", folder / "peer_types.py", "--output-model-type", "pydantic_v2.BaseModel"]
    run([*peer, *kind, *options[: options.index("--preset")]], seconds=600)


def measured(contestant: Loading, text: bytes) -> Mapping[str, float]:
    """Return megabytes a second of loading and of dumping, and whether the document comes back as it went in."""
    load, dump = contestant
    value = load(text)
    size = len(text) / 1e6
    return {
        "equal": json.loads(dump(value)) == json.loads(text),
        "load": size / seconds_of(lambda: load(text)),
        "dump": size / seconds_of(lambda: dump(value)),
    }


def seconds_of(action: Callable[[], object]) -> float:
    """Return the least time of one call, of as many as fit into a while."""
    least, until = float("inf"), time.perf_counter() + SECONDS
    while (started := time.perf_counter()) < until or least == float("inf"):
        action()
        least = min(least, time.perf_counter() - started)
    return least


# --- contestants --------------------------------------------------------------------------------------------------


def form(target: str, module: str) -> Any:
    """Return the type that a text such as `list[Order]` means in a module."""
    from importlib import import_module

    name = target.removeprefix("list[").removesuffix("]")
    found = getattr(import_module(module), name)
    return list[found] if target.startswith("list[") else found


def pydantic(target: str, module: str = "bench_types.pydantic") -> Loading:
    """Return Pydantic's own way through a type."""
    from pydantic import TypeAdapter

    adapter: TypeAdapter[Any] = TypeAdapter(form(target, module))
    return adapter.validate_json, lambda value: adapter.dump_json(value, by_alias=True, exclude_unset=True)


def dataclass(target: str, package: str = "bench_types") -> Loading:
    """Return the codec of the dataclasses, with the standard library's `json`."""
    from importlib import import_module

    flavour, wanted = import_module(f"{package}.dataclass"), form(target, f"{package}.dataclass")
    return (
        lambda text: flavour.from_json(wanted, json.loads(text)),
        lambda value: json.dumps(flavour.to_json(value)).encode(),
    )


def with_msgspec(target: str) -> Loading:
    """Return msgspec with structs written by hand."""
    import msgspec
    from by_hand import StructOrder

    decoder, encoder = msgspec.json.Decoder(list[StructOrder]), msgspec.json.Encoder()
    return decoder.decode, encoder.encode


def with_cattrs(target: str) -> Loading:
    """Return cattrs with dataclasses written by hand."""
    from by_hand import Order, converter

    made = converter()
    return (
        lambda text: made.structure(json.loads(text), list[Order]),
        lambda value: json.dumps(made.unstructure(value, list[Order])).encode(),
    )


CONTESTANTS: Mapping[str, Callable[[str], Loading]] = {
    "pydantic": pydantic,
    "pydantic-peer": lambda target: pydantic(target, "peer_types"),
    "dataclass": dataclass,
    "dataclass-full": lambda target: dataclass(target, "full_types"),
    "msgspec": with_msgspec,
    "cattrs": with_cattrs,
}


if __name__ == "__main__":
    sys.exit(main())
