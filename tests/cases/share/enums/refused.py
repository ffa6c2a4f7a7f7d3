from share_enums import dataclass as dc
from share_enums import pydantic as pyd

pyd.JobStepState.LOST
dc.JobWorst.VALUE_5
WORST: pyd.JobWorst = 1
