import { render } from "@testing-library/preact";
import { h } from "preact";
import { describe, expect, it } from "vitest";
import { htmlOf, partsOf, typedOf } from "./rich.ts";
import { RichText } from "./rich_text.tsx";

describe("the text of an activity", () => {
  it("is what one typed, there and back", () => {
    const typed = "Wants **three** ovens.\nBefore summer.\n\n- one\n- two\n\nBye";
    expect(htmlOf(typed)).toBe(
      "<p>Wants <b>three</b> ovens.<br>Before summer.</p><ul><li>one</li><li>two</li></ul><p>Bye</p>",
    );
    expect(typedOf(htmlOf(typed))).toBe(typed);
  });

  it("keeps what looks like markup as text", () => {
    const typed = 'a < b & <img src=x onerror="x()">';
    expect(htmlOf(typed)).toBe("<p>a &lt; b &amp; &lt;img src=x onerror=&quot;x()&quot;&gt;</p>");
    expect(typedOf(htmlOf(typed))).toBe(typed);
  });

  it("makes a list of lines that begin with a dash below a line that does not", () => {
    expect(htmlOf("To bring:\n- one\n* two")).toBe("<p>To bring:</p><ul><li>one</li><li>two</li></ul>");
  });

  it.each([
    '<img src=x onerror="window.hit()">',
    "<script>window.hit()</script>",
    '<a href="javascript:window.hit()">press</a>',
    '<a href="&#106;avascript:window.hit()">press</a>',
    '<iframe srcdoc="<script>window.hit()</script>"></iframe>',
    '<p onclick="window.hit()">press</p>',
    "<svg><animate onbegin=window.hit() attributeName=x></svg>",
    "<!--><img src=x onerror=window.hit()>-->",
  ])("shows nothing of %s that does anything", (html) => {
    const { container } = render(h(RichText, { html }));
    expect(container.querySelector("img, script, iframe, svg, a[href]")).toBeNull();
    for (const element of container.querySelectorAll("*")) {
      expect(element.getAttributeNames().filter((name) => name.startsWith("on"))).toEqual([]);
    }
  });

  it("has links that open beside, to the web, mail and phones only", () => {
    const { container } = render(h(RichText, { html: '<p><a href="https://a.example/?a=1&amp;b=2">there</a></p>' }));
    const link = container.querySelector("a");
    expect(link?.getAttribute("href")).toBe("https://a.example/?a=1&b=2");
    expect(link?.rel).toContain("noopener");
    expect(partsOf('<a href="ftp://x">x</a>')).toEqual([{ tag: "a", parts: ["x"] }]);
  });
});
