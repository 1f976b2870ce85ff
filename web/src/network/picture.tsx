import { api, got } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { Empty, Shown } from "@/shared/page.tsx";
import { type Edge, otherEnd, type Placed, placed, readFrom } from "./layout.ts";
import { w } from "./words.ts";
import "./style.css";

type Props = {
  id: string;
  hops?: 1 | 2;
  small?: boolean;
  /** Stands above it; where there is nothing to show, neither does. */
  heading?: string;
};

/** What a record is connected with, and what that is connected with: a picture, with the same as a list behind it. */
export function NetworkPicture({ id, hops = 2, small = false, heading }: Props) {
  const query = { record: id, hops };
  const asked = useQuery(`/v1/connections/network?record=${id}&hops=${hops}`, (signal) =>
    got(api.GET("/v1/connections/network", { params: { query }, signal })),
  );
  return (
    <Shown asked={asked}>
      {(network) => {
        if (network.nodes.length < 2) return heading ? null : <Empty title={w("noConnections")} />;
        const nodes = placed(network.nodes, network.edges);
        return (
          <figure class={small ? "network small" : "network"}>
            {heading && <h2>{heading}</h2>}
            <Drawn nodes={nodes} edges={network.edges} small={small} />
            {!network.complete && <p class="faint small">{w("moreThanShown")}</p>}
            {!small && <Listed nodes={nodes} edges={network.edges} />}
          </figure>
        );
      }}
    </Shown>
  );
}

const LONGEST = 22;
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

function Drawn({ nodes, edges, small }: { nodes: Placed[]; edges: Edge[]; small: boolean }) {
  const at = new Map(nodes.map((each) => [each.id, each]));
  const xs = nodes.map((each) => each.x);
  const ys = nodes.map((each) => each.y);
  const wide = small ? 110 : 150;
  const left = Math.min(...xs) - wide;
  const top = Math.min(...ys) - 34;
  const width = Math.max(...xs) + wide - left;
  const height = Math.max(...ys) + 44 - top;
  return (
    <svg viewBox={`${left} ${top} ${width} ${height}`} width={width} height={height}>
      <title>{w("picture")}</title>
      {edges.map((edge) => {
        const [one, other] = [at.get(edge.from_record), at.get(edge.to_record)];
        if (!one || !other) return null;
        return (
          <line
            key={edge.id ?? `${edge.from_record} ${edge.to_record}`}
            class={edge.is_current ? "edge" : "edge past"}
            x1={one.x}
            y1={one.y}
            x2={other.x}
            y2={other.y}
          >
            <title>{`${one.title} ${edge.from_name} ${other.title}`}</title>
          </line>
        );
      })}
      {nodes.map((each) => (
        <NodeMark key={each.id} node={each} />
      ))}
    </svg>
  );
}

function NodeMark({ node }: { node: Placed }) {
  const anchor = node.side === "left" ? "end" : node.side === "right" ? "start" : "middle";
  const dx = node.side === "left" ? -12 : node.side === "right" ? 12 : 0;
  const dy = node.side === "middle" ? (node.y < 0 ? -14 : 24) : 4;
  const mark = (
    <g class={`node hop-${node.hops} ${node.kind ?? node.type}`} transform={`translate(${node.x} ${node.y})`}>
      {node.kind === "company" || node.type === "relation" ? (
        <rect x="-7" y="-7" width="14" height="14" rx={node.kind === "company" ? 3 : 7} />
      ) : (
        <circle r="7" />
      )}
      <text x={dx} y={dy} text-anchor={anchor}>
        {short(node.title)}
      </text>
      <title>{[node.title, node.place].filter(Boolean).join(" · ")}</title>
    </g>
  );
  const place = node.hops === 0 ? null : screenOf(node.id);
  return place ? <a href={place}>{mark}</a> : mark;
}

function Listed({ nodes, edges }: { nodes: Placed[]; edges: Edge[] }) {
  const names = new Map(nodes.map((each) => [each.id, each.title]));
  const rows = nodes
    .filter((each) => each.hops < 2)
    .flatMap((each) => edges.filter((edge) => touches(edge, each.id)).map((edge) => ({ node: each, edge })))
    .filter(({ edge }, at, all) => all.findIndex((one) => one.edge === edge) === at);
  return (
    <details>
      <summary>{w("asList")}</summary>
      <div class="scroll-x">
        <table>
          <tbody>
            {rows.map(({ node, edge }) => {
              const other = otherEnd(edge, node.id);
              return (
                <tr key={edge.id ?? `${edge.from_record} ${edge.to_record}`}>
                  <td>
                    <a href={screenOf(node.id) ?? "#"}>{node.title}</a>
                  </td>
                  <td class="faint">{readFrom(edge, node.id)}</td>
                  <td>
                    <a href={screenOf(other) ?? "#"}>{names.get(other) ?? other}</a>
                    {!edge.is_current && <span class="faint"> ({w("over")})</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const touches = (edge: Edge, id: string): boolean => edge.from_record === id || edge.to_record === id;
