"""HTML of letters: nothing runs, nothing is fetched, nothing is hidden."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.mail import limits, markup
from chalicelib.mail.fault import Faults
from chalicelib.mail.html import clean
from tests.mails import html, mixed, opened

VECTORS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'",
    '<img """><script>alert(1)</script>">',
    "<img src=javascript:alert(1)>",
    "<IMG SRC=`javascript:alert(1)`>",
    "<img src='jav&#x09;ascript:alert(1)'>",
    "<img src='&#106;avascript:alert(1)'>",
    "<img srcset='https://evil.example/x 1x'>",
    "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href=vbscript:x>x</a>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href=remote:https://evil.example>x</a>",
    "<iframe src=https://evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=https://evil.example><input name=password><button>x</button></form>",
    "<isindex action=https://evil.example>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>",
    "<table background=https://evil.example/x><td background=https://evil.example/x>x",
    "<body onload=alert(1) background=https://evil.example/x>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<video poster=https://evil.example/x><source onerror=alert(1)></video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<p id=forms class=x name=y onclick=alert(1) autofocus onfocus=alert(1)>x</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
)
TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"]*\")*)>")
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
ALLOWED = {"href", "title", "src", "alt", "width", "height", "colspan", "rowspan", "rel", "target", "data-remote-src"}


def held(cleaned: str) -> None:
    """Only tags of the list, only attributes of the list, only addresses that fetch nothing by themselves."""
    assert "<" not in TAG.sub("", cleaned)
    for _, name, attributes in TAG.findall(cleaned):
        assert name in markup.KEPT
        for attribute, value in ATTRIBUTE.findall(attributes):
            assert attribute in ALLOWED
            assert attribute != "href" or re.match("(?:https|mailto|tel):", value, re.I)
            assert attribute != "src" or re.match("cid:|data:image/(?:png|gif|jpeg|webp);", value, re.I)


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_runs(vector: str) -> None:
    """I1, I2."""
    cleaned = html(f"<p>before</p>{vector}<p>after</p>").html
    held(cleaned)
    assert "before" in cleaned


@given(
    st.lists(st.sampled_from([*VECTORS, "<p>", "</p>", "<b>", "</div>", "<a href=", '"', "'", ">", "<", "x", "&lt;"]))
)
def test_nothing_runs_however_it_is_put_together(pieces: list[str]) -> None:
    """I1."""
    held(clean("".join(pieces), Faults()))


@given(st.text(st.sampled_from("<>/='\"& ab!-\n")))
def test_any_text_is_held(text: str) -> None:
    held(clean(text, Faults()))


def test_a_remote_image_waits_for_a_click() -> None:
    """I2: a tracking pixel tells that the letter was read."""
    cleaned = html('<img src="https://t.example/p.gif?u=1&amp;v=2" width="1" height="1" alt="logo">').html
    assert ' src="' not in cleaned
    assert 'data-remote-src="https://t.example/p.gif?u=1&amp;v=2"' in cleaned
    assert 'alt="logo"' in cleaned


@pytest.mark.parametrize("name", ["data-remote-src", "rel", "target", "style", "class", "id"])
def test_what_we_write_ourselves_cannot_be_sent(name: str) -> None:
    assert name not in html(f"<p {name}='x'>y</p>").html


def test_links() -> None:
    cleaned = html(
        "<a href=http://a.example>1</a><a href=mailto:b@b.example>2</a><a href=tel:+31>3</a><a href=ftp://c>4</a>"
    ).html
    assert re.findall('href="([^"]*)"', cleaned) == ["https://a.example", "mailto:b@b.example", "tel:+31"]
    assert cleaned.count('rel="noopener noreferrer nofollow"') == 4


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>secret</p>",
        "<p style='color:#fff;background:#fff'>secret</p>",
        "<font color=white size=0>secret</font>",
        "<p hidden>secret</p>",
        "<div style='position:absolute;left:-9999px'>secret</div>",
    ],
)
def test_nothing_is_hidden(hidden: str) -> None:
    """I2: what a search finds, a person sees."""
    message = html(f"<p>shown</p>{hidden}")
    assert TAG.sub(" ", message.html).split() == ["shown", "secret"] == message.text.split()
    assert not re.search("style|hidden|color|size", message.html)


def test_text_out_of_html() -> None:
    text = html(
        "<head><title>x</title><style>p {}</style></head><p>Dear&nbsp;Ann,</p><p>one <b>two</b> three<br>four"
        "<ul><li>a<li>b</ul><table><tr><td>1<td>2</table>&lt;end&gt;"
    ).text
    assert text == "Dear Ann,\n\none two three\nfour\n\n- a\n- b\n\n1 2\n<end>"


def test_a_footer_beside_the_html_is_shown_too() -> None:
    parts = mixed(b"Content-Type: text/html\r\n\r\n<p>letter</p>", b"Content-Type: text/plain\r\n\r\nfooter <b>")
    cleaned = opened(b"", parts).html
    assert cleaned == "<p>letter</p><pre>footer &lt;b&gt;</pre>"


def test_what_is_too_deep_keeps_its_text() -> None:
    message = html("<div>" * 5_000 + "deep")
    assert message.html.count("<div>") == limits.HTML_DEPTH.most
    assert "deep" in message.html
    assert any("depth of html" in fault for fault in message.faults)


def test_too_many_tags_are_cut_off() -> None:
    message = html("<b>x</b>" * limits.HTML_TAGS.most)
    assert message.html.count("<b>") == limits.HTML_TAGS.most // 2 + 1
    assert any("html: over" in fault for fault in message.faults)


def test_both_bodies_of_an_alternative() -> None:
    parts = mixed(
        b"Content-Type: text/plain\r\n\r\nplain", b"Content-Type: text/html\r\n\r\n<i>rich</i>", kind=b"alternative"
    )
    message = opened(b"", parts)
    assert (message.text, message.html, message.attachments) == ("plain", "<i>rich</i>", ())
