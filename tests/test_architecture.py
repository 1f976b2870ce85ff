"""How the code hangs together (architecture.md, style.md): who may import what, and what an import costs."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*sorted((ROOT / "chalicelib").rglob("*.py")), ROOT / "app.py"]

# Each may import what stands above it, and its own package; nothing may import what stands beside or below it.
LAYERS = (
    (
        "agenda",
        "answer_size",
        "clock",
        "criteria",
        "errors",
        "folding",
        "footprint",
        "geo",
        "pattern",
        "settings",
        "text",
    ),
    ("aws", "body", "browsers", "caller", "duplicates", "files", "logs", "mail", "outbound", "schema"),
    ("dynamo", "letters", "merge_patch"),
    ("models",),
    ("sources", "storage"),
    ("access",),
    ("answers", "operation", "page"),
    ("call", "openapi", "openapi_models", "reference_page"),
    ("actions", "identity", "once", "reactions", "request"),
    ("handlers", "serve"),
    ("mount",),
    ("app",),
)
RANK = {name: place for place, names in enumerate(LAYERS) for name in names}

# Libraries that belong to one place. What is not listed may be used anywhere.
ONLY_IN = {
    "aiosmtpd": (),  # of the local stack
    "boto3": (),
    "botocore": (
        "chalicelib.aws",
        "chalicelib.identity.",
        "chalicelib.letters.",
        "chalicelib.storage.files",
        "chalicelib.storage.inbound",
        "chalicelib.storage.sealing",
        "chalicelib.storage.tenant_session",
    ),
    "pynamodb": ("chalicelib.dynamo", "chalicelib.storage.", "chalicelib.identity.", "chalicelib.models.items"),
    "chalice": ("app", "chalicelib.mount", "chalicelib.serve", "chalicelib.request", "chalicelib.errors"),
    "aws_xray_sdk": ("chalicelib.aws",),
    "jwt": ("chalicelib.identity.",),
    "argon2": ("chalicelib.identity.",),
    "pyotp": ("chalicelib.identity.",),
    "segno": ("chalicelib.identity.",),
    "zxcvbn": ("chalicelib.identity.",),
    "cryptography": ("chalicelib.identity.", "chalicelib.storage.cursor"),
    "phonenumbers": ("chalicelib.text",),
    "email_validator": ("chalicelib.text",),
    "nh3": ("chalicelib.mail.", "chalicelib.text"),
    "pypdfium2": ("chalicelib.files.drawing",),
    "xlsxwriter": ("chalicelib.files.sheets.workbook",),
    "stdnum": ("chalicelib.text",),
    "http": ("chalicelib.outbound",),
    "urllib3": (),
    "ulid": ("chalicelib.clock", "chalicelib.mail.dossier_address"),
    "concurrent": ("chalicelib.storage.at_once",),
    "random": (),  # its state is copied by a fork and by a snapshot
    "secrets": ("chalicelib.clock", "chalicelib.identity."),
}
LATE = (
    "cryptography", "jwt", "argon2", "segno", "zxcvbn", "pyotp", "phonenumbers", "email_validator", "stdnum", "nh3",
    "aws_xray_sdk", "boto3", "pypdfium2", "reportlab", "xlsxwriter", "moto", "pytest",
)  # fmt: skip
GENERIC = (
    "chalicelib/storage", "chalicelib/reactions", "chalicelib/access", "chalicelib/handlers/records.py",
    "chalicelib/handlers/verbs.py",
    "chalicelib/actions/save.py", "chalicelib/actions/lists.py", "chalicelib/actions/upsert.py",
    "chalicelib/actions/tree.py", "chalicelib/actions/versions.py", "chalicelib/actions/detach.py",
    "chalicelib/actions/hand_over", "chalicelib/actions/carrying.py", "chalicelib/actions/archiving.py",
    "chalicelib/actions/notices.py", "chalicelib/actions/audit", "chalicelib/actions/mass_reads.py",
    "chalicelib/answers.py", "chalicelib/page.py", "chalicelib/openapi.py", "chalicelib/openapi_models.py",
    "chalicelib/serve.py",
    "chalicelib/mount.py", "chalicelib/request.py", "chalicelib/once.py", "chalicelib/merge_patch.py",
    "chalicelib/models/record.py", "chalicelib/models/record_type.py", "chalicelib/models/snapshot.py",
)  # fmt: skip
WHO_ASKS = {"user", "role", "view", "code"}  # are types as well; an error has a code
# The words in which rights are stored.
RIGHTS = {
    "chalicelib/access/subject.py": {"team", "relation", "contact", "roles", "profiles"},
    "chalicelib/access/standing.py": {"roles"},
    "chalicelib/access/sharing.py": {"team"},
    "chalicelib/access/assigning.py": {"roles"},
    "chalicelib/access/enlarging.py": {"relation"},
    "chalicelib/storage/change.py": {"job"},  # a channel too
}


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Full names; `from chalicelib import text` counts as chalicelib.text. Also those within functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{each.name}" for each in node.names)


def room(name: str) -> str:
    """`chalicelib.storage.keys` → storage."""
    return name.split(".")[1] if name.startswith("chalicelib.") else name.split(".")[0]


def ids(path: Path) -> str:
    return module(path)


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_imports_point_one_way(path: Path) -> None:
    here = room(module(path))
    if here == "chalicelib":
        assert not list(imports(path))
        return
    for name in imports(path):
        there = room(name)
        if name.startswith("chalicelib.") and there != here:
            assert RANK[there] < RANK[here], f"{module(path)} must not import {name}"


def test_every_room_has_its_place() -> None:
    assert {room(module(path)) for path in SOURCES} - {"chalicelib"} == RANK.keys()


@pytest.mark.parametrize("path", SOURCES, ids=ids)
def test_a_library_is_used_where_it_belongs(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        homes = ONLY_IN.get(library, (module(path),))
        assert any(f"{module(path)}.".startswith(home if home.endswith(".") else f"{home}.") for home in homes), name


def test_what_is_pure_does_no_input_or_output() -> None:
    """models/ and criteria/ decide; they read no file, no network, no environment and no clock."""
    for path in SOURCES:
        if room(module(path)) in ("models", "criteria") and path.name != "items.py":
            outside = {name.split(".")[0] for name in imports(path)}
            assert not outside & {
                "os",
                "io",
                "pathlib",
                "socket",
                "time",
                "urllib",
                "requests",
                "subprocess",
                "logging",
            }
            assert not {"open", "print", "input"} & {
                node.func.id
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }, path
            assert not [name for name in imports(path) if room(name) in ("clock", "settings", "aws", "logs", "storage")]


def test_generic_code_names_no_record_type() -> None:
    from chalicelib.models.registry import TYPES

    named = {each.name for each in TYPES.values()} | {each.plural for each in TYPES.values()}
    for path in SOURCES:
        place = str(path.relative_to(ROOT))
        if not place.startswith(GENERIC):
            continue
        texts = {node.value for node in _constants(path) if isinstance(node.value, str)}
        told = texts & named - WHO_ASKS - RIGHTS.get(place, set())
        assert not told, f"{path} names {told}"
        types = {f"chalicelib.models.{name}.{name.upper()}" for name in TYPES}
        assert not types & set(imports(path)), path


def _constants(path: Path) -> Iterator[ast.Constant]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))


def test_keys_are_built_in_one_place() -> None:
    """No separator anywhere else: neither in a text that is put together, nor by joining or splitting."""
    for path in SOURCES:
        if path.name == "keys.py":
            continue
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Constant):
                assert not (node.attr in ("join", "split") and node.value.value == "#"), path
            if isinstance(node, ast.JoinedStr):
                written = "".join(str(each.value) if isinstance(each, ast.Constant) else "\0" for each in node.values)
                assert not re.match(r"[A-Z]+#\0", written), f"{path}: {written!r}"


def test_no_pattern_repeats_a_group_possessively() -> None:
    """`re` of Python 3.11 before 3.11.5 loses matches of those (gh-106052), and Debian 12 has 3.11.2. Of classes of
    characters it does not."""
    possessive, classes = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+"), re.compile(r"\[(?:\\.|[^\]\\])*\]")
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                told = classes.sub("c", ast.unparse(node.args[0]))
                assert not possessive.search(told), f"{path}:{node.lineno}"


def test_no_module_is_named_for_nothing() -> None:
    """style.md: no utils, helpers, common, base, manager, service."""
    vague = re.compile("util|helper|common|^base|manager|service|misc")
    assert not [path for path in SOURCES if vague.search(path.stem)]


def test_nothing_is_mocked() -> None:
    for path in (ROOT / "tests").glob("*.py"):
        assert not [name for name in imports(path) if name.startswith(("unittest.mock", "pytest_mock"))], path


# ------------------------------------------------------------------------------------------------ a fresh process


def test_importing_the_app_is_cheap_and_leaves_what_is_heavy_for_later(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(_fresh("import app, json, sys; print(json.dumps(sorted(sys.modules)))"))
    loaded = {name.split(".")[0] for name in told}
    assert not loaded & set(LATE)
    app, boto3 = (min(_seconds(name) for _ in range(3)) for name in ("app", "boto3"))
    with capsys.disabled():
        print(f"\nimport app {app:.2f} s, import boto3 {boto3:.2f} s: {app / boto3:.1f} times")


def test_importing_the_app_needs_no_environment() -> None:
    assert _fresh("import app; print('imported')").strip() == "imported"


def _seconds(name: str) -> float:
    return float(_fresh(f"import time; start = time.perf_counter(); import {name}; print(time.perf_counter() - start)"))


def _fresh(code: str) -> str:
    """In a process of its own, with an empty environment."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    return done.stdout
