// Whether rows may have changed. SQLite's total_changes() does not tell on a local D1: it counts each request there, a read too.

const mayWrite = /\b(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b/i;

/** Watches a D1Database or its like; returns a function: how many statements that may write it has prepared since. */
export function watchWrites(db) {
  let writes = 0;
  const prepare = db.prepare.bind(db);
  db.prepare = (sql) => {
    if (mayWrite.test(sql)) writes++;
    return prepare(sql);
  };
  // What a session prepares is not seen.
  const withSession = db.withSession?.bind(db);
  if (withSession)
    db.withSession = (...of) => {
      writes++;
      return withSession(...of);
    };
  return () => writes;
}
