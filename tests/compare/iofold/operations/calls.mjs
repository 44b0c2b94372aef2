// How a function of the application and the one that takes its place are called, and lists of calls.

const request = (workspace, { body, query = {}, method = body === undefined ? "GET" : "POST" } = {}) =>
  new Request(`https://app.example/?${new URLSearchParams(query)}`, {
    method,
    headers: workspace === null ? {} : { "X-Workspace-Id": workspace },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
const environment = (db) => ({ DB: db, JOB_QUEUE: { send: async () => undefined } });

/** A handler that reads the workspace, a body and ids of the path. */
export const withBody = (file, name, ours) => ({
  old: ({ code, db }, workspace, body, ...ids) =>
    code[file][name](request(workspace, { body }), environment(db), ...ids),
  ours: ({ client }, workspace, body, ...ids) => ours(client, workspace, body, ...ids),
});
/** A handler that reads the workspace, a query and ids of the path. */
export const withQuery = (file, name, ours) => ({
  old: ({ code, db }, workspace, query, ...ids) =>
    code[file][name](request(workspace, { query }), environment(db), ...ids),
  ours: ({ client }, workspace, query, ...ids) => ours(client, workspace, query, ...ids),
});
/** A handler that reads the workspace and ids of the path. */
export const withIds = (file, name, ours) => ({
  old: ({ code, db }, workspace, ...ids) => code[file][name](request(workspace), environment(db), ...ids),
  ours: ({ client }, workspace, ...ids) => ours(client, workspace, ...ids),
});
export const parameters = (query) => new URLSearchParams(query);
export const call = (...args) => ({ args });
export const differs = (reason, ...args) => ({ args, differs: reason });
/** The cross product of lists, as calls. */
export const all = (...lists) =>
  lists.reduce((calls, list) => calls.flatMap((args) => list.map((one) => [...args, one])), [[]]);
export const calls = (...lists) => all(...lists).map((args) => ({ args }));

/** Calls of which those that `test` picks differ. */
export const marked = (reason, test, list) =>
  list.map((one) => (test(...one.args) ? { ...one, differs: reason } : one));

export const workspaces = ["ws_1", "ws_2", "ws_none"];
export const text = "x".repeat(300);
