"""Rich text: what people type stays, and nothing active is left, whatever is sent."""

from contextlib import suppress
from html.parser import HTMLParser
from time import perf_counter
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.text.rich_text import ATTRIBUTES, DEEPEST, LONGEST, MOST_TAGS, TAGS, clean, plain, preview

LAW = settings(max_examples=150, deadline=None)

KEPT = [
    "<p>Good morning, <b>Ann</b> <strong>x</strong> <i>x</i> <em>x</em> <u>x</u> <s>x</s></p>",
    "<h2>A</h2><h3>B</h3><h4>C</h4>",
    "<ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul>",
    "<blockquote>said</blockquote><pre>  spaces\nand lines</pre><code>a &lt; b &amp;&amp; c</code>",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
    "one<br>two",
    "Привет, Müller 🙂 שלום",
    "1 &lt; 2",
    "",
]

VECTORS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<script/x>alert(1)</script\t>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x:alert(alt) onerror=eval(src) alt=xss>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><maction actiontype='statusline#' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<body onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='></object>",
    "<embed src='data:text/html,<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#x6A;&#x61;vascript&colon;alert(1)'>x</a>",
    "<a href='javascript&#58;alert(1)'>x</a>",
    "<a href='\u0001javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='DATA:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/v1/auth/logout'>x</a>",
    "<a href='\\\\evil.example\\share'>x</a>",
    "<a href='https:javascript:alert(1)'>x</a>",
    "<a href='https://a.example' onclick='alert(1)' style='position:fixed;inset:0' target=_blank id=x name=y>x</a>",
    "<p style='background:url(javascript:alert(1))' class=x>x</p>",
    "<style>@import '//evil.example/x.css'; p{background:url(//evil.example)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='//evil.example/'>",
    "<form action=//evil.example><input name=q autofocus onfocus=alert(1)><button formaction=javascript:alert(1)>x",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?><p>x",
    "<p title='</p><script>alert(1)</script>'>x",
    "<table background='javascript:alert(1)'><tr><td background='javascript:alert(1)'>x</table>",
    "<b/onmouseover=alert(1)>x</b>",
    "<p onclick\n=\nalert(1)>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<plaintext><script>alert(1)</script>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<x onclick=alert(1) contenteditable autofocus onfocus=alert(1)>x</x>",
]


class Found(HTMLParser):
    """Every element and attribute that a parser sees, comments and the like counted as elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!", {}))

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def assert_inert(html: str) -> None:
    """I1"""
    for tag, attributes in Found(html).tags:
        assert tag in TAGS, tag
        assert set(attributes) <= (ATTRIBUTES.get(tag, set()) | {"rel"} if tag == "a" else set())
        if "href" in attributes:
            assert urlsplit(attributes["href"] or "").scheme in ("https", "mailto", "tel")
            assert attributes["rel"] == "noopener noreferrer nofollow"


@pytest.mark.parametrize("html", KEPT)
def test_what_people_type_stays_as_it_is(html: str) -> None:
    assert clean(html) == html


@pytest.mark.parametrize("link", ["https://example.com/a?b=c&amp;d#e", "mailto:ann@example.com", "tel:+31201234567"])
def test_links_stay_and_tell_nobody_where_they_were(link: str) -> None:
    assert clean(f'<a href="{link}">x</a>') == f'<a href="{link}" rel="noopener noreferrer nofollow">x</a>'


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="http://example.com/a?b=c&amp;d">our <b>site</b></a>', "our <b>site</b> (http://example.com/a?b=c&amp;d)"),
        ('<a href="http://example.com">http://example.com</a>', "http://example.com"),
        ("<a href=HTTP://example.com title=x>x</a> <a href='https://b.example'>y</a>",
         'x (HTTP://example.com) <a href="https://b.example" rel="noopener noreferrer nofollow">y</a>'),
        ('<a href="http://user@a.example">x</a>', "x (http://user@a.example)"),
        ('<a href="http://a.example"></a>', " (http://a.example)"),
        ('<a href="http://a b">x</a>', "<a rel=\"noopener noreferrer nofollow\">x</a>"),
    ],
)  # fmt: skip
def test_of_a_link_that_is_not_safe_the_address_can_still_be_read(html: str, told: str) -> None:
    """I1"""
    assert clean(html) == told
    assert clean(told) == told


@pytest.mark.parametrize("html", VECTORS)
def test_nothing_active_is_left(html: str) -> None:
    """I1"""
    for whole in (html, f"<p>before {html} after</p>", f"<ul><li>{html}", f"<table>{html}", f"<pre>\n{html}"):
        cleaned = clean(whole)
        assert_inert(cleaned)
        assert clean(cleaned) == cleaned


def test_the_check_itself_sees_what_is_active() -> None:
    """I1"""
    for html in ("<script>", "<p onclick=x>", "<a href='javascript:x'>", "<a href=https://a.example>", "<!-- x -->"):
        with pytest.raises((AssertionError, KeyError)):
            assert_inert(html)


PIECES = ("<div>", "</div>", "<svg>", "</svg>", "<math>", "<style>", "<!--", "-->", "\n", "&#8;", "&#x3c;",
          "<pre>\n\n", "<a href='https://a.example'>", "<a href='http://a.example/&quot;><b>'>", "</a>", "<select>",
          "<option>")  # fmt: skip
FRAGMENTS = st.sampled_from(
    [*VECTORS, *KEPT, *PIECES, *(f"<{sign}{tag}>" for tag in sorted(TAGS) for sign in ("", "/"))]
)


@LAW
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=6)), max_size=12).map("".join))
@example("<p><div><p>a</div>b")
@example("<pre>\n\n\nx</pre>")
@example("<a href='https://a.example'>1<a href='https://b.example'>2")
@example("&#8;<b>\x08</b>")
@example("<table><tr><p>x<td>y")
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    """I1"""
    try:
        cleaned = clean(html)
    except ValueError:
        return
    assert_inert(cleaned)
    assert clean(cleaned) == cleaned
    assert "<" not in plain(cleaned) or "&lt;" in cleaned


@pytest.mark.parametrize(
    ("html", "advice"),
    [
        ("x" * (LONGEST + 1), "Shorten the text to 100 KB"),
        ("é" * (LONGEST // 2 + 1), "Shorten the text to 100 KB"),
        ("x" * 80_000 + "<" * 9_000, "Shorten the text to 100 KB"),  # only after cleaning is it too long
        ("<b>" * (DEEPEST + 1), "60 deep at most"),
        ("<ul><li>" * 4_000, "60 deep at most"),
        ("<ul></x>" * 4_000, "60 deep at most"),
        ("<br>" * (MOST_TAGS + 1), "at most 10000 tags"),
        ("\ud800", "half of a surrogate pair"),
    ],
)
def test_what_is_too_much_is_refused_with_what_to_do(html: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        clean(html)


@pytest.mark.parametrize(
    "piece",
    ["<", "<b></b>", "<p>", "<li>", "<ul><li></ul>", "<ul><table></ul></table>", "<table><ul><li></ul>", "&lt;",
     "&#8;", "<!--", "<a href='https://a.example'>x</a>", "<a", "</", "<b a=", "<pre>\n", "a " , "<x/>", "<p><div><p>"],
)  # fmt: skip
def test_the_worst_takes_no_more_than_a_moment(piece: str) -> None:
    """I7: as much of it as is taken."""
    times = min(LONGEST // len(piece), MOST_TAGS // max(1, piece.count("<")))
    before = perf_counter()
    with suppress(ValueError):
        plain(clean(piece * times))
    assert perf_counter() - before < 2


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("a<br>b", "a\nb"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "a\nb\nc"),
        ("<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>", "a b\nc"),
        ("<b>bo</b>ld", "bold"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<p> </p>", ""),
    ],
)
def test_what_search_finds_in_it(html: str, words: str) -> None:
    assert plain(clean(html)) == words


def test_search_and_previews_are_bounded() -> None:
    assert plain("a" * 50, most=20) == "a" * 20
    assert preview("<p>Ann was</p><p>here</p>") == "Ann was here"
    assert preview("word " * 100, 20) == "word word word…"
    assert preview("x" * 500, 20) == "x" * 19 + "…"


@given(st.text(max_size=300), st.integers(5, 50))
def test_a_preview_is_one_line_and_no_longer_than_asked(text: str, most: int) -> None:
    try:
        line = preview(clean(text), most)
    except ValueError:
        return
    assert len(line) <= most
    assert "\n" not in line
