"""What an operator reads: what a tool says, and what went wrong without a traceback where something can be done."""

import sys
from collections.abc import Callable

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    NoCredentialsError,
    SSOError,
    TokenRetrievalError,
)

from chalicelib.errors import Problem
from chalicelib.settings import MissingSetting
from infra import archive, code_bucket, package, parameters, stack, stage
from infra.web.build import BuildFailed

FAULTS = (
    stack.DeploymentFailed,
    BuildFailed,
    package.PackagingFailed,
    archive.TooLarge,
    archive.NoSuchPython,
    stage.Unreachable,
    stage.NoSuchTenant,
    code_bucket.NothingBefore,
    parameters.Refused,
)
ABOUT_WHO = frozenset({
    "403", "AccessDenied", "AccessDeniedException", "AuthFailure", "AuthorizationError", "ExpiredToken",
    "ExpiredTokenException", "IncompleteSignature", "InvalidAccessKeyId", "InvalidClientTokenId",
    "InvalidSignatureException", "InvalidToken", "RequestExpired", "SignatureDoesNotMatch", "UnauthorizedOperation",
    "UnrecognizedClientException",
})  # fmt: skip
NOBODY = (NoCredentialsError, CredentialRetrievalError, TokenRetrievalError, SSOError)
ADVICE = "See that the credentials are valid and may do this."
INTERRUPTED = 130  # as shells tell of Ctrl-C
STOPPED = "Stopped. What AWS has begun goes on there."


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def reported(work: Callable[[], int]) -> int:
    """What an operator can do something about is told without a traceback."""
    try:
        return work()
    except FAULTS as error:
        say(str(error))
    except Problem as error:
        say("\n".join([error.detail, *(f"  {each.field}: {each.message}" for each in error.errors)]))
    except MissingSetting as error:
        say(f"Name a stage, such as STAGE=prod. Without one: {error}")
    except (BotoCoreError, ClientError) as error:
        say(of_aws(error))
    except KeyboardInterrupt:
        say(STOPPED)
        return INTERRUPTED
    return 1


def of_aws(error: BotoCoreError | ClientError) -> str:
    """With advice about credentials only where they are the matter."""
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    about_who = code in ABOUT_WHO or isinstance(error, NOBODY)
    return "\n".join([f"AWS: {error}", *([ADVICE] if about_who else [])])


def confirmed(yes: bool) -> bool:
    """Whether somebody says that it be done; nobody there is no."""
    if yes:
        return True
    try:
        if input("Carry it out? [y/N] ").strip().lower() in ("y", "yes"):
            return True
    except EOFError:
        say("\nThere is nobody to ask: give YES=1 to carry it out.")
    except KeyboardInterrupt:
        say("")
    say("Nothing was changed.")
    return False
