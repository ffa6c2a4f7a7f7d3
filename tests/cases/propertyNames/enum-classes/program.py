from propertyNames_enum_classes import dataclass
from propertyNames_enum_classes.pydantic import Color, Prices, Stock, from_json, to_json

prices = from_json(Prices, {"red": 1.5})
assert prices["red"] == 1.5 and Color.RED in prices
assert to_json(Stock(main=Color.BLUE, counts={"red": 1})) == {"main": "dark blue", "counts": {"red": 1}}
plain = dataclass.Stock(main=dataclass.Color.BLUE, by_size={"huge": dataclass.Color.RED})
assert dataclass.to_json(plain) == {"main": "dark blue", "by_size": {"huge": "red"}}
assert dataclass.to_json({dataclass.Color.BLUE: 1}) == {"dark blue": 1}
