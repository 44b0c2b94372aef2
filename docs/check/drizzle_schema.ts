// The mail example's tables as Drizzle declares them.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const mailboxes = sqliteTable("mailboxes", {
  id: text("id").primaryKey(),
  message_count: integer("message_count").notNull().default(0),
});
export const messages = sqliteTable("messages", {
  id: integer("id").primaryKey(),
  mailbox_id: text("mailbox_id")
    .notNull()
    .references(() => mailboxes.id, { onDelete: "cascade" }),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  received_at: text("received_at").notNull(),
});
