// Full-text tables and R*Trees with typed columns: their SQL, and what SQLite makes of it.
#include "squall/sql/virtual_table.hpp"

#include "check.hpp"
#include "squall/sql/sqlite_functions.hpp"

namespace {
template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"page url", std::string, stored_only> url{};
    column<"title", std::string> title{};
    column<"body", std::optional<std::string>> body{};
    column<"visits", std::optional<std::int64_t>, stored_only> visits{};
};
constexpr full_text_table<pages_columns, "pages", "tokenize='porter unicode61'", "prefix='2 3'"> pages;

template <template <fixed_string, class, auto...> class column>
struct words_columns {
    column<"word", std::string> word{};
    column<"meaning", std::string> meaning{};
};
constexpr full_text_table<words_columns, "words", "content=''"> words;
constexpr full_text_table<words_columns, "lost words", "content = ''", "contentless_delete = 1"> lost_words;

template <template <fixed_string, class, auto...> class column>
struct letters_table {
    column<"number", std::int64_t, primary_key> number{};
    column<"word", std::string> word{};
    column<"meaning", std::string> meaning{};
};
constexpr table<letters_table, "letters"> letters;
constexpr full_text_table<words_columns, "letter_words", "content='letters'", "content_rowid='number'"> letter_words;

template <template <fixed_string, class, auto...> class column>
struct places_columns {
    column<"id", std::int64_t> id{};
    column<"west", double> west{};
    column<"east", double> east{};
    column<"name", std::string, stored_only> name{};
    column<"picture", std::optional<blob>, stored_only> picture{};
};
constexpr rtree_table<places_columns, "places"> places;

template <template <fixed_string, class, auto...> class column>
struct spans_columns {
    column<"id", std::int64_t> id{};
    column<"begins", std::int64_t> begins{};
    column<"ends", std::int64_t> ends{};
};
constexpr rtree_i32_table<spans_columns, "spans"> spans;

class virtual_database : public test_database {
  public:
    virtual_database() {
        run(create_table<letters>);
        create(pages), create(words), create(lost_words), create(letter_words), create(places), create(spans);
    }
    template <class Table>
    void create(const Table&) {
        for (std::string_view sql : Table::ddl::statements) run(sql);
    }
};
}  // namespace

TEST_CASE("a virtual table is created from its columns and options", "[sql][virtual_table]") {
    CHECK(decltype(pages)::ddl::statements[0] ==
          "CREATE VIRTUAL TABLE pages USING fts5([page url] UNINDEXED, title, body, visits UNINDEXED, tokenize='porter unicode61', "
          "prefix='2 3')");
    CHECK(decltype(lost_words)::ddl::statements[0] ==
          "CREATE VIRTUAL TABLE [lost words] USING fts5(word, meaning, content = '', contentless_delete = 1)");
    CHECK(decltype(places)::ddl::statements[0] == "CREATE VIRTUAL TABLE places USING rtree(id, west, east, +name TEXT, +picture BLOB)");
    CHECK(decltype(spans)::ddl::statements[0] == "CREATE VIRTUAL TABLE spans USING rtree_i32(id, begins, ends)");
}

TEST_CASE("a full-text table with texts of its own is written, searched, changed and read", "[sql][virtual_table]") {
    virtual_database db;
    constexpr auto insert = insert_into(pages).set(pages.rowid = param<"id">, pages.url, pages.title, pages.body);
    CHECK(text_of(insert) == "INSERT INTO pages (rowid, [page url], title, body) VALUES (?1, ?2, ?3, ?4)");
    db.answer(text_of(insert), {"7", "/cats", "On cats", "cats chase dogs, cats sleep"});
    db.answer(text_of(insert), {"9", "/dogs", "Dogs", "dogs bark"});
    db.answer(text_of(insert_into(pages).set(pages.url, pages.title)), {"/none", "None"});
    CHECK(db.answer(text_of(select(as<"id">(fn<"last_insert_rowid">())).from(pages).limit<1>())) == "10");

    constexpr auto found = select(pages.url, pages.rowid, as<"part">(snippet<"body", "[", "]">(pages)))
                               .from(pages)
                               .where(matches(pages, param<"q">))
                               .order_by(pages.rank);
    CHECK(columns_of(found) == "page url text, rowid integer, part text?");
    CHECK(db.answer(text_of(found), {"dog"}) == "/dogs /cats");
    CHECK(columns_of(select(pages).from(pages)) == "page url text, title text, body text?, visits integer?");

    constexpr auto part = select(as<"part">(snippet<"body", "[", "]">(pages))).from(pages).where(matches(pages, param<"q">));
    CHECK(db.answer(text_of(part), {"chase"}) == "cats [chase] dogs, cats sleep");
    constexpr auto weighed = select(pages.rowid)
                                 .from(pages)
                                 .where(matches(pages, literal<"cat OR bark">))
                                 .order_by(bm25(pages, literal<0>, real<"0.1">, param<"weight", double>).desc());
    CHECK(text_of(weighed) == "SELECT rowid FROM pages WHERE pages MATCH 'cat OR bark' ORDER BY bm25(pages, 0, 0.1, ?1) DESC");
    CHECK(db.answer(text_of(weighed), {"5"}) == "9 7");

    constexpr auto change = update(pages).set(pages.body, pages.visits = literal<3>).where(pages.rowid == param<"id">);
    db.answer(text_of(change), {"birds sing", "9"});
    CHECK(db.answer(text_of(found), {"dog"}) == "/dogs /cats");
    db.answer(text_of(delete_from(pages).where(pages.url == param<"url">)), {"/dogs"});
    CHECK(db.answer(text_of(select(as<"n">(count())).from(pages).where(pages.visits.is_null() || pages.visits < literal<9>))) == "2");
    db.answer(text_of(insert_into(pages).set(pages.command_ = literal<"optimize">, pages.url = literal<"">, pages.title = literal<"">)));
}

TEST_CASE("a contentless full-text table is inserted into and searched by its rowid", "[sql][virtual_table]") {
    virtual_database db;
    constexpr auto insert = insert_into(words).set(words.rowid = param<"id">, words.word, words.meaning);
    db.answer(text_of(insert), {"4", "bank", "of a river"});
    db.answer(text_of(insert), {"5", "bank", "of money"});
    constexpr auto found =
        select(words.rowid, words.rank, as<"weighed">(bm25(words, literal<2>))).from(words).where(matches(words, param<"q">));
    CHECK(columns_of(found) == "rowid integer, rank real, weighed real");
    CHECK(db.answer(text_of(select(words.rowid).from(words).where(matches(words, param<"q">))), {"money"}) == "5");
    // Removing takes what was stored.
    db.answer(text_of(insert_into(words).set(words.command_ = literal<"delete">, words.rowid = param<"id">, words.word, words.meaning)),
              {"5", "bank", "of money"});
    CHECK(db.answer(text_of(select(words.rowid).from(words).where(matches(words, param<"q">))), {"bank"}) == "4");

    db.answer(text_of(insert_into(lost_words).set(lost_words.rowid = param<"id">, lost_words.word, lost_words.meaning)), {"1", "a", "b"});
    constexpr auto lost = select(lost_words.rowid).from(lost_words).where(matches(lost_words, param<"q">));
    db.answer(text_of(update(lost_words).set(lost_words.word, lost_words.meaning).where(lost_words.rowid == param<"id">)), {"c", "d", "1"});
    CHECK(db.answer(text_of(lost), {"c"}) == "1");
    db.answer(text_of(delete_from(lost_words).where(lost_words.rowid == param<"id">)), {"1"});
    CHECK(db.answer(text_of(lost), {"c"}) == "");
}

TEST_CASE("a full-text table over the texts of a table reads them", "[sql][virtual_table]") {
    virtual_database db;
    db.run("INSERT INTO letters VALUES (3, 'ham', 'meat'), (8, 'fig', 'fruit')");
    db.run("INSERT INTO letter_words (letter_words) VALUES ('rebuild')");
    constexpr auto found = select(as<"shown">(highlight<"word", "<", ">">(letter_words)), letters.number, letter_words.meaning)
                               .from(letter_words)
                               .join(letters, letters.number == letter_words.rowid)
                               .where(matches(letter_words, param<"q">));
    CHECK(db.answer(text_of(found), {"fig"}) == "<fig>");
}

TEST_CASE("an R*Tree is written and searched by ranges", "[sql][virtual_table]") {
    virtual_database db;
    constexpr auto insert = insert_into(places).set(places.id, places.west, places.east, places.name);
    CHECK(squall::detail::idempotency_of<decltype(insert)>() == idempotency::refused);
    db.answer(text_of(insert), {"1", "0", "10", "field"});
    db.answer(text_of(insert), {"2", "5.5", "6", "barn"});
    db.answer(text_of(insert_into(places).set(places.west, places.east, places.name)), {"90", "91", "far"});
    CHECK(db.answer(text_of(select(places.id).from(places).where(places.name == literal<"far">))) == "3");
    CHECK(db.answer(text_of(insert), {"3", "1", "2", "again"}) == "UNIQUE constraint failed: places.id");
    constexpr auto around = select(places.name, places.west).from(places).where(places.west <= real<"5.75"> && places.east >= real<"5.75">);
    CHECK(columns_of(around) == "name text, west real");
    CHECK(db.answer(text_of(around.order_by(places.id))) == "field barn");
    constexpr auto inner = alias<"inner">(places);
    CHECK(db.answer(text_of(select(as<"within">(inner.name), places.name)
                                .from(places)
                                .join(inner, inner.west >= places.west && inner.east <= places.east && inner.id != places.id))) == "barn");
    db.answer(text_of(update(places).set(places.west, places.east).where(places.name == literal<"far">)), {"5", "7"});
    CHECK(db.answer(text_of(select(as<"n">(count())).from(places).where(places.west < literal<6>))) == "3");
    db.answer(text_of(delete_from(places).where(places.id == param<"id">)), {"1"});
    CHECK(db.answer(text_of(select(as<"n">(count())).from(places))) == "2");
    db.answer(text_of(insert_into(spans).set(spans.id, spans.begins, spans.ends)), {"1", "-3", "2147483647"});
    CHECK(db.answer(text_of(select(spans.ends).from(spans).where(spans.begins.between(literal<-9>, literal<0>)))) == "2147483647");
}
