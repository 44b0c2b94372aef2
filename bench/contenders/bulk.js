// Many rows at once, and rows by many ids: in chunks that keep to D1's 100 parameters a statement, or as one parameter.
import { asc, inArray } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { open } from "../../build/bench/index.js";
import { readings } from "./tables.js";
import { moment, now, reading, readingId } from "./data.js";

const rowsOf = (count) => Array.from({ length: count }, (_, i) => reading(i + 1));
const idsOf = (count) => Array.from({ length: count }, (_, i) => readingId(i + 1));
const columns = 10;
const mostParameters = 100;
const inPieces = (items, size) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

export const bulk = {
  "Drizzle, chunked": (d1) => {
    const db = drizzle(d1);
    return {
      insert: async (count) => {
        const rows = rowsOf(count).map((r) => ({ ...r, created_at: moment }));
        await db.batch(inPieces(rows, mostParameters / columns).map((some) => db.insert(readings).values(some)));
      },
      find: async (count) =>
        (
          await db.batch(
            inPieces(idsOf(count), mostParameters).map((some) =>
              db.select().from(readings).where(inArray(readings.id, some)).orderBy(asc(readings.id)),
            ),
          )
        ).flat(),
    };
  },
  "hand-written, chunked": (d1) => ({
    insert: (count) =>
      d1.batch(
        inPieces(rowsOf(count), mostParameters / columns).map((some) =>
          d1
            .prepare(`INSERT INTO readings VALUES ${some.map(() => "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").join(", ")}`)
            .bind(
              ...some.flatMap((r) => [
                r.id,
                r.sensor_id,
                r.sequence,
                r.title,
                JSON.stringify(r.labels),
                r.is_valid ? 1 : 0,
                r.score,
                r.note,
                r.previous_id,
                moment,
              ]),
            ),
        ),
      ),
    find: async (count) =>
      (
        await d1.batch(
          inPieces(idsOf(count), mostParameters).map((some) =>
            d1
              .prepare(`SELECT * FROM readings WHERE id IN (${some.map(() => "?").join(", ")}) ORDER BY id`)
              .bind(...some),
          ),
        )
      ).flatMap(({ results }) =>
        results.map((row) => ({ ...row, labels: JSON.parse(row.labels), is_valid: row.is_valid !== 0 })),
      ),
  }),
  squall: (d1) => {
    const db = open(d1, { now: () => now });
    return {
      insert: (count) => db.readings.create_many({ rows: rowsOf(count) }),
      find: (count) => db.readings.find({ ids: idsOf(count) }),
    };
  },
};
