"""The tag of a variant is its component's name; a key that is no identifier is an attribute all the same."""

from discriminator_component_names import dataclass as dc
from discriminator_component_names import pydantic as pyd
from discriminator_component_names import typeddict as td


def doors(one: td.Vehicle) -> int:
    return one.get("doors", 0) if one["@type"] == "Car" else 0


def gears(one: pyd.Vehicle) -> int:
    return one.gears or 1 if one.type == "Bike" else 1


def wheels(one: dc.Vehicle) -> int:
    return 4 if isinstance(one, dc.Car) else 2


car: td.Car = {"@type": "Car", "doors": 5}
assert doors(car) == 5
assert pyd.to_json(pyd.Car(doors=5)) == dc.to_json(dc.Car(doors=5)) == car
assert gears(pyd.Bike(gears=21)) == 21
assert wheels(dc.Bike()) == 2
