// squall seed on schemas of other applications: every table gets its rows, whatever its keys and references are.
#include <catch2/catch.hpp>

#include "schema_of_sql.hpp"
#include "tool/seed_rows.hpp"

using namespace squall::migrate;
using squall::tool::seed_rows;
using squall::tool::seeded_table;

namespace {

struct seeded {
    std::unique_ptr<squall::test::sql_schema> schema;
    std::unique_ptr<target> db;
    std::vector<seeded_table> tables;

    std::string short_tables() const {
        std::string all;
        for (const seeded_table& t : tables)
            if (!t.why.empty()) all += t.table + ": " + t.why + '\n';
        return all;
    }
    std::int64_t count(const std::string& what) const { return db->count("SELECT " + what); }
};
seeded seed(const std::string& sql, std::int64_t rows = 20, const std::string& before = {}) {
    seeded s{squall::test::schema_of_sql(sql), squall::test::database_of_sql(sql), {}};
    if (!before.empty()) s.db->run({{before}});
    s.tables = seed_rows(*s.db, s.schema->declared, {.rows = rows});
    CHECK(s.db->query("PRAGMA foreign_key_check").rows.empty());
    return s;
}
/// Every table has rows, and nothing is reported.
void fills(const std::string& sql, std::int64_t rows = 20) {
    const seeded s = seed(sql, rows);
    CHECK(s.short_tables() == "");
    for (const seeded_table& t : s.tables) {
        CAPTURE(t.table);
        CHECK(t.rows > 0);
    }
    // Again, and nothing is new.
    for (const seeded_table& t : seed_rows(*s.db, s.schema->declared, {.rows = rows})) CHECK(t.rows == 0);
}

constexpr const char* music = R"(
CREATE TABLE Artist (ArtistId INTEGER PRIMARY KEY, Name NVARCHAR(120));
CREATE TABLE Album (AlbumId INTEGER PRIMARY KEY, Title NVARCHAR(160) NOT NULL, ArtistId INTEGER NOT NULL REFERENCES Artist(ArtistId));
CREATE TABLE Employee (EmployeeId INTEGER PRIMARY KEY, LastName TEXT NOT NULL, ReportsTo INTEGER REFERENCES Employee(EmployeeId), HireDate DATETIME);
CREATE TABLE Customer (CustomerId INTEGER PRIMARY KEY, Email TEXT NOT NULL, SupportRepId INTEGER REFERENCES Employee(EmployeeId));
CREATE TABLE Genre (GenreId INTEGER PRIMARY KEY, Name TEXT);
CREATE TABLE MediaType (MediaTypeId INTEGER PRIMARY KEY, Name TEXT);
CREATE TABLE Track (TrackId INTEGER PRIMARY KEY, Name TEXT NOT NULL, AlbumId INTEGER REFERENCES Album, MediaTypeId INTEGER NOT NULL REFERENCES MediaType, GenreId INTEGER REFERENCES Genre, UnitPrice NUMERIC(10,2) NOT NULL);
CREATE TABLE Invoice (InvoiceId INTEGER PRIMARY KEY, CustomerId INTEGER NOT NULL REFERENCES Customer, Total NUMERIC(10,2) NOT NULL);
CREATE TABLE InvoiceLine (InvoiceLineId INTEGER PRIMARY KEY, InvoiceId INTEGER NOT NULL REFERENCES Invoice, TrackId INTEGER NOT NULL REFERENCES Track, Quantity INT NOT NULL);
CREATE TABLE Playlist (PlaylistId INTEGER PRIMARY KEY, Name TEXT);
CREATE TABLE PlaylistTrack (PlaylistId INTEGER NOT NULL REFERENCES Playlist, TrackId INTEGER NOT NULL REFERENCES Track, PRIMARY KEY (PlaylistId, TrackId));
)";
constexpr const char* films = R"(
CREATE TABLE country (country_id SMALLINT NOT NULL PRIMARY KEY, country VARCHAR(50) NOT NULL);
CREATE TABLE city (city_id INT NOT NULL PRIMARY KEY, city VARCHAR(50) NOT NULL, country_id SMALLINT NOT NULL REFERENCES country(country_id));
CREATE TABLE address (address_id INT NOT NULL PRIMARY KEY, address VARCHAR(50) NOT NULL, city_id INT NOT NULL REFERENCES city(city_id));
CREATE TABLE store (store_id INT NOT NULL PRIMARY KEY, manager_staff_id SMALLINT NOT NULL REFERENCES staff(staff_id) DEFERRABLE INITIALLY DEFERRED, address_id INT NOT NULL REFERENCES address(address_id));
CREATE TABLE staff (staff_id SMALLINT NOT NULL PRIMARY KEY, store_id INT NOT NULL REFERENCES store(store_id) DEFERRABLE INITIALLY DEFERRED, address_id INT NOT NULL REFERENCES address(address_id));
CREATE TABLE customer (customer_id INT NOT NULL PRIMARY KEY, store_id INT NOT NULL REFERENCES store(store_id), address_id INT NOT NULL REFERENCES address(address_id), active BOOLEAN NOT NULL);
CREATE TABLE film (film_id INT NOT NULL PRIMARY KEY, title VARCHAR(255) NOT NULL, rating TEXT CHECK (rating IN ('G', 'PG', 'R')), original_id INT REFERENCES film(film_id));
CREATE TABLE inventory (inventory_id INT NOT NULL PRIMARY KEY, film_id INT NOT NULL REFERENCES film(film_id), store_id INT NOT NULL REFERENCES store(store_id));
CREATE TABLE rental (rental_id INT NOT NULL PRIMARY KEY, inventory_id INT NOT NULL REFERENCES inventory(inventory_id), customer_id INT NOT NULL REFERENCES customer(customer_id), staff_id SMALLINT NOT NULL REFERENCES staff(staff_id), rental_date DATETIME NOT NULL, UNIQUE (rental_date, inventory_id, customer_id));
)";

}  // namespace

TEST_CASE("seed: integer keys and every form of reference to them") {
    fills(
        "CREATE TABLE artist (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE album (id INTEGER PRIMARY KEY, artist_id INTEGER NOT NULL "
        "REFERENCES artist(id))");
    fills(music);
    fills(music, 300);
    fills(films);
}

TEST_CASE("seed: references to a unique column that is no primary key") {
    fills(
        "CREATE TABLE channel (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE); CREATE TABLE item (id TEXT PRIMARY KEY, channel TEXT "
        "NOT NULL REFERENCES channel(slug))");
    fills(
        "CREATE TABLE currency (code TEXT UNIQUE, since DATE); CREATE TABLE price (id INTEGER PRIMARY KEY, code TEXT NOT NULL REFERENCES "
        "currency(code))");
    fills(
        "CREATE TABLE a (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE); CREATE TABLE b (n INTEGER PRIMARY KEY REFERENCES "
        "a(number)); "
        "CREATE TABLE c (n INTEGER NOT NULL REFERENCES b(n))");
}

TEST_CASE("seed: composite keys, and tables without a rowid or a key") {
    fills(
        "CREATE TABLE tenant (id TEXT PRIMARY KEY); CREATE TABLE project (tenant_id TEXT NOT NULL REFERENCES tenant(id), number INTEGER "
        "NOT NULL, PRIMARY KEY (tenant_id, number)) WITHOUT ROWID; CREATE TABLE task (id INTEGER PRIMARY KEY, tenant_id TEXT NOT NULL, "
        "project INTEGER NOT NULL, FOREIGN KEY (tenant_id, project) REFERENCES project(tenant_id, number)); CREATE TABLE log (task INTEGER "
        "REFERENCES task(id), words TEXT)");
    const seeded one_each = seed(
        "CREATE TABLE person (id INTEGER PRIMARY KEY); CREATE TABLE passport (person_id INTEGER PRIMARY KEY REFERENCES person(id)); CREATE "
        "TABLE flag (person_id INTEGER NOT NULL REFERENCES person(id), kind TEXT NOT NULL CHECK (kind IN ('a', 'b')), UNIQUE (person_id, "
        "kind))",
        50);
    CHECK(one_each.short_tables() == "");
    CHECK(one_each.count("count(*) FROM passport") == 50);
}

TEST_CASE("seed: rings, references to the same table and references back") {
    fills("CREATE TABLE node (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES node(id))");
    fills(
        "CREATE TABLE a (id TEXT PRIMARY KEY, b TEXT NOT NULL REFERENCES b(id)); CREATE TABLE b (id TEXT PRIMARY KEY, c TEXT NOT NULL "
        "REFERENCES c(id)); CREATE TABLE c (id TEXT PRIMARY KEY, a TEXT NOT NULL REFERENCES a(id))");
    const std::string back =
        "CREATE TABLE folder (folder_key INTEGER PRIMARY KEY, name TEXT, cover INTEGER REFERENCES photo(photo_key), inside INTEGER "
        "REFERENCES "
        "folder(folder_key)); CREATE TABLE photo (photo_key INTEGER PRIMARY KEY, folder INTEGER NOT NULL REFERENCES folder(folder_key))";
    const seeded s = seed(back);
    CHECK(s.short_tables() == "");
    CHECK(s.count("count(*) FROM folder WHERE cover IS NOT NULL") > 5);
    CHECK(s.count("count(*) FROM folder WHERE inside IS NOT NULL") > 5);
    CHECK(s.count("count(*) FROM folder JOIN photo ON photo_key = cover WHERE photo.folder <> folder_key") == 0);
}

TEST_CASE("seed: rows that belong together refer to one another") {
    const seeded s = seed(
        "CREATE TABLE site (id INTEGER PRIMARY KEY); CREATE TABLE author (id INTEGER PRIMARY KEY, site INTEGER NOT NULL REFERENCES "
        "site(id)); "
        "CREATE TABLE post (id INTEGER PRIMARY KEY, site INTEGER NOT NULL REFERENCES site(id), author INTEGER NOT NULL REFERENCES "
        "author(id)); "
        "CREATE TABLE comment (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES author(id), post INTEGER NOT NULL REFERENCES "
        "post(id)); CREATE TABLE vote (comment INTEGER NOT NULL REFERENCES comment(id), site INTEGER NOT NULL REFERENCES site(id))",
        40);
    CHECK(s.short_tables() == "");
    CHECK(s.count("count(*) FROM post JOIN author ON author.id = post.author WHERE author.site <> post.site") == 0);
    CHECK(
        s.count("count(*) FROM comment JOIN author ON author.id = comment.author JOIN post ON post.id = comment.post WHERE author.site <> "
                "post.site") == 0);
}

TEST_CASE("seed: a table that cannot be filled is named, with the reason, and the others are filled") {
    const seeded impossible = seed(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n <> n)); CREATE TABLE b (id INTEGER "
        "PRIMARY KEY, a INTEGER NOT NULL REFERENCES a(id)); CREATE TABLE c (id INTEGER PRIMARY KEY)");
    CHECK(impossible.short_tables() == "a: its constraints refused the rows: CHECK (n <> n)\nb: a has no rows to refer to\n");
    CHECK(impossible.count("count(*) FROM c") == 20);
    const seeded stopped = seed(
        "CREATE TABLE d (id INTEGER PRIMARY KEY); CREATE TRIGGER no BEFORE INSERT ON d BEGIN SELECT RAISE(ABORT, "
        "'closed'); END");
    CHECK(stopped.short_tables().find("d: ") == 0);
    CHECK(stopped.short_tables().find("closed") != std::string::npos);
    // A CHECK that some rows pass: as many are tried as it takes.
    fills("CREATE TABLE e (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n % 3 = 0))");
}

TEST_CASE("seed: rows that are there stay, and new ones refer to them where they took the key") {
    const std::string schema =
        "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT UNIQUE, best INTEGER REFERENCES b(id)); CREATE TABLE b (id "
        "INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a(id))";
    const seeded s = seed(schema, 20, "INSERT INTO a (id, name) VALUES (1, 'mine'), (2, 'too'), (900, 'far')");
    CHECK(s.short_tables() == "");
    CHECK(s.count("count(*) FROM a WHERE id IN (1, 2, 900) AND best IS NULL AND name IN ('mine', 'too', 'far')") == 3);
}

TEST_CASE("seed: SQLite computes generated columns, in keys and references too") {
    fills(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, first TEXT NOT NULL, whole TEXT AS (first || ' ' || id), size INTEGER NOT NULL "
        "GENERATED ALWAYS AS (length(first)) STORED UNIQUE CHECK (size >= 0)); CREATE TABLE note (id INTEGER PRIMARY KEY, person INTEGER "
        "NOT NULL REFERENCES person(id))",
        1);
    const seeded s = seed(
        "CREATE TABLE a (twice INTEGER AS (n * 2), n INTEGER NOT NULL, k TEXT AS ('k' || n) STORED, id INTEGER PRIMARY KEY); CREATE UNIQUE "
        "INDEX a_k ON a (k, id); CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a(id))");
    CHECK(s.short_tables() == "");
    CHECK(s.count("count(*) FROM a WHERE twice = n * 2 AND k = 'k' || n") == 20);
    CHECK(s.count("count(*) FROM b JOIN a ON a.id = b.a") == 20);
}

TEST_CASE("seed: no part of a primary key is NULL, and a second run adds no row without a whole key") {
    const std::string schema =
        "CREATE TABLE stay (room_id TEXT, event_id TEXT, days INTEGER, PRIMARY KEY (room_id, event_id)); CREATE TABLE sent (server_id "
        "TEXT, "
        "file_id TEXT, UNIQUE (server_id, file_id)); CREATE TABLE lone (tag_id TEXT UNIQUE, note TEXT)";
    fills(schema);
    const seeded s = seed(schema);
    CHECK(s.count("count(*) FROM stay WHERE room_id IS NULL OR event_id IS NULL") == 0);
}

TEST_CASE("seed: constraints are the reason where they refused the rows, and not the keys") {
    CHECK(seed("CREATE TABLE one (k TEXT NOT NULL UNIQUE CHECK (k = upper(k) AND k = lower(k) AND k > 'a'), v TEXT)").short_tables() ==
          "one: its constraints refused the rows: CHECK (k = upper(k) AND k = lower(k) AND k > 'a')\n");
    const seeded stopped = seed(
        "CREATE TABLE top (id INTEGER PRIMARY KEY); CREATE TRIGGER no BEFORE INSERT ON top BEGIN SELECT RAISE(ABORT, 'closed'); END; "
        "CREATE TABLE below (id INTEGER PRIMARY KEY, top INTEGER NOT NULL REFERENCES top(id))");
    CHECK(stopped.short_tables().find("below: top has no rows to refer to") != std::string::npos);
}

TEST_CASE("seed: values that a CHECK lists, and JSON where a CHECK asks for it") {
    fills(
        "CREATE TABLE users (id VARCHAR(24) NOT NULL, visibility TEXT CHECK (visibility IN ('public', 'members-only', '1st')) NOT NULL "
        "DEFAULT 'public', PRIMARY KEY (id)); CREATE TABLE posts (id INTEGER PRIMARY KEY, author VARCHAR(24) NOT NULL REFERENCES users)");
    const seeded s = seed(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, data TEXT NOT NULL CHECK (json_valid(data)), more TEXT NOT NULL UNIQUE, state TEXT NOT "
        "NULL, CONSTRAINT is_json CHECK ((JSON_VALID(\"more\") OR more IS NULL)), CONSTRAINT states CHECK (state IN ('in progress', "
        "'')))");
    CHECK(s.short_tables() == "");
    CHECK(s.count("count(*) FROM a WHERE json_type(data) = 'object' AND json_type(more) = 'object'") == 20);
    CHECK(seed("CREATE TABLE g (id INTEGER PRIMARY KEY, p INTEGER NOT NULL, b BOOLEAN NOT NULL, CONSTRAINT adult CHECK (p > 1e99), "
               "UNIQUE (b))")
              .short_tables() == "g: its constraints refused the rows: CONSTRAINT adult CHECK (p > 1e99)\n");
}

TEST_CASE("seed: JSON where an index, a generated column, a trigger or a view reads it") {
    const char* of[] = {
        "CREATE INDEX by_color ON t (json_extract(data, '$.color'))",
        "CREATE INDEX by_arrow ON t (n, data ->> '$.color') WHERE n > 0",
        "CREATE INDEX of_some ON t (n) WHERE json_type(\"data\") = 'object'",
        "ALTER TABLE t ADD COLUMN color TEXT AS (json_extract(data, '$.color')); CREATE INDEX by_color ON t (color)",
        "CREATE TABLE log (v TEXT); CREATE TRIGGER noted AFTER INSERT ON t BEGIN INSERT INTO log SELECT value FROM json_each(new.data); "
        "END",
        "CREATE TRIGGER checked BEFORE INSERT ON t WHEN json_type(new.data, '$.bad') IS NOT NULL BEGIN SELECT RAISE(ABORT, 'bad'); END",
    };
    for (const std::string more : of) {
        INFO(more);
        const seeded s = seed("CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT NOT NULL, n INTEGER NOT NULL); " + more);
        CHECK(s.short_tables() == "");
        CHECK(s.count("count(*) FROM t WHERE json_type(data) = 'object'") == 20);
    }
    const seeded read = seed(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT NOT NULL, title TEXT NOT NULL); CREATE VIEW colors AS SELECT id, title, "
        "json_extract(t.data, '$.color') AS color FROM t");
    CHECK(read.count("count(color) + count(*) FROM colors") == 20);
    CHECK(read.count("count(*) FROM t WHERE json_valid(title)") == 0);
    // A CHECK may say what is in a document.
    fills("CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT NOT NULL CHECK (data IS NULL OR json_type(data) = 'object'))");
    fills("CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT NOT NULL CHECK (json_type(data) = 'array' AND json_array_length(data) > 0))");
    const seeded kinds =
        seed("CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT NOT NULL CHECK (json_extract(data, '$.kind') IN ('note', 'task')))");
    CHECK(kinds.short_tables() == "");
    CHECK(kinds.count("count(DISTINCT data ->> '$.kind') FROM t") == 2);
}

TEST_CASE("seed: a range between fractions, under every type of number") {
    for (const std::string type : {"REAL", "INTEGER", "NUMERIC", "BIGINT"})
        for (const std::string range : {"x BETWEEN 0.5 AND 5", "x BETWEEN .5 AND 1.5", "x > 0.5 AND x < 2.5", "x BETWEEN -1.5 AND -0.5"}) {
            INFO(type << ' ' << range);
            const seeded s = seed("CREATE TABLE t (id INTEGER PRIMARY KEY, x " + type + " NOT NULL CHECK (" + range + "))");
            CHECK(s.short_tables() == "");
            CHECK(s.count("count(*) FROM t") == 20);
        }
}

TEST_CASE("seed: values that CHECKs accept, from their constants") {
    const seeded s = seed(
        "CREATE TABLE review (id INTEGER PRIMARY KEY, stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5), price REAL NOT NULL CHECK "
        "(price > 100 AND price <= 100.5), below INTEGER NOT NULL CHECK (below < -10), code TEXT NOT NULL UNIQUE CHECK (length(code) = 3), "
        "plate TEXT NOT NULL CHECK (plate GLOB '[A-C][0-9]-*'), mail TEXT NOT NULL CHECK (mail LIKE '%@%.org'), low INTEGER NOT NULL, high "
        "INTEGER NOT NULL, CHECK (low < high), CONSTRAINT large CHECK (high >= 1000000)); CREATE TABLE reply (id INTEGER PRIMARY KEY, code "
        "TEXT NOT NULL REFERENCES review(code))",
        30);
    CHECK(s.short_tables() == "");
    CHECK(s.count("count(DISTINCT stars) FROM review") > 2);
    CHECK(s.count("count(DISTINCT plate) FROM review") > 5);
    CHECK(s.count("count(*) FROM reply JOIN review USING (code)") == 30);
    // Keys too, and a key that has no more values than it has rows is full.
    fills("CREATE TABLE t (id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 2 AND 4), n INTEGER UNIQUE CHECK (n % 10 = 0))");
    const seeded full = seed(
        "CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), theme TEXT NOT NULL CHECK (theme IN ('dark', 'light'))); CREATE "
        "TABLE x (name TEXT NOT NULL UNIQUE CHECK (name = 'X')); CREATE TABLE grid (x INTEGER NOT NULL CHECK (x >= 0 AND x < 3), y INTEGER "
        "NOT NULL CHECK (y IN (7, 8)), PRIMARY KEY (x, y))");
    CHECK(full.short_tables() == "");
    CHECK(full.count("count(*) FROM settings") == 1);
    CHECK(full.count("count(*) FROM x") == 1);
    CHECK(full.count("count(*) FROM grid") == 6);
    // Tables that need one another.
    fills(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER NOT NULL REFERENCES b(id), size INTEGER NOT NULL CHECK (size > 500)); CREATE "
        "TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a(id))");
}

TEST_CASE("seed: a unique index of some rows of each parent limits the others not") {
    for (const char* where : {"state = 'cart'", "state IN ('cart', 'paid')", "deleted_at IS NULL AND state = 'cart'"}) {
        INFO(where);
        const seeded s = seed(
            "CREATE TABLE customers (id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 3)); CREATE TABLE orders (id INTEGER PRIMARY KEY, "
            "customer_id INTEGER NOT NULL REFERENCES customers (id), state TEXT NOT NULL CHECK (state IN ('cart', 'paid', 'sent', "
            "'done')), "
            "deleted_at TEXT); CREATE UNIQUE INDEX one_cart ON orders (customer_id) WHERE " +
            std::string(where));
        CHECK(s.short_tables() == "");
        CHECK(s.count("count(*) FROM orders") >= 20);
    }
}

TEST_CASE("seed: a CHECK without a constant limits no key", "[seed]") {
    CHECK(seed("CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER NOT NULL, CHECK (a IS NOT b))", 200).count("count(*) FROM t") == 200);
    CHECK(seed("CREATE TABLE t (a INTEGER PRIMARY KEY CHECK (a = abs(a)))", 200).count("count(*) FROM t") == 200);
    CHECK(seed("CREATE TABLE t (k TEXT PRIMARY KEY CHECK (k = upper(k) AND k > 'a'))").short_tables() != "");
}
