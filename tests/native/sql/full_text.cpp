// Full-text search in the language: where MATCH may stand, and what rank is without it.
#include "squall/sql/full_text.hpp"

#include "check.hpp"

namespace {
template <template <fixed_string, class, auto...> class column>
struct letters_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"body", std::string> body{};
    column<"sender", std::optional<std::string>> sender{};
};
constexpr table<letters_table, "letters"> letters;
constexpr full_text<letters, "letter_search", "", "body"> letter_search;

class letters_database : public test_database {
  public:
    letters_database() {
        run(create_table<letters>);
        for (std::string_view sql : decltype(letter_search)::ddl::statements) run(sql);
        run("INSERT INTO letters VALUES (1, 'cat and dog', 'ann'), (2, 'dog', NULL), (3, 'bird', 'bob')");
    }
};
constexpr auto found = matches(letter_search, param<"q">);
constexpr auto ranked = select(letter_search.rowid, letter_search.rank).from(letter_search);
}  // namespace

TEST_CASE("rank is null unless each row was found by a MATCH", "[sql][full_text]") {
    CHECK(columns_of(ranked) == "rowid integer, rank real?");
    CHECK(columns_of(ranked.where(found)) == "rowid integer, rank real");
    CHECK(columns_of(ranked.where(letter_search.rowid > literal<1>).where(found)) == "rowid integer, rank real");
    CHECK(columns_of(ranked.where(when<"q">(found))) == "rowid integer, rank real?");
    const auto of_letters = select(letters.id, letter_search.rank).from(letters);
    CHECK(columns_of(of_letters.join(letter_search, letter_search.rowid == letters.id && found)) == "id integer, rank real");
    CHECK(columns_of(of_letters.left_join(letter_search, letter_search.rowid == letters.id && found)) == "id integer, rank real?");
    CHECK(columns_of(of_letters.join(letter_search, letter_search.rowid == letters.id)) == "id integer, rank real?");
    // A query around it, and one within it.
    constexpr auto best = derived<"best">(ranked.where(found));
    CHECK(columns_of(select(best.get<"rank", double>()).from(best)) == "rank real");
    constexpr auto all = named<"everything">(ranked);
    CHECK(columns_of(with(all)(select(all.get<"rank", double>()).from(all))) == "rank real?");
    CHECK(columns_of(select(as<"r">(max(letter_search.rank))).from(letter_search).where(found).group_by(letter_search.rowid)) == "r real");

    letters_database db;
    CHECK(db.answer(text_of(select(letter_search.rank).from(letter_search))) == "null null null");
    CHECK(db.answer(text_of(select(as<"n">(count())).from(letter_search).where(found && letter_search.rank < real<"0">)), {"dog"}) == "2");
}

TEST_CASE("a MATCH searches in where(), in a join, and in a query of its own", "[sql][full_text]") {
    letters_database db;
    const auto of_letters = select(letters.id).from(letters).order_by(letters.id);
    constexpr auto found_ids = select(letter_search.rowid).from(letter_search).where(found);
    CHECK(db.answer(text_of(of_letters.join(letter_search, letter_search.rowid == letters.id).where(found)), {"dog"}) == "1 2");
    CHECK(db.answer(text_of(of_letters.join(letter_search, letter_search.rowid == letters.id && found)), {"dog"}) == "1 2");
    CHECK(db.answer(text_of(of_letters.where(letters.id.in(found_ids) || letters.sender == literal<"bob">)), {"dog"}) == "1 2 3");
    CHECK(db.answer(text_of(of_letters.where(letters.id.not_in(found_ids))), {"dog"}) == "3");
    CHECK(db.answer(text_of(of_letters.where(
                        exists(select(letter_search.rowid).from(letter_search).where(found && letter_search.rowid == letters.id)))),
                    {"cat"}) == "1");
    CHECK(db.answer(text_of(insert_into(letters)
                                .set(letters.id = letter_search.rowid + literal<10>, letters.body = literal<"copy">)
                                .from(letter_search)
                                .where(found)
                                .returning_value<std::int64_t>(letters.id)),
                    {"bird"}) == "13");
    CHECK(db.answer(text_of(update(letters)
                                .set(letters.sender = literal<"x">)
                                .from(letter_search)
                                .where(letter_search.rowid == letters.id && found)
                                .returning_value<std::int64_t>(letters.id)),
                    {"cat"}) == "1");
    CHECK(db.answer(text_of(delete_from(letters).where(letters.id.in(found_ids)).returning_value<std::int64_t>(letters.id)), {"cat"}) ==
          "1");
}
