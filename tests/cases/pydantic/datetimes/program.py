import copy
import pickle
from datetime import UTC, datetime, time

from pydantic_datetimes.pydantic import Event, from_json, to_json

event = from_json(Event, {"at": "2024-01-02T03:04:05.120", "daily": "03:04:05"})
assert event.at == datetime(2024, 1, 2, 3, 4, 5, 120_000) and event.at.tzinfo is None
for same in (copy.deepcopy(event), pickle.loads(pickle.dumps(event))):
    assert to_json(same) == {"at": "2024-01-02T03:04:05.120", "daily": "03:04:05"}
made = Event(at=datetime(2024, 1, 2, tzinfo=UTC), daily=time(1, 2))
assert to_json(made) == {"at": "2024-01-02T00:00:00Z", "daily": "01:02:00"}
assert to_json(Event(at=datetime(2024, 1, 2))) == {"at": "2024-01-02T00:00:00"}
assert to_json([datetime(2024, 1, 2)]) == ["2024-01-02T00:00:00"]
