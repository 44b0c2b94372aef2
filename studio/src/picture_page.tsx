// A picture of the schema: zoom, pan, search, and the neighbours of a table.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Table } from "./api";
import {
  type Detail,
  layOut,
  lineHeight,
  pathOf,
  type Picture,
  type Relation,
  scaleToFit,
  type TableBox,
  titleSize,
} from "./layout";
import { CopyLink } from "./copy_link";
import { linkTo, type PicturePlace, replace, toTable } from "./route";
import { keysInto, tableNamed, useStudio } from "./state";

interface View {
  x: number;
  y: number;
  scale: number;
}
const smallestLegible = 0.7;
const limit = (scale: number) => Math.min(3, Math.max(0.1, scale));

export function PicturePage({ place }: { place: PicturePlace }) {
  const { schema } = useStudio();
  const { table: chosen, detail, find: search } = place;
  const canvas = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const setDetail = (to: Detail) => replace({ ...place, detail: to });
  const setSearch = (find: string) => replace({ ...place, find });
  const choose = (table: string | null) => replace({ ...place, table });
  const [pointed, point] = useState<string | null>(null);
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });

  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = canvas.current!;
      setRoom((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(canvas.current!);
    return () => watch.disconnect();
  }, []);
  // By the schema's shape: counts of rows change nothing in the picture.
  const shape = JSON.stringify(schema.tables.map((t) => [t.name, t.columns.map((c) => c.name), t.foreign_keys]));
  const picture = useMemo(
    () => (room.width > 0 ? layOut(schema, detail, room) : null),
    [shape, detail, room.width > 0 && Math.round(room.width / 100), Math.round(room.height / 100)],
  );
  const fit = () => {
    if (!picture) return;
    const scale = scaleToFit(picture, room);
    setView({ scale, x: (room.width - picture.width * scale) / 2, y: (room.height - picture.height * scale) / 2 });
  };
  // A picture that would be too small to read opens on one table: the chosen one, or the one with the most relations.
  useEffect(() => {
    if (!picture) return;
    if (scaleToFit(picture, room) >= smallestLegible) return fit();
    const relations = (b: TableBox) =>
      picture.relations.filter((r) => r.from === b.table.name || r.to === b.table.name).length;
    const most = picture.boxes.reduce((a, b) => (relations(b) > relations(a) ? b : a));
    const box = picture.boxes.find((b) => b.table.name === chosen) ?? most;
    setView({ scale: 0.9, x: room.width / 2 - box.x * 0.9, y: room.height / 2 - box.y * 0.9 });
  }, [picture]);

  const zoom = (by: number, at = { x: room.width / 2, y: room.height / 2 }) =>
    setView((old) => {
      const scale = limit(old.scale * by);
      const grown = scale / old.scale;
      return { scale, x: at.x - (at.x - old.x) * grown, y: at.y - (at.y - old.y) * grown };
    });
  const pan = (x: number, y: number) => setView((old) => ({ ...old, x: old.x + x, y: old.y + y }));
  const centre = (name: string) => {
    const box = picture?.boxes.find((b) => b.table.name === name);
    if (!box) return;
    setView((old) => {
      const scale = Math.max(old.scale, 0.9);
      return { scale, x: room.width / 2 - box.x * scale, y: room.height / 2 - box.y * scale };
    });
  };
  const found = search.trim() === "" ? null : schema.tables.filter((t) => t.name.includes(search.trim().toLowerCase()));

  const keys = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      "+": () => zoom(1.2),
      "=": () => zoom(1.2),
      "-": () => zoom(1 / 1.2),
      "0": fit,
      ArrowLeft: () => pan(60, 0),
      ArrowRight: () => pan(-60, 0),
      ArrowUp: () => pan(0, 60),
      ArrowDown: () => pan(0, -60),
      Escape: () => choose(null),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };
  return (
    <div class="picture">
      <div class="heading">
        <h1>Picture</h1>
        <input
          type="search"
          placeholder="Find in the picture"
          aria-label="Find in the picture"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !found?.[0]) return;
            choose(found[0].name);
            centre(found[0].name);
          }}
        />
        <label>
          Show{" "}
          <select value={detail} onChange={(event) => setDetail(event.currentTarget.value as Detail)}>
            <option value="names">names</option>
            <option value="keys">keys</option>
            <option value="columns">all columns</option>
          </select>
        </label>
        <span class="zoom">
          <button type="button" aria-label="Zoom out" onClick={() => zoom(1 / 1.25)}>
            −
          </button>
          <button type="button" aria-label="Zoom in" onClick={() => zoom(1.25)}>
            +
          </button>
          <button type="button" onClick={fit}>
            Fit
          </button>
          <CopyLink place={place} />
          <output>{Math.round(view.scale * 100)} %</output>
        </span>
      </div>
      <div
        class="canvas"
        ref={canvas}
        tabIndex={0}
        role="group"
        aria-label="The tables and their relations. Arrow keys move the picture, plus and minus zoom, 0 fits it; Tab moves between tables."
        onKeyDown={keys}
      >
        {picture && (
          <Drawing
            picture={picture}
            view={view}
            lit={pointed ?? chosen}
            found={found && new Set(found.map((t) => t.name))}
            choose={choose}
            point={point}
            pan={pan}
            zoom={zoom}
          />
        )}
        {chosen && (
          <Neighbours name={chosen} close={() => choose(null)} choose={(name) => (choose(name), centre(name))} />
        )}
      </div>
    </div>
  );
}

function Drawing(props: {
  picture: Picture;
  view: View;
  lit: string | null;
  found: Set<string> | null;
  choose: (name: string | null) => void;
  point: (name: string | null) => void;
  pan: (x: number, y: number) => void;
  zoom: (by: number, at: { x: number; y: number }) => void;
}) {
  const { picture, view, lit, found } = props;
  const held = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  useEffect(() => {
    // by hand, for a listener of wheels must say that it prevents the scrolling
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const area = svg.current!.getBoundingClientRect();
      props.zoom(Math.exp(-event.deltaY * 0.0015), { x: event.clientX - area.left, y: event.clientY - area.top });
    };
    svg.current!.addEventListener("wheel", wheel, { passive: false });
    return () => svg.current?.removeEventListener("wheel", wheel);
  }, []);
  const touches = (r: Relation) => lit !== null && (r.from === lit || r.to === lit);
  const near = new Set(picture.relations.filter(touches).flatMap((r) => [r.from, r.to]));
  const isDim = (name: string) => (lit !== null ? name !== lit && !near.has(name) : found !== null && !found.has(name));
  const ordered = [...picture.relations].sort((a, b) => Number(touches(a)) - Number(touches(b)));
  return (
    <svg
      ref={svg}
      class={lit || found ? "choosing" : ""}
      onPointerDown={(event) => {
        held.current = { x: event.clientX, y: event.clientY, moved: false };
      }}
      onPointerMove={(event) => {
        const from = held.current;
        if (!from || event.buttons === 0) return;
        const [x, y] = [event.clientX - from.x, event.clientY - from.y];
        if (!from.moved && Math.hypot(x, y) < 4) return;
        svg.current!.setPointerCapture(event.pointerId);
        props.pan(x, y);
        held.current = { x: event.clientX, y: event.clientY, moved: true };
      }}
      onClick={(event) => {
        if (!held.current?.moved && !(event.target as Element).closest(".box")) props.choose(null);
      }}
    >
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 10 10"
          refX="1"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M10 0L0 5L10 10z" class="arrow" />
        </marker>
      </defs>
      <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
        {ordered.map((r) => (
          <path
            key={r.id}
            d={pathOf(r.points)}
            marker-start="url(#arrow)"
            class={`relation ${touches(r) ? (r.from === lit ? "out" : "in") : ""}`}
          >
            <title>{`${r.from}.${r.columns.join(", ")} → ${r.to}`}</title>
          </path>
        ))}
        {picture.boxes.map((box) => (
          <Box
            key={box.table.name}
            box={box}
            state={`${isDim(box.table.name) ? "dim" : ""} ${box.table.name === lit ? "lit" : ""} ${found?.has(box.table.name) ? "found" : ""}`}
            choose={() => props.choose(box.table.name)}
            point={(on) => props.point(on ? box.table.name : null)}
          />
        ))}
      </g>
    </svg>
  );
}

function Box({
  box,
  state,
  choose,
  point,
}: {
  box: TableBox;
  state: string;
  choose: () => void;
  point: (on: boolean) => void;
}) {
  const { table: t, width, height } = box;
  const referring = [...new Set(t.foreign_keys.map((k) => k.table))];
  return (
    <g
      class={`box ${state}`}
      transform={`translate(${box.x - width / 2} ${box.y - height / 2})`}
      role="button"
      tabIndex={0}
      aria-label={`${t.name}${referring.length ? `, refers to ${referring.join(", ")}` : ""}`}
      onClick={choose}
      onDblClick={() => (location.hash = linkTo(toTable(t.name)))}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose();
      }}
      onPointerEnter={() => point(true)}
      onPointerLeave={() => point(false)}
      onFocus={() => point(true)}
      onBlur={() => point(false)}
    >
      <rect width={width} height={height} rx="5" />
      <text class="title" x="12" y="20" font-size={titleSize}>
        {t.name}
      </text>
      {box.lines.map((line, i) => (
        <text
          class={isReference(t, line) ? "line refers" : "line"}
          key={line}
          x="12"
          y={30 + i * lineHeight + 13}
          font-size="13"
        >
          {line}
        </text>
      ))}
    </g>
  );
}
const isReference = (t: Table, column: string) => t.foreign_keys.some((k) => k.columns.includes(column));

function Neighbours({ name, close, choose }: { name: string; close: () => void; choose: (name: string) => void }) {
  const { schema } = useStudio();
  const table = tableNamed(schema, name);
  if (!table) return null;
  const button = (to: string) => (
    <button type="button" class="link" onClick={() => choose(to)}>
      {to}
    </button>
  );
  const into = keysInto(schema, name);
  return (
    <section class="neighbours" aria-label={`Neighbours of ${name}`}>
      <div class="heading">
        <h2>
          <a href={linkTo(toTable(name))}>{name}</a>
        </h2>
        <button type="button" class="quiet" aria-label="Close" onClick={close}>
          ×
        </button>
      </div>
      <h3>Refers to</h3>
      <ul class="plain">
        {table.foreign_keys.map((k) => (
          <li key={k.columns.join()}>
            {button(k.table)} <small>{k.columns.join(", ")}</small>
          </li>
        ))}
        {table.foreign_keys.length === 0 && <li class="empty">nothing</li>}
      </ul>
      <h3>Is referred to by</h3>
      <ul class="plain">
        {into.map(({ from, key }) => (
          <li key={`${from.name}.${key.columns}`}>
            {button(from.name)} <small>{key.columns.join(", ")}</small>
          </li>
        ))}
        {into.length === 0 && <li class="empty">nothing</li>}
      </ul>
    </section>
  );
}
