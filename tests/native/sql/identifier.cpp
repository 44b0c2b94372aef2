// Names in SQL text, against SQLite itself: its own list of keywords, and names that no program would choose.
#include <random>
#include <squall/sql/full_text.hpp>
#include <squall/sql/identifier.hpp>

#include "check.hpp"

namespace {

template <template <fixed_string, class, auto...> class column>
struct odd_table {
    column<"id", std::string, primary_key> id{};
    column<"a", std::int64_t> a{};
    column<"b", std::int64_t> b{};
    column<"a-b", std::int64_t> difference{};
    column<"2024", std::string> year{};
    column<"true", std::string> yes{};
    column<"current_date", std::string> current_date{};
    column<"1e3", std::string> thousand{};
    column<"a b", std::string> spaced{};
    column<"it's ?7", std::string> asks{};
    column<"c]`d", std::string> brackets{};
    column<"größe", std::string> size{};
    column<"secret FROM users --", std::string> hostile{};
    column<"cast", std::string, unique> cast_{};
};
constexpr table<odd_table, "Order Details"> odd;
constexpr auto other = alias<"if">(odd);

template <template <fixed_string, class, auto...> class column>
struct letters_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"group", std::string> group{};
    column<"two words", std::string> words{};
};
constexpr table<letters_table, "dead letters"> letters;
constexpr full_text<letters, "letter search", "", "group", "two words"> letter_search;

/// Any name at all, NUL apart, which no SQL text can hold.
std::string any_name(std::mt19937& random) {
    static constexpr std::string_view pieces[] = {"a",  "Z", "_", "9", " ", "]", "[",  "`",  "\"", "'",  "--",   "/*", ";", "?1", ":x",
                                                  "@y", "$", ".", ",", "(", ")", "\n", "\t", "ä",  "日", "\xff", "\\", "%", "e5", "select"};
    std::string name;
    for (std::size_t i = 1 + random() % 8; i > 0; --i) name += pieces[random() % std::size(pieces)];
    return name;
}

/// Every place in which a statement of the language has a column's name, a table's, an alias.
void check_round_trip(const std::string& name) {
    INFO(name);
    test_database db;
    const std::string n = identifier_text(name), t = identifier_text("t " + name), i = identifier_text("i " + name);
    REQUIRE_NOTHROW(db.run("CREATE TABLE " + t + " (\n  other INTEGER,\n  " + n + " TEXT NOT NULL CHECK (" + n +
                           " IN ('v', 'w')),\n  UNIQUE (" + n + ")\n)"));
    REQUIRE_NOTHROW(db.run("CREATE INDEX " + i + " ON " + t + " (other, " + n + " DESC) WHERE " + n + " = 'v'"));
    CHECK(db.answer("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?1", {("t " + name).c_str()}) == "t " + name);
    CHECK(db.answer("SELECT name FROM pragma_table_info(?1) WHERE cid = 1", {("t " + name).c_str()}) == name);
    CHECK(db.answer("SELECT name FROM pragma_index_list(?1) WHERE name = ?2", {("t " + name).c_str(), ("i " + name).c_str()}) ==
          "i " + name);
    CHECK(db.answer("INSERT INTO " + t + " (" + n + ", other) VALUES ('v', 1) ON CONFLICT (" + n + ") DO UPDATE SET " + n + " = excluded." +
                    n + " RETURNING " + n) == "v");
    // SQLite gives a column of a query that is called true or false another name: get<>() refuses it.
    if (!identifiers::same_word(name, "true") && !identifiers::same_word(name, "false"))
        CHECK(db.answer("WITH " + n + " AS (SELECT " + n + " FROM " + t + ") SELECT " + n + '.' + n + " FROM " + n + " LEFT JOIN " + t +
                        " AS u ON u." + n + " = " + n + '.' + n) == "v");
    for (const std::string& sql :
         {"SELECT " + n + ", other FROM " + t + " WHERE " + n + " = 'v' AND other = 1 ORDER BY " + n + " DESC",
          "SELECT " + n + " AS " + n + " FROM " + t, "SELECT max(" + n + ") OVER (PARTITION BY " + n + " ORDER BY " + n + ") FROM " + t,
          "SELECT " + n + " FROM " + t + " GROUP BY " + n + " HAVING " + n + " > 'a'", "SELECT " + n + '.' + n + " FROM " + t + " AS " + n,
          "SELECT CASE WHEN NOT " + n + " = 'w' THEN " + n + " END FROM " + t + " WHERE (" + n + ", other) > ('a', 0)",
          "UPDATE " + t + " SET " + n + " = " + n + " WHERE " + n + " IN ('v') RETURNING " + n,
          "DELETE FROM " + t + " WHERE " + n + " = 'v' RETURNING " + n})
        CHECK(db.answer(sql) == "v");
    for (const std::string& sql :
         {"CREATE TABLE " + n + " (a)", "CREATE VIEW " + n + " AS\nSELECT other FROM " + t, "CREATE INDEX " + n + " ON " + t + " (other)",
          "CREATE TRIGGER " + n + " AFTER INSERT ON " + t + " BEGIN DELETE FROM " + t + " WHERE " + n + " = new." + n + "; END"}) {
        CHECK(db.error_in(sql) == "");
    }
}

}  // namespace

TEST_CASE("a plain name stands bare, every other one is quoted and is not text", "[sql][identifier]") {
    STATIC_REQUIRE(is_plain_identifier("created_at"));
    STATIC_REQUIRE(!is_plain_identifier("2fa"));
    for (const char* plain : {"id", "_x9", "key", "value", "row", "action", "New", "rank"}) CHECK(identifier_text(plain) == plain);
    CHECK(identifier_text("Order") == "[Order]");
    CHECK(identifier_text("Current_Date") == "[Current_Date]");
    CHECK(identifier_text("first-name") == "[first-name]");
    CHECK(identifier_text("größe") == "[größe]");
    CHECK(identifier_text("") == "[]");
    CHECK(identifier_text("a]`b") == "`a]``b`");
    CHECK(shared_database().error_in("SELECT [nope nope] FROM users") == "no such column: nope nope");
    CHECK(shared_database().error_in("SELECT `nope]` FROM users") == "no such column: nope]");
}

TEST_CASE("SQLite reads every keyword back as the name that was written", "[sql][identifier]") {
    REQUIRE(sqlite3_keyword_count() > 100);
    for (int i = 0; i < sqlite3_keyword_count(); ++i) {
        const char* word = nullptr;
        int size = 0;
        sqlite3_keyword_name(i, &word, &size);
        check_round_trip(std::string(word, static_cast<std::size_t>(size)));
    }
    for (const char* constant : {"true", "FALSE", "rowid", "1e3", "0x10", "2024", "x'00'", "null"}) check_round_trip(constant);
}

TEST_CASE("SQLite reads names of any characters back", "[sql][identifier]") {
    std::mt19937 random(20260815);  // NOLINT: the same names in every run
    for (int i = 0; i < 400; ++i) check_round_trip(any_name(random));
}

TEST_CASE("statements name odd tables and columns, and nothing else", "[sql][identifier]") {
    test_database db;
    db.run(create_table<odd>);
    const auto all =
        insert_into(odd).set(odd.id = literal<"x">, odd.a = literal<10>, odd.b = literal<3>, odd.difference = literal<100>,
                             odd.year = literal<"y">, odd.yes = literal<"t">, odd.current_date = literal<"d">, odd.thousand = literal<"k">,
                             odd.spaced = literal<"s">, odd.asks = literal<"q">, odd.brackets = literal<"b">, odd.size = literal<"g">,
                             odd.hostile = literal<"h">, odd.cast_ = param<"cast">);
    CHECK(db.answer(text_of(all), {"c"}).empty());
    CHECK(db.answer(text_of(select(odd.difference).from(odd))) == "100");
    CHECK(db.answer(text_of(select(as<"all">(concat(concat(concat(odd.year, odd.yes), concat(odd.current_date, odd.thousand)),
                                                    concat(odd.spaced, odd.asks))))
                                .from(odd))) == "ytdksq");
    CHECK(db.answer(text_of(select(as<"all">(concat(concat(odd.brackets, odd.size), concat(odd.hostile, odd.cast_)))).from(odd))) ==
          "bghc");
    CHECK(text_of(select(odd.hostile).from(odd)) == "SELECT [secret FROM users --] FROM [Order Details]");
    CHECK(text_of(select(other.cast_).from(odd).join(other, other.id == odd.id)) ==
          "SELECT [if].[cast] FROM [Order Details] JOIN [Order Details] AS [if] ON [if].id = [Order Details].id");
    CHECK(db.answer(text_of(select(other.cast_).from(odd).join(other, other.id == odd.id))) == "c");
    CHECK(db.answer(text_of(update(odd)
                                .set(odd.difference = odd.difference + literal<1>)
                                .where(odd.year == param<"y">)
                                .returning_value<std::int64_t>(odd.difference)),
                    {"y"}) == "101");
    CHECK(db.answer(text_of(delete_from(odd).where(odd.hostile == literal<"h">).returning_value<std::string>(odd.cast_))) == "c");
    // A ? in a name is no parameter of an optional part.
    constexpr auto maybe = select(odd.a).from(odd).where(when<"asks">(odd.asks == param<"asks">));
    unsigned highest = 0;
    detail::rendered_statement<std::remove_cvref_t<decltype(maybe)>>::data.for_each_piece(
        [&](const statement_piece& p) { highest = std::max<unsigned>(highest, p.highest_parameter); });
    CHECK(highest == 1);
}

TEST_CASE("a full-text index and its triggers have odd names too", "[sql][identifier]") {
    test_database db;
    db.run(create_table<letters>);
    for (std::string_view sql : std::remove_cvref_t<decltype(letter_search)>::ddl::statements) db.run(sql);
    db.run("INSERT INTO [dead letters] VALUES (7, 'first', 'second third')");
    CHECK(db.answer(text_of(select(letters.id)
                                .from(letter_search)
                                .join(letters, letters.id == letter_search.rowid)
                                .where(matches(letter_search, param<"q">))),
                    {"second"}) == "7");
    db.run("DELETE FROM [dead letters]");
    CHECK(db.answer("SELECT count(*) FROM [letter search] WHERE [letter search] MATCH 'first'") == "0");
}

TEST_CASE("a guard's name may hold a quote", "[sql][identifier]") {
    constexpr auto asks = guard(must_hold<"it's free">(exists(select(users.id).from(users))));
    CHECK_THAT(test_database().answer(text_of(asks), {"0"}), Catch::Contains("'guard_failed:it''s free:0'"));
}
