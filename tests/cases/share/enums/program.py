from typing import assert_type

from share_enums import dataclass as dc
from share_enums import pydantic as pyd
from share_enums import typeddict as td

job = pyd.from_json(pyd.Job, {"state": "done", "before": "later", "worst": 2})
assert job.state is pyd.JobState.DONE is pyd.JobStepState.DONE
assert (job.before, job.worst) == ("later", pyd.JobLevel(2))
assert pyd.JobWorst is pyd.JobLevel
assert_type(pyd.JobStepState("new"), pyd.JobState)
step = pyd.JobStep(state=pyd.JobState.DONE)
assert step.state == "done"
assert dc.JobStep(state=dc.JobBefore.NEW).state is dc.JobState.NEW
STATE: td.JobState = "later"
