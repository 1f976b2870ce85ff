import { describe, expect, it } from "vitest";
import { waysOf } from "./connect_dialog.tsx";
import { type Edge, FIRST_RING, type Node, placed, readFrom } from "./layout.ts";

const node = (id: string, hops: number): Node => ({
  id,
  type: "relation",
  kind: "company",
  title: id,
  place: "",
  hops,
});
const edge = (one: string, other: string): Edge => ({
  id: `${one}${other}`,
  link_type: "supplies",
  from_record: one,
  to_record: other,
  from_name: "supplies",
  to_name: "is supplied by",
  is_current: true,
  priority: null,
  percentage: null,
  started_on: null,
  ended_on: null,
});

describe("a network", () => {
  const nodes = [node("a", 0), node("b", 1), node("c", 1), node("d", 2), node("e", 2)];
  const edges = [edge("a", "b"), edge("c", "a"), edge("b", "d"), edge("b", "e")];

  it("stands around the record, what is behind a neighbour on its side", () => {
    const at = new Map(placed(nodes, edges).map((each) => [each.id, each]));
    expect(at.get("a")).toMatchObject({ x: 0, y: 0 });
    for (const near of ["b", "c"]) {
      const { x, y } = at.get(near) as { x: number; y: number };
      expect(Math.round(Math.hypot(x, y))).toBe(FIRST_RING);
    }
    const [b, c, d] = ["b", "c", "d"].map((id) => at.get(id) as { x: number; y: number });
    const far = (one?: { x: number; y: number }, other?: { x: number; y: number }) =>
      Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
    expect(far(d, b)).toBeLessThan(far(d, c));
  });

  it("is drawn the same each time, nobody on top of another", () => {
    const first = placed(nodes, edges);
    expect(placed(nodes, edges)).toEqual(first);
    expect(new Set(first.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
  });

  it("reads from either end", () => {
    expect(readFrom(edge("a", "b"), "a")).toBe("supplies");
    expect(readFrom(edge("a", "b"), "b")).toBe("is supplied by");
  });
});

describe("what a record can be to another", () => {
  const type = {
    key: "assistant",
    from_name: "is assistant of",
    to_name: "has as assistant",
    forward: { en: "is assistant of" },
    backward: { en: "has as assistant" } as Record<string, string> | null,
    from_types: ["person", "contact"],
    to_types: ["contact", "user"],
    symmetric: false,
    one_from: false,
    one_to: false,
    tree: false,
    attributes: [],
    archived: false,
    shipped: true,
  };

  it("is offered from the ends that it fits", () => {
    expect(waysOf([type], "contact").map((each) => each.label)).toEqual(["is assistant of", "has as assistant"]);
    expect(waysOf([type], "user").map((each) => each.label)).toEqual(["has as assistant"]);
    expect(waysOf([type], "company")).toEqual([]);
  });

  it("is offered once where it has no direction, and not when it is archived", () => {
    const partner = { ...type, symmetric: true, backward: null, to_types: ["person", "contact"] };
    expect(waysOf([partner], "contact")).toHaveLength(1);
    expect(waysOf([{ ...type, archived: true }], "contact")).toEqual([]);
  });
});
