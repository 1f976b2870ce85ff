import { fireEvent, render, screen } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { LANGUAGES, language } from "@/words/language.ts";
import { serve } from "../../tests/server.ts";
import { FieldInput } from "./input.tsx";
import { plainOf, typedOf } from "./inputs/numbers.ts";
import { instantOf, localOf } from "./inputs/text.tsx";
import { kindOf, targetsOf } from "./kinds.ts";
import { labelOf, optionLabel } from "./label.ts";
import { safeHref, textOf } from "./links.ts";
import type { Names } from "./names/lines.ts";
import type { FieldDef } from "./schema.ts";
import { typeName } from "./type_name.ts";
import { FieldValue } from "./value.tsx";

const field = (name: string, schema: FieldDef["schema"], more: Partial<FieldDef> = {}): FieldDef => ({
  name,
  of: "relation",
  custom: false,
  may: "write",
  required: false,
  criteria: null,
  schema,
  ...more,
});
const own = (kind: string, more: Partial<FieldDef> = {}) =>
  field(`custom_${kind}`, {}, { custom: true, kind, label: "Own", ...more });

describe("names", () => {
  const files = import.meta.glob<Record<string, Names>>("./names/*.ts", { eager: true });
  const tables = Object.values(files).flatMap((file) => Object.values(file));

  it("are there in every language, and none of them is blank", () => {
    expect(tables.length).toBeGreaterThan(15);
    for (const [key, line] of tables.flatMap((table) => Object.entries(table))) {
      expect(line, key).toHaveLength(LANGUAGES.length);
      for (const told of line) expect(told.trim(), key).not.toBe("");
    }
  });

  it("follow the reader's language; own fields have what the organisation calls them", () => {
    language.value = "de";
    expect(labelOf("owner", "relation")).toBe("Zuständig");
    expect(labelOf(own("text", { labels: { de: "Eigenes" } }))).toBe("Eigenes");
    expect(typeName("relation", 3)).toBe("3 Beziehungen");
    language.value = "ru";
    expect(typeName("contact", 5)).toBe("5 контактов");
    expect(labelOf(own("text", { labels: { de: "Eigenes" } }))).toBe("Own");
    language.value = "en";
  });

  it("tell the same word apart by type, and what nobody named in plain words", () => {
    expect(labelOf("parent", "relation")).toBe("Parent company");
    expect(labelOf("parent", "building")).toBe("Part of");
    expect(optionLabel("kind", "contract", "document")).toBe("Contract");
    expect(labelOf("postal_address.city", "relation")).toBe("Postal address: City");
    expect(labelOf("never_heard_of", "relation")).toBe("Never heard of");
  });
});

describe("kinds", () => {
  it.each([
    ["link", field("owner", { anyOf: [{ $ref: "#/$defs/KnownLink" }, { type: "null" }] })],
    ["links", field("co_owners", { type: "array", items: { $ref: "#/$defs/KnownLink" } })],
    [
      "channels",
      field("channels", { anyOf: [{ type: "array", items: { $ref: "#/$defs/KnownChannel" } }, { type: "null" }] }),
    ],
    ["date", field("ended_on", { anyOf: [{ type: "string", maxLength: 10 }, { type: "null" }] })],
    [
      "datetime",
      field("starts_at", { anyOf: [{ type: "string", maxLength: 40, description: "with its zone; kept in UTC" }] }),
    ],
    ["choices", field("status", { type: "array", items: { type: "string", enum: ["customer"] } })],
    ["long_text", field("note", { type: "string", maxLength: 20_000 })],
    ["country", field("country", { type: "string" })],
    ["money", own("money")],
  ])("%s is known by the schema", (kind, given) => {
    expect(kindOf(given)).toBe(kind);
  });
});

describe("values", () => {
  it("only become links to where links may lead", () => {
    expect(safeHref("url", "javascript:alert(1)")).toBeNull();
    expect(safeHref("url", "data:text/html,x")).toBeNull();
    expect(safeHref("url", "example.com/a")).toBe("https://example.com/a");
    expect(safeHref("email", "a@b.example?bcc=x")).toBe("mailto:a@b.example%3Fbcc%3Dx");
    render(<FieldValue field={own("url")} value="javascript:alert(1)" />);
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("of HTML are its words", () => {
    expect(textOf("<style>p{}</style><p>One &amp; <b>two</b></p><p>&#x41;&lt;img&gt;</p>")).toBe("One & two\nA<img>");
  });

  it("show a number with its band", () => {
    const bands = [
      { key: "small", name: "Small", names: {}, upto: 10 },
      { key: "large", name: "Large", names: {} },
    ];
    render(<FieldValue field={own("number", { bands })} value={11} />);
    expect(document.body.textContent).toBe("11 Large");
  });
});

describe("inputs", () => {
  const told = (given: FieldDef, value: unknown = null) => {
    const all: unknown[] = [];
    render(<FieldInput field={given} value={value} onValue={(each) => all.push(each)} />);
    return all;
  };

  it("read a point or a comma as the reader's language has them", () => {
    expect(["1.250", "1,250", "1.5", "0.125"].map(plainOf)).toEqual(["1.250", "1250", "1.5", "0.125"]);
    language.value = "nl";
    expect(["1.250", "1,250", "1.5", "1.250,5", "0.125"].map(plainOf)).toEqual([
      "1250",
      "1.250",
      "1.5",
      "1250.5",
      "0.125",
    ]);
    expect(plainOf(typedOf(1.125))).toBe("1.125");
    expect(typedOf({ amount: "1.2500" }.amount)).toBe("1,2500");
    language.value = "en";
  });

  it("read numbers as people write them, and keep what is none", () => {
    const all = told(own("number"));
    fireEvent.input(screen.getByLabelText("Own"), { target: { value: "1.250,5" } });
    fireEvent.input(screen.getByLabelText("Own"), { target: { value: "12x" } });
    fireEvent.input(screen.getByLabelText("Own"), { target: { value: "" } });
    expect(all).toEqual([1250.5, "12x", null]);
  });

  it("keep amounts as the API does", () => {
    const all = told(own("money", { currency: "EUR" }));
    fireEvent.input(screen.getByLabelText("Own"), { target: { value: "1 250,50" } });
    expect(all).toEqual([{ amount: "1250.50", currency: "EUR" }]);
  });

  it("turn a local time into a moment, in summer and in winter", () => {
    expect(instantOf("2026-07-01T14:05", "Europe/Amsterdam")).toBe("2026-07-01T12:05:00Z");
    expect(instantOf("2026-12-01T14:05", "Europe/Amsterdam")).toBe("2026-12-01T13:05:00Z");
    expect(localOf("2026-07-01T12:05:00Z", "Europe/Amsterdam")).toBe("2026-07-01T14:05");
  });

  it("add a way to reach somebody, of a kind that is not there yet", () => {
    const channels = field("channels", { type: "array", items: { $ref: "#/$defs/KnownChannel" } });
    const all = told(channels, [{ kind: "phone", value: "020", normal: "+3120", default: true, business: false }]);
    fireEvent.click(screen.getByRole("button", { name: "Add phone, mail or website" }));
    expect(all).toEqual([
      [
        { kind: "phone", value: "020", label: null, default: true, business: false },
        { kind: "mobile", value: "", label: null, default: false, business: false },
      ],
    ]);
  });

  it("add an option that is missing, for who may", async () => {
    const asked = serve({ "POST /v1/custom-fields/{id}/options": [201, { key: "fair", name: "Fair", names: {} }] });
    const all = told(own("choices", { id: "cuf_1", may_add_options: true, options: [{ key: "a", name: "A" }] }), ["a"]);
    const input = screen.getByRole("combobox");
    fireEvent.focus(input);
    fireEvent.input(input, { target: { value: "Fair" } });
    fireEvent.click(await screen.findByText("New: Fair"));
    await expect.poll(() => all).toEqual([["a", "fair"]]);
    expect(asked[0]?.body).toEqual({ name: "Fair" });
  });

  it("show what may only be read", () => {
    told(field("city", { type: "string" }, { may: "read" }), "Almere");
    expect(screen.getByText("Almere")).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
  });
});

describe("links", () => {
  it("of the launchpad are for whoever has one: a company, a contact, a colleague", () => {
    const assigned = field("assigned", { $ref: "#/components/schemas/KnownLink" }, { of: "launch_link" });
    expect(targetsOf(assigned)).toEqual(["relation", "contact", "user"]);
  });
});
