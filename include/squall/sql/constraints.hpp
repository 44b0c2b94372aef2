#pragma once
// What a table has beside its columns: keys of several columns, references, checks and indexes. Written with the column objects, so
// that a misspelt one does not compile.
#include "key_expression.hpp"
#include "table.hpp"

namespace squall {

struct index_column {
    std::string_view name{};  // of an expression, empty
    bool descending = false;
    std::string_view collation{};
};

namespace detail {
/// What a term of a key or an index is of: a column, or, in an index, an expression.
template <class Node>
struct indexed_node {
    using table = void;
    static constexpr index_column value{};
};
template <class Table, fixed_string Name, class T>
struct indexed_node<column_node<Table, Name, T>> {
    using table = Table;
    static constexpr index_column value{.name = kept<Name>};
};
template <fixed_string Collation, class Node>
struct indexed_node<collate_node<Collation, Node>> {
    using table = typename indexed_node<Node>::table;
    static constexpr index_column value{.name = indexed_node<Node>::value.name, .collation = kept<Collation>};
};

/// A term of a key or an index: a column, a collated one, an expression, or one of them with a direction.
template <class T>
struct index_term {
    using node = typename T::node;
    using table = typename indexed_node<node>::table;
    static constexpr index_column value = indexed_node<node>::value;
};
template <class Node>
struct index_term<order_term<Node, ascending>> {
    using node = Node;
    using table = typename indexed_node<Node>::table;
    static constexpr index_column value = indexed_node<Node>::value;
};
template <class Node>
struct index_term<order_term<Node, descending>> {
    using node = Node;
    using table = typename indexed_node<Node>::table;
    static constexpr index_column value{
        .name = indexed_node<Node>::value.name, .descending = true, .collation = indexed_node<Node>::value.collation};
};
template <class Node, class Direction>
struct index_term<order_term<Node, nulls_on_the_other_side<Direction>>> {
    using node = Node;
    using table = void;
    static constexpr bool sorts_plainly = std::is_void_v<Node>;
    static_assert(sorts_plainly, "squall: an index has no NULLS FIRST or LAST");
    static constexpr index_column value{};
};

/// The table of a term; none of an expression, whose columns are checked where it is written.
template <class T>
using table_of_column = typename index_term<T>::table;
template <class Table, class T>
inline constexpr bool is_term_of = std::same_as<table_of_column<T>, Table> || std::is_void_v<table_of_column<T>>;
template <class Table, class... Columns>
inline constexpr bool are_columns_of = (is_term_of<Table, Columns> && ...);
template <class... Columns>
inline constexpr std::array<index_column, sizeof...(Columns)> index_columns{index_term<Columns>::value...};

enum class key_kind : unsigned char { primary, unique };
template <key_kind Kind, fixed_string Name, conflict OnConflict, class... Columns>
struct key_constraint {
    template <class Table>
    static constexpr bool is_of = are_columns_of<Table, Columns...>;
    static constexpr bool is_unique = true, is_primary = Kind == key_kind::primary, is_partial = false;
    static constexpr std::string_view name = kept<Name>;
    static constexpr conflict on_same_values = OnConflict;
    static constexpr const auto& columns = index_columns<Columns...>;
    /// What happens to a row whose key is there already: unique_key(t.a, t.b).on_conflict<conflict::replace>().
    template <conflict What>
    constexpr key_constraint<Kind, Name, What, Columns...> on_conflict() const {
        return {};
    }
};

template <fixed_string Name, bool Unique, class Where, class... Columns>
struct index_constraint {
    static constexpr std::string_view name = kept<Name>;
    template <class Table>
    static constexpr bool is_of = are_columns_of<Table, Columns...>;
    static constexpr bool is_unique = Unique, is_primary = false, is_partial = !std::is_void_v<Where>;
    using where_node = Where;
    static constexpr const auto& columns = index_columns<Columns...>;
    /// Only the rows that fulfil a condition; it may hold literals but nothing that is bound.
    template <condition C>
    constexpr index_constraint<Name, Unique, typename C::node, Columns...> where(C) const {
        return {};
    }
};

template <fixed_string Name, class Node>
struct check_constraint {
    template <class Table>
    static constexpr bool is_of = true;  // its columns are checked where it is written
    static constexpr bool is_unique = false, is_primary = false;
    static constexpr std::string_view name = kept<Name>;
};

template <class T>
inline constexpr bool is_plain_column = false;
template <class Table, fixed_string Name, class T>
inline constexpr bool is_plain_column<column<Table, Name, T>> = true;
template <class T>
inline constexpr bool is_reference_mark = requires(column_description c, T mark) {
    describe(c, mark);
};

template <class First, class...>
struct first_of_pack {
    using type = First;
};
template <class... Columns>
struct column_pack {
    static constexpr std::size_t size = sizeof...(Columns);
};
template <class Mark>
constexpr bool is_action() {
    column_description before, after;
    describe(after, Mark{});
    return before.action != after.action || before.update_action != after.update_action || after.is_deferred;
}
/// FOREIGN KEY (…) REFERENCES …: of the child's columns, the parent's, and what happens when a parent's row goes or changes.
template <fixed_string Name, class Children, class Parents, class... Actions>
struct foreign_key_constraint;
template <fixed_string Name, class... Child, class... Parent, class... Actions>
struct foreign_key_constraint<Name, column_pack<Child...>, column_pack<Parent...>, Actions...> {
    template <class Table>
    static constexpr bool is_of = (std::same_as<table_of_column<Child>, Table> && ...);
    static constexpr bool is_unique = false, is_primary = false;
    static constexpr std::string_view name = kept<Name>;
    using parent = typename first_of_pack<Parent...>::type::table;
    static constexpr std::string_view children[] = {Child::name...}, parents[] = {Parent::name...};
    /// The actions as a column's reference has them.
    static constexpr column_description reference = [] {
        column_description c;
        (describe(c, Actions{}), ...);
        return c;
    }();
    static constexpr bool clears(std::string_view column) {
        return (reference.action == on_delete::set_null || reference.action == on_delete::set_default) && ((Child::name == column) || ...);
    }
};
template <fixed_string Name, class... Child>
struct foreign_key_start {
    /// The parent's columns, which are a key of it, and then what happens to the reference:
    ///     foreign_key(lines.order_id, lines.number).references(orders.id, orders.number, on_delete_cascade)
    template <class... Parts>
    constexpr auto references(Parts...) const {
        constexpr std::size_t parents = (std::size_t{is_plain_column<Parts>} + ... + 0);
        constexpr bool as_many = parents == sizeof...(Child);
        static_assert(as_many, "squall: foreign_key(...).references(...) names as many columns of the parent as of the table");
        if constexpr (as_many)
            return split(column_pack<>{}, column_pack<Parts...>{});
        else
            return check_sql<"1">;
    }

  private:
    template <class... Parents, class First, class... Rest>
    static constexpr auto split(column_pack<Parents...>, column_pack<First, Rest...>) {
        if constexpr (is_plain_column<First>)
            return split(column_pack<Parents..., First>{}, column_pack<Rest...>{});
        else
            return made(column_pack<Parents...>{}, column_pack<First, Rest...>{});
    }
    template <class... Parents>
    static constexpr auto split(column_pack<Parents...> parents, column_pack<>) {
        return made(parents, column_pack<>{});
    }
    template <class First, class... Parents, class... Actions>
    static constexpr auto made(column_pack<First, Parents...>, column_pack<Actions...>) {
        constexpr bool one_table = (std::same_as<typename Parents::table, typename First::table> && ...);
        static_assert(one_table, "squall: the columns that a foreign key refers to are of one table");
        constexpr bool alike = types_agree<First, Parents...>();
        static_assert(alike, "squall: a foreign key has other types than the columns that it refers to");
        constexpr bool are_actions = (is_action_mark<Actions> && ...);
        static_assert(are_actions,
                      "squall: references() takes the parent's columns, and then on_delete_..., on_update_... or initially_deferred");
        return foreign_key_constraint<Name, column_pack<Child...>, column_pack<First, Parents...>, Actions...>{};
    }
    template <class Mark>
    static constexpr bool is_action_mark = [] {
        if constexpr (is_reference_mark<Mark>)
            return is_action<Mark>();
        else
            return false;
    }();
    template <class... Parents>
    static constexpr bool types_agree() {
        return (comparable(type_of<typename Child::value_type>, type_of<typename Parents::value_type>) && ...);
    }
};

/// Says so when a key or an index has no column.
template <class... Columns>
constexpr void check_key_columns() {
    constexpr bool has_columns = sizeof...(Columns) > 0;
    static_assert(has_columns, "squall: a key or an index needs at least one column");
}
template <class... Columns>
constexpr void check_key_of_columns() {
    check_key_columns<Columns...>();
    constexpr bool has_no_expression = (!std::is_void_v<table_of_column<Columns>> && ...);
    static_assert(has_no_expression, "squall: a key is of columns; unique_index<...>() takes expressions");
}
}  // namespace detail

/// The primary key of several columns, which may have a name, collations and directions.
template <fixed_string Name = "", class... Columns>
constexpr detail::key_constraint<detail::key_kind::primary, Name, conflict::abort, Columns...> primary_key_of(Columns...) {
    detail::check_key_of_columns<Columns...>();
    return {};
}
/// A unique key of one or more columns.
template <fixed_string Name = "", class... Columns>
constexpr detail::key_constraint<detail::key_kind::unique, Name, conflict::abort, Columns...> unique_key(Columns...) {
    detail::check_key_of_columns<Columns...>();
    return {};
}
/// A reference of several columns, or one with a name:
///     foreign_key<"line_of_order">(lines.order_id, lines.number).references(orders.id, orders.number, on_delete_cascade)
template <fixed_string Name = "", class... Columns>
constexpr detail::foreign_key_start<Name, Columns...> foreign_key(Columns...) {
    detail::check_key_columns<Columns...>();
    constexpr bool plain = (detail::is_plain_column<Columns> && ...);
    static_assert(plain, "squall: a foreign key is of columns, without a collation or a direction");
    return {};
}
/// A condition that every row of the table fulfils: check<"price_is_positive">(items.price >= literal<0>). check_sql<"..."> holds one
/// that the language does not express.
template <fixed_string Name = "", condition C>
constexpr detail::check_constraint<Name, typename C::node> check(C) {
    return {};
}
/// index<"idx_jobs_priority">(jobs.priority.desc(), lower(jobs.name)).where(jobs.status == literal<JobStatus::queued>)
template <fixed_string Name, class... Columns>
constexpr detail::index_constraint<Name, false, void, Columns...> index(Columns...) {
    detail::check_key_columns<Columns...>();
    return {};
}
template <fixed_string Name, class... Columns>
constexpr detail::index_constraint<Name, true, void, Columns...> unique_index(Columns...) {
    detail::check_key_columns<Columns...>();
    return {};
}

// constraints_of is found by a table's object, a statement knows only its type. So a list of constraints leaves its keys with
// the type of the table that they are of: the list's class defines the function that keys_tag declares.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#pragma GCC diagnostic ignored "-Wunused-function"  // of a table in an unnamed namespace that has no list
#endif

namespace detail {
template <class Table>
struct keys_tag {
    friend constexpr auto this_table_has_its_list_of_constraints(keys_tag<Table>);
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
template <class Constraint, class Where>
inline constexpr bool is_unique_where = false;
template <fixed_string Name, class Where, class... Columns>
inline constexpr bool is_unique_where<index_constraint<Name, true, Where, Columns...>, Where> = true;
template <class Constraint, class Where, class... Named>
inline constexpr bool is_index_of_terms = false;
template <fixed_string Name, class Where, class... Columns, class... Named>
inline constexpr bool is_index_of_terms<index_constraint<Name, true, Where, Columns...>, Where, Named...> =
    key_terms<typename index_term<Columns>::node...>::template are<Named...>();
template <class Table, class... All>
struct keys_of_table {
    friend constexpr auto this_table_has_its_list_of_constraints(keys_tag<Table>) { return keys_of_table(); }

    /// Whether these columns, in any order, are a unique key of every row.
    static constexpr bool has(const std::string_view* names, std::size_t count) { return (is_whole_key<All>(names, count) || ...); }
    /// Whether the deletion of a row that this table refers to sets the column to NULL or to its default.
    static constexpr bool clears(std::string_view column) { return (is_cleared_by<All>(column) || ...); }
    /// Whether they are one of the rows that fulfil the condition.
    template <class Where>
    static constexpr bool has_partial(const std::string_view* names, std::size_t count) {
        return ((is_unique_where<All, Where> && is_key<All>(names, count)) || ...);
    }
    /// Whether a unique index has these columns and expressions, and this condition or, with void, none.
    template <class Where, class... Nodes>
    static constexpr bool has_index() {
        return (is_index_of_terms<All, Where, Nodes...> || ...);
    }

  private:
    template <class Constraint>
    static constexpr bool is_cleared_by(std::string_view column) {
        if constexpr (requires { Constraint::clears(column); })
            return Constraint::clears(column);
        else
            return false;
    }
    template <class Constraint>
    static constexpr bool is_whole_key(const std::string_view* names, std::size_t count) {
        if constexpr (Constraint::is_unique)
            return !Constraint::is_partial && is_key<Constraint>(names, count);
        else
            return false;
    }
    template <class Constraint>
    static constexpr bool is_key(const std::string_view* names, std::size_t count) {
        if (!Constraint::is_unique || Constraint::columns.size() != count) return false;
        for (const index_column& c : Constraint::columns) {
            bool named = false;
            for (std::size_t i = 0; i < count; ++i) named = named || names[i] == c.name;
            if (!named) return false;
        }
        return true;
    }
};
/// The table of the first constraint that tells: a check tells nothing.
template <class Constraint>
struct table_of_constraint {
    using type = void;
};
template <class... Columns>
struct first_table {
    using type = void;
};
template <class First, class... Rest>
struct first_table<First, Rest...> {
    using own = typename table_in<typename index_term<First>::node>::type;
    using type = std::conditional_t<std::is_void_v<own>, typename first_table<Rest...>::type, own>;
};
template <key_kind Kind, fixed_string Name, conflict OnConflict, class... Columns>
struct table_of_constraint<key_constraint<Kind, Name, OnConflict, Columns...>> : first_table<Columns...> {};
template <fixed_string Name, bool Unique, class Where, class... Columns>
struct table_of_constraint<index_constraint<Name, Unique, Where, Columns...>> : first_table<Columns...> {};
template <fixed_string Name, class... Child, class Parents, class... Actions>
struct table_of_constraint<foreign_key_constraint<Name, column_pack<Child...>, Parents, Actions...>> : first_table<Child...> {};
template <class... All>
struct table_of_constraints {
    using type = void;
};
template <class First, class... Rest>
struct table_of_constraints<First, Rest...> {
    using own = typename table_of_constraint<First>::type;
    using type = typename std::conditional_t<std::is_void_v<own>, table_of_constraints<Rest...>, table_of_constraint<First>>::type;
};
template <class Constraint>
inline constexpr bool has_conflict_clause = false;
template <key_kind Kind, fixed_string Name, conflict OnConflict, class... Columns>
inline constexpr bool has_conflict_clause<key_constraint<Kind, Name, OnConflict, Columns...>> = OnConflict != conflict::abort;
/// A table with an ON CONFLICT clause is written as one with a trigger is: a write may do more than it says.
template <bool, class Table>
struct conflicts_of_table {};
template <class Table>
struct conflicts_of_table<true, Table> : declared_trigger<Table> {};
}  // namespace detail

template <class... All>
struct constraint_list {};
template <class... All>
    requires(!std::is_void_v<typename detail::table_of_constraints<All...>::type>)
struct constraint_list<All...>
    : detail::keys_of_table<typename detail::table_of_constraints<All...>::type, All...>,
      detail::conflicts_of_table<(detail::has_conflict_clause<All> || ...), typename detail::table_of_constraints<All...>::type> {};
template <class... All>
constexpr constraint_list<All...> constraints(All...) {
    return {};
}
/// The keys and indexes of a table: specialise it beside the table.
template <const auto& Table>
inline constexpr auto constraints_of = constraints();

namespace detail {
/// Whether these columns of a table, in any order, are a unique key of every row: what ON CONFLICT can name.
template <class Table>
constexpr bool is_unique_key(const std::string_view* names, std::size_t count) {
    if (count == 1)
        for (const column_description& c : Table::self_::columns)
            if (c.name == names[0] && (c.is_primary_key || c.is_unique)) return true;
    if constexpr (requires { this_table_has_its_list_of_constraints(keys_tag<Table>{}); })
        return decltype(this_table_has_its_list_of_constraints(keys_tag<Table>{}))::has(names, count);
    else
        return false;
}
/// The same of the rows that fulfil the condition of a partial index.
template <class Table, class Where>
constexpr bool is_partial_key(const std::string_view* names, std::size_t count) {
    if constexpr (requires { this_table_has_its_list_of_constraints(keys_tag<Table>{}); })
        return decltype(this_table_has_its_list_of_constraints(keys_tag<Table>{}))::template has_partial<Where>(names, count);
    else
        return false;
}
/// The same of columns and expressions.
template <class Table, class Where, class... Nodes>
constexpr bool is_key_of_expressions() {
    if constexpr (requires { this_table_has_its_list_of_constraints(keys_tag<Table>{}); })
        return decltype(this_table_has_its_list_of_constraints(keys_tag<Table>{}))::template has_index<Where, Nodes...>();
    else
        return false;
}
/// What the deletion of a row does to a reference to it.
constexpr bool clears_reference(reference_action action) { return action == on_delete::set_null || action == on_delete::set_default; }
template <class Table>
constexpr bool is_cleared_by_reference(std::string_view column) {
    if constexpr (requires { this_table_has_its_list_of_constraints(keys_tag<Table>{}); })
        return decltype(this_table_has_its_list_of_constraints(keys_tag<Table>{}))::clears(column);
    else
        return false;
}
}  // namespace detail

}  // namespace squall
