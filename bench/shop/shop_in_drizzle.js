// The shop's tables in Drizzle and the queries of its catalogue and its orders, for the size of a bundle.
import { and, asc, desc, eq, gte, inArray, isNull, like, sql, sum } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { blob, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

const id = () => integer("id").primaryKey();
const customers = sqliteTable("customers", {
  id: id(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  created_at: text("created_at").notNull(),
  deleted_at: text("deleted_at"),
});
const addresses = sqliteTable("addresses", {
  id: id(),
  customer_id: integer("customer_id").notNull(),
  street: text("street").notNull(),
  city: text("city").notNull(),
  country: text("country").notNull(),
  is_default: integer("is_default", { mode: "boolean" }).notNull().default(false),
});
const categories = sqliteTable("categories", {
  id: id(),
  parent_id: integer("parent_id"),
  name: text("name").notNull(),
});
const products = sqliteTable(
  "products",
  {
    id: id(),
    category_id: integer("category_id").notNull(),
    sku: text("sku").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    price: integer("price").notNull(),
    supplier_id: blob("supplier_id", { mode: "bigint" }),
    attributes: text("attributes", { mode: "json" }).notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [uniqueIndex("ux_products_sku").on(t.sku)],
);
const product_images = sqliteTable("product_images", {
  id: id(),
  product_id: integer("product_id").notNull(),
  media_type: text("media_type").notNull(),
  content: blob("content").notNull(),
});
const product_tags = sqliteTable(
  "product_tags",
  { product_id: integer("product_id").notNull(), tag: text("tag").notNull() },
  (t) => [primaryKey({ columns: [t.product_id, t.tag] })],
);
const warehouses = sqliteTable("warehouses", { id: id(), name: text("name").notNull().unique() });
const stock = sqliteTable(
  "stock",
  {
    warehouse_id: integer("warehouse_id").notNull(),
    product_id: integer("product_id").notNull(),
    quantity: integer("quantity").notNull(),
  },
  (t) => [primaryKey({ columns: [t.warehouse_id, t.product_id] })],
);
const orders = sqliteTable("orders", {
  id: id(),
  customer_id: integer("customer_id").notNull(),
  warehouse_id: integer("warehouse_id").notNull(),
  idempotency_key: text("idempotency_key").notNull().unique(),
  status: text("status", { enum: ["placed", "paid", "shipped", "cancelled"] }).notNull(),
  total: integer("total").notNull(),
  placed_at: text("placed_at").notNull(),
});
const order_lines = sqliteTable("order_lines", {
  order_id: integer("order_id").notNull(),
  product_id: integer("product_id").notNull(),
  quantity: integer("quantity").notNull(),
  unit_price: integer("unit_price").notNull(),
});
const stock_movements = sqliteTable("stock_movements", {
  id: id(),
  warehouse_id: integer("warehouse_id").notNull(),
  product_id: integer("product_id").notNull(),
  quantity: integer("quantity").notNull(),
  order_id: integer("order_id"),
  moved_at: text("moved_at").notNull(),
});
const order_audit = sqliteTable("order_audit", {
  id: id(),
  order_id: integer("order_id").notNull(),
  old_status: text("old_status").notNull(),
  new_status: text("new_status").notNull(),
});
const tickets = sqliteTable("tickets", {
  id: id(),
  customer_id: integer("customer_id").notNull(),
  order_id: integer("order_id"),
  subject: text("subject").notNull(),
  status: text("status", { enum: ["open", "on hold", "closed"] })
    .notNull()
    .default("open"),
});
const ticket_messages = sqliteTable("ticket_messages", {
  id: id(),
  ticket_id: integer("ticket_id").notNull(),
  author: text("author", { enum: ["customer", "agent"] }).notNull(),
  body: text("body").notNull(),
  sent_at: text("sent_at").notNull(),
});

export default {
  async fetch(request, env) {
    const db = drizzle(env.SHOP);
    const given = await request.json();
    const one = eq(products.id, given.id);
    const calls = {
      create: () => db.insert(customers).values(given).returning(),
      by_email: () =>
        db
          .select()
          .from(customers)
          .where(and(eq(sql`lower(${customers.email})`, given.email), isNull(customers.deleted_at))),
      remove: () => db.update(customers).set({ deleted_at: given.now }).where(eq(customers.id, given.id)),
      add_address: () =>
        db.batch([db.update(addresses).set({ is_default: false }), db.insert(addresses).values(given).returning()]),
      category: () => db.insert(categories).values(given).returning(),
      import: () =>
        db
          .insert(products)
          .values(given.products)
          .onConflictDoUpdate({ target: products.sku, set: { price: sql`excluded.price`, name: sql`excluded.name` } })
          .returning(),
      get: () => db.select().from(products).where(one),
      reprice: () =>
        db
          .update(products)
          .set({ price: given.price })
          .where(and(one, eq(products.version, given.version)))
          .returning(),
      list: () =>
        db
          .select()
          .from(products)
          .orderBy(given.direction === "desc" ? desc(products.price) : asc(products.name))
          .limit(20),
      by_sku: () => db.select().from(products).where(like(products.sku, given.prefix)),
      tag: () => db.insert(product_tags).values(given.tags).onConflictDoNothing(),
      with_any_tag: () => db.select().from(product_tags).where(inArray(product_tags.tag, given.tags)),
      add_image: () => db.insert(product_images).values(given).returning(),
      warehouse: () => db.insert(warehouses).values(given).onConflictDoNothing().returning(),
      take: () =>
        db
          .update(stock)
          .set({ quantity: sql`quantity - 1` })
          .where(gte(stock.quantity, 1))
          .returning(),
      total: () =>
        db
          .select({ n: sum(stock.quantity) })
          .from(stock)
          .where(eq(stock.product_id, given.id)),
      order: () =>
        db
          .select()
          .from(orders)
          .innerJoin(order_lines, eq(order_lines.order_id, orders.id))
          .innerJoin(customers, eq(customers.id, orders.customer_id)),
      movements: () => db.select().from(stock_movements),
      history: () => db.select().from(order_audit).where(eq(order_audit.order_id, given.id)),
      open: () => db.insert(tickets).values(given).returning(),
      ticket: () => db.select().from(tickets).leftJoin(ticket_messages, eq(ticket_messages.ticket_id, tickets.id)),
    };
    return Response.json(await calls[given.call]());
  },
};
