"""A constant has one value, of one type."""

from const_other_types import typeddict as td

text: td.Packet = {"version": "2", "urgent": True, "nothing": None}
false: td.Packet = {"version": 2, "urgent": False, "nothing": None}
something: td.Packet = {"version": 2, "urgent": True, "nothing": 0}
number: td.Packet = {"version": 2, "urgent": True, "nothing": None, "code": 2}
absent: td.Packet = {"version": 2, "urgent": True}
