// Where each table stands in the picture: layers by who refers to whom, made by dagre.
import { Graph, layout } from "@dagrejs/dagre";
import type { Schema, Table } from "./api";

export type Detail = "names" | "keys" | "columns";
export interface Point {
  x: number;
  y: number;
}
export interface TableBox extends Point {
  table: Table;
  lines: string[];
  width: number;
  height: number;
}
export interface Relation {
  id: string;
  from: string;
  to: string;
  columns: string[];
  points: Point[];
}
export interface Picture {
  boxes: TableBox[];
  relations: Relation[];
  width: number;
  height: number;
}

export const titleSize = 15;
export const lineHeight = 18;
const titleHeight = 30;

const ruler = document.createElement("canvas").getContext("2d")!;
function widthOf(text: string, font: string) {
  ruler.font = font;
  return ruler.measureText(text).width;
}
function linesOf(t: Table, detail: Detail): string[] {
  if (detail === "names") return [];
  const isKey = (name: string) => t.key.includes(name) || t.foreign_keys.some((k) => k.columns.includes(name));
  return t.columns.map((c) => c.name).filter((name) => detail === "columns" || isKey(name));
}

const ways = [
  { rankdir: "LR", ranker: "network-simplex" },
  { rankdir: "LR", ranker: "longest-path" },
  { rankdir: "TB", ranker: "network-simplex" },
  { rankdir: "TB", ranker: "longest-path" },
] as const;

function lay(schema: Schema, detail: Detail, way: (typeof ways)[number]): Picture {
  const sideways = way.rankdir === "LR";
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    ...way,
    nodesep: sideways ? 10 : 24,
    ranksep: sideways ? 90 : 70,
    edgesep: 6,
    marginx: 16,
    marginy: 16,
  });
  const boxes = new Map<string, TableBox>();
  for (const table of schema.tables) {
    const lines = linesOf(table, detail);
    const width =
      Math.max(
        widthOf(table.name, `600 ${titleSize}px system-ui`),
        ...lines.map((l) => widthOf(l, "13px system-ui") + 16),
      ) + 24;
    const height = titleHeight + (lines.length ? lines.length * lineHeight + 8 : 0);
    boxes.set(table.name, { table, lines, width, height, x: 0, y: 0 });
    graph.setNode(table.name, { width, height });
  }
  const relations: Relation[] = [];
  for (const table of schema.tables)
    for (const key of table.foreign_keys) {
      if (!boxes.has(key.table)) continue;
      const id = `${table.name}.${key.columns.join()}`;
      relations.push({ id, from: table.name, to: key.table, columns: key.columns, points: [] });
      if (table.name !== key.table) graph.setEdge(key.table, table.name, {}, id);
    }
  layout(graph);
  for (const box of boxes.values()) Object.assign(box, place(graph.node(box.table.name)));
  for (const r of relations) {
    const edge = r.from === r.to ? undefined : graph.edge(r.to, r.from, r.id);
    r.points = edge?.points.map(place) ?? loop(boxes.get(r.from)!);
  }
  const { width = 0, height = 0 } = graph.graph();
  return { boxes: [...boxes.values()], relations, width, height };
}
const place = ({ x, y }: Point): Point => ({ x, y });
/** A table that refers to itself. */
function loop(box: TableBox): Point[] {
  const right = box.x + box.width / 2;
  return [
    { x: right, y: box.y - 6 },
    { x: right + 22, y: box.y - 10 },
    { x: right + 22, y: box.y + 10 },
    { x: right, y: box.y + 6 },
  ];
}

/** How much a picture shrinks to fit into a room. */
export const scaleToFit = (p: { width: number; height: number }, room: { width: number; height: number }) =>
  Math.min(room.width / p.width, room.height / p.height, 1.25);

/** Of several layouts the one that is largest in the room that there is. */
export function layOut(schema: Schema, detail: Detail, room: { width: number; height: number }): Picture {
  const all = ways.map((way) => lay(schema, detail, way));
  return all.reduce((best, one) => (scaleToFit(one, room) > scaleToFit(best, room) * 1.02 ? one : best));
}

/** A smooth line through the points of a relation, from the table referred to. */
export function pathOf(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let d = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const here = rest[i]!;
    const next = rest[i + 1]!;
    const middle = i === rest.length - 2 ? next : { x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 };
    d += `Q${here.x.toFixed(1)} ${here.y.toFixed(1)} ${middle.x.toFixed(1)} ${middle.y.toFixed(1)}`;
  }
  if (rest.length === 1) d += `L${rest[0]!.x.toFixed(1)} ${rest[0]!.y.toFixed(1)}`;
  return d;
}
