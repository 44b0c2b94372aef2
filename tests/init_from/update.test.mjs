// squall pull --update: later changes of a database, beside what the owner of the files has edited.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, beforeEach, describe, it } from "node:test";
import { compiles, emptyFolder, makeDatabase, pull, run, squall } from "./project.mjs";

const folder = emptyFolder("update");
after(() => rmSync(folder, { recursive: true, force: true }));
const database = join(folder, "database.sqlite");
const project = join(folder, "project");
const path = (file) => join(project, file);
const read = (file) => readFileSync(path(file), "utf8");
const edit = (file, from, to) => {
  assert.ok(read(file).includes(from), `${file} has no ${from}`);
  writeFileSync(path(file), read(file).replace(from, to));
};
const change = (sql) => {
  const db = new DatabaseSync(database);
  db.exec(sql);
  db.close();
};
const update = (expect = 0) =>
  JSON.parse(run(squall, ["pull", "--update", "--project", project, "--sqlite", database, "--json"], { expect }));

beforeEach(() => {
  rmSync(database, { force: true });
  rmSync(project, { recursive: true, force: true });
  makeDatabase(
    database,
    `CREATE TABLE authors (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT);
     CREATE TABLE posts (id TEXT PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id), title TEXT NOT NULL);
     CREATE TABLE old (id TEXT PRIMARY KEY);
     CREATE VIEW titles AS SELECT title FROM posts;`,
  );
  pull(database, project);
});

describe("squall pull --update", () => {
  it("changes nothing where the database has not changed, edited files or not", () => {
    edit("src/posts.cpp", "plan<Page> list(", "// mine\nplan<Page> list(");
    const said = update();
    assert.deepEqual([said.added, said.changed, said.removed, said.left], [[], [], [], []]);
    assert.match(read("src/posts.cpp"), /\/\/ mine/);
  });
  it("adds a table with its files, and a column to the declaration and the functions", () => {
    change("CREATE TABLE tags (id INTEGER PRIMARY KEY, tag TEXT UNIQUE); ALTER TABLE authors ADD COLUMN age INTEGER");
    const said = update();
    assert.deepEqual(said.added, ["src/tags.hpp", "src/tags.cpp"]);
    assert.deepEqual(said.left, []);
    assert.match(read("schema/schema.hpp"), /column<"age", std::optional<std::int64_t>> age\{\}/);
    assert.match(read("src/authors.hpp"), /arg<"age", std::optional<std::int64_t>> age\{\}/);
    assert.match(read("src/all_functions.hpp"), /tags::functions/);
    assert.match(read("src/tags.hpp"), /get_by_tag/);
  });
  it("keeps edits of the same file, and compiles with them", async () => {
    edit("schema/schema.hpp", "posts_table {\n", "posts_table {\n    // Written by people.\n");
    edit("src/posts.hpp", "/// The row of this key, or null.", "/// One post, or null.");
    edit("src/all_functions.hpp", "#pragma once", "#pragma once\n// Mine too.");
    change(
      "ALTER TABLE posts ADD COLUMN score REAL NOT NULL DEFAULT 0.5; CREATE INDEX posts_author ON posts (author_id)",
    );
    const said = update();
    assert.deepEqual(said.left, []);
    assert.ok(said.changed.includes("schema/schema.hpp, beside your edits"), String(said.changed));
    assert.match(read("schema/schema.hpp"), /Written by people[^]*column<"score", double/);
    assert.match(read("src/posts.hpp"), /One post, or null[^]*arg<"score", std::optional<double>> score/);
    assert.match(read("src/posts.cpp"), /when<"author_id">/);
    assert.match(read("src/all_functions.hpp"), /Mine too/);
    await compiles(project);
  });
  it("leaves lines that both have changed, and says what the database asks for", () => {
    edit(
      "schema/schema.hpp",
      '    column<"name", std::optional<std::string>> name{};\n',
      '    column<"name", std::optional<std::string>, squall::filled> name{};\n',
    );
    change("ALTER TABLE authors ADD COLUMN age INTEGER; CREATE TABLE tags (id INTEGER PRIMARY KEY)");
    const said = update(1);
    assert.equal(said.left.length, 1);
    assert.match(
      said.left[0],
      /^schema\/schema\.hpp, line \d+: your edit stays\. The database asks for:\n[^]*column<"age"/,
    );
    const text = read("schema/schema.hpp");
    assert.match(text, /squall::filled/);
    assert.ok(!text.includes('"age"'));
    assert.match(text, /tags_table/, "what does not conflict is there");
    assert.deepEqual(update().left, [], "and it is said once");
    const again = run(squall, ["pull", "--update", "--project", project, "--sqlite", database]);
    assert.match(again, /asks for nothing new\. Where your declarations differ from it, squall push --dry-run says/);
  });
  it("removes the files of a table that is gone, unless they are edited", () => {
    edit("src/titles.cpp", "plan<std::int64_t> count(", "// mine\nplan<std::int64_t> count(");
    change("DROP TABLE old; DROP VIEW titles");
    const said = update(1);
    assert.deepEqual(said.removed.sort(), ["src/old.cpp", "src/old.hpp", "src/titles.hpp"]);
    assert.deepEqual(said.left, ["src/titles.cpp: its table or view is gone"]);
    assert.ok(existsSync(path("src/titles.cpp")) && !existsSync(path("src/old.cpp")));
    assert.ok(!read("src/all_functions.hpp").includes("old::"));
  });
  it("does not write a file again that its owner removed, nor over one of the owner's own", () => {
    rmSync(path("src/old.cpp"));
    writeFileSync(path("src/tags.hpp"), "// my tags\n");
    change("ALTER TABLE old ADD COLUMN note TEXT; CREATE TABLE tags (id INTEGER PRIMARY KEY)");
    const said = update(1);
    assert.ok(!existsSync(path("src/old.cpp")));
    assert.equal(read("src/tags.hpp"), "// my tags\n");
    assert.deepEqual(said.left.sort(), [
      "src/old.cpp: you removed the file, and its table or view has changed",
      "src/tags.hpp: the file is yours, and the database has a table or view of that name now",
    ]);
  });
  it("and a first pull refuse a folder of the other kind", () => {
    const again = JSON.parse(
      run(squall, ["pull", "--project", project, "--sqlite", database, "--json"], { expect: 2 }),
    );
    assert.match(again.error, /pulled\.json is there already: squall pull --update/);
    const bare = join(folder, "bare");
    const none = JSON.parse(
      run(squall, ["pull", "--update", "--project", bare, "--sqlite", database, "--json"], { expect: 2 }),
    );
    assert.match(none.error, /is missing: pull --update works in a project of squall init --from/);
    cpSync(project, bare, { recursive: true });
    writeFileSync(join(bare, "schema/pulled.json"), "{}");
    const broken = JSON.parse(
      run(squall, ["pull", "--update", "--project", bare, "--sqlite", database, "--json"], { expect: 2 }),
    );
    assert.match(broken.error, /is not what squall wrote/);
    makeDatabase(join(folder, "empty.sqlite"), "");
    const empty = JSON.parse(
      run(squall, ["pull", "--project", join(folder, "new"), "--sqlite", join(folder, "empty.sqlite"), "--json"], {
        expect: 2,
      }),
    );
    assert.match(empty.error, /no tables and no views/);
  });
});
