import type { Schemas } from "@/api/client.ts";

export type Node = Schemas["NetworkNode"];
export type Edge = Schemas["NetworkEdge"];
export type Placed = Node & { x: number; y: number; side: "left" | "right" | "middle" };

export const FIRST_RING = 120;
export const SECOND_RING = 220;

/** Where each stands: the record in the middle, what it is connected with around it, and around each of those what that
 * is connected with. The same network always gives the same picture. */
export function placed(nodes: readonly Node[], edges: readonly Edge[]): Placed[] {
  const root = nodes.find((each) => each.hops === 0);
  if (!root) return [];
  const near = nodes.filter((each) => each.hops === 1);
  const far = nodes.filter((each) => each.hops === 2);
  const behind = new Map<string, Node[]>(near.map((each) => [each.id, []]));
  for (const each of far) {
    const through = near.find((one) => edges.some((edge) => joins(edge, one.id, each.id)));
    if (through) behind.get(through.id)?.push(each);
  }
  // who has more behind it gets more room
  const shares = near.map((each) => Math.max(1, behind.get(each.id)?.length ?? 0));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const told: Placed[] = [{ ...root, x: 0, y: 0, side: "middle" }];
  let from = -Math.PI / 2;
  near.forEach((each, at) => {
    const wide = ((shares[at] ?? 1) / whole) * 2 * Math.PI;
    told.push(around(each, FIRST_RING, from + wide / 2));
    const others = behind.get(each.id) ?? [];
    others.forEach((other, place) => {
      told.push(around(other, SECOND_RING, from + ((place + 0.5) / others.length) * wide));
    });
    from += wide;
  });
  return told;
}

function around(node: Node, radius: number, angle: number): Placed {
  const x = Math.round(radius * Math.cos(angle));
  const y = Math.round(radius * Math.sin(angle));
  return { ...node, x, y, side: Math.abs(x) < 24 ? "middle" : x < 0 ? "left" : "right" };
}

export const joins = (edge: Edge, one: string, other: string): boolean =>
  (edge.from_record === one && edge.to_record === other) || (edge.from_record === other && edge.to_record === one);

/** How an edge reads from one of its ends. */
export const readFrom = (edge: Edge, id: string): string => (edge.from_record === id ? edge.from_name : edge.to_name);

export const otherEnd = (edge: Edge, id: string): string =>
  edge.from_record === id ? edge.to_record : edge.from_record;
