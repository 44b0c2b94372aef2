// One connection of @sqlite.org/sqlite-wasm that behaves as D1's SQLite does: its limits, its foreign keys, what it
// refuses, the texts of its errors.
import type { BoundValue } from "./d1_values.js";
import type { ExecResult, SyncSqlite } from "./d1_adapter.js";
import { allowedPragmas, refusedFunctions } from "./refused_by_d1.js";

/** The result of initialising the package: its C interface by name. */
export interface Sqlite3 {
  capi: any;
  wasm: any;
  vfs: any;
  oo1: { DB: new (options: { filename: string; flags: string; vfs?: string }) => Connection };
}
export interface Connection {
  readonly pointer: number | undefined;
  exec(sql: string): unknown;
  close(): void;
}

interface Prepared {
  statement: number;
  parameters: number;
  columns: string[];
}

/** Prepared statements that are kept; a plan's texts are constants, so they come again. */
const maxKept = 256;
const encoder = new TextEncoder();
/** A text may begin with U+FEFF, which a decoder would take for a byte order mark. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class WasmSqlite implements SyncSqlite {
  readonly #sqlite3: Sqlite3;
  readonly #connection: Connection;
  readonly #released: () => Promise<void> | void;
  /** By their text, the one used last at the end. */
  readonly #kept = new Map<string, Prepared>();
  /** The transaction's own statements are going on: others may not begin or end one. */
  #ownStatement = true;

  constructor(sqlite3: Sqlite3, connection: Connection, released: () => Promise<void> | void) {
    this.#sqlite3 = sqlite3;
    this.#connection = connection;
    this.#released = released;
    const { capi } = sqlite3;
    const db = this.#db;
    for (const [limit, most] of [
      ["LENGTH", 2_000_000],
      ["SQL_LENGTH", 100_000],
      ["COLUMN", 100],
      ["EXPR_DEPTH", 100],
      ["COMPOUND_SELECT", 5],
      ["VARIABLE_NUMBER", 100],
      ["LIKE_PATTERN_LENGTH", 50],
      ["FUNCTION_ARG", 127],
      ["ATTACHED", 0],
    ] as const)
      capi.sqlite3_limit(db, capi[`SQLITE_LIMIT_${limit}`], most);
    // A name in double quotes that nothing has is a text, as it is in D1.
    capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_DQS_DML, 1, 0);
    capi.sqlite3_db_config(db, capi.SQLITE_DBCONFIG_DQS_DDL, 1, 0);
    this.run("PRAGMA foreign_keys = on", []);
    this.run("PRAGMA recursive_triggers = off", []);
    capi.sqlite3_set_authorizer(
      db,
      (_: number, action: number, first: string, second: string) => this.#authorize(action, first, second),
      0,
    );
    this.#ownStatement = false;
  }

  get #db(): number {
    const db = this.#connection.pointer;
    if (db === undefined) throw new Error("the database has been closed");
    return db;
  }

  run(sql: string, values: BoundValue[]): ExecResult {
    const known = this.#kept.get(sql);
    if (known !== undefined) {
      this.#kept.delete(sql);
      this.#kept.set(sql, known);
      return this.#perform(known, values);
    }
    return this.#runText(sql, values);
  }

  transaction<T>(body: () => T): T {
    this.#control("BEGIN IMMEDIATE");
    let done: T;
    try {
      done = body();
      this.#control("COMMIT");
    } catch (error) {
      // Some errors have undone all already.
      if (this.#sqlite3.capi.sqlite3_get_autocommit(this.#db) === 0) this.#control("ROLLBACK");
      throw error;
    }
    return done;
  }
  #control(sql: string): void {
    this.#ownStatement = true;
    try {
      this.run(sql, []);
    } finally {
      this.#ownStatement = false;
    }
  }

  changes(): { total: number; lastRowId: number } {
    const { capi } = this.#sqlite3;
    return { total: capi.sqlite3_total_changes(this.#db), lastRowId: Number(capi.sqlite3_last_insert_rowid(this.#db)) };
  }

  /** A second call does nothing. */
  async close(): Promise<void> {
    if (this.#connection.pointer === undefined) return;
    for (const { statement } of this.#kept.values()) this.#sqlite3.capi.sqlite3_finalize(statement);
    this.#kept.clear();
    this.#connection.close();
    await this.#released();
  }

  /** Each statement of a text is prepared when those before it have run: they may make its tables. */
  #runText(sql: string, values: BoundValue[]): ExecResult {
    const { capi, wasm } = this.#sqlite3;
    const bytes = encoder.encode(sql);
    const scope = wasm.scopedAllocPush();
    const text = wasm.alloc(bytes.length + 1);
    try {
      wasm.heap8u().set(bytes, text);
      wasm.heap8u()[text + bytes.length] = 0;
      const out = wasm.scopedAlloc(8);
      let at = 0;
      for (let first = true; ; first = false) {
        const code = capi.sqlite3_prepare_v3(this.#db, text + at, -1, 0, out, out + 4);
        if (code === capi.SQLITE_TOOBIG) throw new Error("statement too long: SQLITE_TOOBIG");
        this.#check(code);
        const statement = wasm.peekPtr(out);
        at = wasm.peekPtr(out + 4) - text;
        if (!statement) throw new Error("SQL code did not contain a statement.");
        const isLast = blank.test(decoder.decode(bytes.subarray(at)));
        const prepared = { statement, parameters: capi.sqlite3_bind_parameter_count(statement), columns: [] };
        let keep = false;
        try {
          const ran = this.#perform(prepared, isLast ? values : []);
          keep = first && isLast;
          if (isLast) return ran;
        } finally {
          if (keep) this.#keep(sql, prepared);
          else capi.sqlite3_finalize(statement);
        }
      }
    } finally {
      wasm.dealloc(text);
      wasm.scopedAllocPop(scope);
    }
  }
  #keep(sql: string, prepared: Prepared): void {
    this.#kept.set(sql, prepared);
    if (this.#kept.size <= maxKept) return;
    const [oldest, { statement }] = this.#kept.entries().next().value!;
    this.#sqlite3.capi.sqlite3_finalize(statement);
    this.#kept.delete(oldest);
  }

  #perform(prepared: Prepared, values: BoundValue[]): ExecResult {
    const { capi } = this.#sqlite3;
    const { statement, parameters } = prepared;
    if (values.length !== parameters) throw new Error("Wrong number of parameter bindings for SQL query.");
    try {
      for (let i = 0; i < parameters; i++) this.#check(this.#bind(statement, i + 1, values[i]!));
      const rows: unknown[][] = [];
      for (;;) {
        const code = capi.sqlite3_step(statement);
        if (code === capi.SQLITE_DONE) break;
        if (code !== capi.SQLITE_ROW) this.#check(code);
        rows.push(this.#row(statement));
      }
      // After the first step, because a change of the schema may have changed them.
      const columns = prepared.columns;
      columns.length = capi.sqlite3_column_count(statement);
      for (let i = 0; i < columns.length; i++) columns[i] = capi.sqlite3_column_name(statement, i);
      return { columns, rows };
    } finally {
      capi.sqlite3_reset(statement);
      capi.sqlite3_clear_bindings(statement);
    }
  }
  #bind(statement: number, at: number, value: BoundValue): number {
    const { capi, wasm } = this.#sqlite3;
    if (value === null) return capi.SQLITE_OK; // what is not bound is NULL
    if (typeof value === "number") return capi.sqlite3_bind_double(statement, at, value);
    const bytes = typeof value === "string" ? encoder.encode(value) : value;
    const copy = wasm.alloc(bytes.length + 1);
    wasm.heap8u().set(bytes, copy);
    const bind = typeof value === "string" ? capi.sqlite3_bind_text : capi.sqlite3_bind_blob;
    return bind(statement, at, copy, bytes.length, capi.SQLITE_WASM_DEALLOC);
  }
  #row(statement: number): unknown[] {
    const { capi, wasm } = this.#sqlite3;
    const width = capi.sqlite3_data_count(statement);
    const row: unknown[] = new Array(width);
    for (let i = 0; i < width; i++) {
      const type = capi.sqlite3_column_type(statement, i);
      if (type === capi.SQLITE_NULL) row[i] = null;
      else if (type === capi.SQLITE_INTEGER || type === capi.SQLITE_FLOAT)
        row[i] = capi.sqlite3_column_double(statement, i);
      else {
        const at = capi.sqlite3_column_blob(statement, i);
        const bytes = wasm.heap8u().subarray(at, at + capi.sqlite3_column_bytes(statement, i));
        row[i] = type === capi.SQLITE_TEXT ? decoder.decode(bytes) : bytes.slice();
      }
    }
    return row;
  }

  #check(code: number): void {
    const { capi } = this.#sqlite3;
    if (code === capi.SQLITE_OK) return;
    const extended = capi.sqlite3_extended_errcode(this.#db);
    const offset = capi.sqlite3_error_offset(this.#db);
    const name = capi.sqlite3_js_rc_str(extended & 0xff);
    throw new Error(
      capi.sqlite3_errmsg(this.#db) +
        (offset >= 0 ? ` at offset ${offset}` : "") +
        `: ${name}` +
        (extended > 0xff ? ` (extended: ${capi.sqlite3_js_rc_str(extended)})` : ""),
    );
  }

  /** SQLite asks about each part of a statement that it prepares. */
  #authorize(action: number, first: string, second: string): number {
    const { capi } = this.#sqlite3;
    switch (action) {
      case capi.SQLITE_TRANSACTION:
      case capi.SQLITE_SAVEPOINT:
        return this.#ownStatement ? capi.SQLITE_OK : capi.SQLITE_DENY;
      case capi.SQLITE_ATTACH:
      case capi.SQLITE_DETACH:
      case capi.SQLITE_CREATE_TEMP_INDEX:
      case capi.SQLITE_CREATE_TEMP_TABLE:
      case capi.SQLITE_CREATE_TEMP_TRIGGER:
      case capi.SQLITE_CREATE_TEMP_VIEW:
        return capi.SQLITE_DENY;
      case capi.SQLITE_PRAGMA:
        return allowedPragmas.has(first.toLowerCase()) ? capi.SQLITE_OK : capi.SQLITE_DENY;
      case capi.SQLITE_FUNCTION:
        return refusedFunctions.has(second.toLowerCase()) ? capi.SQLITE_DENY : capi.SQLITE_OK;
      default:
        return capi.SQLITE_OK;
    }
  }
}

/** A trailing comment counts as an empty statement, as on D1. */
const blank = /^[\s;]*$/;
