"""The one address on AWS: what goes where, what is believed of who asks, and what a page may do there."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from infra import resources
from infra.resources import edge
from infra.web import headers, publish
from tests import templates
from tests.cloudformation import Data, properties, resolved, statements
from tests.engine import environment
from tests.world import World, forget_settings

SECRET = "a secret that the distribution has"


@pytest.fixture(scope="module")
def made() -> Data:
    return resources.of_stage("prod", [])


def distribution(made: Data) -> dict[str, Any]:
    found: dict[str, Any] = properties(made, "Edge")["DistributionConfig"]
    return found


def test_the_api_is_below_v1_and_nothing_of_it_is_kept(made: Data) -> None:
    (behavior,) = distribution(made)["CacheBehaviors"]
    assert (behavior["PathPattern"], behavior["TargetOriginId"]) == ("/v1/*", "api")
    assert behavior["CachePolicyId"] == edge.NOT_CACHED
    assert behavior["OriginRequestPolicyId"] == edge.AS_IT_CAME
    assert {"PUT", "PATCH", "POST", "DELETE", "OPTIONS"} < set(behavior["AllowedMethods"])
    assert "ResponseHeadersPolicyId" not in behavior
    (origin,) = [each for each in distribution(made)["Origins"] if each["Id"] == "api"]
    assert origin["OriginPath"] == "/prod"
    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert origin["CustomOriginConfig"]["OriginReadTimeout"] > 29  # seconds that API Gateway gives an answer


def test_the_clients_files_come_from_a_bucket_that_only_the_distribution_reads(made: Data) -> None:
    behavior = distribution(made)["DefaultCacheBehavior"]
    assert (behavior["TargetOriginId"], behavior["AllowedMethods"]) == ("client", ["GET", "HEAD"])
    assert behavior["ViewerProtocolPolicy"] == "redirect-to-https"
    let_in = [each for name, each in statements(made) if name == "WebPolicy" and each["Effect"] == "Allow"]
    assert {action for each in let_in for action in each["Action"]} == {"s3:GetObject", "s3:ListBucket"}
    for each in let_in:
        source = resolved(each["Condition"]["ArnLike"]["aws:SourceArn"], {})
        assert source == "arn:aws:cloudfront::123456789012:distribution/Edge"
    assert set(properties(made, "Web")["PublicAccessBlockConfiguration"].values()) == {True}


def test_when_which_release_came_is_not_told(made: Data) -> None:
    refused = [each for name, each in statements(made) if name == "WebPolicy" and each["Sid"] == "OnlyOurs"]
    assert [(each["Effect"], each["Action"]) for each in refused] == [("Deny", ["s3:GetObject"])]
    assert refused[0]["Resource"] == {"Fn::Sub": f"${{Web.Arn}}/{publish.RELEASES}"}
    assert refused[0]["Principal"] == {"Service": ["cloudfront.amazonaws.com"]}


def test_answers_of_the_api_are_packed_for_who_takes_them_so() -> None:
    """CloudFront packs only what it may keep."""
    assert templates.final()["Resources"]["RestAPI"]["Properties"]["MinimumCompressionSize"] == 1024


def test_its_pages_are_held_to_the_same_as_on_this_machine_and_to_tls(made: Data) -> None:
    config = properties(made, "EdgeHeaders")["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    policy = resolved(security["ContentSecurityPolicy"]["ContentSecurityPolicy"], {})
    files = "https://Documents.RegionalDomainName"
    assert policy == headers.content_security_policy([files])
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31_536_000
    told = {each["Header"]: each["Value"] for each in config["CustomHeadersConfig"]["Items"]}
    assert {**told, **dict.fromkeys(edge.NAMED)}.keys() == headers.STANDING.keys()


def test_a_domain_of_its_own_comes_with_its_certificate(made: Data) -> None:
    given = {"WebDomain": "crm.example.com", "WebCertificate": "arn:aws:acm:us-east-1:123456789012:certificate/a"}
    with_domain, without = (resolved(distribution(made), each) for each in (given, {}))
    assert with_domain["Aliases"] == ["crm.example.com"]
    assert with_domain["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert without["Aliases"] == "AWS::NoValue"
    assert without["ViewerCertificate"] == {"CloudFrontDefaultCertificate": True}


# --- who asks


@pytest.mark.skipif(shutil.which("node") is None, reason="the function at the edge is JavaScript")
@pytest.mark.parametrize(
    ("uri", "passed_on"),
    [
        ("/v1/me", "/v1/me"), ("/%76%31/me", "/index.html"), ("/relations/rel_1", "/index.html"), ("/", "/index.html"),
        ("/assets/a-1.js", "/assets/a-1.js"),
    ],
)  # fmt: skip
def test_the_edge_says_who_asks_whatever_the_viewer_says_of_it(uri: str, passed_on: str) -> None:
    viewer = {"x-relata-viewer": {"value": "10.0.0.1", "multiValue": [{"value": "10.0.0.1"}, {"value": "10.0.0.2"}]}}
    event = {"request": {"uri": uri, "headers": viewer}, "viewer": {"ip": "203.0.113.7"}}
    script = f"{edge.CODE.read_text()}\nconsole.log(JSON.stringify(handler({json.dumps(event)})))"
    told = json.loads(subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True).stdout)
    assert told == {"uri": passed_on, "headers": {"x-relata-viewer": {"value": "203.0.113.7"}}}


@pytest.fixture
def behind(world: World) -> Any:
    forget_settings()
    with environment({"RELATA_EDGE_SECRET": SECRET}):
        yield world
    forget_settings()


def tried(world: World, times: int, **headers: str) -> int:
    """The status of the last of so many guesses, all from one place as far as API Gateway sees."""
    for number in range(times):
        body = {"email": f"nobody{number}@acme.example", "password": "a guess of somebody"}
        last = world.ask("POST", "/v1/auth/login", body, headers=headers)
    return last.status


def test_whose_network_is_counted_is_told_by_the_edge(behind: World) -> None:
    """A place that is locked out locks nobody else out, though all come through the edge."""
    ours = {"X-Relata-Edge": SECRET}
    assert tried(behind, 51, **ours, **{"X-Relata-Viewer": "203.0.113.7"}) == 429
    assert tried(behind, 1, **ours, **{"X-Relata-Viewer": "203.0.113.8"}) == 401


@pytest.mark.parametrize("shown", [{}, {"X-Relata-Edge": "a guess"}, {"X-Relata-Edge": ""}, {"X-Relata-Edge": "ü"}])
def test_who_comes_past_the_edge_is_not_believed(behind: World, shown: dict[str, str]) -> None:
    for number in range(51):
        told = tried(behind, 1, **shown, **{"X-Relata-Viewer": f"203.0.113.{number}"})
    assert told == 429


def test_without_an_edge_no_secret_is_right(world: World) -> None:
    for number in range(51):
        told = tried(world, 1, **{"X-Relata-Edge": "", "X-Relata-Viewer": f"203.0.113.{number}"})
    assert told == 429
