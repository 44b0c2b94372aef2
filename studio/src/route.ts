// Where in the studio one is: the part of the address behind #. Everything that a link should bring back stands there.
import { useEffect, useState } from "preact/hooks";
import type { Cell, Filter, Sort } from "./api";

export interface TablePlace {
  page: "table";
  table: string;
  view: "rows" | "columns";
  filter: Filter[];
  sort: Sort | null;
  row: Cell[] | null;
}
export type Place =
  | { page: "tables" }
  | TablePlace
  | { page: "picture"; table: string | null }
  | { page: "sql"; sql: string | null }
  | { page: "functions"; name: string | null };

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
    };
  if (page === "picture") return { page, table: name || null };
  if (page === "sql") return { page, sql: given.get("sql") };
  if (page === "functions") return { page, name: name || null };
  return { page: "tables" };
}

export function linkTo(place: Place): string {
  switch (place.page) {
    case "tables":
      return "#/";
    case "picture":
      return `#/picture${place.table ? `/${encodeURIComponent(place.table)}` : ""}`;
    case "functions":
      return `#/functions${place.name ? `/${encodeURIComponent(place.name)}` : ""}`;
    case "sql":
      return `#/sql${place.sql ? `?${new URLSearchParams({ sql: place.sql })}` : ""}`;
    case "table": {
      const given = new URLSearchParams();
      if (place.filter.length) given.set("filter", JSON.stringify(place.filter));
      if (place.sort) given.set("sort", JSON.stringify(place.sort));
      if (place.row) given.set("row", JSON.stringify(place.row));
      const query = given.toString();
      const view = place.view === "columns" ? "/columns" : "";
      return `#/table/${encodeURIComponent(place.table)}${view}${query ? `?${query}` : ""}`;
    }
  }
}
export const toTable = (table: string, more: Partial<TablePlace> = {}): TablePlace => ({
  page: "table",
  table,
  view: "rows",
  filter: [],
  sort: null,
  row: null,
  ...more,
});
export function go(place: Place) {
  location.hash = linkTo(place);
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
