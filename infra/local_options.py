"""What a user may set of the stack on this machine; the defaults are those of `make run`."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from infra.engine import HOST, Port
from infra.package import ROOT

STAGE = "dev"
STACK = f"relata-{STAGE}"
MAIL_DOMAIN = "relata.example"
DEVELOPMENT_ORIGINS = ("http://127.0.0.1:5173", "http://localhost:5173")  # of a client that is served by Vite


class Options(NamedTuple):
    """`web` is empty, `off`, or a directory with a built client."""

    port: int
    engine_port: int
    smtp_port: int
    sources_port: int
    directory: Path
    python: Path
    reset: bool
    grouping: str
    enforcing: bool
    project: Path
    web: str

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def files_url(self) -> str:
        """The origin at which documents are put and fetched: that of the engine."""
        return f"http://{HOST}:{self.engine_port}"

    @property
    def outbox_url(self) -> str:
        return f"{self.files_url}/_ministack/ses/messages"

    @property
    def origins(self) -> str:
        """Whose pages may call the API and the files. What the gateway answers itself names the first: the one that is
        elsewhere, since the client's own address needs no leave."""
        return ",".join((*DEVELOPMENT_ORIGINS, self.url, f"http://localhost:{self.port}"))

    @property
    def ports(self) -> list[Port]:
        return [
            Port(self.port, "PORT", "Relata"),
            Port(self.engine_port, "AWS_PORT", "the local AWS engine"),
            Port(self.smtp_port, "SMTP_PORT", "mail that comes in"),
            Port(self.sources_port, "SOURCES_PORT", "the stand-in of registers and places"),
        ]

    @property
    def file(self) -> Path:
        return self.directory / "local.json"

    def parameters(self) -> dict[str, str]:
        """Of the template."""
        return {
            "Origin": self.url,
            "MailDomain": MAIL_DOMAIN,
            "CorsOrigins": self.origins,
            "CodeBucket": f"{STACK}-code",
        }


def options(environment: Mapping[str, str]) -> Options:
    return Options(
        port=int(environment.get("PORT") or 8000),
        engine_port=int(environment.get("AWS_PORT") or 4566),
        smtp_port=int(environment.get("SMTP_PORT") or 2525),
        sources_port=int(environment.get("SOURCES_PORT") or 8025),
        directory=Path(environment.get("STATE") or ROOT / ".relata").resolve(),
        python=Path(environment.get("MINISTACK_PYTHON") or ROOT / ".venv/ministack/bin/python").absolute(),
        reset=environment.get("RESET", "") not in ("", "0"),
        grouping=environment.get("GROUPING") or "single",
        enforcing=environment.get("AUTH", "") not in ("", "0"),
        project=Path(environment.get("PROJECT") or ROOT).resolve(),
        web=environment.get("WEB", ""),
    )
