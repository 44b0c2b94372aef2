// What is declared of a result's columns is held against what SQLite returns, over tables with nulls, zero divisors and
// texts that are no JSON, and over empty ones.
#include "check.hpp"

namespace {

template <template <fixed_string, class, auto...> class column>
struct groups_table {
    column<"id", std::string, primary_key> id{};
    column<"title", std::optional<std::string>> title{};
};
constexpr table<groups_table, "groups_of_items"> groups;

template <template <fixed_string, class, auto...> class column>
struct items_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"group_id", std::string> group_id{};
    column<"whole", std::int64_t> whole{};
    column<"divisor", std::int64_t> divisor{};
    column<"part", double> part{};
    column<"maybe", std::optional<std::int64_t>> maybe{};
    column<"maybe_part", std::optional<double>> maybe_part{};
    column<"name", std::string> name{};
    column<"note", std::optional<std::string>> note{};
    column<"is_open", bool> is_open{};
    column<"document", json<>> document{};
    column<"extra", std::optional<json<>>> extra{};
    column<"unchecked_document", json<>> unchecked_document{};
    column<"made_at", timestamp, default_sql<"CURRENT_TIMESTAMP">> made_at{};
    column<"ended_at", std::optional<timestamp>> ended_at{};
};
constexpr table<items_table, "items"> items;

/// Two databases: one with rows that hold every null and zero that may be, one without rows.
class two_databases {
  public:
    two_databases() {
        for (test_database* d : {&filled, &empty}) {
            d->run(create_table<groups>);
            d->run(create_table<items>);
        }
        filled.run(
            "INSERT INTO groups_of_items VALUES ('g', 'G'), ('h', NULL), ('none', 'N');"
            "INSERT INTO items VALUES"
            " (1, 'g', 7, 2, 1.5, 3, 2.5, 'one', 'n', 1, '[1,2]', '{\"a\":1}', '[1]', '2026-02-03 10:00:00', '2026-02-03T10:00:00.000Z'),"
            " (2, 'g', 7, 0, 0.5, NULL, NULL, 'two', NULL, 0, '{}', NULL, 'no JSON', '2026-02-03T09:00:00.000Z', NULL),"
            " (3, 'h', -3, 0, 0.0, NULL, NULL, '', NULL, 0, '{\"a\":null}', NULL, '', '2026-02-04 00:00:00', 'never')");
    }
    test_database filled, empty;
};
two_databases& databases() {
    static two_databases both;
    return both;
}

/// The storage classes of every row's cells.
struct stored_rows {
    std::string error;
    std::vector<std::vector<int>> types;
};
stored_rows rows_of(test_database& database, std::string_view sql) {
    stored_rows out;
    out.error = database.each_row(sql, [&](sqlite3_stmt* row) {
        out.types.emplace_back();
        for (int i = 0; i < sqlite3_column_count(row); ++i) out.types.back().push_back(sqlite3_column_type(row, i));
    });
    return out;
}
bool is_of_type(const sql_type* type, int stored) {
    switch (type->kind) {
        case value_kind::integer:
        case value_kind::boolean: return stored == SQLITE_INTEGER;
        case value_kind::real: return stored == SQLITE_FLOAT || stored == SQLITE_INTEGER;  // an integer is a real
        default: return stored == SQLITE_TEXT;
    }
}

/// The result's columns are these; in neither database is a cell null or of another type against them, and where a column
/// is said to be null, it is somewhere.
template <class Q>
void check_facts(const Q& query, std::string_view columns) {
    const std::string text(text_of(query));
    INFO(text);
    CHECK(columns_of(query) == columns);
    std::array<bool, 100> null_seen{};
    for (test_database* d : {&databases().filled, &databases().empty}) {
        const stored_rows rows = rows_of(*d, text);
        CHECK(rows.error == "");
        for (const auto& row : rows.types)
            for (std::size_t i = 0; i < row.size(); ++i) {
                const detail::result_column& declared = detail::analysis_of<Q>.columns[i];
                INFO(declared.name);
                if (row[i] == SQLITE_NULL) {
                    null_seen[i] = true;
                    CHECK(declared.nullable);
                } else {
                    CHECK(is_of_type(declared.type, row[i]));
                }
            }
    }
    for (std::size_t i = 0; i < detail::analysis_of<Q>.column_count; ++i) CHECK(null_seen[i] == detail::analysis_of<Q>.columns[i].nullable);
}
/// The same of one expression over the items.
template <class E>
void check_expression(E e, std::string_view column) {
    check_facts(select(as<"v">(e)).from(items), "v " + std::string(column));
}

}  // namespace

TEST_CASE("a division is null where its divisor is 0", "[sql][facts]") {
    check_expression(items.whole / items.divisor, "integer?");
    check_expression(items.whole % items.divisor, "integer?");
    check_expression(items.part / items.part, "real?");
    check_expression(items.whole / (items.divisor - items.divisor), "integer?");
    check_expression(items.whole / literal<0>, "integer?");
    check_expression(items.whole / items.maybe_part, "real?");
    check_expression(items.whole / real<"0.0">, "real?");
    check_expression(items.whole / real<"0.5">, "real");
    check_expression(items.whole / literal<2>, "integer");
    check_expression(items.whole % literal<-2>, "integer");
    check_expression(items.part / literal<2>, "real");
    check_expression(items.maybe / literal<2>, "integer?");
    check_expression(coalesce(items.whole / items.divisor, literal<0>), "integer");
    check_expression((items.whole / items.divisor).is_null(), "boolean");
    check_expression(items.whole / items.divisor > literal<1>, "boolean?");
    check_expression(iif(items.divisor == literal<0>, literal<0>, items.whole), "integer");
}

TEST_CASE("aggregates are null over no rows, not over a group", "[sql][facts]") {
    check_facts(select(as<"a">(max(items.whole)), as<"b">(min(items.name)), as<"c">(sum(items.part)), as<"d">(avg(items.whole)),
                       as<"e">(count()), as<"f">(group_concat(items.name, literal<",">)), as<"g">(max(items.whole) + literal<1>))
                    .from(items),
                "a integer?, b text?, c real?, d real?, e integer, f text?, g integer?");
    check_facts(select(items.group_id, as<"a">(max(items.whole)), as<"b">(min(items.name)), as<"c">(sum(items.part)),
                       as<"d">(avg(items.whole)), as<"e">(count()), as<"f">(group_concat(items.name, literal<",">)),
                       as<"g">(max(items.whole) + literal<1>), as<"h">(sum(items.is_open)))
                    .from(items)
                    .group_by(items.group_id),
                "group_id text, a integer, b text, c real, d real, e integer, f text, g integer, h integer");
    check_facts(select(items.group_id, as<"a">(max(items.maybe)), as<"b">(avg(items.maybe_part)), as<"c">(sum(items.whole / items.divisor)),
                       as<"d">(count(items.maybe)))
                    .from(items)
                    .group_by(items.group_id),
                "group_id text, a integer?, b real?, c integer?, d integer");
    // Of a group of a left join, every value may be that of no row.
    check_facts(select(groups.id, as<"a">(max(items.whole)), as<"n">(count(items.id)))
                    .from(groups)
                    .left_join(items, items.group_id == groups.id)
                    .group_by(groups.id),
                "id text, a integer?, n integer");
    check_facts(select(as<"a">(coalesce(max(items.whole), literal<0>)), as<"b">(max(items.whole).is_null())).from(items),
                "a integer, b boolean");
}

TEST_CASE("GROUP BY of a subquery is not that of the query around it", "[sql][facts]") {
    constexpr auto inner = alias<"inner_items">(items);
    constexpr auto all = select(count()).from(inner);
    constexpr auto of_a_group = all.group_by(inner.group_id).limit<1>();
    check_facts(select(as<"n">(scalar(of_a_group)), as<"a">(max(items.whole)), as<"b">(sum(items.part))).from(items),
                "n integer?, a integer?, b real?");
    check_facts(select(items.group_id, as<"n">(scalar(all)), as<"a">(max(items.whole))).from(items).group_by(items.group_id),
                "group_id text, n integer, a integer");
    check_facts(select(as<"a">(max(items.whole)), as<"is">(exists(of_a_group)), as<"b">(min(items.name))).from(items),
                "a integer?, is boolean, b text?");
}

TEST_CASE("the columns and aggregates of a subquery are not those of the query around it", "[sql][facts]") {
    constexpr auto o = alias<"o">(items);
    check_facts(select(as<"n">(count()), as<"some">(exists(select(o.name).from(o))), as<"first">(scalar(select(min(o.name)).from(o))),
                       as<"found">(literal<7>.in(select(o.whole).from(o))))
                    .from(items),
                "n integer, some boolean, first text?, found boolean");
    check_facts(
        select(items.name, as<"n">(scalar(select(count()).from(o)))).from(items).where(items.whole < scalar(select(sum(o.id)).from(o))),
        "name text, n integer");
    check_facts(select(items.id).from(items).order_by(scalar(select(max(o.whole)).from(o)), items.id), "id integer");
    check_facts(select(items.id).from(items).join(o, o.id == scalar(select(min(alias<"p">(items).id)).from(alias<"p">(items)))),
                "id integer");
}

TEST_CASE("aggregates and windows stand where SQLite takes them", "[sql][facts]") {
    check_facts(select(as<"n">(count())).from(items).having(count() > literal<0>), "n integer");
    check_facts(select(items.group_id).from(items).group_by(items.group_id).order_by(max(items.whole).desc()), "group_id text");
    check_facts(select(items.id).from(items).order_by(over(row_number(), order_by(items.whole))), "id integer");
    check_facts(select(items.group_id, as<"r">(over(rank(), order_by(count().desc())))).from(items).group_by(items.group_id),
                "group_id text, r integer");
    CHECK(databases().empty.error_in(
              text_of(insert_into(groups).set(groups.id = literal<"all">, groups.title = max(items.name)).from(items))) == "");
    CHECK(databases().empty.error_in(
              text_of(update(items).set(items.whole = scalar(select(count()).from(groups))).where(items.id == literal<1>))) == "");
}

TEST_CASE("a parameter that makes a value null is never bound to null where the result is not optional", "[sql][facts]") {
    constexpr auto selected = select(as<"v">(items.whole + param<"by">), as<"w">(items.maybe + param<"other">)).from(items);
    CHECK(columns_of(selected) == "v integer, w integer?");
    CHECK(parameters_of(selected) == "by integer not null, other integer");
    CHECK(parameters_of(select(as<"v">((items.whole + param<"by">).is_null())).from(items)) == "by integer");
    CHECK(parameters_of(select(as<"v">(coalesce(items.maybe + param<"by">, literal<0>))).from(items)) == "by integer");
    CHECK(parameters_of(select(as<"v">(coalesce(items.maybe, param<"else">))).from(items)) == "else integer not null");
    CHECK(parameters_of(select(items.id).from(items).where(items.whole == param<"whole">)) == "whole integer");
    CHECK(parameters_of(select(as<"v">(items.whole == param<"whole">)).from(items)) == "whole integer not null");
    CHECK(parameters_of(update(items)
                            .set(items.whole = items.whole + param<"by">, items.maybe = items.whole + param<"more">)
                            .where(items.id == param<"id">)) == "by integer not null, more integer, id integer");
    constexpr auto moved = derived<"moved">(select(as<"v">(items.whole + param<"by">)).from(items));
    CHECK(parameters_of(select(as<"v">(moved.get<"v", std::int64_t>())).from(moved)) == "by integer not null");
    CHECK(parameters_of(union_all(select(as<"v">(items.whole)).from(items), select(as<"v">(items.whole + param<"by">)).from(items))) ==
          "by integer not null");
    const auto optional = select(as<"v">(items.whole + param<"by", std::optional<std::int64_t>>)).from(items);
    CHECK(columns_of(optional) == "v integer?");
    // The use that needs a value counts, wherever it stands.
    CHECK(parameters_of(update(items).set(items.whole = param<"n">).where(items.maybe == param<"n">)) == "n integer not null");
    CHECK(parameters_of(select(as<"v">(items.whole + param<"n">)).from(items).where(items.maybe == param<"n">)) == "n integer not null");
}

TEST_CASE("of an integer and a real that take one parameter, the integer decides", "[sql][facts]") {
    CHECK(parameters_of(update(items).set(items.part = param<"n">, items.whole = param<"n">).where(items.id == literal<1>)) ==
          "n integer not null");
    CHECK(parameters_of(update(items).set(items.whole = param<"n">, items.part = param<"n">).where(items.id == literal<1>)) ==
          "n integer not null");
}

TEST_CASE("a window is never empty", "[sql][facts]") {
    check_facts(select(items.id, as<"a">(over(max(items.whole), partition_by(items.group_id))),
                       as<"b">(over(sum(items.maybe), partition_by(items.id))),
                       as<"c">(over(max(items.maybe), partition_by(items.group_id), order_by(items.id))), as<"d">(over(row_number())),
                       as<"e">(over(lag(items.whole), order_by(items.id))))
                    .from(items),
                "id integer, a integer, b integer?, c integer?, d integer, e integer?");
}

TEST_CASE("a window over aggregates, and a frame without its own row", "[sql][facts]") {
    check_facts(select(items.id, as<"a">(over(sum(count()))), as<"b">(over(max(sum(items.maybe)), partition_by(items.id))),
                       as<"c">(over(first_value(max(items.whole)), order_by(items.id))))
                    .from(items)
                    .group_by(items.id),
                "id integer, a integer, b integer?, c integer");
    check_facts(
        select(items.id, as<"a">(over(max(items.whole), order_by(items.id), rows_between(current_row, following<1>).exclude_current_row())),
               as<"b">(over(count(), order_by(items.id), groups_between(current_row, current_row).exclude_group())),
               as<"c">(over(max(items.whole), order_by(items.whole), groups_between(current_row, current_row).exclude_ties())),
               as<"d">(over(max(items.whole), order_by(items.maybe), range_between(preceding<2>, following<2>))),
               as<"e">(over(max(items.whole), order_by(items.whole), range_between(preceding<4>, preceding<2>))),
               as<"f">(over(lag(items.whole, literal<2>), order_by(items.id))))
            .from(items),
        "id integer, a integer?, b integer, c integer, d integer, e integer?, f integer?");
}

TEST_CASE("a subquery over the table around it has rows of its own", "[sql][facts]") {
    check_facts(select(groups.id, as<"a">(scalar(select(count(items.id)).from(items))),
                       as<"b">(exists(select(items.id).from(items).where(items.whole.is_not_null()))))
                    .from(groups)
                    .left_join(items, items.group_id == groups.id),
                "id text, a integer, b boolean");
    check_facts(select(items.id, as<"a">(scalar(select(count(groups.id)).from(items).left_join(groups, groups.id == items.name))))
                    .from(items)
                    .join(groups, groups.id == items.group_id),
                "id integer, a integer");
    check_facts(select(items.id).from(items).where(items.whole >= scalar(select(min(items.whole)).from(items))), "id integer");
    check_facts(select(items.id, as<"a">(scalar(select(items.maybe).from(items).where(items.maybe.is_null()).limit<1>()))).from(items),
                "id integer, a integer?");
}

TEST_CASE("in is null where the values looked through hold a null", "[sql][facts]") {
    check_expression(items.whole.in(select(alias<"o">(items).maybe).from(alias<"o">(items))), "boolean?");
    check_expression(items.whole.not_in(select(alias<"o">(items).maybe).from(alias<"o">(items))), "boolean?");
    check_expression(items.whole.in(select(alias<"o">(items).whole).from(alias<"o">(items))), "boolean");
    check_expression(items.maybe.in<1, 2>(), "boolean?");
    check_expression(items.whole.in<1, 2>(), "boolean");
    constexpr auto o = alias<"o">(items);
    check_expression(row(items.group_id, items.whole + literal<100>).in(select(o.group_id, o.maybe).from(o)), "boolean?");
    check_expression(row(items.group_id, items.whole).in(select(o.group_id, o.whole).from(o)), "boolean");
    check_expression(row(items.group_id, items.maybe).in(select(o.group_id, o.whole).from(o)), "boolean?");
    check_expression(items.whole.in(select(max(o.whole)).from(o).where(o.id < literal<0>)), "boolean?");
    check_expression(!items.whole.in(select(o.maybe).from(o)), "boolean?");
}

TEST_CASE("null tests and IS are never null", "[sql][facts]") {
    check_expression(items.maybe.is_null(), "boolean");
    check_expression(items.maybe.is(literal<3>), "boolean");
    check_expression(items.maybe.is_not(items.whole), "boolean");
    check_expression(items.maybe == literal<3>, "boolean?");
    check_expression(items.note.like(literal<"n%">), "boolean?");
    check_expression(items.whole.between(items.maybe, literal<9>), "boolean?");
    check_expression(items.maybe == literal<3> || items.whole == literal<0>, "boolean?");
    check_expression(exists(select(alias<"o">(items).maybe).from(alias<"o">(items))), "boolean");
}

TEST_CASE("coalesce is never null when any of its values is not", "[sql][facts]") {
    check_expression(coalesce(items.maybe, literal<0>), "integer");
    check_expression(coalesce(items.whole, items.maybe), "integer");
    check_expression(coalesce(items.maybe, items.whole, items.maybe), "integer");
    check_expression(coalesce(items.note, nullif(items.note, literal<"n">)), "text?");
    check_expression(nullif(items.whole, literal<7>), "integer?");
}

TEST_CASE("a value of two numeric types is a real", "[sql][facts]") {
    check_expression(coalesce(items.maybe, items.part), "real");
    check_expression(coalesce(items.whole, items.part), "real");
    check_expression(iif(items.is_open, items.whole, items.part), "real");
    check_expression(case_when(items.is_open, literal<1>).when(items.divisor == literal<0>, items.part).otherwise(literal<2>), "real");
    check_expression(greatest(items.whole, items.part), "real");
    check_expression(items.whole + items.part, "real");
    check_facts(union_all(select(as<"v">(items.whole)).from(items), select(as<"v">(items.part)).from(items)), "v real");
    check_facts(union_all(select(as<"v">(items.whole)).from(items), select(as<"v">(items.maybe)).from(items)), "v integer?");
}

TEST_CASE("case without otherwise is null, with it where a branch is", "[sql][facts]") {
    check_expression(case_when(items.is_open, items.whole), "integer?");
    check_expression(case_when(items.is_open, items.whole).otherwise(literal<0>), "integer");
    check_expression(case_when(items.is_open, literal<0>).otherwise(items.maybe), "integer?");
    check_expression(case_when(items.maybe == literal<1>, literal<0>).otherwise(literal<1>), "integer");
}

TEST_CASE("a scalar subquery is null unless it always has its row", "[sql][facts]") {
    constexpr auto o = alias<"o">(items);
    check_expression(scalar(select(count()).from(o).where(o.id < literal<0>)), "integer");
    check_expression(scalar(select(max(o.whole)).from(o).where(o.id < literal<0>)), "integer?");
    check_expression(scalar(select(coalesce(max(o.whole), literal<0>)).from(o).where(o.id < literal<0>)), "integer");
    check_expression(scalar(select(o.whole).from(o).where(o.id < literal<0>)), "integer?");
    check_expression(scalar(select(count()).from(o).where(o.id < literal<0>).group_by(o.group_id)), "integer?");
    check_expression(scalar(select(count()).from(o).having(count() > literal<99>)), "integer?");
    check_expression(scalar(select(literal<1>)), "integer");
    check_expression(scalar(select(literal<1>).where(literal<false>)), "integer?");
}

TEST_CASE("functions of one row", "[sql][facts]") {
    check_expression(lower(items.name), "text");
    check_expression(upper(items.note), "text?");
    check_expression(length(items.made_at), "integer");
    check_expression(abs(items.whole), "integer");
    check_expression(abs(items.maybe_part), "real?");
    check_expression(round(items.part, literal<1>), "real");
    check_expression(round(items.whole, literal<0>), "real");
    check_expression(substring(items.name, literal<1>, items.whole), "text");
    check_expression(position(items.name, items.note), "integer?");
    check_expression(concat(items.name, items.note), "text?");
    check_expression(greatest(items.whole, items.maybe), "integer?");
    check_expression(cast<std::int64_t>(items.name), "integer");
    check_expression(cast<double>(items.note), "real?");
}

TEST_CASE("JSON functions", "[sql][facts]") {
    check_expression(json_extract<"$.a", std::int64_t>(items.document), "integer?");
    check_expression(json_extract_if_valid<"$[0]", std::int64_t>(items.unchecked_document), "integer?");
    check_expression(json_valid(items.unchecked_document), "boolean");
    check_expression(json_valid(items.extra), "boolean?");
    check_expression(json_type(items.document), "text");
    check_expression(json_type(items.extra), "text?");
    check_expression(json_array_length(items.document), "integer");
    check_expression(json_length_if_valid(items.unchecked_document), "integer");
    check_expression(json_length_if_valid(items.extra), "integer");
    check_expression(json_object(entry<"a">(items.maybe), entry<"b">(items.extra)), "json");
    check_expression(json_array(items.maybe, items.is_open), "json");
    check_expression(json_set(items.document, at<"$.b">(items.maybe)), "json");
    check_expression(json_set(items.extra, at<"$.b">(literal<1>)), "json?");
    check_expression(json_append(items.unchecked_document, items.document), "json");
    check_expression(json_append(items.document, items.extra), "json?");
    check_expression(json_merge(items.unchecked_document, items.extra), "json");
    check_facts(select(as<"v">(json_group_array(items.maybe))).from(items), "v json");
}

TEST_CASE("timestamps", "[sql][facts]") {
    check_expression(instant(items.ended_at), "timestamp?");
    check_expression(later_than(items.ended_at, instant(items.ended_at)), "timestamp?");
    check_expression(instant(items.made_at) < instant(items.ended_at), "boolean?");
}

TEST_CASE("the conditions of pages", "[sql][facts]") {
    constexpr auto by_id = items.id.asc();
    check_expression(after(items.whole.desc(), items.id.desc(), literal<3>, literal<2>), "boolean");
    check_expression(after(items.maybe.desc(), items.id.desc(), literal<3>, literal<2>), "boolean");
    check_expression(after(items.maybe.desc(), by_id, literal<3>, literal<2>), "boolean");
    check_expression(after(items.maybe.asc(), by_id, literal<3>, literal<2>), "boolean?");
    check_expression(after(items.whole.asc(), items.whole.desc(), items.id.asc(), literal<7>, literal<2>, literal<1>), "boolean");
    check_expression(after_null(items.maybe.desc(), by_id, literal<2>), "boolean");
    check_expression(after_null(items.maybe.asc(), by_id, literal<2>), "boolean");
    check_expression(row(items.whole, items.maybe) > row(literal<7>, literal<2>), "boolean?");
}

TEST_CASE("columns of a left join, of a derived table and of a union", "[sql][facts]") {
    check_facts(select(groups.id, items.whole, as<"e">(items.id.is_null())).from(groups).left_join(items, items.group_id == groups.id),
                "id text, whole integer?, e boolean");
    constexpr auto largest = derived<"largest">(
        select(items.group_id, as<"largest">(max(items.whole)), as<"mean">(avg(items.maybe))).from(items).group_by(items.group_id));
    check_facts(select(as<"l">(largest.get<"largest", std::int64_t>()), as<"m">(largest.get<"mean", double>())).from(largest),
                "l integer, m real?");
    constexpr auto totals = derived<"totals">(select(as<"total">(sum(items.whole))).from(items));
    check_facts(select(as<"t">(totals.get<"total", std::int64_t>())).from(totals), "t integer?");
}
