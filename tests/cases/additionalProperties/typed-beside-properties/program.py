"""Further keys with a type are read by `additional_properties`."""

from collections.abc import Mapping

from additionalProperties_typed_beside_properties import dataclass as dc
from additionalProperties_typed_beside_properties import pydantic as pyd

labels = pyd.from_json(pyd.Labels, {"owner": "a", "b": 1})
further: Mapping[str, int] = labels.additional_properties
assert further == {"b": 1}

same = dc.Labels(owner="a", additional_properties={"b": 1})
more: dict[str, int] = same.additional_properties
assert same == dc.from_json(dc.Labels, {"owner": "a", "b": 1})
