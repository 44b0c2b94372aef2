#pragma once
// Walks a statement's type once and gathers everything that is known at compile time: its text, its parameters, the
// columns of its result, and what is wrong with it. One class, so that a node is one function.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "facts.hpp"
#include "idempotency.hpp"
#include "identifier.hpp"
#include "statement_fault.hpp"
#include "types.hpp"

namespace squall::detail {

/// Which clause is being rendered: decides how an unknown table is explained.
enum class clause : unsigned char { none, selection, join, where, group_by, order_by, set, returning };

/// A named parameter, ?1 for the first. Its values must have this type; not_null: it is stored in a NOT NULL column; is_row_count:
/// it is a LIMIT or an OFFSET, which SQLite ignores where it is negative.
struct parameter_use {
    std::string_view name{};
    const sql_type* type = nullptr;
    bool is_list = false;
    bool not_null = false;
    bool is_row_count = false;
};
struct result_column {
    std::string_view name{};
    const sql_type* type = nullptr;
    bool nullable = false;
    bool has_two_time_forms = false;
};
/// A fragment of the SQL that is in the statement only if the value named `condition` is passed.
struct optional_piece {
    std::size_t begin = 0, end = 0;
    std::string_view condition{};
};

class renderer {
  public:
    static constexpr std::size_t most_parameters = 100, most_columns = 100, most_pieces = 24, most_tables = 24, most_ctes = 12;

    char* buffer = nullptr;
    std::size_t size = 0;
    bool qualify = true;
    bool in_ddl = false;
    bool stays_inside = false;     // the query of a view or an insert: its result is not sent to the client
    std::string_view ddl_table{};  // whose columns alone may stand in a condition of the DDL
    std::size_t table_count = 0;

    std::array<parameter_use, most_parameters> parameters{};
    std::size_t parameter_count = 0;
    std::array<result_column, most_columns> columns{};
    std::size_t column_count = 0;
    std::array<optional_piece, most_pieces> pieces{};
    std::size_t piece_count = 0;
    statement_fault found = statement_fault::none;

    clause at = clause::none;
    std::string_view upsert_into{};  // the table that do_update() is being written for
    int depth = 0;                   // of selects
    idempotency_facts repeat{};
    const char* found_row = nullptr;  // which row the statement has found, in a guard within it: see row_found
    int found_depth = 0;              // of the guard: in its queries a table of that name is another row

    constexpr renderer& operator<<(std::string_view text) {
        if (buffer)
            for (std::size_t i = 0; i < text.size(); ++i) buffer[size + i] = text[i];
        size += text.size();
        return *this;
    }
    constexpr renderer& operator<<(char c) { return *this << std::string_view(&c, 1); }
    constexpr void number(std::int64_t n) {
        char digits[20]{};
        std::size_t i = 20;
        std::uint64_t rest = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
        do digits[--i] = static_cast<char>('0' + rest % 10);
        while (rest /= 10);
        if (n < 0) *this << '-';
        *this << std::string_view(digits + i, 20 - i);
    }
    /// A name: of a table, a column, an alias, an index …
    constexpr void name(std::string_view name) {
        write_identifier(name, [this](std::string_view part) { *this << part; });
    }
    constexpr void string(std::string_view text) {
        *this << '\'';
        for (char c : text) {
            if (c == '\'') *this << c;
            *this << c;
        }
        *this << '\'';
    }
    constexpr void report(statement_fault p) {
        if (found == statement_fault::none) found = p;
    }

    // ---- tables ----
    /// A source of the query itself: a table of the same name around the query is not seen in it, as in SQL.
    /// `qualifier`: what stands before its columns where that is not the alias.
    /// `condition`: the when<...>() of which the join is a part.
    constexpr void add_table(std::string_view alias, bool outer, std::string_view qualifier = {}, std::string_view condition = {}) {
        if (qualifier.empty()) qualifier = alias;
        for (std::size_t i = own_begin; i < scope_end; ++i)
            if (identifiers::same_word(scope[i].alias, alias) || identifiers::same_word(scope[i].qualifier, qualifier))
                report(statement_fault::table_twice);
        if (scope_end < most_tables) scope[scope_end++] = {alias, qualifier, condition, outer};
        ++table_count;
    }
    /// RIGHT and FULL JOIN: a row of any source before it in the query may be missing.
    constexpr void make_outer() {
        for (std::size_t i = own_begin; i < scope_end; ++i) scope[i].outer = true;
    }
    /// The FROM of an update does not see the written table, which was added first.
    constexpr void hide_written_table(bool hidden) { scope_begin = hidden ? scope_begin + 1 : scope_begin - 1; }
    /// RETURNING sees the written table alone, which was added first, and only by its own name.
    constexpr void begin_returning(std::string_view table_name) {
        at = clause::returning;
        scope_end = scope_begin + 1;
        scope[scope_begin].qualifier = table_name;
    }
    /// A query that with() puts before the statement, and whether a source is one.
    constexpr void add_cte(std::string_view alias) {
        if (cte_count < most_ctes) ctes[cte_count++] = alias;
    }
    /// The names after this are those of an inner statement, until close_ctes().
    constexpr std::size_t open_ctes() const { return cte_count; }
    constexpr void close_ctes(std::size_t mark) { cte_count = mark; }
    /// All names of one with(): each of its queries sees the others, and itself.
    constexpr void name_ctes(const std::string_view* names, std::size_t count) {
        for (std::size_t i = 0; i < count && named_count < most_ctes; ++i) named[named_count++] = names[i];
    }
    constexpr std::size_t open_names() const { return named_count; }
    constexpr void close_names(std::size_t mark) { named_count = mark; }
    /// A table or view in FROM: SQLite would read a query of with() that has its name.
    constexpr void use_table(std::string_view table) {
        for (std::size_t i = 0; i < named_count; ++i)
            if (identifiers::same_word(named[i], table)) report(statement_fault::query_named_as_table);
    }
    constexpr void use_cte(std::string_view alias) {
        bool known = false;
        for (std::size_t i = 0; i < cte_count; ++i) known = known || ctes[i] == alias;
        if (!known) report(statement_fault::query_unnamed);
    }
    /// The second part of a recursive query reads the rows found so far once, in its own FROM.
    constexpr void begin_recursion() {
        recursion_depth = depth + 1;
        recursion_uses = 0;
    }
    constexpr void use_recursion() {
        if (recursion_depth == 0) report(statement_fault::recursion_misplaced);
        recursion_uses += depth == recursion_depth ? 1 : 2;
    }
    constexpr bool end_recursion() {
        recursion_depth = 0;
        return recursion_uses == 1;
    }
    struct scope_mark {
        std::size_t begin, end, own_begin;
        clause at;
        bool grouped, own_only;
        int matches_left;
        bool (*is_shadowed)(std::string_view);
    };
    constexpr scope_mark open_scope(bool is_grouped = false) {
        ++repeat.queries;
        const scope_mark mark{scope_begin, scope_end, own_begin, at, grouped, own_only, matches_left, is_shadowed};
        own_begin = scope_end;
        own_only = false;
        grouped = is_grouped;
        matches_left = 0;
        is_shadowed = nullptr;
        ++depth;
        return mark;
    }
    /// The scope of a query in FROM, which does not see the tables beside it.
    constexpr scope_mark open_own_scope() {
        const scope_mark mark = open_scope();
        scope_begin = scope_end;
        return mark;
    }
    constexpr void close_scope(const scope_mark& mark) {
        scope_begin = mark.begin;
        scope_end = mark.end;
        own_begin = mark.own_begin;
        at = mark.at;
        grouped = mark.grouped;
        own_only = mark.own_only;
        matches_left = mark.matches_left;
        is_shadowed = mark.is_shadowed;
        --depth;
    }
    /// GROUP BY and ORDER BY see the query's own sources, not those of the queries around it: D1's SQLite finds no such column.
    constexpr void see_own_sources(bool only) { own_only = only; }
    /// A MATCH that stands where SQLite can search by it: between the && of where() or of a join, on an index of this query.
    /// `is_joined_outer`: in the condition by which that index itself is joined, so that it may find nothing.
    constexpr void allow_match(std::string_view index, bool always_there, bool is_joined_outer) {
        for (std::size_t i = own_begin; i < scope_end; ++i)
            if (scope[i].alias == index && scope[i].outer == is_joined_outer) {
                ++matches_left;
                scope[i].matched = scope[i].matched || always_there;
            }
    }
    constexpr void use_match() {
        if (--matches_left < 0) report(statement_fault::match_outside);
    }
    /// Whether every row that is seen of a full-text index was found by a MATCH.
    constexpr bool is_matched(std::string_view index) const {
        for (std::size_t i = scope_begin; i < scope_end; ++i)
            if (scope[i].alias == index) return scope[i].matched;
        return false;
    }
    /// In ORDER BY a bare name is that of a result column first: a column of that name is written with its table there. Of the
    /// query's result, `is_result_name` says which names are not those of the columns themselves.
    constexpr void shadow_columns(bool (*is_result_name)(std::string_view)) { is_shadowed = is_result_name; }
    /// Whether the query has GROUP BY, so that each group that an aggregate sees has a row.
    constexpr bool is_grouped() const { return grouped; }
    constexpr facts column(std::string_view alias, std::string_view column_name, bool nullable, bool has_two_time_forms = false) {
        bool known = in_ddl;
        std::string_view qualifier = alias;
        for (std::size_t i = scope_end, begin = own_only ? own_begin : scope_begin; i > begin; --i)
            if (const table_in_scope& table = scope[i - 1]; table.alias == alias) {
                known = true, nullable = nullable || table.outer, qualifier = table.qualifier;
                if (!table.condition.empty() && !is_within_piece(table.condition)) report(statement_fault::optional_source_read);
                break;
            }
        if (!known) report(unknown_table());
        if (in_ddl && depth == 0 && !ddl_table.empty() && alias != ddl_table) report(statement_fault::index_of_other_table);
        repeat.read(column_name);
        if (!in_ddl) {
            if (qualify || (is_shadowed != nullptr && is_shadowed(column_name))) {
                name(qualifier);
                *this << '.';
            }
        }
        name(column_name);
        return {.may_be_null = nullable, .has_column = true, .has_two_time_forms = has_two_time_forms};
    }

    // ---- parameters ----
    /// The facts of a parameter: it is null when null is bound.
    constexpr facts parameter(const parameter_use& use) {
        std::size_t i = 0;
        while (i < parameter_count && parameters[i].name != use.name) ++i;
        if (i == parameter_count) {
            if (parameter_count == most_parameters) {
                report(statement_fault::too_many_parameters);
                return {};
            }
            parameters[parameter_count++] = use;
        } else if (!comparable(parameters[i].type, use.type) || parameters[i].is_list != use.is_list) {
            report(statement_fault::parameter_types_differ);
        } else if (is_number(use.type) && (parameters[i].type->kind == value_kind::real || holds(parameters[i].type, use.type))) {
            parameters[i].type = use.type;  // of an integer, a bigint and a real, the first is all of them
        }
        parameters[i].not_null = parameters[i].not_null || use.not_null;
        parameters[i].is_row_count = parameters[i].is_row_count || use.is_row_count;
        *this << '?';
        number(static_cast<std::int64_t>(i + 1));
        return {.null_with = parameter_set::of(i)};
    }
    /// For a value declared never to be null, the parameters accept no null.
    constexpr void require(parameter_set never_null) {
        if (never_null.empty()) return;
        for (std::size_t i = 0; i < parameter_count; ++i) parameters[i].not_null = parameters[i].not_null || never_null.has(i);
    }

    // ---- the result ----
    /// Whether a result column of this type is sent as text: a number would be rounded on its way out of D1.
    constexpr bool sends_as_text(const sql_type* type) const { return type->kind == value_kind::bigint && depth == 1 && !stays_inside; }
    /// A column of the result. Returns its facts as a part of the row's.
    constexpr facts result(std::string_view column_name, const sql_type* type, facts known) {
        if (known.may_be_null) known.null_with = {};
        if (depth > 1) return known;
        if (column_name.empty()) report(statement_fault::column_unnamed);
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].name == column_name) report(statement_fault::column_twice);
        if (column_count == most_columns) {
            report(statement_fault::too_many_columns);
            return known;
        }
        columns[column_count++] = {column_name, type, known.may_be_null, known.has_two_time_forms};
        require(known.null_with);
        return known;
    }

    // ---- optional fragments ----
    constexpr void begin_piece(std::string_view condition) {
        if (piece_depth++ > 0 || piece_count == most_pieces) return report(statement_fault::optional_inside);
        pieces[piece_count] = {size, size, condition};
    }
    constexpr void end_piece() {
        if (--piece_depth == 0 && piece_count < most_pieces) pieces[piece_count++].end = size;
    }
    /// Whether what is being rendered is in the statement only with that condition.
    constexpr bool is_within_piece(std::string_view condition) const {
        return piece_depth > 0 && piece_count < most_pieces && pieces[piece_count].condition == condition;
    }

  private:
    struct table_in_scope {
        std::string_view alias{}, qualifier{}, condition{};
        bool outer = false;
        bool matched = false;
    };
    std::array<table_in_scope, most_tables> scope{};
    std::size_t scope_begin = 0, scope_end = 0, own_begin = 0;
    std::array<std::string_view, most_ctes> ctes{};
    std::array<std::string_view, most_ctes> named{};
    std::size_t cte_count = 0, named_count = 0;
    int matches_left = 0;
    int piece_depth = 0;
    int recursion_depth = 0, recursion_uses = 0;
    bool (*is_shadowed)(std::string_view) = nullptr;
    bool grouped = false;
    bool own_only = false;

    constexpr statement_fault unknown_table() const {
        switch (at) {
            case clause::join: return statement_fault::table_in_join;
            case clause::where: return statement_fault::table_in_where;
            case clause::group_by: return statement_fault::table_in_group_by;
            case clause::order_by: return statement_fault::table_in_order_by;
            case clause::set: return statement_fault::table_in_set;
            case clause::returning: return statement_fault::table_in_returning;
            default: return statement_fault::table_in_selection;
        }
    }
};

}  // namespace squall::detail
