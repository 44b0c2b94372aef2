// A dump of any database loads again as the same: every object, every row, every byte.
#include <catch2/catch.hpp>

#include <fstream>

#include "migrate/failure.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/replacing_file.hpp"
#include "migrate/split_statements.hpp"
#include "migrate/unknown_collations.hpp"
#include "schema_of_sql.hpp"
#include "tool/dump.hpp"
#include "tool/temporary_directory.hpp"

using namespace squall::migrate;
using namespace squall::tool;
using namespace std::string_literals;

namespace {

std::string dumped(target& db, dump_contents& contents, const std::function<void(const std::string&)>& raw = {}) {
    std::string all;
    dump_options how;
    how.write = [&](const std::string& sql) { all += sql + "\n;\n"; };
    how.raw = raw;
    contents = dump(db, how);
    return all;
}
/// Dumps, loads and compares; the database that came of it.
std::unique_ptr<target> copy_of(target& db, const temporary_directory& scratch) {
    dump_contents contents;
    const std::string sql = dumped(db, contents);
    write_file(scratch.file("dump.sql"), sql);
    load_dump(scratch.file("dump.sql"), scratch.file("copy.sqlite"));
    compare_copy(scratch.file("copy.sqlite"), contents, true);
    return open_sqlite(scratch.file("copy.sqlite"), true);
}
std::unique_ptr<target> copy_of(const std::string& sql, const temporary_directory& scratch) {
    const auto db = squall::test::database_of_sql(sql);
    return copy_of(*db, scratch);
}

}  // namespace

TEST_CASE("dump: texts keep NUL, carriage returns, placeholders and bytes that are no UTF-8") {
    const temporary_directory scratch;
    const auto db = squall::test::database_of_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    for (const std::string& text :
         {"a\0b"s, "\0"s, "line\r\nline\r"s, "\\r and \r"s, "\\r1\\r\r"s, "\xff\xfe"s, "it's; -- /* \"x\"\n"s, "\r\0\n"s})
        db->run({{"INSERT INTO t (v) VALUES (?1)", {text}}});
    db->run({{"INSERT INTO t (v) VALUES (NULL), (x'000d0a'), (9e999), (-0.0), (9223372036854775807), (1e-320), (''), (x'')"}});
    const auto copy = copy_of(*db, scratch);
    const std::string all = "SELECT group_concat(typeof(v) || hex(v) || quote(CAST(v AS BLOB)), ' ') FROM t";
    CHECK(text_of(copy->query(all).rows[0][0]) == text_of(db->query(all).rows[0][0]));
    CHECK(read_file(scratch.file("dump.sql")).find('\r') == std::string::npos);
}

TEST_CASE("dump: counters of AUTOINCREMENT and rowids that matter come back") {
    const temporary_directory scratch;
    const auto copy = copy_of(
        "CREATE TABLE c (id INTEGER PRIMARY KEY AUTOINCREMENT, v); INSERT INTO c VALUES (900, 'gone'); DELETE FROM c; INSERT INTO "
        "c (id) VALUES (1); CREATE TABLE d (id INTEGER, PRIMARY KEY (id AUTOINCREMENT)); INSERT INTO d VALUES (7); DELETE FROM d; "
        "CREATE TABLE h (v); INSERT INTO h (rowid, v) VALUES (5, 'five'), (-3, 'minus'), (9223372036854775807, 'last'); CREATE "
        "TABLE gap (v); INSERT INTO gap (rowid, v) VALUES (1, 'one'), (2, 'two'), (4, 'four')",
        scratch);
    copy->run({{"INSERT INTO c (v) VALUES ('new')"}, {"INSERT INTO d DEFAULT VALUES"}});
    CHECK(copy->count("SELECT max(id) FROM c") == 901);
    CHECK(copy->count("SELECT max(id) FROM d") == 8);
    CHECK(copy->count("SELECT rowid FROM h WHERE v = 'five'") == 5);
    CHECK(copy->count("SELECT rowid FROM h WHERE v = 'minus'") == -3);
    CHECK(copy->count("SELECT rowid FROM gap WHERE v = 'four'") == 4);
}

TEST_CASE("dump: parents stand before their children, as far as there is such an order") {
    const auto db = squall::test::database_of_sql(
        "CREATE TABLE c (b REFERENCES b (id)); CREATE TABLE b (id INTEGER PRIMARY KEY, a REFERENCES a (id), own REFERENCES b (id)); "
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE x (id INTEGER PRIMARY KEY, y REFERENCES y (id)); "
        "CREATE TABLE y (id INTEGER PRIMARY KEY, x REFERENCES x (id))");
    dump_contents contents;
    const std::string sql = dumped(*db, contents);
    const auto place = [&](const char* table) { return sql.find("CREATE TABLE "s + table + " ("); };
    CHECK(place("a") < place("b"));
    CHECK(place("b") < place("c"));
    CHECK(place("c") != sql.npos);
    CHECK(place("x") != sql.npos);
    CHECK(place("y") != sql.npos);
}

TEST_CASE("dump: every row of tables whose rowid is hidden or absent") {
    const temporary_directory scratch;
    const std::string numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1300) ";
    const auto copy = copy_of(
        "CREATE TABLE a (rowid TEXT, v); CREATE TABLE b (rowid, _rowid_, oid); CREATE TABLE w (k TEXT COLLATE NOCASE, n INTEGER, "
        "PRIMARY KEY (k COLLATE BINARY, n DESC)) WITHOUT ROWID; CREATE INDEX small ON b (oid);" +
            numbers + "INSERT INTO a SELECT 'same', i FROM n;" + numbers + "INSERT INTO b SELECT i % 2, 'x', 1 FROM n;" + numbers +
            "INSERT INTO w SELECT CASE i % 2 WHEN 0 THEN 'Key' ELSE 'kEY' END || i / 4, i FROM n",
        scratch);
    for (const char* table : {"a", "b", "w"}) CHECK(copy->count("SELECT count(*) FROM "s + table) == 1300);
    CHECK(copy->count("SELECT count(DISTINCT v) FROM a") == 1300);
    CHECK(copy->count("SELECT count(DISTINCT n) FROM w") == 1300);
}

TEST_CASE("dump: objects keep their own text, comments and double quotes included") {
    const temporary_directory scratch;
    const auto db = squall::test::database_of_sql(
        "CREATE TABLE \"Order Details\" (id INTEGER PRIMARY KEY -- the key\n, kind TEXT DEFAULT 'a;b' CHECK (kind "
        "<> 'z' /* ; */) COLLATE NOCASE, twice TEXT AS (kind || kind) STORED, UNIQUE (kind COLLATE RTRIM) ON "
        "CONFLICT REPLACE) STRICT; CREATE VIEW v AS SELECT id FROM \"Order Details\" -- end\n; CREATE VIEW w AS SELECT * "
        "FROM v; CREATE UNIQUE INDEX u ON \"Order Details\" (lower(kind) DESC) WHERE id > 0; CREATE TRIGGER g INSTEAD OF "
        "INSERT ON v BEGIN SELECT CASE WHEN 1 THEN 2 END; END; CREATE TABLE child (p INTEGER NOT NULL REFERENCES "
        "parent (id)); CREATE TABLE parent (id INTEGER PRIMARY KEY); INSERT INTO parent VALUES (1); INSERT INTO child "
        "VALUES (1); INSERT INTO \"Order Details\" (kind) VALUES ('x')");
    const auto copy = copy_of(*db, scratch);
    const std::string all =
        "SELECT group_concat(trim(sql, ' ' || char(10)), '|') FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, "
        "name)";
    CHECK(text_of(copy->query(all).rows[0][0]) == text_of(db->query(all).rows[0][0]));
}

TEST_CASE("dump: full-text indexes of every form, and a table that is only named like a part of one") {
    const temporary_directory scratch;
    const auto db = squall::test::database_of_sql(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); CREATE VIRTUAL TABLE own USING fts5(body, title, prefix='2 3'); CREATE VIRTUAL "
        "TABLE "
        "indexed USING fts5(v, content='t', content_rowid='id'); CREATE VIRTUAL TABLE bare USING fts5(x, content=''); CREATE VIRTUAL TABLE "
        "words "
        "USING fts5vocab('own', 'row'); CREATE TABLE own_history (q TEXT); INSERT INTO own_history VALUES ('kept'); INSERT INTO t VALUES "
        "(4, "
        "'river bank'); INSERT INTO indexed (indexed) VALUES ('rebuild'); INSERT INTO own (rowid, body, title) VALUES (77, 'green hill', "
        "'a'), (-2, "
        "'hill' || char(13) || 'top', NULL); INSERT INTO bare (rowid, x) VALUES (3, 'hidden words'); INSERT INTO own (own, rank) VALUES "
        "('automerge', 7)");
    const auto copy = copy_of(*db, scratch);
    CHECK(copy->count("SELECT sum(rowid) FROM own WHERE own MATCH 'hill'") == 75);
    CHECK(copy->count("SELECT rowid FROM indexed WHERE indexed MATCH 'bank'") == 4);
    CHECK(copy->count("SELECT rowid FROM bare WHERE bare MATCH 'hidden'") == 3);
    CHECK(copy->count("SELECT count(*) FROM words") == db->count("SELECT count(*) FROM words"));
    CHECK(copy->count("SELECT count(*) FROM own_history") == 1);
    CHECK(copy->count("SELECT v FROM own_config WHERE k = 'automerge'") == 7);
}

TEST_CASE("dump: what no CREATE statement makes again is written as its parts, and named") {
    const auto db =
        squall::test::database_of_sql("CREATE VIRTUAL TABLE bare USING fts5(x, content=''); CREATE VIRTUAL TABLE own USING fts5(x)");
    dump_contents contents;
    std::string named;
    const std::string sql = dumped(*db, contents, [&](const std::string& name) { named += name + ' '; });
    CHECK(named == "bare ");
    CHECK(sql.find("INSERT INTO sqlite_master") != std::string::npos);
}

TEST_CASE("dump: a full-text index of a view, and two counters of one table") {
    const temporary_directory scratch;
    const auto copy = copy_of(
        "CREATE TABLE doc (id INTEGER PRIMARY KEY, a TEXT, b TEXT); CREATE VIEW whole AS SELECT id AS n, a || ' ' || b AS ab FROM doc; "
        "CREATE VIRTUAL TABLE find USING fts5(ab, content='whole', content_rowid='n', detail=none); INSERT INTO doc VALUES (1, 'hello', "
        "'world'), (5, 'left', 'right'); INSERT INTO find (find) VALUES ('rebuild'); CREATE VIEW found AS SELECT rowid FROM find; CREATE "
        "TRIGGER of_doc AFTER DELETE ON doc BEGIN INSERT INTO find (find) VALUES ('rebuild'); END; CREATE TABLE c (id INTEGER PRIMARY KEY "
        "AUTOINCREMENT); INSERT INTO c VALUES (90); DELETE FROM c; INSERT INTO sqlite_sequence VALUES ('c', 4)",
        scratch);
    CHECK(copy->count("SELECT rowid FROM find WHERE find MATCH 'right'") == 5);
    CHECK(copy->count("SELECT count(*) FROM found") == 2);
    copy->run({{"INSERT INTO c DEFAULT VALUES"}});
    CHECK(copy->count("SELECT max(id) FROM c") == 91);
}

TEST_CASE("dump: loads where foreign keys are on, which need the unique indexes that they refer to") {
    for (
        const char* schema :
        {"CREATE TABLE a (id INTEGER PRIMARY KEY, mail TEXT); CREATE UNIQUE INDEX a_mail ON a (mail); CREATE TABLE b (mail TEXT REFERENCES "
         "A (MAIL)); INSERT INTO a VALUES (1, 'x'); INSERT INTO b VALUES ('x')",
         "CREATE TABLE a (x, y); CREATE UNIQUE INDEX a_xy ON a (y DESC, x); CREATE TABLE b (x, y, FOREIGN KEY (x, y) REFERENCES a (x, y)); "
         "INSERT INTO a VALUES (1, 2), (1, 3); INSERT INTO b VALUES (1, 3)",
         "CREATE TABLE b (k TEXT COLLATE NOCASE, up TEXT REFERENCES b (k)); CREATE UNIQUE INDEX b_k ON b (k); CREATE INDEX b_up ON b (up); "
         "CREATE UNIQUE INDEX b_some ON b (up) WHERE up > 'm'; INSERT INTO b VALUES ('A', NULL), ('c', 'a')"}) {
        CAPTURE(schema);
        const auto db = squall::test::database_of_sql(schema), copy = open_sqlite(":memory:", false);
        dump_contents contents;
        std::vector<statement> batch;
        for (const located_statement& s : split_statements(dumped(*db, contents))) batch.push_back({s.sql});
        const auto failed = copy->batch(batch);
        CHECK((failed ? failed->reason : "") == "");
        const std::string rows = "SELECT count(*) FROM b";
        CHECK(copy->count(rows) == db->count(rows));
        const std::string indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index'";
        CHECK(copy->count(indexes) == db->count(indexes));
    }
}

TEST_CASE("dump: an R*Tree is created and filled, as any table") {
    const temporary_directory scratch;
    const auto db = squall::test::database_of_sql(
        "CREATE VIRTUAL TABLE boxes USING rtree(id, -- the place\n west, east, south, north, +name TEXT, +mark BLOB); CREATE VIRTUAL TABLE "
        "\"whole boxes\" USING rtree_i32(rowid, low, high); CREATE TABLE boxes_history (q TEXT); CREATE VIRTUAL TABLE none USING rtree(id, "
        "low, high); CREATE TABLE place (id INTEGER PRIMARY KEY, x REAL); CREATE TRIGGER place_in AFTER INSERT ON place BEGIN INSERT INTO "
        "boxes VALUES (new.id, new.x, new.x, 0, 0, 'of a trigger', NULL); END; INSERT INTO place VALUES (9, 16777217.3), (-5, 0.1); INSERT "
        "INTO boxes VALUES (2, -0.3, 1e30, 5, 5.000001, 'x''y', x'00ff'); INSERT INTO \"whole boxes\" VALUES (7, -2147483648, 2147483647)");
    dump_contents contents;
    const std::string sql = dumped(*db, contents);
    CHECK(sql.find("writable_schema") == sql.npos);
    CHECK(sql.find("boxes_node") == sql.npos);
    const auto copy = copy_of(*db, scratch);
    const std::string rows =
        "SELECT group_concat(concat_ws(' ', id, west, east, south, north, name, hex(mark)), '|' ORDER BY id) FROM boxes";
    CHECK(text_of(copy->query(rows).rows[0][0]) == text_of(db->query(rows).rows[0][0]));
    CHECK(copy->count("SELECT count(*) FROM boxes WHERE west <= 0.1 AND east >= 0.1") == 2);
    CHECK(copy->count("SELECT low + high FROM [whole boxes]") == -1);
}

TEST_CASE("dump: a collation that only the database's program knows") {
    const temporary_directory scratch;
    {
        const auto made = open_sqlite(scratch.file("source.sqlite"), false);
        for (const char* sql :
             {"CREATE TABLE tag (name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE, v) WITHOUT ROWID",
              "CREATE TABLE deck (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE UNIQUE)", "CREATE INDEX tag_v ON tag (v COLLATE NOCASE)",
              "INSERT INTO tag VALUES ('b', 'x'), ('A', 'Y'), ('c', NULL)", "INSERT INTO deck (name) VALUES ('z'), ('Y')",
              "PRAGMA writable_schema = on", "UPDATE sqlite_master SET sql = replace(sql, 'NOCASE', 'unicase')"})
            made->query(sql);
    }
    dump_contents contents;
    CHECK_THROWS_WITH(dumped(*open_sqlite(scratch.file("source.sqlite"), true), contents),
                      Catch::Contains("no such collation sequence: unicase"));
    const unknown_collations accepted;
    const auto copy = copy_of(*open_sqlite(scratch.file("source.sqlite"), true), scratch);
    CHECK(accepted.names() == std::set<std::string>{"unicase"});
    CHECK(copy->count("SELECT count(*) FROM tag WHERE name COLLATE BINARY IN ('b', 'A', 'c')") == 3);
    CHECK(copy->count("SELECT count(*) FROM deck WHERE name COLLATE BINARY IN ('z', 'Y')") == 2);
}

TEST_CASE("dump: full-text indexes whose tokenizer only the database's program knows are written as their parts") {
    const temporary_directory scratch;
    {
        const auto made = open_sqlite(scratch.file("source.sqlite"), false);
        for (const char* sql :
             {"CREATE TABLE doc (id INTEGER PRIMARY KEY, b TEXT)", "CREATE VIRTUAL TABLE own USING fts5(a, tokenize = 'porter')",
              "CREATE VIRTUAL TABLE outside USING fts5(b, content = doc, content_rowid = id, tokenize = \"porter ascii\")",
              "CREATE VIRTUAL TABLE old USING fts4(a, tokenize=porter)", "CREATE VIRTUAL TABLE plain USING fts5(a)",
              "INSERT INTO doc VALUES (3, 'walks')", "INSERT INTO own VALUES ('runs')", "INSERT INTO outside (outside) VALUES ('rebuild')",
              "INSERT INTO old VALUES ('sits')", "INSERT INTO plain VALUES ('stands')", "PRAGMA writable_schema = on",
              "UPDATE sqlite_master SET sql = replace(sql, 'porter', 'of_the_program')"})
            made->query(sql);
    }
    const auto db = open_sqlite(scratch.file("source.sqlite"), true);
    dump_contents contents;
    std::string named;
    dumped(*db, contents, [&](const std::string& name) { named += name + ' '; });
    CHECK(named == "own outside old ");
    std::string empty;
    const dump_contents schema_only = dump(*db, {.data = false, .write = [&](const std::string& sql) { empty += sql + ";\n"; }});
    write_file(scratch.file("empty.sql"), empty);
    load_dump(scratch.file("empty.sql"), scratch.file("empty.sqlite"));
    compare_copy(scratch.file("empty.sqlite"), schema_only, false);
    const auto copy = copy_of(*db, scratch);
    CHECK(text_of(copy->query("SELECT c0 FROM own_content").rows.at(0)[0]) == "runs");
    CHECK(copy->count("SELECT count(*) FROM outside_docsize") == 1);
    CHECK(copy->count("SELECT count(*) FROM plain WHERE plain MATCH 'stands'") == 1);
}

TEST_CASE("dump: a copy that differs is found, by the object or table") {
    const temporary_directory scratch;
    const auto db = squall::test::database_of_sql(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, v); INSERT INTO t (v) VALUES ('1'), (2); CREATE VIEW w AS SELECT 1");
    dump_contents contents;
    const std::string sql = dumped(*db, contents);
    int n = 0;
    const auto reason_with = [&](const std::string& from, const std::string& to) {
        const std::string file = scratch.file(("dump" + std::to_string(n)).c_str()),
                          made = scratch.file(("copy" + std::to_string(n++)).c_str());
        std::string changed = sql;
        if (!from.empty()) changed.replace(changed.find(from), from.size(), to);
        write_file(file, changed);
        try {
            load_dump(file, made);
            compare_copy(made, contents, true);
            return "same"s;
        } catch (const failure& f) {
            return std::string(f.what());
        }
    };
    CHECK(reason_with("", "") == "same");
    CHECK(reason_with("(1, '1')", "(1, 1)").find("the rows of t differ") != std::string::npos);
    CHECK(reason_with("INSERT INTO t (id, v) VALUES (2, 2)\n;", "").find("the rows of t differ") != std::string::npos);
    CHECK(reason_with("('t', 2)", "('t', 3)").find("the rows of sqlite_sequence differ") != std::string::npos);
    CHECK(reason_with("AUTOINCREMENT, v)", "AUTOINCREMENT, v, w)").find("table t differs") != std::string::npos);
    CHECK(reason_with("CREATE VIEW w AS SELECT 1\n;", "").find("view w is missing") != std::string::npos);
    CHECK(reason_with("CREATE VIEW w", "CREATE VIEW x AS SELECT 2\n;\nCREATE VIEW w").find("view x is one too many") != std::string::npos);
    CHECK(reason_with("AUTOINCREMENT, v)", "AUTOINCREMENT, v) nonsense").find("cannot be loaded") != std::string::npos);
}

TEST_CASE("a file that replaces another is complete or not there") {
    const temporary_directory scratch;
    const std::string path = scratch.file("a.sql");
    write_file(path, "before");
    {
        replacing_file half(path);
        half.write(std::string(200'000, 'x'));
        CHECK(read_file(path) == "before");
    }
    CHECK(read_file(path) == "before");
    std::filesystem::create_symlink("a.sql", scratch.file("link.sql"));
    write_file(scratch.file("link.sql"), "after");
    CHECK(std::filesystem::is_symlink(scratch.file("link.sql")));
    CHECK(read_file(path) == "after");
    CHECK(std::distance(std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()), {}) == 2);
}
