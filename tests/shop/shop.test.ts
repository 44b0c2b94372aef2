// The shop on D1: what its functions return, what they refuse, and that what they refuse has changed nothing.
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { open, SquallError } from "../../build/shop/index.js";
import worker from "../../worker/examples/shop/index.js";

declare global {
  namespace Cloudflare {
    interface Env {
      SHOP: D1Database;
      SHOP_MIGRATIONS: import("cloudflare:test").D1Migration[];
    }
  }
}

const db = open(env.SHOP);
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable("the call was not refused"),
    (error: unknown) => {
      if (!(error instanceof SquallError)) throw error;
      return { kind: error.kind, ...(error.guard === undefined ? {} : { guard: error.guard }) };
    },
  );
const count = (table: string) => env.SHOP.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");

const supplier_id = 9_007_199_254_740_993n; // no double has this value
const product = (sku: string, name: string, price: number, more = {}) => ({
  category_id: 2,
  sku,
  name,
  price,
  attributes: {},
  ...more,
});

beforeAll(async () => {
  await applyD1Migrations(env.SHOP, env.SHOP_MIGRATIONS);
  await db.customers.create({ email: "Ann@example.com", name: "Ann" });
  await db.categories.create({ name: "Kitchen" });
  await db.categories.create({ parent_id: 1, name: "Cups" });
  await db.categories.create({ parent_id: 2, name: "Espresso" });
  await db.categories.create({ name: "Garden" });
  await db.stock.warehouse({ name: "north" });
  await db.stock.warehouse({ name: "south" });
  await db.products.import({
    products: [
      product("CUP_1", "Café cup", 950, { supplier_id, attributes: { color: "red" } }),
      product("CUP%2", "Tall cup", 1200),
      product("POT-1", "Teapot", 3000, { category_id: 1 }),
    ],
  });
  await db.stock.add({ warehouse_id: 1, product_id: 1, quantity: 10 });
  await db.stock.add({ warehouse_id: 1, product_id: 2, quantity: 5 });
});

describe("keys and types", () => {
  it("assigns integer keys, in inserts and imports", async () => {
    expect(await db.categories.create({ name: "Books" })).toEqual({ id: 5, parent_id: null, name: "Books" });
    expect((await db.products.get({ id: 3 }))?.sku).toBe("POT-1");
  });
  it("keeps a bigint exact, in lists as well", async () => {
    expect((await db.products.get({ id: 1 }))?.supplier_id).toBe(supplier_id);
    expect((await db.products.list({ color: "red" })).map((p) => p.supplier_id)).toEqual([supplier_id]);
  });
  it("stores the bytes of an image", async () => {
    const content = new Uint8Array([0, 255, 65, 0]);
    const { id } = await db.products.add_image({ product_id: 1, media_type: "image/png", content });
    expect((await db.products.image({ id }))?.content).toEqual(content);
    expect(await db.products.image({ id: 99 })).toBeNull();
    const served = await worker.fetch(new Request(`http://shop/images/${id}`), env);
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(content);
  });
});

describe("customers", () => {
  it("refuses an address in another case until the customer is removed", async () => {
    const bob = await db.customers.create({ email: "bob@example.com", name: "Bob" });
    expect(await refusal(db.customers.create({ email: "BOB@example.com", name: "Bobby" }))).toEqual({
      kind: "conflict",
    });
    expect((await db.customers.by_email({ email: "bOB@example.com" }))?.id).toBe(bob.id);
    expect(await db.customers.remove({ id: bob.id })).toBe(true);
    expect(await db.customers.remove({ id: bob.id })).toBe(false);
    expect(await db.customers.by_email({ email: "bob@example.com" })).toBeNull();
    await db.customers.create({ email: "BOB@example.com", name: "Bobby" });
  });
  it("has one default address", async () => {
    const address = { customer_id: 1, street: "Lane 1", city: "Bern", country: "CH" };
    await db.customers.add_address(address);
    expect((await db.customers.add_address({ ...address, street: "Lane 2" })).is_default).toBe(true);
    expect(await env.SHOP.prepare("SELECT count(*) AS n FROM addresses WHERE is_default").first("n")).toBe(1);
  });
});

describe("the catalogue", () => {
  it("reads a tree", async () => {
    expect(await db.categories.subtree({ id: 1 })).toEqual([
      { id: 1, name: "Kitchen", depth: 0 },
      { id: 2, name: "Cups", depth: 1 },
      { id: 3, name: "Espresso", depth: 2 },
    ]);
  });
  it("sorts by the caller's choice", async () => {
    const ids = async (sort: "name" | "price", direction: "asc" | "desc") =>
      (await db.products.list({ sort, direction })).map((p) => p.id);
    expect(await ids("name", "asc")).toEqual([1, 2, 3]);
    expect(await ids("price", "desc")).toEqual([3, 2, 1]);
  });
  it("pages by price", async () => {
    const first = await db.products.pages({ limit: 2 });
    expect(first.items.map((p) => p.id)).toEqual([3, 2]);
    const second = await db.products.pages({ limit: 2, cursor: first.next_cursor! });
    expect(second.items.map((p) => p.id)).toEqual([1]);
    expect(second.next_cursor).toBeNull();
  });
  it("finds words without accents, takes any text, and follows changed names", async () => {
    expect((await db.products.search({ text: "cafe" })).map((p) => p.name)).toEqual(["[Café] cup"]);
    expect(await db.products.search({ text: '"(' })).toEqual([]);
    await db.products.import({ products: [product("CUP%2", "Tall mug", 1200)] });
    expect((await db.products.search({ text: "mug" })).map((p) => p.id)).toEqual([2]);
  });
  it("takes an escaped pattern literally", async () => {
    expect((await db.products.by_sku({ prefix: "CUP!_" })).map((p) => p.id)).toEqual([1]);
    expect((await db.products.by_sku({ prefix: "CUP!%" })).map((p) => p.id)).toEqual([2]);
  });
  it("has tags and the best of each category", async () => {
    await db.products.tag({ product_id: 1, tags: ["gift", "red"] });
    await db.products.tag({ product_id: 1, tags: ["gift"] });
    expect((await db.products.with_any_tag({ tags: ["red", "blue"] })).map((p) => p.id)).toEqual([1]);
    expect(await db.products.top({ count: 1 })).toEqual([
      { category_id: 1, name: "Teapot", place: 1 },
      { category_id: 2, name: "Tall mug", place: 1 },
    ]);
  });
  it("changes a price once for a version", async () => {
    const { version } = (await db.products.get({ id: 3 }))!;
    expect((await db.products.reprice({ id: 3, version, price: 3100 })).version).toBe(version + 1);
    expect(await refusal(db.products.reprice({ id: 3, version, price: 1 }))).toEqual({
      kind: "guard_failed",
      guard: "version",
    });
    expect((await refusal(db.products.reprice({ id: 99, version, price: 1 }))).kind).toBe("not_found");
  });
});

describe("stock and orders", () => {
  it("moves goods, never more than there are", async () => {
    const move = { from: 1, to: 2, product_id: 2 };
    expect((await db.stock.transfer({ ...move, quantity: 2 })).quantity).toBe(2);
    expect(await refusal(db.stock.transfer({ ...move, quantity: 4 }))).toEqual({
      kind: "guard_failed",
      guard: "enough",
    });
    expect((await refusal(db.stock.add({ warehouse_id: 1, product_id: 2, quantity: -4 }))).kind).toBe("check");
    expect(await db.stock.total({ product_id: 2 })).toBe(5);
  });
  it("places an order once for a key; lines of one product are added up", async () => {
    const order = {
      customer_id: 1,
      warehouse_id: 1,
      idempotency_key: "a",
      lines: [
        { product_id: 1, quantity: 2 },
        { product_id: 2, quantity: 1 },
        { product_id: 1, quantity: 1 },
      ],
    };
    const placed = await db.orders.place(order);
    expect(placed).toMatchObject({ status: "placed", total: 3 * 950 + 1200, customer: { name: "Ann" } });
    expect(placed.lines.map((line) => [line.name, line.quantity])).toEqual([
      ["Café cup", 3],
      ["Tall mug", 1],
    ]);
    expect((await refusal(db.orders.place(order))).kind).toBe("conflict");
    expect(await db.orders.by_key({ idempotency_key: "a" })).toEqual(placed);
    expect(await db.stock.total({ product_id: 1 })).toBe(7);
    expect(await count("stock_movements")).toBe(2);
  });
  it("writes nothing of an order that cannot be delivered", async () => {
    const before = [await count("orders"), await count("order_lines"), await db.stock.total({ product_id: 1 })];
    const order = { customer_id: 1, warehouse_id: 1, idempotency_key: "b", lines: [{ product_id: 1, quantity: 8 }] };
    expect(await refusal(db.orders.place(order))).toEqual({ kind: "guard_failed", guard: "in_stock" });
    expect(await refusal(db.orders.place({ ...order, lines: [{ product_id: 99, quantity: 1 }] }))).toMatchObject({
      guard: "in_stock",
    });
    expect([await count("orders"), await count("order_lines"), await db.stock.total({ product_id: 1 })]).toEqual(
      before,
    );
  });
  it("lets one of three orders have the last goods", async () => {
    const order = (idempotency_key: string) => ({
      customer_id: 1,
      warehouse_id: 1,
      idempotency_key,
      lines: [{ product_id: 1, quantity: 7 }],
    });
    const all = await Promise.allSettled(["x", "y", "z"].map((key) => db.orders.place(order(key))));
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await db.stock.total({ product_id: 1 })).toBe(0);
  });
  it("records the changes of a status", async () => {
    await db.orders.set_status({ id: 1, status: "paid" });
    await db.orders.set_status({ id: 1, status: "paid" });
    await db.orders.set_status({ id: 1, status: "cancelled" });
    expect((await db.orders.history({ id: 1 })).map((h) => [h.old_status, h.new_status])).toEqual([
      ["placed", "paid"],
      ["paid", "cancelled"],
    ]);
    expect(await refusal(db.orders.set_status({ id: 1, status: "shipped" }))).toMatchObject({ guard: "not_cancelled" });
  });
  it("sums by month", async () => {
    const month = new Date().toISOString().slice(0, 7);
    expect(await db.orders.by_month({})).toEqual([{ month, orders: 2, total: 4050 + 7 * 950 }]);
  });
});

describe("the support desk", () => {
  it("keeps a conversation and a status with a space", async () => {
    const { id } = await db.tickets.open({ customer_id: 1, subject: "A crack" });
    await db.tickets.write({ ticket_id: id, author: "customer", body: "The cup has a crack.", status: "open" });
    await db.tickets.write({ ticket_id: id, author: "agent", body: "Please send a picture.", status: "on hold" });
    const found = await db.tickets.get({ id });
    expect(found?.status).toBe("on hold");
    expect(found?.messages.map((m) => m.author)).toEqual(["customer", "agent"]);
    const lost = { ticket_id: 99, author: "agent" as const, body: "?", status: "open" as const };
    expect((await refusal(db.tickets.write(lost))).kind).toBe("foreign_key");
  });
});
