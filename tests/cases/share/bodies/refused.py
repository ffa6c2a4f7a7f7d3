from share_bodies import dataclass as dc
from share_bodies import pydantic as pyd
from share_bodies import typeddict as td

pyd.IssueAssignee()
dc.IssueAssignee(name=5)
MISSPELT: td.IssueAssignee = {"nmae": "a"}
OTHER: pyd.IssueReviewer = pyd.IssueAssignee(name="a")
COMPONENT: pyd.Link = pyd.IssueAuthorLink(href="x")
pyd.IssueAssignee(name="a").nmae
