"""Templates of mails: kept, previewed and sent; a fixed table of names and nothing else (I3)."""

import time
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.models.mail_template import NAMES
from chalicelib.text import placeholders
from tests.consistency import assert_consistent
from tests.outgoing import arrived, write
from tests.world import Reply, User, World

GREETING = "<p>Beste {{contact.first_name|lezer}},</p><p>{{ relation.name }} &amp; {{organisation.name}}, {{today}}</p>"


def template(user: User, **more: Any) -> Reply:
    fields = {
        "name": "Offerte",
        "subject": "Offerte voor {{relation.name}}",
        "html": GREETING,
        "language": "nl",
        **more,
    }
    reply = user.post("/v1/mail-templates", fields)
    assert reply.status == 201, reply.text
    return reply


def preview(user: User, made: Reply, **about: str) -> Reply:
    return user.post(f"/v1/mail-templates/{made.id}/preview", about)


def test_a_template_is_filled_in_for_whom_it_goes_to(world: World) -> None:
    """E35"""
    with time_machine.travel("2026-11-22T23:30:00Z", tick=False):
        anna = world.user()
        company = anna.company("Hamer & Slag", channels=[{"kind": "email", "value": "info@hamerslag.example"}])
        person = anna.person("Piet", "Mulder")
        jan, piet = anna.contact(company.id), anna.contact(company.id, person=person.id)
        made = template(anna)
        shown = preview(anna, made, contact=jan.id)
        assert shown["subject"] == "Offerte voor Hamer & Slag"
        assert shown["html"] == "<p>Beste Jan,</p><p>Hamer &amp; Slag &amp; Acme, 23 november 2026</p>"
        assert "Beste Piet," in preview(anna, made, contact=piet.id)["html"]
        assert "Beste lezer," in preview(anna, made, relation=company.id)["html"]
        assert preview(anna, made)["subject"] == "Offerte voor"
        sent = write(anna, subject=None, html=None, template=made.id, to=[{"contact": jan.id}])
        write(anna, subject="Own", html=None, template=made.id, to=[{"contact": jan.id}], filled_from=piet.id)
        world.settle()
    first, second = arrived(world)
    assert (first.message["Subject"], sent["text"]) == (shown["subject"], shown["html"])
    assert (second.message["Subject"], "Beste Piet" in second.text) == ("Own", True)
    assert_consistent(world)


def test_all_names_are_known_and_say_something(world: World) -> None:
    anna = world.user()
    address = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere"}
    company = anna.company(addresses=[{"address": address}])
    contact = anna.contact(company.id, function="Inkoper", salutation_informal="Hoi Jan")
    text = "".join(f"<p>{name}={{{{{name}|-}}}}</p>" for name in NAMES)
    shown = preview(anna, template(anna, html=text), contact=contact.id)["html"]
    assert [name for name in NAMES if f"<p>{name}=-</p>" in shown] == ["relation.first_name", "relation.last_name"]
    person = preview(anna, template(anna, html=text), relation=anna.person().id)["html"]
    assert "<p>relation.first_name=Jan</p><p>relation.last_name=Visser</p>" in person


def test_a_template_is_a_record_like_others(world: World) -> None:
    anna = world.user()
    made = template(anna)
    template(anna, name="Offer sent", subject="Our offer", language="en")
    assert [each["id"] for each in anna.get("/v1/mail-templates?language=nl")["data"]] == [made.id]
    assert anna.search("offerte", "mail_template") == ["Offerte"]
    changed = anna.patch(f"/v1/mail-templates/{made.id}", {"subject": "{{user.name}}"})
    assert (changed.status, changed["version"]) == (200, 2)
    assert anna.delete(f"/v1/mail-templates/{made.id}").status == 200
    with world.unchanged():
        refused = anna.post("/v1/mails", {"to": [{"email": "a@x.example"}], "template": made.id})
        assert (refused.status, refused.fields) == (422, ["template"])


HOSTILE = [
    "{{''.__class__}}",
    "{{contact.__class__}}",
    "{{contact.name.upper}}",
    "{{contact}}",
    "{{contact[name]}}",
    "{{user.password_hash}}",
    "{{7*7}}",
    "{% for a in b %}{% endfor %}",
    "{{#each contact}}{{/each}}",
    "{{{contact.name}}}",
    "{{{{contact.name}}}}",
    "{{contact.name",
    "contact.name}}",
    "{{contact.<b>name</b>}}",
    "{{contact.name|<b>x</b>}}",
    "{{contact.name|{{user.name}}}}",
    '<a href="https://x.example/{{user.name}}">x</a>',
    "{{nobody.name}}",
    "{{}}",
    "{{" * 200 + "contact.name" + "}}" * 200,
    "{{contact.name}}" * (placeholders.MOST + 1),
]
LITERAL = {"{% for a in b %}{% endfor %}"}


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_i3_anything_but_a_known_name_is_refused_when_it_is_kept(world: World, html: str) -> None:
    """I3: or stands there as it was typed."""
    anna = world.user()
    body = {"name": "x", "subject": "x", "html": html}
    if html in LITERAL:
        assert preview(anna, anna.post("/v1/mail-templates", body))["html"] == html
        return
    with world.unchanged():
        refused = anna.post("/v1/mail-templates", body)
        assert (refused.status, refused.fields) == (422, ["html"]), refused.text
        assert anna.post("/v1/mail-templates", {**body, "html": "x", "subject": html[:200]}).status == 422


def test_i3_an_unknown_name_is_told_with_those_that_there_are(world: World) -> None:
    """I3"""
    refused = world.user().post("/v1/mail-templates", {"name": "x", "subject": "{{contact.mail}}", "html": "x"})
    assert refused.fields == ["subject"]
    assert all(name in refused["errors"][0]["message"] for name in ("contact.mail", *NAMES))


def test_i1_i3_i5_what_is_filled_in_is_text_and_is_not_filled_in_again(world: World) -> None:
    """I1, I3, I5"""
    anna = world.user()
    name = "<b>{{user.email}}</b> & =?utf-8?q?=0D=0ABcc:_x@y.example?="
    company = anna.company(name, channels=[{"kind": "email", "value": "info@hamerslag.example"}])
    made = template(anna, subject="{{relation.name}}", html="<p>{{relation.name}}</p>")
    write(anna, subject=None, html=None, template=made.id, to=[{"relation": company.id}])
    world.settle()
    (mail,) = arrived(world)
    assert "<p>&lt;b&gt;{{user.email}}&lt;/b&gt; &amp; =" in mail.html
    assert str(mail.message["Subject"]).startswith(name)
    assert mail.message["Bcc"] is None


def test_i3_the_most_that_a_template_can_make_takes_no_time(world: World) -> None:
    """I3"""
    text = "{{relation.name}}" * placeholders.MOST + "x" * 90_000
    began = time.perf_counter()
    filled = placeholders.filled(text, lambda _: "&lt;" * 200)
    assert not list(placeholders.faults(text, NAMES))
    assert (len(filled) < 200_000, time.perf_counter() - began < 0.05) == (True, True)


@given(st.text(alphabet="{}|.<>% \nabc", max_size=200))
def test_i3_whatever_is_typed_is_refused_or_left_alone(text: str) -> None:
    """I3: no text raises, and what passes is filled in by what it names and nothing else."""
    if list(placeholders.faults(text, ("a.b",))):
        return
    filled = placeholders.filled(text, lambda name: f"[{name}]")
    assert "{{" not in filled
    assert "}}" not in filled


@pytest.mark.parametrize("text", ["{{" * 50_000, "{{a" * 30_000, "{{a|" * 20_000, "<" * 50_000])
def test_i7_no_text_takes_long(text: str) -> None:
    """I7"""
    began = time.perf_counter()
    list(placeholders.faults(text, NAMES))
    placeholders.filled(text, lambda _: "")
    assert time.perf_counter() - began < 0.2


def test_t2_z1_templates_and_those_they_are_filled_in_for_are_ones_own(world: World) -> None:
    """T2, Z1"""
    anna, bert = world.user(), world.user(tenant="Bolt")
    ours, theirs = template(anna), template(bert)
    company = bert.company()
    assert preview(anna, theirs).status == 404
    refused = preview(anna, ours, relation=company.id)
    assert (refused.status, refused.fields) == (422, ["relation"])
    both = preview(bert, theirs, relation=company.id, contact=bert.contact(company.id).id)
    assert (both.status, both.fields) == (422, ["contact"])
    alone = {"to": [{"email": "a@x.example"}], "subject": "x", "text": "x", "filled_from": bert.company("Own").id}
    assert bert.post("/v1/mails", alone).fields == ["filled_from"]
    assert preview(world.user("reader"), ours).status == 200
    assert preview(world.user("reader", kind="external"), ours).status == 403


def test_a_name_in_single_braces_is_not_sent_as_it_stands(world: World) -> None:
    anna = world.user()
    refused = anna.post("/v1/mail-templates", {"name": "x", "subject": "Hi {first_name}", "html": "<p>{}</p>"})
    assert refused.fields == ["subject"]
    assert "{{first_name}}" in refused["errors"][0]["message"]
