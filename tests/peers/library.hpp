#pragma once
// The tables of the cases: a lending library.
#include "peers.hpp"
#include "squall/sql/virtual_table.hpp"

namespace library {

using squall::column_value;
enum class Genre { novel, poetry, travel };

template <template <squall::fixed_string, class, auto...> class column>
struct readers_table {
    column<"id", std::int64_t, squall::primary_key> id{};
    column<"name", std::string> name{};
    column<"nickname", std::optional<std::string>> nickname{};
    column<"age", std::optional<std::int64_t>> age{};
    column<"city", std::string, squall::default_sql<"'Bern'">> city{};
    column<"settings", std::optional<squall::json<>>> settings{};
};
inline constexpr squall::table<readers_table, "readers"> readers;

template <template <squall::fixed_string, class, auto...> class column>
struct books_table {
    column<"id", std::int64_t, squall::primary_key> id{};
    column<"title", std::string, squall::unique> title{};
    column<"owner_id", std::optional<std::int64_t>, squall::references<"readers", "id">> owner_id{};
    column<"price", double> price{};
    column<"pages", std::int64_t, squall::default_sql<"0">> pages{};
    column<"genre", Genre> genre{};
    column<"tags", std::optional<squall::json<>>> tags{};
};
inline constexpr squall::table<books_table, "books"> books;

template <template <squall::fixed_string, class, auto...> class column>
struct loans_table {
    column<"book_id", std::int64_t, squall::references<"books", "id">> book_id{};
    column<"reader_id", std::int64_t, squall::references<"readers", "id">> reader_id{};
    column<"day", squall::date> day{};
    column<"returned", bool, squall::default_sql<"0">> returned{};
};
inline constexpr squall::table<loans_table, "loans"> loans;

template <template <squall::fixed_string, class, auto...> class column>
struct shelves_table {
    column<"id", std::int64_t, squall::primary_key> id{};
    column<"parent_id", std::optional<std::int64_t>, squall::references<"shelves", "id">> parent_id{};
    column<"label", std::string> label{};
};
inline constexpr squall::table<shelves_table, "shelves"> shelves;

template <template <squall::fixed_string, class, auto...> class column>
struct counters_table {
    column<"id", std::int64_t, squall::primary_key> id{};
    column<"n", std::int64_t, squall::default_sql<"0">> n{};
    column<"label", std::string, squall::default_sql<"'none'">> label{};
};
inline constexpr squall::table<counters_table, "counters"> counters;

template <template <squall::fixed_string, class, auto...> class column>
struct reviews_columns {
    column<"isbn", std::string, squall::stored_only> isbn{};
    column<"title", std::string> title{};
    column<"body", std::string> body{};
};
inline constexpr squall::full_text_table<reviews_columns, "reviews", "tokenize='porter unicode61'"> reviews;

template <template <squall::fixed_string, class, auto...> class column>
struct rooms_columns {
    column<"id", std::int64_t> id{};
    column<"west", double> west{};
    column<"east", double> east{};
    column<"name", std::string, squall::stored_only> name{};
};
inline constexpr squall::rtree_table<rooms_columns, "rooms"> rooms;

inline constexpr auto all_tables = {"readers", "books", "loans", "shelves", "counters", "reviews", "rooms"};

}  // namespace library

template <>
inline constexpr auto squall::constraints_of<library::loans> = squall::constraints(
    squall::primary_key_of(library::loans.book_id, library::loans.day),
    squall::unique_index<"one_open_loan">(library::loans.book_id).where(library::loans.returned == squall::literal<false>));

namespace library {
inline constexpr const char* content[] = {
    "INSERT INTO readers (id, name, nickname, age, city, settings) VALUES (1, 'Ada', 'ad', 36, 'Bern', "
    "'{\"theme\":\"dark\",\"tabs\":[1,2]}'),"
    " (2, 'Bo', NULL, 20, 'Basel', '{\"theme\":\"light\",\"tabs\":[]}'), (3, 'Cy', 'c', NULL, 'Bern', NULL), (4, 'Di', NULL, 51, 'Chur', "
    "NULL)",
    "INSERT INTO books (id, title, owner_id, price, pages, genre, tags) VALUES (1, 'Alps', 1, 12.5, 300, 'travel', '[\"hills\",\"snow\"]'),"
    " (2, 'Brook', 1, 8, 120, 'poetry', '[]'), (3, 'Cliff', 2, 20, 300, 'novel', NULL), (4, 'Dune', NULL, 9.75, 80, 'novel', '[\"sand\"]'),"
    " (5, 'Elm', 3, 8, 45, 'poetry', NULL)",
    "INSERT INTO loans (book_id, reader_id, day, returned) VALUES (1, 2, '2026-01-02', 1), (1, 3, '2026-02-01', 0),"
    " (2, 2, '2026-01-15', 1), (3, 1, '2026-03-01', 0), (5, 2, '2026-03-04', 1)",
    "INSERT INTO shelves (id, parent_id, label) VALUES (1, NULL, 'house'), (2, 1, 'first floor'), (3, 2, 'left'), (4, 2, 'right'), (5, 1, "
    "'cellar')",
    "INSERT INTO counters (id, n, label) VALUES (1, 3, 'a'), (2, 7, 'b'), (3, 7, 'c')",
    "INSERT INTO reviews (rowid, isbn, title, body) VALUES (1, 'x1', 'On hills', 'Hills, and snow on hills'), (2, 'x2', 'Snow', 'Sand "
    "dunes')",
    "INSERT INTO rooms (id, west, east, name) VALUES (1, 0, 10, 'hall'), (2, 4.5, 6, 'desk'), (3, 20, 30, 'attic')"};
}  // namespace library
