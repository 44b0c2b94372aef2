#pragma once
// Full-text tables of any kind (FTS5) and R*Trees, with typed columns: they are written and read as tables are, within what SQLite
// allows. A full-text index of a table's own texts is one line less with full_text<> (full_text.hpp).
//
//     template <template <fixed_string, class, auto...> class column>
//     struct pages_columns {
//         column<"url", std::string, squall::stored_only> url{};
//         column<"body", std::string> body{};
//     };
//     inline constexpr squall::full_text_table<pages_columns, "pages", "tokenize='trigram'"> pages;
//
//     template <template <fixed_string, class, auto...> class column>
//     struct places_columns {
//         column<"id", std::int64_t> id{};
//         column<"west", double> west{};
//         column<"east", double> east{};
//         column<"name", std::string, squall::stored_only> name{};
//     };
//     inline constexpr squall::rtree_table<places_columns, "places"> places;
//
// List them with the full-text indexes and triggers: squall_add_tool(… OTHERS …).
#include "full_text.hpp"

namespace squall {

namespace detail {

// ---- the columns of a virtual table ---------------------------------------------------------------------------------
struct virtual_column {
    bool is_marked = false;  // stored_only
    bool has_clauses = false;
};
template <fixed_string, class, auto... Marks>
struct virtual_column_spec {
    template <class Mark>
    static constexpr bool is_own = std::same_as<std::remove_cvref_t<Mark>, clause_mark<clause_flag::stored_only>>;
    static constexpr virtual_column value{(is_own<decltype(Marks)> || ... || false), (!is_own<decltype(Marks)> || ... || false)};
};
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr auto describe_virtual_columns() {
    using spec = Definition<virtual_column_spec>;
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<virtual_column, sizeof...(I)>{boost::pfr::tuple_element_t<I, spec>::value...};
    }
    (std::make_index_sequence<boost::pfr::tuple_size_v<spec>>{});
}
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr auto virtual_columns_of = describe_virtual_columns<Definition>();

// ---- the options of a full-text table -------------------------------------------------------------------------------
/// "content = ''" as its name and its value, without blanks.
struct full_text_option {
    std::string_view name, value;
};
constexpr std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}
constexpr full_text_option read_option(std::string_view text) {
    const std::size_t at = text.find('=');
    if (at == text.npos) return {};
    return {without_blanks(text.substr(0, at)), without_blanks(text.substr(at + 1))};
}
constexpr bool is_known_option(std::string_view text) {
    const full_text_option option = read_option(text);
    for (std::string_view one : {"tokenize", "prefix", "content", "content_rowid", "columnsize", "detail", "contentless_delete",
                                 "contentless_unindexed", "locale"})
        if (identifiers::same_word(one, option.name) && !option.value.empty()) return true;
    return false;
}
enum class full_text_kind : unsigned char { own, external, contentless, contentless_delete };
template <fixed_string... Options>
constexpr full_text_kind kind_of_options() {
    bool has_content = false, is_empty = false, deletes = false;
    for (const full_text_option o : {full_text_option{}, read_option(Options.view())...}) {
        if (identifiers::same_word(o.name, "content")) has_content = true, is_empty = o.value == "''" || o.value == "\"\"";
        if (identifiers::same_word(o.name, "contentless_delete")) deletes = o.value.find('1') != o.value.npos;
    }
    if (!has_content) return full_text_kind::own;
    return !is_empty ? full_text_kind::external : deletes ? full_text_kind::contentless_delete : full_text_kind::contentless;
}

/// What self_ of every virtual table has.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name>
struct virtual_self {
    using row = Definition<row_field>;
    using patch = Definition<patch_field>;
    using insert = Definition<insert_field>;
    static constexpr std::string_view name = kept<Name>;
    static constexpr const auto& columns = columns_of_definition<Definition>;
    static constexpr table_options options{};
    static constexpr bool is_virtual = true;
    static constexpr bool says_it_has_triggers = false;  // a virtual table has none
    static constexpr bool has_two_time_forms(std::string_view) { return false; }
};
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr bool have_no_clauses() {
    for (const virtual_column& c : virtual_columns_of<Definition>)
        if (c.has_clauses) return false;
    return true;
}
template <class Text>
struct virtual_table_ddl {
    static constexpr std::array<std::string_view, 1> statements{
        std::string_view{rendered_text<Text>::chars.data(), rendered_text<Text>::size}};
};

template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr bool are_searched_texts() {
    bool is_searched = false;
    for (std::size_t i = 0; i < virtual_columns_of<Definition>.size(); ++i) {
        if (virtual_columns_of<Definition>[i].is_marked) continue;
        is_searched = true;
        if (!is_textual(columns_of_definition<Definition>[i].type)) return false;
    }
    return is_searched;
}
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr bool have_names_of_fts5() {
    for (const column_description& c : columns_of_definition<Definition>)
        for (std::string_view own : {"rank", "rowid"})
            if (identifiers::same_word(c.name, own)) return false;
    return are_distinct(columns_of_definition<Definition>);
}

/// What SQLite asks of the declaration of a full-text table.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string... Options>
struct full_text_rules {
    static constexpr bool has_no_clauses = have_no_clauses<Definition>();
    static_assert(has_no_clauses, "squall: a column of a full-text table has a type and stored_only; SQLite takes no clause there");
    static constexpr bool are_texts = are_searched_texts<Definition>();
    static_assert(are_texts, "squall: a full-text table searches std::string columns; one of another type is stored_only");
    static constexpr bool have_names = have_names_of_fts5<Definition>();
    static_assert(have_names, "squall: the columns of a full-text table have different names, and none is rank or rowid");
    static constexpr bool known_options = (is_known_option(Options.view()) && ... && true);
    static_assert(known_options,
                  "squall: an option of a full-text table is name=value, with a name that FTS5 knows: tokenize, prefix, "
                  "content, content_rowid, columnsize, detail, contentless_delete, contentless_unindexed, locale");
    static constexpr bool hold = has_no_clauses && are_texts && have_names && known_options;
};
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, fixed_string... Options>
struct create_full_text_table {
    static constexpr void text(renderer& out) {
        out << "CREATE VIRTUAL TABLE ";
        out.name(kept<Name>);
        out << " USING fts5(";
        for (std::size_t i = 0; i < virtual_columns_of<Definition>.size(); ++i) {
            if (i) out << ", ";
            out.name(columns_of_definition<Definition>[i].name);
            if (virtual_columns_of<Definition>[i].is_marked) out << " UNINDEXED";
        }
        ((out << ", " << kept<Options>), ...);
        out << ')';
    }
};

template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, full_text_kind Kind,
          fixed_string... Options>
struct full_text_source : Definition<columns_for<full_text_source<Definition, Name, Kind, Options...>>::template field>,
                          full_text_columns<full_text_source<Definition, Name, Kind, Options...>> {
    static_assert(full_text_rules<Definition, Options...>::hold);
    /// The column that takes FTS5's commands: set(command_ = literal<"rebuild">).
    column<full_text_source, Name, std::optional<std::string>> command_{};

    struct self_ : virtual_self<Definition, Name> {
        template <fixed_string>
        using aliased = full_text_source;  // FTS5's own functions know it by its name alone
        using written = full_text_source;
        using base = full_text_source;
        static constexpr std::string_view alias = kept<Name>;
        static constexpr bool is_contentless = Kind == full_text_kind::contentless || Kind == full_text_kind::contentless_delete;
        static constexpr bool is_insert_only = Kind == full_text_kind::contentless;
        static constexpr bool is_updated_whole = Kind == full_text_kind::contentless_delete;
        static constexpr bool has_own_rows = Kind == full_text_kind::own;
        static constexpr void declare(renderer& out) {
            out.use_table(kept<Name>);
            out.name(kept<Name>);
        }
        /// The place of a column in the index; -1 where it is none of it.
        static constexpr int place(std::string_view column) {
            for (std::size_t i = 0; i < virtual_columns_of<Definition>.size(); ++i)
                if (columns_of_definition<Definition>[i].name == column) return static_cast<int>(i);
            return -1;
        }
    };
    using ddl = virtual_table_ddl<create_full_text_table<Definition, Name, Options...>>;
};

/// A contentless table does not store its columns: SQLite reads NULL.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, full_text_kind Kind,
          fixed_string... Options, fixed_string Column, class T>
    requires(Kind == full_text_kind::contentless || Kind == full_text_kind::contentless_delete)
struct column_node<full_text_source<Definition, Name, Kind, Options...>, Column, T> {
    using value_type = T;
    using table = full_text_source<Definition, Name, Kind, Options...>;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        if (Column.view() != "rowid") out.report(statement_fault::contentless_column);
        return out.column(table::self_::alias, Column, false);
    }
};

// ---- R*Trees ----------------------------------------------------------------------------------------------------------
/// What is wrong with the columns of an R*Tree.
enum class rtree_fault : unsigned char { none, clause, key, coordinates, pairs, behind };
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr rtree_fault fault_of_rtree(value_kind coordinate) {
    const auto& columns = columns_of_definition<Definition>;
    const auto& marks = virtual_columns_of<Definition>;
    if (!have_no_clauses<Definition>() || !are_distinct(columns)) return rtree_fault::clause;
    if (!is_integer(columns[0].type) || columns[0].nullable || marks[0].is_marked) return rtree_fault::key;
    std::size_t count = 0;
    for (std::size_t i = 1; i < columns.size(); ++i) {
        if (marks[i].is_marked) continue;
        if (marks[i - 1].is_marked && i > 1) return rtree_fault::behind;
        if (columns[i].type->kind != coordinate || columns[i].nullable) return rtree_fault::coordinates;
        ++count;
    }
    return count < 2 || count > 10 || count % 2 != 0 ? rtree_fault::pairs : rtree_fault::none;
}

/// What SQLite asks of the declaration of an R*Tree.
template <rtree_fault Fault>
struct rtree_rules {
    static constexpr bool has_no_clauses = Fault != rtree_fault::clause;
    static_assert(has_no_clauses,
                  "squall: a column of an R*Tree has a name of its own, a type and stored_only; SQLite takes no clause there");
    static constexpr bool has_key = Fault != rtree_fault::key;
    static_assert(has_key, "squall: the first column of an R*Tree is the std::int64_t that numbers its rows");
    static constexpr bool are_coordinates = Fault != rtree_fault::coordinates;
    static_assert(are_coordinates,
                  "squall: a coordinate of rtree_table<> is a double, of rtree_i32_table<> a std::int64_t, and never NULL; "
                  "a further column is stored_only");
    static constexpr bool are_pairs = Fault != rtree_fault::pairs;
    static_assert(are_pairs, "squall: an R*Tree has 1 to 5 pairs of coordinates, the least before the greatest");
    static constexpr bool are_behind = Fault != rtree_fault::behind;
    static_assert(are_behind, "squall: the stored_only columns of an R*Tree stand behind its coordinates");
    static constexpr bool hold = Fault == rtree_fault::none;
};
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, bool Whole>
struct create_rtree {
    static constexpr void text(renderer& out) {
        out << "CREATE VIRTUAL TABLE ";
        out.name(kept<Name>);
        out << (Whole ? " USING rtree_i32(" : " USING rtree(");
        for (std::size_t i = 0; i < virtual_columns_of<Definition>.size(); ++i) {
            const column_description& c = columns_of_definition<Definition>[i];
            const bool is_stored_only = virtual_columns_of<Definition>[i].is_marked;
            out << (i ? ", " : "") << (is_stored_only ? "+" : "");
            out.name(c.name);
            if (is_stored_only) out << ' ' << c.type->sqlite;
        }
        out << ')';
    }
};
/// The first column numbers the rows.
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr auto describe_rtree() {
    auto columns = columns_of_definition<Definition>;
    columns[0].is_primary_key = true;
    return columns;
}
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr auto columns_of_rtree = describe_rtree<Definition>();

template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, bool Whole,
          fixed_string Alias = Name>
struct rtree_source : Definition<columns_for<rtree_source<Definition, Name, Whole, Alias>>::template field> {
    static_assert(rtree_rules<fault_of_rtree<Definition>(Whole ? value_kind::integer : value_kind::real)>::hold);

    struct self_ : virtual_self<Definition, Name> {
        template <fixed_string As>
        using aliased = rtree_source<Definition, Name, Whole, As>;
        using written = rtree_source<Definition, Name, Whole>;
        using base = rtree_source<Definition, Name, Whole>;
        static constexpr std::string_view alias = kept<Alias>;
        static constexpr const auto& columns = columns_of_rtree<Definition>;
        static constexpr bool has_own_rows = true;
        static constexpr void declare(renderer& out) {
            out.use_table(kept<Name>);
            out.name(kept<Name>);
            if (Name.view() == Alias.view()) return;
            out << " AS ";
            out.name(kept<Alias>);
        }
    };
    using ddl = virtual_table_ddl<create_rtree<Definition, Name, Whole>>;
};
/// The coordinates of an R*Tree are reals.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, fixed_string Alias,
          fixed_string Column, class T>
inline constexpr bool is_real_node<column_node<rtree_source<Definition, Name, false, Alias>, Column, T>> = std::same_as<bare<T>, double>;

template <class Index, class... Weights>
struct bm25_node {
    using value_type = double;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const std::string_view index = Index::self_::alias;
        out << "bm25(";
        facts known = out.column(index, Index::self_::name, !out.is_matched(index));
        ((out << ", ", known |= part<Weights>(out, 0)), ...);
        out << ')';
        return known;
    }
};
}  // namespace detail

/// A full-text table with columns of its own. `Options` are those of FTS5, as it has them: "tokenize='porter unicode61'",
/// "prefix='2 3'". With "content=''" it stores no texts, with "content='table'" those of a table, whose triggers write it.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, fixed_string... Options>
using full_text_table = detail::full_text_source<Definition, Name, detail::kind_of_options<Options...>(), Options...>;

/// An R*Tree of doubles, which SQLite stores with 32 bits: the least coordinate rounded down, the greatest rounded up.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name>
using rtree_table = detail::rtree_source<Definition, Name, false>;
/// An R*Tree of integers of 32 bits.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name>
using rtree_i32_table = detail::rtree_source<Definition, Name, true>;

/// The rank with a weight for each column, from the first on: the smaller, the better. Beside matches() only.
template <source Index, operand... Weights>
constexpr auto bm25(const Index&, Weights...) {
    constexpr bool has_columns = requires { Index::self_::place(std::string_view{}); };
    static_assert(has_columns, "squall: bm25() needs a full-text index or a full-text table");
    constexpr bool are_numbers = (detail::is_number(detail::type_of_node<typename Weights::node>) && ... && true);
    static_assert(are_numbers, "squall: a weight of bm25() is a number, as a literal<> or a real<>");
    return expression<detail::bm25_node<Index, typename Weights::node...>>{};
}

}  // namespace squall
