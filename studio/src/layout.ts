// Where each table stands in the picture: layers by who refers to whom, made by dagre.
import { Graph, layout } from "@dagrejs/dagre";
import type { Schema, Table } from "./api";
import { type Area, laneThrough, layersOf, portsOf } from "./lanes";

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
  route(boxes, relations, sideways, (r) => graph.edge(r.to, r.from, r.id).points.map(place));
  const { width = 0, height = 0 } = graph.graph();
  return { boxes: [...boxes.values()], relations, width, height };
}
const place = ({ x, y }: Point): Point => ({ x, y });
/** Every relation around the tables. Lanes run along x: a picture from top to bottom is turned, and turned back. */
function route(
  boxes: Map<string, TableBox>,
  relations: Relation[],
  sideways: boolean,
  bendsOf: (r: Relation) => Point[],
) {
  const turn = ({ x, y }: Point): Point => (sideways ? { x, y } : { x: y, y: x });
  const areas = new Map<string, Area>();
  for (const [name, b] of boxes)
    areas.set(name, { ...turn(b), ...(sideways ? b : { width: b.height, height: b.width }), ...turn(b) });
  const layers = layersOf([...areas.values()]);
  const crossing = relations.filter((r) => r.from !== r.to);
  // dagre's own ends are on the tables: what is between them crosses layers.
  const bends = new Map(crossing.map((r) => [r, bendsOf(r).slice(1, -1).map(turn)]));
  const ports = new Map<string, Map<Relation, number>>();
  for (const [name, area] of areas)
    for (const right of [true, false]) {
      const lines = crossing.flatMap((r) => {
        const other = r.to === name ? r.from : r.from === name ? r.to : null;
        const there = other === null ? undefined : areas.get(other)!;
        if (!there || there.x > area.x !== right) return [];
        const way = bends.get(r)!;
        const next = layers.length > 0 && (r.to === name ? way[1] : way.at(-2));
        return [{ line: r, towards: (next || there).y }];
      });
      ports.set(`${name} ${right}`, portsOf(area, lines));
    }
  for (const r of relations) {
    const [from, to] = [areas.get(r.to)!, areas.get(r.from)!];
    if (r.from === r.to) {
      r.points = loop(boxes.get(r.from)!);
      continue;
    }
    const leave = ports.get(`${r.to} ${to.x > from.x}`)!.get(r)!;
    const arrive = ports.get(`${r.from} ${from.x > to.x}`)!.get(r)!;
    r.points = laneThrough(layers, from, to, bends.get(r)!, leave, arrive).map(turn);
  }
}
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

/** Straight lines with rounded corners, from the table referred to. */
export function pathOf(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const text = (p: Point) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`;
  let d = `M${text(first)}`;
  rest.forEach((corner, i) => {
    const before = points[i]!;
    const after = rest[i + 1];
    if (!after) return (d += `L${text(corner)}`);
    const towards = (p: Point): Point => {
      const length = Math.hypot(p.x - corner.x, p.y - corner.y) || 1;
      const part = Math.min(5, length / 2) / length;
      return { x: corner.x + (p.x - corner.x) * part, y: corner.y + (p.y - corner.y) * part };
    };
    return (d += `L${text(towards(before))}Q${text(corner)} ${text(towards(after))}`);
  });
  return d;
}
