"""IAM is enforced here, as it is on AWS: a function can do what its operation declares, and nothing else."""

import pytest

from infra.client import Api, Refused

REFUSED = "AccessDeniedException"


def test_a_new_operation_is_deployed_with_a_right_to_what_it_declares(anna: Api) -> None:
    assert anna.post("/v1/probe/writes-as-declared") == {"told": "done"}


def test_an_operation_that_declares_to_read_cannot_write(anna: Api) -> None:
    """T6"""
    assert anna.post("/v1/probe/writes-undeclared") == {"told": REFUSED}


def test_a_function_for_records_cannot_read_accounts(anna: Api) -> None:
    assert anna.get("/v1/probe/reads-accounts") == {"told": REFUSED}


@pytest.mark.parametrize("path", ["/v1/probe/writes-as-declared", "/v1/probe/writes-undeclared"])
def test_a_new_operation_is_guarded_like_all_others(chris: Api, path: str) -> None:
    with pytest.raises(Refused) as refused:
        chris.post(path)
    assert refused.value.status == 403
