import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

type Event = { request: { uri: string; headers: Record<string, { value: string }> }; viewer: { ip: string } };

/** As CloudFront runs it: a script with one function. */
const source = readFileSync(resolve(import.meta.dirname, "../../infra/web/edge.js"), "utf8");
const handler = new Function(`${source}; return handler;`)() as (event: Event) => Event["request"];
const asked = (uri: string, headers: Event["request"]["headers"] = {}) =>
  handler({ request: { uri, headers }, viewer: { ip: "203.0.113.7" } });

describe("the function at the edge", () => {
  it.each(["/", "/relations", "/relations/rel_01", "/a.b/c"])("gives the page for a screen: %s", (uri) => {
    expect(asked(uri).uri).toBe("/index.html");
  });

  it.each(["/assets/index-a1b2.js", "/sw.js", "/v1/me", "/v1/relations/rel_01"])("leaves %s as it is", (uri) => {
    expect(asked(uri).uri).toBe(uri);
  });

  it("tells the API who asks, whatever they say of themselves", () => {
    const told = asked("/v1/auth/login", { "x-relata-viewer": { value: "198.51.100.1" } });
    expect(told.headers["x-relata-viewer"]).toEqual({ value: "203.0.113.7" });
  });
});
