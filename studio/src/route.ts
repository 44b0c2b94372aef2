// Where in the studio one is: the part of the address behind #. Everything that a link should bring back stands there.
import { useEffect, useState } from "preact/hooks";
import type { Cell, Filter, Sort } from "./api";
import type { ChartChoice } from "./chart";
import type { ColumnLayout } from "./column_layout";
import type { Detail } from "./layout";

export interface TablePlace {
  page: "table";
  table: string;
  view: "rows" | "columns";
  filter: Filter[];
  sort: Sort | null;
  row: Cell[] | null;
  /** Rows a page. */
  size: number;
  /** Behind which row the page begins, and the number of its first row. */
  after: Cell[] | null;
  first: number;
  /** Where a link brings one: else what this browser keeps of the table. */
  columns: ColumnLayout | null;
}
export interface PicturePlace {
  page: "picture";
  table: string | null;
  detail: Detail;
  find: string;
}
export interface SqlPlace {
  page: "sql";
  sql: string | null;
  chart: ChartChoice | null;
}
export type Place =
  | { page: "tables" }
  | TablePlace
  | { page: "objects"; find: string }
  | PicturePlace
  | SqlPlace
  | { page: "functions"; name: string | null; arguments: object | null };

export const sizes = [25, 50, 100, 250];
const details: Detail[] = ["names", "keys", "columns"];

const parsed = <T>(text: string | null, otherwise: T): T => {
  if (text === null) return otherwise;
  try {
    return JSON.parse(text) as T;
  } catch {
    return otherwise;
  }
};

export function placeOf(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page, name, view] = path.split("/").map(decodeURIComponent);
  const given = new URLSearchParams(query);
  if (page === "table" && name)
    return {
      page,
      table: name,
      view: view === "columns" ? "columns" : "rows",
      filter: parsed(given.get("filter"), []),
      sort: parsed(given.get("sort"), null),
      row: parsed(given.get("row"), null),
      size: sizes.find((n) => String(n) === given.get("size")) ?? 50,
      after: parsed(given.get("after"), null),
      first: Number(given.get("first")) || 1,
      columns: parsed(given.get("columns"), null),
    };
  if (page === "picture")
    return {
      page,
      table: name || null,
      detail: details.find((d) => d === given.get("show")) ?? "names",
      find: given.get("find") ?? "",
    };
  if (page === "objects") return { page, find: given.get("find") ?? "" };
  if (page === "sql") return { page, sql: given.get("sql"), chart: parsed(given.get("chart"), null) };
  if (page === "functions") return { page, name: name || null, arguments: parsed(given.get("arguments"), null) };
  return { page: "tables" };
}

/** The address of a page, with what differs from the usual. */
function address(path: string, given: Record<string, string | false | null | undefined>) {
  const set = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(set).toString();
  return `#/${path}${query ? `?${query}` : ""}`;
}
const json = (value: unknown) => value !== null && JSON.stringify(value);
export function linkTo(place: Place): string {
  const named = (name: string | null) => (name ? `/${encodeURIComponent(name)}` : "");
  switch (place.page) {
    case "tables":
      return "#/";
    case "picture":
      return address(`picture${named(place.table)}`, {
        show: place.detail !== "names" && place.detail,
        find: place.find,
      });
    case "objects":
      return address("objects", { find: place.find });
    case "functions":
      return address(`functions${named(place.name)}`, { arguments: json(place.arguments) });
    case "sql":
      return address("sql", { sql: place.sql, chart: json(place.chart) });
    case "table":
      return address(`table/${encodeURIComponent(place.table)}${place.view === "columns" ? "/columns" : ""}`, {
        filter: place.filter.length > 0 && JSON.stringify(place.filter),
        sort: json(place.sort),
        row: json(place.row),
        size: place.size !== 50 && String(place.size),
        after: json(place.after),
        first: place.after !== null && String(place.first),
        columns: json(place.columns),
      });
  }
}
export const toSql = (sql: string | null = null): SqlPlace => ({ page: "sql", sql, chart: null });
export const toPicture = (table: string | null = null): PicturePlace => ({
  page: "picture",
  table,
  detail: "names",
  find: "",
});
/** The first page again: what is asked has changed. */
export const fromTheStart = { after: null, first: 1, row: null };
export const toTable = (table: string, more: Partial<TablePlace> = {}): TablePlace => ({
  page: "table",
  table,
  view: "rows",
  filter: [],
  sort: null,
  row: null,
  size: 50,
  after: null,
  first: 1,
  columns: null,
  ...more,
});
export function go(place: Place) {
  location.hash = linkTo(place);
}

/** In the place of the present address, without a step back to it. */
export function replace(place: Place) {
  if (linkTo(place) === location.hash) return;
  history.replaceState(null, "", linkTo(place));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function usePlace(): Place {
  const [place, set] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const changed = () => set(placeOf(location.hash));
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return place;
}
