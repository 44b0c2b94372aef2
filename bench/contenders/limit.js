// What no library can be under: the rows as raw() returns them, without names, booleans or parsed JSON.
import { sensor } from "./data.js";

export function limit(d1) {
  const list = (count) =>
    d1.prepare("SELECT * FROM readings WHERE sensor_id = ? ORDER BY sequence LIMIT ?").bind(sensor, count).raw();
  return { list, body: async (count) => JSON.stringify(await list(count)) };
}
