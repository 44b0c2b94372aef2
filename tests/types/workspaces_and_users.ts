import type { Client, Page, User, Workspace } from "../../dist/index.js";
import { same } from "./equal.js";

export async function workspaces({ workspaces }: Client) {
  const there = await workspaces.exists({ id: "ws" });
  same<typeof there, boolean>();
  const one = await workspaces.get({ id: "ws" });
  same<typeof one, Workspace | null>();
  // @ts-expect-error it may be null
  one.name;
  const all = await workspaces.list({ user_id: "user" });
  same<typeof all, Workspace[]>();
  const made = await workspaces.create({ user_id: "user", name: "n" });
  same<typeof made, Workspace>();
  await workspaces.create({ user_id: "user", name: "n", id: undefined });
  const gone: boolean = await workspaces.delete({ id: "ws" });

  // @ts-expect-error the id is required
  await workspaces.exists({});
  // @ts-expect-error arguments are required
  await workspaces.get();
  // @ts-expect-error an id is text
  await workspaces.get({ id: 1 });
  // @ts-expect-error no such argument
  await workspaces.get({ id: "ws", colour: "red" });
  // @ts-expect-error arguments are named
  await workspaces.delete("ws");
  // @ts-expect-error a name is required
  await workspaces.create({ user_id: "user" });
  // @ts-expect-error a required argument is not null
  await workspaces.create({ user_id: "user", name: null });
  // @ts-expect-error lists are not filtered by workspace
  await workspaces.list({ workspace_id: "ws" });
  return gone;
}

export async function users({ users }: Client) {
  const one = await users.get({ id: "user" });
  same<typeof one, User | null>();
  await users.find_by_email({ email: "e" });
  const page = await users.list();
  same<typeof page, Page<User>>();
  same<typeof page.next_cursor, string | null>();
  await users.list({ cursor: page.next_cursor, limit: 10 });
  await users.list({ cursor: undefined, limit: null });
  const made: User = await users.create({ email: "e" });
  await users.delete({ id: made.id });

  // @ts-expect-error an email is required
  await users.create({ id: "user" });
  // @ts-expect-error a limit is a number
  await users.list({ limit: "10" });
  // @ts-expect-error a cursor is text
  await users.list({ cursor: 5 });
  // @ts-expect-error not by id
  await users.find_by_email({ id: "user" });
  // @ts-expect-error no such function
  await users.remove({ id: "user" });
  // @ts-expect-error a page is no list
  (await users.list()).map((user: User) => user.id);
}
