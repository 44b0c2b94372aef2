// What each project does with the package: it opens a client on a binding of its own, and shows an answer and an error.
const answer = { success: true, meta: {}, results: [] };
function statement(sql) {
  return {
    bind: () => statement(sql),
    raw: async () => [],
    all: async () => answer,
    run: async () => answer,
    first: async () => null,
  };
}
const binding = { prepare: statement, batch: async (statements) => statements.map(() => answer) };

export async function answerOf({ open, SquallError }) {
  const db = open(binding);
  const rows = await db.workspaces.list({ user_id: "u" });
  const error = await db.users.get({ id: 7 }).catch((error) => error);
  return JSON.stringify({ rows, kind: error instanceof SquallError ? error.kind : String(error) });
}
export const expected = '{"rows":[],"kind":"invalid_argument"}';
