// Random schemas: every clause of CREATE TABLE, indexes, views, triggers and full-text tables, written in many ways; and small
// changes of them.

const NAMES = [
  "a",
  "b_c",
  "order",
  "Na me",
  "été",
  "x1",
  "key",
  "group",
  "val'ue",
  "D",
  "under_score",
  "rowid_of",
  "ts",
  "qty",
];
const TYPES = [
  "TEXT",
  "INTEGER",
  "REAL",
  "BLOB",
  "NUMERIC",
  "VARCHAR(20)",
  "BOOLEAN",
  "DATETIME",
  "INT",
  "decimal(10, 2)",
  "",
];
const STRICT_TYPES = ["TEXT", "INTEGER", "REAL", "BLOB", "INT", "ANY"];
const COLLATIONS = ["NOCASE", "RTRIM", "BINARY"];
const ACTIONS = ["CASCADE", "SET NULL", "RESTRICT", "NO ACTION", "SET DEFAULT"];
const DEFAULTS = [
  "0",
  "-1",
  "'x'",
  "''",
  "NULL",
  "1.5",
  "CURRENT_TIMESTAMP",
  "(1 + 2)",
  "x'00ff'",
  "'it''s'",
  "(lower('A'))",
  ".5",
];
const RESERVED = /^(order|key|group|limit)$/i;

export const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

export class RandomSchema {
  constructor(random) {
    this.random = random;
  }

  name(used) {
    const { random } = this;
    for (let tries = 0; ; ++tries) {
      const base = random.pick(NAMES);
      const name = tries > 3 ? `${base}${used.length}${tries}` : base;
      if (!used.some((other) => other.toLowerCase() === name.toLowerCase())) return name;
    }
  }
  /** A name as somebody may write it. */
  spelling(name) {
    if (!/^[a-z_]\w*$/i.test(name) || RESERVED.test(name))
      return this.random.pick([quoted(name), name.includes("'") ? quoted(name) : `[${name}]`, `\`${name}\``]);
    return this.random.chance(0.3) ? this.random.pick([quoted(name), `[${name}]`, `\`${name}\``]) : name;
  }

  schema() {
    const { random } = this;
    const s = { tables: [], indexes: [], views: [], triggers: [], texts: [] };
    const count = random.between(1, 4);
    for (let i = 0; i < count; ++i) this.addTable(s);
    for (let i = random.between(0, 4); i > 0; --i) this.addIndex(s);
    for (let i = random.between(0, 1); i > 0; --i) this.addView(s);
    for (let i = random.between(0, 2); i > 0; --i) this.addTrigger(s);
    if (random.chance(0.15)) this.addText(s);
    return s;
  }
  names(s) {
    return [...s.tables, ...s.indexes, ...s.views, ...s.triggers, ...s.texts].map((o) => o.name);
  }

  addTable(s) {
    const { random } = this;
    const t = {
      name: this.name(this.names(s)),
      columns: [],
      checks: [],
      uniques: [],
      keys: [],
      strict: random.chance(0.15),
    };
    const kind = random.pick(["rowid", "assigned", "text", "composite", "none", "desc"]);
    t.withoutRowid = ["text", "composite"].includes(kind) && random.chance(0.2);
    if (kind === "rowid" || kind === "assigned")
      t.columns.push({
        name: "id",
        type: "INTEGER",
        pk: kind === "assigned" ? "AUTOINCREMENT" : "",
        notNull: random.chance(0.2),
      });
    if (kind === "text")
      t.columns.push({
        name: "id",
        type: "TEXT",
        pk: "",
        notNull: random.chance(0.5),
        collate: random.chance(0.2) ? "NOCASE" : undefined,
      });
    if (kind === "desc") t.columns.push({ name: "id", type: "INTEGER", pk: "DESC" });
    for (let i = random.between(1, 5); i > 0; --i) this.addColumn(t, s);
    if (kind === "composite" && t.columns.length > 1) {
      const [one, other] = random.some(
        t.columns.filter((c) => !c.generated).map((c) => c.name),
        2,
      );
      if (other)
        t.primary = [
          { name: one },
          { name: other, desc: random.chance(0.3), collate: random.chance(0.2) ? "NOCASE" : undefined },
        ];
    }
    if (!t.primary && !t.columns.some((c) => c.pk !== undefined)) t.withoutRowid = false;
    if (random.chance(0.25)) this.addCheck(t);
    if (random.chance(0.25)) this.addUnique(t);
    if (random.chance(0.4)) this.addKey(t, s);
    s.tables.push(t);
    return t;
  }
  addColumn(t) {
    const { random } = this;
    const c = {
      name: this.name(t.columns.map((other) => other.name)),
      type: random.pick(t.strict ? STRICT_TYPES : TYPES),
    };
    if (random.chance(0.3)) c.notNull = random.pick([true, true, true, "ON CONFLICT IGNORE", "ON CONFLICT REPLACE"]);
    if (random.chance(0.35) || c.notNull === "ON CONFLICT REPLACE") c.default = this.default(c, t);
    if (random.chance(0.12)) c.collate = random.pick(COLLATIONS);
    if (random.chance(0.15)) c.check = this.condition(c.name);
    if (random.chance(0.08)) c.unique = random.pick(["", "", "ON CONFLICT REPLACE"]);
    const others = t.columns.filter((o) => !o.generated && o.pk === undefined);
    if (others.length > 0 && random.chance(0.1)) {
      c.generated = { of: random.pick(others).name, stored: random.chance(0.5) };
      delete c.default;
      delete c.notNull;
      delete c.unique;
      if (t.strict) c.type = "ANY";
    }
    t.columns.push(c);
    return c;
  }
  default(c, t) {
    if (!t.strict) return this.random.pick(c.notNull ? DEFAULTS.filter((d) => d !== "NULL") : DEFAULTS);
    return { TEXT: "'x'", INTEGER: "7", INT: "7", REAL: "1.5", BLOB: "x'00'", ANY: "'any'" }[c.type];
  }
  condition(name) {
    const n = { column: name };
    return this.random.pick([
      [n, " IS NOT 'never'"],
      ["length(", n, ") < 200"],
      [n, " IN (1, 'one', 'it''s') OR typeof(", n, ") <> 'none'"],
      ["coalesce(", n, ", 0) <> -12345 AND (", n, " IS NULL OR ", n, " <> 'no')"],
      [n, " NOT LIKE '%never%' /* why */"],
    ]);
  }
  addCheck(t) {
    const [a, b] = this.random.some(
      t.columns.map((c) => c.name),
      2,
    );
    t.checks.push({
      name: this.random.chance(0.5) ? this.random.pick(["positive", "a check", "limit"]) : undefined,
      parts: b
        ? [{ column: a }, " IS NOT ", { column: b }, " OR ", { column: a }, " IS NOT 'same'"]
        : this.condition(a),
    });
  }
  addUnique(t) {
    const columns = this.random.some(
      t.columns.map((c) => c.name),
      this.random.between(1, 2),
    );
    if (t.uniques.some((u) => u.columns.join() === columns.join())) return;
    t.uniques.push({ columns, conflict: this.random.chance(0.15) ? "ON CONFLICT IGNORE" : "" });
  }
  /** To a table that has a key, or to itself. */
  addKey(t, s) {
    const { random } = this;
    const parent = random.pick([...s.tables, t]);
    const to = parent.columns.find((c) => c.pk !== undefined && c.pk !== "DESC");
    const from = random.pick(t.columns.filter((c) => c.pk === undefined && !c.generated && !c.notNull));
    if (!to || !from || t.keys.some((k) => k.from === from.name)) return;
    t.keys.push({
      from: from.name,
      table: parent.name,
      to: random.chance(0.8) ? to.name : undefined,
      onDelete: random.chance(0.6) ? random.pick(ACTIONS) : undefined,
      onUpdate: random.chance(0.2) ? random.pick(ACTIONS) : undefined,
      deferrable: random.chance(0.15),
      inline: random.chance(0.5),
    });
    if (t.strict) from.type = "ANY";
    delete from.default;
  }
  addIndex(s) {
    const { random } = this;
    const t = random.pick(s.tables);
    const columns = random.some(t.columns, random.between(1, 2)).map((c) => ({
      name: c.name,
      desc: random.chance(0.2),
      collate: random.chance(0.15) ? random.pick(COLLATIONS) : undefined,
      expression: random.chance(0.12) ? random.pick(["lower", "length"]) : undefined,
    }));
    s.indexes.push({
      name: this.name(this.names(s)),
      table: t.name,
      columns,
      unique: random.chance(0.15),
      where: random.chance(0.25) ? this.condition(random.pick(t.columns).name) : undefined,
    });
  }
  addView(s) {
    const t = this.random.pick(s.tables);
    s.views.push({ name: this.name(this.names(s)), table: t.name, column: this.random.pick(t.columns).name });
  }
  addTrigger(s) {
    const { random } = this;
    const t = random.pick(s.tables);
    s.triggers.push({
      name: this.name(this.names(s)),
      table: t.name,
      column: random.pick(t.columns).name,
      form: random.pick(["AFTER INSERT", "BEFORE UPDATE OF", "AFTER DELETE"]),
    });
  }
  addText(s) {
    const t = this.random.pick(s.tables);
    const column = t.columns.find((c) => /TEXT|VARCHAR/.test(c.type));
    if (column && !t.withoutRowid) s.texts.push({ name: this.name(this.names(s)), table: t.name, column: column.name });
  }

  // ---- as SQL ----
  columnList(parts) {
    return parts
      .map(({ name, desc, collate, expression }) => {
        const column = expression ? `${expression}(${this.spelling(name)})` : this.spelling(name);
        return column + (collate ? ` COLLATE ${collate}` : "") + (desc ? " DESC" : "");
      })
      .join(", ");
  }
  parts(parts) {
    return parts.map((p) => (typeof p === "string" ? p : this.spelling(p.column))).join("");
  }
  reference(k) {
    return (
      `REFERENCES ${this.spelling(k.table)}` +
      (k.to ? ` (${this.spelling(k.to)})` : "") +
      (k.onDelete ? ` ON DELETE ${k.onDelete}` : "") +
      (k.onUpdate ? ` ON UPDATE ${k.onUpdate}` : "") +
      (k.deferrable ? " DEFERRABLE INITIALLY DEFERRED" : "")
    );
  }
  tableSql(t) {
    const { random } = this;
    const lines = t.columns.map((c) => {
      let sql = this.spelling(c.name) + (c.type ? ` ${random.chance(0.2) ? c.type.toLowerCase() : c.type}` : "");
      if (c.pk !== undefined && !t.primary)
        sql += c.pk === "AUTOINCREMENT" ? " PRIMARY KEY AUTOINCREMENT" : ` PRIMARY KEY${c.pk ? ` ${c.pk}` : ""}`;
      if (c.notNull) sql += c.notNull === true ? " NOT NULL" : ` NOT NULL ${c.notNull}`;
      if (c.unique !== undefined) sql += ` UNIQUE ${c.unique}`.trimEnd();
      if (c.default !== undefined) sql += ` DEFAULT ${c.default}`;
      if (c.collate) sql += ` COLLATE ${c.collate}`;
      if (c.check) sql += ` CHECK (${this.parts(c.check)})`;
      if (c.generated)
        sql += ` ${random.chance(0.5) ? "GENERATED ALWAYS " : ""}AS (${this.spelling(c.generated.of)} || 'g')${c.generated.stored ? " STORED" : ""}`;
      const key = t.keys.find((k) => k.inline && k.from === c.name);
      if (key) sql += ` ${this.reference(key)}`;
      return sql;
    });
    if (t.primary) lines.push(`PRIMARY KEY (${this.columnList(t.primary)})`);
    for (const u of t.uniques)
      lines.push(`UNIQUE (${u.columns.map((c) => this.spelling(c)).join(", ")}) ${u.conflict}`.trimEnd());
    for (const check of t.checks)
      lines.push(`${check.name ? `CONSTRAINT ${this.spelling(check.name)} ` : ""}CHECK (${this.parts(check.parts)})`);
    for (const k of t.keys.filter((key) => !key.inline))
      lines.push(`FOREIGN KEY (${this.spelling(k.from)}) ${this.reference(k)}`);
    const comment = () => (random.chance(0.1) ? random.pick([" -- a, b (c\n", " /* x ' y */ "]) : "");
    const options = [...(t.strict ? ["STRICT"] : []), ...(t.withoutRowid ? ["WITHOUT ROWID"] : [])].join(", ");
    return `CREATE TABLE ${this.spelling(t.name)} (\n  ${lines.map((l, i) => (i + 1 < lines.length ? `${l},` : l) + comment()).join("\n  ")}\n)${options ? ` ${options}` : ""}`;
  }
  indexSql(i) {
    return (
      `CREATE ${i.unique ? "UNIQUE " : ""}INDEX ${this.spelling(i.name)} ON ${this.spelling(i.table)} (${this.columnList(i.columns)})` +
      (i.where ? ` WHERE ${this.parts(i.where)}` : "")
    );
  }
  viewSql(v) {
    return `CREATE VIEW ${this.spelling(v.name)} AS SELECT ${this.spelling(v.column)}, count(*) AS n FROM ${this.spelling(v.table)} GROUP BY 1`;
  }
  triggerSql(t) {
    const column = this.spelling(t.column);
    const when = t.form === "BEFORE UPDATE OF" ? `${t.form} ${column}` : t.form;
    const row = t.form === "AFTER DELETE" ? "old" : "new";
    return (
      `CREATE TRIGGER ${this.spelling(t.name)} ${when} ON ${this.spelling(t.table)} WHEN ${row}.${column} = 'trigger; me' ` +
      `BEGIN SELECT CASE WHEN ${row}.${column} IS NULL THEN 'a;' ELSE "b" END; SELECT 1; END`.replace('"b"', "'b'")
    );
  }
  textSql(t) {
    return `CREATE VIRTUAL TABLE ${this.spelling(t.name)} USING fts5(${this.spelling(t.column)}, content=${this.spelling(t.table)})`;
  }
  statements(s) {
    return [
      ...s.tables.map((t) => this.tableSql(t)),
      ...s.indexes.map((i) => this.indexSql(i)),
      // Kept as they are written: one spelling for each.
      ...s.views.map((v) => (v.sql ??= this.viewSql(v))),
      ...s.triggers.map((t) => (t.sql ??= this.triggerSql(t))),
      ...s.texts.map((t) => (t.sql ??= this.textSql(t))),
    ];
  }

  // ---- a change ----
  change(before) {
    const { random } = this;
    const s = structuredClone(before);
    for (let i = random.between(1, 3); i > 0; --i) {
      const t = random.pick(s.tables);
      const c = random.pick(t.columns);
      random.pick([
        () => this.addColumn(t),
        () => Object.assign(this.addColumn(t), { notNull: undefined, unique: undefined, default: undefined }),
        () => {
          const used = [
            ...t.keys.map((k) => k.from),
            ...t.uniques.flatMap((u) => u.columns),
            ...(t.primary ?? []).map((p) => p.name),
          ];
          const isUsed =
            c.pk !== undefined ||
            used.includes(c.name) ||
            t.columns.some((o) => o.generated?.of === c.name) ||
            t.columns.length < 3;
          const names = (parts) => parts?.some((p) => p.column === c.name);
          if (isUsed || t.checks.some((check) => names(check.parts))) return;
          t.columns.splice(t.columns.indexOf(c), 1);
          const reads = (o) =>
            o.table === t.name && (o.column === c.name || o.columns?.some((p) => p.name === c.name) || names(o.where));
          for (const list of ["indexes", "views", "triggers", "texts"]) s[list] = s[list].filter((o) => !reads(o));
        },
        () => (c.generated || c.pk !== undefined ? 0 : (c.type = random.pick(t.strict ? STRICT_TYPES : TYPES))),
        () => (c.generated ? 0 : c.notNull ? delete c.notNull : (c.notNull = true)),
        () => (c.check ? delete c.check : (c.check = this.condition(c.name))),
        () => (c.generated || c.pk !== undefined ? 0 : (c.default = this.default(c, t))),
        () => delete c.default,
        () => (c.collate ? delete c.collate : (c.collate = random.pick(COLLATIONS))),
        () => this.addCheck(t),
        () => t.checks.pop(),
        () => this.addUnique(t),
        () => t.uniques.pop(),
        () => this.addKey(t, s),
        () => t.keys.pop(),
        () => t.keys.forEach((k) => (k.onDelete = random.pick(ACTIONS))),
        () => this.addIndex(s),
        () => s.indexes.pop(),
        () => this.addView(s),
        () => s.views.pop(),
        () => this.addTrigger(s),
        () => s.triggers.pop(),
        () => this.addTable(s),
        () => (t.columns = random.shuffled(t.columns)),
        () => (t.withoutRowid = !t.withoutRowid && !t.columns.some((o) => o.pk === "AUTOINCREMENT")),
      ])();
    }
    return s;
  }
}
