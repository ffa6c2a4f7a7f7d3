"""Every code a diagnostic can have, with what `codegen explain CODE` says of it.

One constant a code, called as the code is, in the module of the stage that finds it. An explanation says what was found,
why it matters, and how to mend it; it is shown as it stands. Everybody imports codes from here: which stage finds one may
change.
"""

from collections.abc import Mapping
from types import ModuleType

from codegen.codes import config, loader, lowering, operations, overlays, publisher, schemas, vendor
from codegen.codes.config import *
from codegen.codes.loader import *
from codegen.codes.lowering import *
from codegen.codes.operations import *
from codegen.codes.overlays import *
from codegen.codes.publisher import *
from codegen.codes.schemas import *
from codegen.codes.vendor import *
from codegen.diagnostics import Code


def catalogue(*stages: ModuleType) -> Mapping[str, Code]:
    """Return the codes of all stages by their names, which no two of them share, nor say otherwise than their constants."""
    found = {}
    for stage in stages:
        for constant, code in vars(stage).items():
            if isinstance(code, Code):
                if code.name in found or constant != code.name.upper().replace("-", "_"):
                    raise TypeError(f"{stage.__name__}.{constant}: `{code.name}` is another constant's code.")
                found[code.name] = code
    return dict(sorted(found.items()))


CODES = catalogue(loader, overlays, schemas, operations, lowering, config, publisher, vendor)
PASSING = frozenset(
    one.name
    for one in (
        lowering.NAME_MOVED,
        lowering.NAME_AMBIGUOUS_MOVE,
        lowering.NAME_REUSED,
        lowering.NAME_SPLIT,
        lowering.NAMES_OUTDATED,
    )
)
"""What is told of one step from a lock to the next: after it nothing calls for them, and allowing them is not in vain."""
