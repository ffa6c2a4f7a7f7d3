"""By what hosts know a finding again in the next run: its id and its place, but neither its line nor its sentence."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from codegen.cli.checkout import Place, place_of
from codegen.cli.findings import Finding, Result


def placed(result: Result) -> Iterator[tuple[Finding, str | None, Place, str]]:
    """Yield each finding with the folder of its package, its file and its fingerprint; no two have the same."""
    met: Counter[tuple[str, ...]] = Counter()
    for found, target in result.all_findings():
        place = place_of(found.file)
        parts = (found.id, place.path, found.pointer or "")
        met[parts] += 1
        text = "\0".join((*parts, str(met[parts])))
        yield found, target, place, hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
