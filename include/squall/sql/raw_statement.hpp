#pragma once
// Table sources and whole statements as constant SQL: the way out where raw<> of an expression does not reach. Nothing checks the
// text: a test that prepares the statement does. `squall raw` lists every use.
#include "raw.hpp"
#include "select.hpp"
#include "statement.hpp"

namespace squall {

namespace detail {
/// Says what is wrong with the text.
template <fixed_string Sql, std::size_t Places>
constexpr bool check_raw_text() {
    constexpr raw_fault fault = raw_text{Sql.view(), Places}.fault();
    static_assert(fault != raw_fault::parameter, "squall: raw SQL holds no ? : or @; a value is a param<...> with its type, for a $1");
    static_assert(fault != raw_fault::semicolon, "squall: raw SQL is one statement, without ; and NUL");
    static_assert(fault != raw_fault::comment, "squall: raw SQL holds no comment");
    static_assert(fault != raw_fault::open_quote, "squall: raw SQL opens a quote that it does not close");
    static_assert(fault != raw_fault::parentheses, "squall: the parentheses of raw SQL do not match");
    static_assert(fault != raw_fault::place, "squall: raw SQL uses every expression as $1, $2, ..., and no other number");
    return fault == raw_fault::none;
}
constexpr bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
/// Whether a word stands in the text outside quotes.
constexpr bool has_word(std::string_view sql, std::string_view word) {
    for (std::size_t i = 0; i < sql.size();) {
        if (const std::size_t end = end_of_quoted(sql, i); end != i) {
            i = end;
            continue;
        }
        std::size_t end = i;
        while (end < sql.size() && is_word_character(sql[end])) ++end;
        if (end > i && identifiers::same_word(sql.substr(i, end - i), word)) return true;
        i = end > i ? end : i + 1;
    }
    return false;
}
constexpr std::string_view first_word(std::string_view sql) {
    while (!sql.empty() && (sql.front() == ' ' || (sql.front() >= '\t' && sql.front() <= '\r') || sql.front() == '(')) sql.remove_prefix(1);
    std::size_t end = 0;
    while (end < sql.size() && ((sql[end] >= 'a' && sql[end] <= 'z') || (sql[end] >= 'A' && sql[end] <= 'Z'))) ++end;
    return sql.substr(0, end);
}
constexpr bool begins_with_one_of(std::string_view sql, std::initializer_list<std::string_view> words) {
    for (std::string_view word : words)
        if (identifiers::same_word(first_word(sql), word)) return true;
    return false;
}
/// Pragmas that look at the schema, with an argument or without, and those that only tell a setting where nothing is assigned.
inline constexpr std::string_view inspecting_pragmas[] = {"table_info",      "table_xinfo",   "table_list",       "index_list",
                                                          "index_info",      "index_xinfo",   "foreign_key_list", "foreign_key_check",
                                                          "integrity_check", "quick_check",   "collation_list",   "compile_options",
                                                          "database_list",   "function_list", "module_list",      "pragma_list"};
inline constexpr std::string_view setting_pragmas[] = {"application_id", "auto_vacuum",    "cache_size",        "data_version", "encoding",
                                                       "foreign_keys",   "freelist_count", "journal_mode",      "page_count",   "page_size",
                                                       "schema_version", "user_version",   "defer_foreign_keys"};
/// Whether a PRAGMA writes nothing and does nothing. One that is not listed may.
constexpr bool is_reading_pragma(std::string_view sql) {
    const auto skip_space = [&] {
        while (!sql.empty() && (sql.front() == ' ' || (sql.front() >= '\t' && sql.front() <= '\r'))) sql.remove_prefix(1);
    };
    const auto take_word = [&] {
        skip_space();
        std::size_t end = 0;
        while (end < sql.size() && is_word_character(sql[end])) ++end;
        const std::string_view word = sql.substr(0, end);
        sql.remove_prefix(end);
        skip_space();
        return word;
    };
    take_word();  // PRAGMA
    std::string_view name = take_word();
    if (!sql.empty() && sql.front() == '.') {
        sql.remove_prefix(1);
        name = take_word();
    }
    for (std::string_view known : inspecting_pragmas)
        if (identifiers::same_word(name, known)) return sql.find('=') == sql.npos;
    for (std::string_view known : setting_pragmas)
        if (identifiers::same_word(name, known)) return sql.empty();
    return false;
}
/// What SQL does: it reads where no word of it writes. pragma_optimize is the one function of a pragma that writes.
constexpr bool is_reading_sql(std::string_view sql) {
    if (begins_with_one_of(sql, {"pragma"})) return is_reading_pragma(sql);
    for (std::string_view word : {"insert", "update", "delete", "into", "pragma_optimize"})
        if (has_word(sql, word)) return false;
    return begins_with_one_of(sql, {"select", "with", "values", "explain"});
}
template <fixed_string Sql, class... Nodes>
constexpr void render_raw(renderer& out) {
    out.repeat.reads_clock = true;
    raw_text{kept<Sql>, sizeof...(Nodes)}.walk([&](std::string_view part) { out << part; },
                                               [&](std::size_t number) {
                                                   std::size_t i = 0;
                                                   ((++i == number ? void(part<Nodes>(out, binds_whole)) : void()), ...);
                                               });
}

template <fixed_string Alias, fixed_string Name, class T>
struct raw_column_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return out.column(kept<Alias>, kept<Name>, is_optional<T>); }
};
template <fixed_string Alias, fixed_string Name, class T>
inline constexpr std::string_view name_of_node<raw_column_node<Alias, Name, T>> = kept<Name>;

template <fixed_string Alias, fixed_string Sql, class... Nodes>
struct raw_table_source {
    struct self_ {
        static constexpr std::string_view alias = kept<Alias>;
        static constexpr void declare(renderer& out) {
            constexpr bool is_query = begins_with_one_of(Sql.view(), {"select", "with", "values"});
            out << (is_query ? "(" : "");
            render_raw<Sql, Nodes...>(out);
            out << (is_query ? ") AS " : " AS ");
            out.name(alias);
        }
    };
    /// A column by its name, as a T: std::optional where it may be null.
    template <fixed_string Name, column_value T>
    constexpr expression<raw_column_node<Alias, Name, T>> get() const {
        return {};
    }
};

template <class Row>
constexpr void raw_result(renderer& out) {
    if constexpr (declared_row<Row>) {
        for (const column_description& c : definition_of<Row>::columns) out.result(c.name, c.type, {.may_be_null = c.nullable});
    } else if constexpr (column_value<Row>) {
        out.result("value", type_of<Row>, {.may_be_null = is_optional<Row>});
    }
}
template <class Row, bool Writes, fixed_string Sql, class... Nodes>
struct raw_statement {
    using row = Row;
    static constexpr bool writes = Writes;
    static constexpr void text(renderer& out) {
        render_raw<Sql, Nodes...>(out);
        raw_result<Row>(out);
    }
};
}  // namespace detail

/// A source of rows as constant SQL, a table-valued function or a query:
///     constexpr auto info = raw_table<"info", "pragma_table_info($1)">(param<"table", std::string>);
///     select(as<"column">(info.get<"name", std::string>())).from(info)
template <fixed_string Alias, fixed_string Sql, expression_like... E>
constexpr auto raw_table(E...) {
    constexpr bool reads = !detail::has_word(Sql.view(), "pragma_optimize");
    static_assert(reads, "squall: a source of rows reads; pragma_optimize writes: use raw_write<>()");
    if constexpr (detail::check_raw_text<Sql, sizeof...(E)>() && reads) return detail::raw_table_source<Alias, Sql, typename E::node...>{};
}
/// A statement that reads, as constant SQL. Its columns are the fields of Row in their order, or one value; a bigint is selected as
/// CAST(… AS TEXT).
template <fixed_string Sql, class Row, expression_like... E>
constexpr auto raw_query(E...) {
    constexpr bool has_row = declared_row<Row> || column_value<Row>;
    static_assert(has_row, "squall: raw_query<SQL, Row>() returns rows of a declared struct, or values of one type");
    constexpr bool reads = detail::is_reading_sql(Sql.view());
    static_assert(
        reads, "squall: raw_query<>() reads: it begins with SELECT, WITH, VALUES, PRAGMA or EXPLAIN and writes nothing; use raw_write<>()");
    if constexpr (detail::check_raw_text<Sql, sizeof...(E)>() && has_row && reads)
        return detail::raw_statement<Row, false, Sql, typename E::node...>{};
}
/// A statement that writes, as constant SQL, with the rows of its RETURNING. It is never repeated after an unknown outcome.
template <fixed_string Sql, class Row = detail::no_row, expression_like... E>
constexpr auto raw_write(E...) {
    if constexpr (detail::check_raw_text<Sql, sizeof...(E)>()) return detail::raw_statement<Row, true, Sql, typename E::node...>{};
}

}  // namespace squall
