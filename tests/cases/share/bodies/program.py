import pickle
from typing import assert_type

import pydantic
from share_bodies import dataclass as dc
from share_bodies import pydantic as pyd
from share_bodies import typeddict as td


def told_by_class(user: pyd.IssueAuthor) -> str:
    match user:
        case pyd.IssueCloser(name=name):
            return name


class Person(pyd.IssueAssignee):
    @property
    def short(self) -> str:
        return self.name[:1]


class Written(td.IssueAssignee):
    at: str


def author_of(issue: td.Issue) -> td.IssueCloser:
    return issue["author"]


made: pyd.IssueAuthor = pyd.IssueAssignee(name="a", links=[pyd.IssueCloserLink(href="x")])
assert_type(made, pyd.IssueCloser)
assert pyd.IssueAuthor is pyd.IssueAssignee is pyd.IssueCloser
apart: set[object] = {pyd.IssueReviewer, pyd.IssueAuthor}
assert len(apart) == 2
assert "IssueAuthor" in pyd.__all__
assert told_by_class(made) == "a"
assert Person(name="bc").short == "b"
written: Written = {"name": "a", "at": "x"}
assert author_of({"author": written})["name"] == "a"
assert pickle.loads(pickle.dumps(made)) == made
held = dc.IssueAssignee(name="a", links=[dc.IssueAuthorLink(href="x")])
assert_type(held, dc.IssueCloser)
assert pickle.loads(pickle.dumps(held)) == held
assert dc.to_json(dc.from_json(dc.IssueAuthor, {"name": "a", "k": 1})) == {"name": "a", "k": 1}
try:
    pyd.IssueAssignee.model_validate({})
except pydantic.ValidationError as refused:
    assert refused.title == "IssueAuthor"
assert pyd.IssueAssignee.model_json_schema()["title"] == "IssueAuthor"
