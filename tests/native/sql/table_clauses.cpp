// The clauses of CREATE TABLE and CREATE INDEX beside types, keys and defaults: their SQL, and what they do to statements.
#include <squall/sql/sql_object.hpp>

#include "check.hpp"

namespace {
template <template <fixed_string, class, auto...> class column>
struct products_table {
    static constexpr table_options options_{.strict = true};
    column<"id", std::int64_t, primary_key, autoincrement> id{};
    column<"code", std::string, collation<"NOCASE">, unique, check_sql<"code <> ''">, check_sql<"length(code) < 9", "short code">> code{};
    column<"price", std::int64_t, check_sql<"price >= 0">> price{};
    column<"amount", std::int64_t, default_sql<"1">> amount{};
    column<"total", std::int64_t, generated_sql<"price * amount">> total{};
    column<"label", std::optional<std::string>, generated_stored_sql<"'#' || id">> label{};
    column<"seen_at", std::optional<timestamp>> seen_at{};
    column<"is_old", std::optional<bool>> is_old{};
};
constexpr table<products_table, "products"> products;

template <template <fixed_string, class, auto...> class column>
struct shelves_table {
    static constexpr table_options options_{.without_rowid = true};
    column<"row", std::int64_t> row{};
    column<"place", std::string, type_name<"VARCHAR(20)">> place{};
    column<"product", std::optional<std::int64_t>, references<"products", "id", "its product">, on_delete_set_default, on_update_cascade,
           initially_deferred>
        product{};
    column<"up_row", std::optional<std::int64_t>> up_row{};
    column<"up_place", std::optional<std::string>> up_place{};
};
constexpr table<shelves_table, "shelves"> shelves;

template <template <fixed_string, class, auto...> class column>
struct settings_table {
    column<"name", std::string, primary_key_on_conflict<conflict::replace>> name{};
    column<"value", std::string, not_null_on_conflict<conflict::replace>, default_sql<"'none'">> value{};
    column<"rank", std::optional<std::int64_t>, unique_on_conflict<conflict::ignore>> rank{};
};
constexpr table<settings_table, "settings"> settings;

constexpr sql_object<"watch_settings",
                     "CREATE TRIGGER IF NOT EXISTS [watch_settings] BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'users stay'); END",
                     users>
    watch_settings;
}  // namespace

template <>
constexpr auto squall::constraints_of<products> =
    constraints(check_sql<"amount > 0 OR price = 0">, check<"worth">(products.price < literal<1000> || products.amount == literal<1>),
                index<"products_codes">(lower(products.code).desc(), collate<"RTRIM">(products.code), products.total)
                    .where(products.price > literal<0>));
template <>
constexpr auto squall::constraints_of<shelves> =
    constraints(primary_key_of<"shelf">(shelves.row.desc(), shelves.place).on_conflict<conflict::fail>(),
                unique_key<"one product">(shelves.product, collate<"NOCASE">(shelves.place)),
                foreign_key<"above">(shelves.up_row, shelves.up_place).references(shelves.row, shelves.place, on_delete_set_null));

namespace {
test_database with_clauses() {
    test_database db;
    db.run(create_table<products>);
    for (std::string_view all = create_indexes<products>; !all.empty();) {
        db.run(all.substr(0, all.find(";\n")));
        all.remove_prefix(all.find(";\n") + 2);
    }
    db.run(create_table<shelves>);
    db.run(create_table<settings>);
    return db;
}
std::string refusal(test_database& db, std::string_view sql) {
    try {
        db.run(sql);
    } catch (const std::runtime_error& e) {
        return e.what();
    }
    return "";
}
}  // namespace

TEST_CASE("clauses stand in the DDL as SQLite takes them", "[sql][ddl]") {
    CHECK(create_table<products> ==
          "CREATE TABLE products (\n"
          "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
          "  code TEXT COLLATE NOCASE NOT NULL UNIQUE CHECK (code <> '') CONSTRAINT [short code] CHECK (length(code) < 9),\n"
          "  price INTEGER NOT NULL CHECK (price >= 0),\n"
          "  amount INTEGER NOT NULL DEFAULT 1,\n"
          "  total INTEGER GENERATED ALWAYS AS (price * amount) NOT NULL,\n"
          "  label TEXT GENERATED ALWAYS AS ('#' || id) STORED,\n"
          "  seen_at TEXT,\n"
          "  is_old INTEGER,\n"
          "  CHECK (amount > 0 OR price = 0),\n"
          "  CONSTRAINT worth CHECK (price < 1000 OR amount = 1)\n"
          ") STRICT");
    CHECK(create_indexes<products> ==
          "CREATE INDEX products_codes ON products (lower(code) DESC, code COLLATE RTRIM, total) WHERE price > 0;\n");
    CHECK(create_table<shelves> ==
          "CREATE TABLE shelves (\n"
          "  row INTEGER NOT NULL,\n"
          "  place VARCHAR(20) NOT NULL,\n"
          "  product INTEGER,\n"
          "  up_row INTEGER,\n"
          "  up_place TEXT,\n"
          "  CONSTRAINT shelf PRIMARY KEY (row DESC, place) ON CONFLICT FAIL,\n"
          "  CONSTRAINT [one product] UNIQUE (product, place COLLATE NOCASE),\n"
          "  CONSTRAINT above FOREIGN KEY (up_row, up_place) REFERENCES shelves(row, place) ON DELETE SET NULL,\n"
          "  CONSTRAINT [its product] FOREIGN KEY (product) REFERENCES products(id) ON DELETE SET DEFAULT ON UPDATE CASCADE "
          "DEFERRABLE INITIALLY DEFERRED\n"
          ") WITHOUT ROWID");
    CHECK(create_table<settings> ==
          "CREATE TABLE settings (\n"
          "  name TEXT PRIMARY KEY ON CONFLICT REPLACE NOT NULL,\n"
          "  value TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'none',\n"
          "  rank INTEGER UNIQUE ON CONFLICT IGNORE\n"
          ")");
}

TEST_CASE("the database holds what the clauses say", "[sql][ddl]") {
    test_database db = with_clauses();
    CHECK(refusal(db, "INSERT INTO products (code, price) VALUES ('a', 2)").empty());
    CHECK(refusal(db, "INSERT INTO products (code, price) VALUES ('A', 2)") == "UNIQUE constraint failed: products.code");
    CHECK(refusal(db, "INSERT INTO products (code, price) VALUES ('b', -1)") == "CHECK constraint failed: price >= 0");
    CHECK(refusal(db, "INSERT INTO products (code, price) VALUES ('123456789', 1)") == "CHECK constraint failed: short code");
    CHECK(refusal(db, "INSERT INTO products (code, price, amount) VALUES ('c', 2000, 2)") == "CHECK constraint failed: worth");
    CHECK(refusal(db, "INSERT INTO products (code, price) VALUES ('d', 'much')").starts_with("cannot store TEXT value in INTEGER column"));
}

TEST_CASE("a generated column is read, and an insert is complete without it", "[sql][insert]") {
    test_database db = with_clauses();
    CHECK(db.error_in(text_of(insert_into(products).set(products.code, products.price).returning(products))) == "");
    CHECK(db.error_in(text_of(select(products.total, products.label).from(products).where(products.total > literal<3>))) == "");
    CHECK(db.error_in(text_of(insert_into(products)
                                  .set(products.code, products.price)
                                  .on_conflict(products.code)
                                  .do_update(products.price = excluded(products.price)))) == "");
    CHECK(db.error_in(text_of(insert_into(shelves).set(shelves.row, shelves.place).on_conflict(shelves.row, shelves.place).do_nothing())) ==
          "");
}

TEST_CASE("a write that a clause may change is never sent twice", "[sql][repetition]") {
    constexpr auto insert = insert_into(settings).set(settings.name, settings.value);
    CHECK(decltype(insert)::repeated() == idempotency::unknown);
    constexpr auto place = insert_into(shelves).set(shelves.row, shelves.place);
    CHECK(decltype(place)::repeated() == idempotency::unknown);
    // A trigger that is declared as SQL counts for the table that it names.
    constexpr auto user = insert_into(users).set(users.id, users.email);
    CHECK(decltype(user)::repeated() == idempotency::unknown);
    // The deletion of a row may clear the reference that the condition looks at.
    CHECK(detail::is_cleared_by_reference<std::remove_cvref_t<decltype(shelves)>>("up_row"));
    CHECK_FALSE(detail::is_cleared_by_reference<std::remove_cvref_t<decltype(shelves)>>("row"));
}

TEST_CASE("an INTEGER PRIMARY KEY is numbered by SQLite only where it is the rowid", "[sql][ddl]") {
    const auto numbered = [](auto mark, std::string_view type, bool has_rowid) {
        column_description c{.name = "id", .type = type_of<std::int64_t>};
        detail::describe(c, mark);
        if (!type.empty()) c.type_name = type;
        c.has_row_number = has_rowid;
        return c.is_row_number();
    };
    CHECK(numbered(primary_key, "", true));
    CHECK(numbered(primary_key, "integer", true));
    CHECK_FALSE(numbered(primary_key, "INT", true));
    CHECK_FALSE(numbered(primary_key, "", false));
    CHECK_FALSE(numbered(primary_key_desc, "", true));
}

TEST_CASE("the SQL of an object is one statement that creates it", "[sql][ddl]") {
    using detail::creates_object;
    CHECK(creates_object("CREATE TABLE a (x)", "A"));
    CHECK(creates_object("create  virtual\n table [a b] USING rtree(id, x, y)", "a b"));
    CHECK(creates_object("CREATE UNIQUE INDEX IF NOT EXISTS main.\"a\"\"b\" ON t (x)", "a\"b"));
    CHECK(creates_object("CREATE VIEW `v` AS SELECT 1", "v"));
    CHECK_FALSE(creates_object("CREATE TEMP TABLE a (x)", "a"));
    CHECK_FALSE(creates_object("CREATE UNIQUE TABLE a (x)", "a"));
    CHECK_FALSE(creates_object("DROP TABLE a", "a"));
    CHECK_FALSE(creates_object("CREATE TABLE ab (x)", "a"));
    CHECK_FALSE(creates_object("CREATE TABLE", ""));
    CHECK(decltype(watch_settings)::ddl::statements[0].starts_with("CREATE TRIGGER"));
}
