"""Mail that was made to do harm: it is filed, it does nothing, and what was wrong with it is told."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.letters import dossier, file, html, letter, log, mail, mails, of_record, papers, parts, rules, text
from tests.specimens import PDF
from tests.test_mail_hostile import BOMBS
from tests.world import User, World

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT.parent / "shared" / "data" / "mail"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


@pytest.mark.parametrize(
    "raw",
    [
        letter(content_type="text/plain; charset=utf-16", body="Wat kost een oven?"),
        letter(content_type="multipart/mixed; boundary=none", body="Wat kost een oven?"),
        letter(content_transfer_encoding="base64", body="Wat kost een oven?"),
        letter(content_length="7", body="Wat kost een oven?"),
        letter(subject="=?klingon?Q?=FF?=", date="Thu, 32 Foo 99999"),
        letter(sender="((((", to="<<<<", message_id="", body=""),
        b"",
        b"\0" * 100,
        letter(date="Fri, 20 Nov 2099 10:00:00 +0100"),
    ],
)
def test_mail_that_lies_is_filed(world: World, anna: User, raw: bytes) -> None:
    """M8: about its charset, boundary, encoding, size and date."""
    world.receive(raw, dossier(anna.tenant))
    found = mail(anna)
    assert found["starts_at"] < "2027"
    assert found["subject"]
    assert log(anna.tenant)[0]["activity"] == found["id"]
    assert anna.get(f"/v1/activities/{found['id']}/mail").status == 200


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_filed(world: World, anna: User, name: str) -> None:
    """M8"""
    world.receive(BOMBS[name], dossier(anna.tenant))
    assert [each["activity"] for each in log(anna.tenant)] == [mail(anna)["id"]]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../x", "x"),
        ("C:\\\\Windows\\\\x.pdf", "x.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (".htaccess", "htaccess"),
        ("a\r\n b.pdf", "a b.pdf"),
    ],
)
def test_the_name_of_an_attachment_is_never_a_path(world: World, anna: User, sent: str, kept: str) -> None:
    """F4"""
    attached = file(PDF).replace(b"a.pdf", sent.encode())
    world.receive(parts(text("x"), attached), dossier(anna.tenant))
    assert [each["file_name"] for each in papers(anna)] == [kept]
    assert all(key.startswith((f"t/{anna.tenant}/", f"quarantine/t/{anna.tenant}/")) for key in world.bucket)


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 200_000_000)
    return made.getvalue()


def test_a_zip_bomb_is_refused_and_the_mail_stands(world: World, anna: User) -> None:
    """F2"""
    world.receive(parts(text("x"), file(bomb(), "prijzen.xlsx", "application/zip")), dossier(anna.tenant))
    world.settle()
    assert [each["state"] for each in papers(anna)] == ["refused"]
    assert mail(anna)["preview"] == "x"


def test_many_attachments_each_become_a_document(world: World, anna: User) -> None:
    world.receive(parts(*(file(PDF, f"{each}.pdf") for each in range(120))), dossier(anna.tenant))
    assert len(papers(anna)) == 100
    assert any(each.startswith("attachments: over 100") for each in mail(anna)["mail"]["faults"])


def test_a_mail_with_all_that_it_may_have_fits(world: World, anna: User) -> None:
    """A transaction takes a hundred items: words, participants, links and all that stands behind them."""
    company = anna.company("Mulder")
    for each in range(20):
        own = anna.company(f"Bedrijf {each}")
        person = anna.person("Jan", f"Smit {each}")
        told = [{"kind": "email", "value": f"jan{each}@x.example"}]
        anna.contact(own.id, person=person.id, first_name=None, last_name=None, channels=told)
    to = ", ".join(f"Jan <jan{each}@x.example>" for each in range(20))
    words = " ".join(f"bijzonder{each}s" for each in range(60))
    raw = letter(to=to, subject=words[:200], body=words, auto_submitted="auto-generated")
    world.receive(raw, of_record(anna.tenant, company.id))
    found = mail(anna)
    assert (rules(anna.tenant), len(found["links"]), len(found["participants"])) == (["record_address"], 12, 20)


def test_a_text_that_is_too_long_is_cut_off_and_can_be_read_whole(world: World, anna: User) -> None:
    """R11"""
    world.receive(letter(body="<&\u20ac>" * 100_000), dossier(anna.tenant))
    assert 4_000 < len(mail(anna)["text"].encode()) <= 50_000
    assert len(anna.get(f"/v1/activities/{mail(anna)['id']}/mail")["text"]) > 60_000


def test_html_that_no_rich_text_can_be_made_of_is_text(world: World, anna: User) -> None:
    world.receive(parts(html("<div>" * 90 + "Hallo" + "</div>" * 90)), dossier(anna.tenant))
    assert mail(anna)["text"] == "<p>Hallo</p>"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample messages are not here")
def test_all_sample_messages_go_through(world: World, anna: User) -> None:
    """Issue 4: none is lost, none stops the next; those that are the same as another are told to be."""
    raws = [path.read_bytes() for path in sorted(SAMPLES.glob("*.eml"))]
    assert len(raws) == 51
    for raw in raws:
        world.receive(raw, dossier(anna.tenant))
    rows, found = log(anna.tenant), {each["id"]: each for each in mails(anna)}
    assert len(rows) == 51
    assert {each["activity"] for each in rows} == found.keys()
    assert len(found) == sum(each["outcome"] != "repeated" for each in rows)
    for each in found:
        assert anna.get(f"/v1/activities/{each}/mail").status == 200
    world.settle()
    assert {each["state"] for each in papers(anna)} <= {"clean", "refused"}


# ------------------------------------------------------------------------------------------------------- memory

LARGE = """
from pathlib import Path
from tests.engine import engine, environment
from tests import world as front_door
from tests.letters import BORDER, dossier, letter, mails, papers
def most():
    return next(int(each.split()[1]) for each in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in each)
block = (b"QUJD" * 19 + b"\\r\\n") * 10_900
part = b"--%s\\r\\nContent-Type: application/pdf\\r\\nContent-Disposition: attachment; filename=%d.pdf\\r\\n"
part += b"Content-Transfer-Encoding: base64\\r\\n\\r\\n"
with engine("moto") as started, environment(front_door.variables(*front_door.make_keys())):
    front_door.forget_settings()
    import app
    started.fresh_table(front_door.TABLE)
    started.fresh_table(front_door.IDENTITY_TABLE)
    world = front_door.World(started, app.app)
    anna = world.user("administrator")
    world.receive(letter(), dossier(anna.tenant))
    before = most()
    raw = letter(body="", message_id="2@x", content_type="multipart/mixed; boundary=" + BORDER)
    raw += b"".join(part % (BORDER.encode(), each) + block for each in range(30))
    size = len(raw)
    world.receive(raw, dossier(anna.tenant))
    after = most()
    print(size, len(mails(anna)), len(papers(anna)), before, after)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the kernel does not tell the memory of a process")
def test_a_mail_of_25_mb_with_30_attachments_within_512_mb(capsys: pytest.CaptureFixture[str]) -> None:
    """M8, issue 4: for the whole process, in which also S3 and DynamoDB are played."""
    done = subprocess.run([sys.executable, "-c", LARGE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    size, found, documents, before, after = map(int, done.stdout.splitlines()[-1].split())
    with capsys.disabled():
        print(f"\n25 MB filed: {before // 1024} MB before, {after // 1024} MB at most")
    assert (size > 25_000_000, found, documents) == (True, 2, 30)
    assert after < 512 * 1024
