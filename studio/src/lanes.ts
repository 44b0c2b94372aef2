// The way of a relation around the tables. dagre places tables in layers, and where a relation crosses a layer it keeps a lane
// free of tables for it. Between two layers there is nothing. So a line that is straight through a layer, in its lane, and
// bends only between layers, passes behind no table.
export interface Spot {
  x: number;
  y: number;
}
export interface Area extends Spot {
  width: number;
  height: number;
}
interface Layer {
  begin: number;
  end: number;
}

/** The layers along x: areas that overlap there stand in one. */
export function layersOf(areas: Area[]): Layer[] {
  const spans = areas
    .map((a) => ({ begin: a.x - a.width / 2, end: a.x + a.width / 2 }))
    .sort((a, b) => a.begin - b.begin);
  const layers: Layer[] = [];
  for (const span of spans) {
    const last = layers.at(-1);
    if (last && span.begin < last.end) last.end = Math.max(last.end, span.end);
    else layers.push({ ...span });
  }
  return layers;
}

const space = 6; // between a table and a bend

/**
 * The corners from one table to another, along x. `bends` is where dagre lets the line cross the layers between. `leave` and
 * `arrive` are the places on the two sides.
 */
export function laneThrough(
  layers: Layer[],
  from: Area,
  to: Area,
  bends: Spot[],
  leave: number,
  arrive: number,
): Spot[] {
  const way = Math.sign(to.x - from.x) || 1;
  const side = (area: Area, direction: number) => area.x + (direction * area.width) / 2;
  const layerAt = (x: number) => layers.find((l) => l.begin - 0.5 <= x && x <= l.end + 0.5);
  const first = layerAt(from.x);
  const last = layerAt(to.x);
  const edge = (layer: Layer, direction: number) => (direction > 0 ? layer.end + space : layer.begin - space);
  const corners: Spot[] = [{ x: side(from, way), y: leave }];
  if (first) corners.push({ x: edge(first, way), y: leave });
  for (const bend of bends) {
    const layer = layerAt(bend.x);
    if (!layer || layer === first || layer === last) continue;
    corners.push({ x: edge(layer, -way), y: bend.y }, { x: edge(layer, way), y: bend.y });
  }
  if (last) corners.push({ x: edge(last, -way), y: arrive });
  corners.push({ x: side(to, -way), y: arrive });
  return corners;
}

/** Places on one side of a table, for lines in the order of where they go, so that they do not cross at once. */
export function portsOf<T>(area: Area, lines: { line: T; towards: number }[]): Map<T, number> {
  const ordered = [...lines].sort((a, b) => a.towards - b.towards);
  const step = Math.min(14, (area.height - 8) / Math.max(1, ordered.length));
  const top = area.y - (step * (ordered.length - 1)) / 2;
  return new Map(ordered.map(({ line }, i) => [line, top + step * i]));
}
