// Blobs and bigints through every place where a value can stand; the same on every binding.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Binding, Client, SquallError } from "../../../build/value_types/index.js";

interface Opened {
  open: (binding: Binding) => Client;
  binding: Binding;
  close?: () => Promise<void> | void;
}

/** As the declarations say (schema.hpp). */
const tables = [
  "CREATE TABLE folders (id TEXT PRIMARY KEY NOT NULL, key BLOB NOT NULL UNIQUE)",
  `CREATE TABLE files (id INTEGER PRIMARY KEY NOT NULL, folder_id TEXT NOT NULL REFERENCES folders (id), data BLOB NOT NULL,
     hash BLOB, size INTEGER)`,
];
const bytes = (...all: number[]) => Uint8Array.from(all);
const key = bytes(0, 1, 255);
const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);
/** A double has only its neighbours. */
const odd = 2n ** 53n + 1n;

export function describeValueTypes(name: string, opened: () => Promise<Opened>): void {
  describe(name, () => {
    let db: Client;
    let binding: Binding;
    let close: Opened["close"];
    const run = async (sql: string) => (await binding.batch([binding.prepare(sql)]))[0]!.results;
    const ids = (files: { id: bigint }[]) => files.map(({ id }) => id);
    const refusal = (call: Promise<unknown>): Promise<SquallError> =>
      call.then(
        () => expect.unreachable("it was not refused"),
        (error) => error as SquallError,
      );

    beforeAll(async () => {
      const all = await opened();
      ({ binding, close } = all);
      db = all.open(binding);
      for (const table of tables) await run(table);
    });
    afterAll(() => close?.());
    beforeEach(async () => {
      await run("DELETE FROM files");
      await run("DELETE FROM folders");
      await db.folders.create({ id: "f", key });
      await db.files.create({ id: largest, folder_id: "f", data: bytes(7, 0, 8), hash: key, size: odd });
      await db.files.create({ id: smallest, folder_id: "f", data: bytes() });
      await db.files.create({ id: odd, folder_id: "f", data: bytes(97), hash: bytes(), size: odd + 1n });
    });

    it("stores a blob as it is and returns a Uint8Array of its own", async () => {
      expect(await db.files.get({ id: largest })).toStrictEqual({
        id: largest,
        folder_id: "f",
        data: bytes(7, 0, 8),
        hash: key,
        size: odd,
      });
      expect(await db.files.get({ id: smallest })).toStrictEqual({
        id: smallest,
        folder_id: "f",
        data: bytes(),
        hash: null,
        size: null,
      });
      expect(await run("SELECT typeof(data) AS d, typeof(id) AS i FROM files GROUP BY 1, 2")).toEqual([
        { d: "blob", i: "integer" },
      ]);
      expect(await db.files.data_of({ id: largest })).toStrictEqual(bytes(7, 0, 8));
      expect(await db.files.data_of({ id: 1n })).toBeNull();
    });
    it("takes an ArrayBuffer, a part of a buffer, and all 256 bytes", async () => {
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      const part = all.subarray(3, 6);
      expect((await db.files.create({ id: 1n, folder_id: "f", data: all.buffer, hash: part })).data).toStrictEqual(all);
      expect((await db.files.get({ id: 1n }))!.hash).toStrictEqual(bytes(3, 4, 5));
    });
    it("copies the bytes when the call begins", async () => {
      const data = bytes(1, 2, 3);
      const created = db.files.create({ id: 1n, folder_id: "f", data });
      data.fill(9);
      expect((await created).data).toStrictEqual(bytes(1, 2, 3));
    });
    it("takes a long one", async () => {
      const data = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251);
      const stored = (await db.files.create({ id: 1n, folder_id: "f", data })).data;
      expect(stored.length).toBe(data.length);
      expect(stored.every((byte, i) => byte === data[i])).toBe(true);
    });
    it("refuses by name what is no blob", async () => {
      for (const wrong of [
        "00ff",
        [1, 2],
        {},
        1,
        new Uint16Array(1),
        new DataView(new ArrayBuffer(1)),
        { [Symbol.toStringTag]: "Uint8Array", length: 1 },
      ])
        expect(await refusal(db.files.create({ id: 1n, folder_id: "f", data: wrong as never }))).toMatchObject({
          kind: "invalid_argument",
          message: expect.stringMatching(/^invalid_argument: data must be a Uint8Array or an ArrayBuffer/),
        });
      const transferred = bytes(1);
      structuredClone(transferred, { transfer: [transferred.buffer] });
      expect((await refusal(db.files.create({ id: 1n, folder_id: "f", data: transferred }))).message).toBe(
        "invalid_argument: data could not be read",
      );
      expect((await refusal(db.files.list_by_hashes({ hashes: [key, "00" as never] }))).message).toMatch(
        /^invalid_argument: hashes must be a Uint8Array/,
      );
      expect((await refusal(db.files.list_by_hashes({ hashes: key as never }))).message).toBe(
        "invalid_argument: hashes must be a list",
      );
      expect((await refusal(db.files.create({ id: 1n, folder_id: "f", data: null as never }))).message).toBe(
        "invalid_argument: data is required",
      );
    });
    it("finds by blobs in a list", async () => {
      expect(ids(await db.files.list_by_hashes({ hashes: [key, bytes(), bytes(9)] }))).toEqual([odd, largest]);
      expect(await db.files.list_by_hashes({ hashes: [] })).toEqual([]);
    });
    it("inserts many rows with blobs and bigints by one statement", async () => {
      const data = Uint8Array.from({ length: 256 }, (_, i) => i);
      expect(
        await db.files.create_many({
          files: [
            { id: 1n, folder_id: "f", data, hash: bytes(), size: smallest },
            { id: odd + 2n, folder_id: "f", data: bytes(), size: largest },
          ],
        }),
      ).toStrictEqual([
        { id: 1n, folder_id: "f", data, hash: bytes(), size: smallest },
        { id: odd + 2n, folder_id: "f", data: bytes(), hash: null, size: largest },
      ]);
      expect(
        (await refusal(db.files.create_many({ files: [{ id: 5n, folder_id: "f", data: "x" as never }] }))).message,
      ).toMatch(/^invalid_argument: files\.data must be a Uint8Array/);
    });
    it("nests rows that have both", async () => {
      expect(await db.folders.tree({ key })).toStrictEqual({
        id: "f",
        key,
        files: [
          { id: smallest, hash: null, size: null },
          { id: odd, hash: bytes(), size: odd + 1n },
          { id: largest, hash: key, size: odd },
        ],
        largest: { id: odd, folder_id: "f", data: bytes(97), hash: bytes(), size: odd + 1n },
      });
      expect(await db.folders.tree({ key: bytes(0, 1) })).toBeNull();
    });
    it("changes a blob, sets null, and leaves what is not named", async () => {
      expect(await db.files.update({ id: largest, patch: { hash: null, size: smallest } })).toMatchObject({
        data: bytes(7, 0, 8),
        hash: null,
        size: smallest,
      });
      expect((await db.files.update({ id: largest, patch: { data: key } })).data).toStrictEqual(key);
      expect((await refusal(db.files.update({ id: largest, patch: { data: null as never } }))).kind).toBe(
        "invalid_argument",
      );
    });
    it("keeps both in a batch", async () => {
      expect(await db.batch((q) => [q.files.get({ id: odd }), q.files.data_of({ id: largest })])).toStrictEqual([
        { id: odd, folder_id: "f", data: bytes(97), hash: bytes(), size: odd + 1n },
        bytes(7, 0, 8),
      ]);
    });

    it("is exact in conditions, lists, orders and sums", async () => {
      expect(await db.files.size_of({ id: odd })).toBe(odd + 1n);
      expect(await db.files.get({ id: odd - 1n })).toBeNull();
      expect(ids(await db.files.list_by_ids({ ids: [largest, odd, odd - 1n, smallest] }))).toEqual([
        largest,
        odd,
        smallest,
      ]);
      expect(await db.files.totals()).toEqual({ total: 2n * odd + 1n, largest: odd + 1n, bytes: 4 });
      expect((await db.files.numbers()).map(({ number }) => number)).toEqual([largest, odd + 1n, odd, smallest]);
    });
    it("pages by a bigint, null last", async () => {
      const seen: bigint[] = [];
      let cursor: string | null = null;
      do {
        const page = await db.files.list({ folder_id: "f", limit: 1, cursor });
        seen.push(...ids(page.items));
        cursor = page.next_cursor;
      } while (cursor !== null);
      expect(seen).toEqual([odd, largest, smallest]);
      expect(ids((await db.files.list({ folder_id: "f", larger_than: odd })).items)).toEqual([odd]);
    });
    it("pages in the order that the call chooses, each with cursors of its own", async () => {
      const walk = async (order: "largest" | "first" | "last", limit: number) => {
        const seen: bigint[] = [];
        let cursor: string | null = null;
        do {
          const page = await db.files.list_ordered({ folder_id: "f", order, limit, cursor });
          seen.push(...ids(page.items));
          cursor = page.next_cursor;
        } while (cursor !== null);
        return seen;
      };
      for (const limit of [1, 2, 3, 16_777_215]) {
        expect(await walk("largest", limit)).toEqual([odd, largest, smallest]);
        expect(await walk("first", limit)).toEqual([smallest, odd, largest]);
        expect(await walk("last", limit)).toEqual([largest, odd, smallest]);
      }
      expect(ids((await db.files.list_ordered({ folder_id: "f" })).items)).toEqual([smallest, odd, largest]);
      const { next_cursor } = await db.files.list_ordered({ folder_id: "f", order: "first", limit: 1 });
      for (const order of ["last", "largest"] as const)
        expect(
          (await refusal(db.files.list_ordered({ folder_id: "f", order, limit: 1, cursor: next_cursor }))).message,
        ).toBe("invalid_argument: cursor is not a cursor that this list gave");
      expect((await refusal(db.files.list_ordered({ folder_id: "f", limit: 16_777_216 }))).message).toBe(
        "invalid_argument: limit must be at most 16777215",
      );
      expect((await refusal(db.files.list_ordered({ folder_id: "f", order: "size" as never }))).message).toBe(
        "invalid_argument: order must be one of largest, first, last",
      );
      expect(await db.batch((q) => [q.files.list_ordered({ folder_id: "f", order: "last", limit: 1 })])).toMatchObject([
        { items: [{ id: largest }], next_cursor: expect.any(String) },
      ]);
    });
    it("refuses by name what is no bigint of 64 bits", async () => {
      for (const wrong of [largest + 1n, smallest - 1n, 2n ** 64n, 1, "1", 1.5, true])
        expect((await refusal(db.files.get({ id: wrong as never }))).message).toBe(
          "invalid_argument: id must be a bigint from -2^63 to 2^63 - 1",
        );
      expect((await refusal(db.files.list_by_ids({ ids: [1n, 2 as never] }))).message).toMatch(
        /^invalid_argument: ids /,
      );
      expect((await refusal(db.files.list({ folder_id: "f", larger_than: -1n }))).message).toBe(
        "invalid_argument: larger_than must be at least 0",
      );
      expect((await refusal(db.files.list({ folder_id: "f", limit: 1n as never }))).message).toBe(
        "invalid_argument: limit must be an integer",
      );
    });
    it("never returns a rounded number", async () => {
      expect(await db.files.size_plus_one({ id: odd })).toBe(odd + 2n);
      await db.files.update({ id: odd, patch: { size: largest } });
      expect((await refusal(db.files.size_plus_one({ id: odd }))).kind).toBe("limit");
      expect((await refusal(db.files.totals())).kind).not.toBe("invalid_argument"); // sum() overflows
    });
    it("reads a cell of another type as CAST does", async () => {
      await run("UPDATE files SET data = 'ä' WHERE size IS NULL");
      expect((await db.files.get({ id: smallest }))!.data).toStrictEqual(bytes(0xc3, 0xa4));
    });
  });
}
