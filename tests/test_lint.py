"""The template of every stage, as AWS would get it, through cfn-lint: no errors, no warnings."""

import json

import pytest
from cfnlint.api import lint

from infra.package import REGION
from tests import templates


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_cloudformation_has_nothing_against_the_template(stage: str) -> None:
    found = lint(json.dumps(templates.final(stage)), regions=[REGION])
    assert [f"{each.rule.id} {each.message} at {'/'.join(map(str, each.path or ()))}" for each in found] == []
