#pragma once
// INSERT … VALUES and INSERT … SELECT. upsert.hpp has their ON CONFLICT.
#include "insert_query.hpp"
#include "json.hpp"
#include "set.hpp"
#include "upsert.hpp"

namespace squall {

namespace detail {
template <class Table>
constexpr bool insert_is_complete(const std::string_view* given, std::size_t count) {
    for (const column_description& c : Table::self_::columns) {
        bool found = c.nullable || !c.default_sql.empty() || c.is_row_number() || c.is_generated();
        for (std::size_t i = 0; i < count; ++i) found = found || given[i] == c.name;
        if (!found) return false;
    }
    return true;
}

template <class From>
inline constexpr bool is_query_rows = false;
template <class Query>
inline constexpr bool is_query_rows<query_rows<Query>> = true;

template <class Table, class From, class Where, class Conflict, class Returning, class... A>
struct insert_query {
    using row = typename Returning::row;
    static constexpr bool writes = true;

    /// INSERT … SELECT: one row for each row of the source.
    template <source S>
    constexpr auto from(const S&) const {
        check_has_values();
        check_first_from<From>();
        return insert_query<Table, from_clause<S>, Where, Conflict, Returning, A...>{};
    }
    template <source S, class On>
    constexpr auto join(const S&, On) const {
        return joined<join_kind::inner, S, On>(static_cast<From*>(nullptr));
    }
    template <source S, class On>
    constexpr auto left_join(const S&, On) const {
        return joined<join_kind::left, S, On>(static_cast<From*>(nullptr));
    }
    /// Which of the source's rows; without from(), whether the one row is inserted at all. Called again, both conditions hold.
    /// The condition 1 stands first where all others may be left out: ON CONFLICT needs a WHERE before it.
    template <class C>
    constexpr auto where(C) const {
        check_has_values();
        constexpr bool is_condition = condition<C>;
        static_assert(is_condition, "squall: where() needs a condition");
        if constexpr (is_condition) {
            using node = typename C::node;
            constexpr bool stands_alone = optional_parts<node>::is_optional && is_missing<Where>;
            using kept_node = std::conditional_t<stands_alone, and_node<literal_node<true>, node>, node>;
            return insert_query<Table, From, typename where_and<Where, kept_node>::type, Conflict, Returning, A...>{};
        }
    }
    template <class... More>
    constexpr void set(More...) const {
        refuse_second_set<More...>();
    }

    template <class Key>
    struct on_key {
        /// Leaves the row that is there as it is.
        constexpr auto do_nothing() const {
            Key::template check<Table>();
            using clauses = typename Conflict::template and_then<conflict_clause<nothing_there, nothing_there, Key>>;
            return insert_query<Table, From, Where, clauses, Returning, A...>{};
        }
        template <class... U>
        constexpr auto do_update(U...) const {
            return updated<nothing_there, U...>();
        }
        /// Updates the row that is there only where the condition holds; else leaves it as it is.
        template <condition C, class... U>
        constexpr auto do_update_where(C, U...) const {
            return updated<where_clause<typename C::node>, U...>();
        }

      private:
        template <class Only, class... U>
        static constexpr auto updated() {
            constexpr bool sets = sizeof...(U) > 0;
            Key::template check<Table>();
            static_assert(sets, "squall: do_update() needs column = value; do_nothing() leaves the row as it is");
            constexpr bool own = (check_assignment<Table, U>() && ...);
            if constexpr (sets && own) {
                check_assigned_once<typename as_assignment<U>::type...>();
                using conflict = conflict_clause<set_list<typename as_assignment<U>::type...>, Only, Key>;
                using clauses = typename Conflict::template and_then<conflict>;
                return insert_query<Table, From, Where, clauses, Returning, A...>{};
            }
        }
    };
    template <class... Parts>
    struct on_columns : on_key<conflict_key<void, Parts...>> {
        /// The condition of a partial unique index over these columns, as the index has it.
        template <condition C>
        constexpr on_key<conflict_key<typename C::node, Parts...>> where(C) const {
            constexpr bool has_columns = sizeof...(Parts) > 0;
            static_assert(has_columns, "squall: on_conflict(...).where(...) needs the columns of a partial index");
            return {};
        }
    };
    /// What to do when a row with the same values in these columns, which have a unique key, is there already. Called again
    /// for another key; without columns, last, for every other key.
    template <class... Parts>
    constexpr auto on_conflict(Parts...) const {
        constexpr bool has_values = sizeof...(A) > 0;
        static_assert(has_values, "squall: SQLite takes no ON CONFLICT after DEFAULT VALUES; set() a column");
        constexpr bool is_virtual = requires { Table::self_::is_virtual; };
        static_assert(!is_virtual, "squall: SQLite has no ON CONFLICT for a virtual table; delete the row before, in one plan");
        constexpr bool own = (is_of_key<Table, Parts> && ...);
        static_assert(own, "squall: on_conflict() names a column of another table");
        constexpr bool reachable = !Conflict::is_complete || !Conflict::is_there;
        static_assert(reachable, "squall: an on_conflict() without columns comes last: it covers every key");
        if constexpr (own)
            return on_columns<Parts...>{};
        else
            return on_columns<>{};
    }

    template <table_like T>
    constexpr auto returning(const T&) const {
        check_can_return<Table>();
        check_first_returning<Returning, T>();
        check_returned<Table, T>();
        return insert_query<Table, From, Where, Conflict, returning_clause<whole_table<Table>>, A...>{};
    }
    template <declared_row Row, expression_like... E>
    constexpr auto returning_into(E...) const {
        check_can_return<Table>();
        check_first_returning<Returning, E...>();
        return insert_query<Table, From, Where, Conflict, returning_clause<selected_nodes<Row, typename E::node...>>, A...>{};
    }
    template <column_value T, expression_like E>
    constexpr auto returning_value(E) const {
        check_returned_value<T, typename E::node>();
        check_can_return<Table>();
        check_first_returning<Returning, E>();
        return insert_query<Table, From, Where, Conflict, returning_clause<selected_value<T, typename E::node>>, A...>{};
    }

    static constexpr bool frees_keys() { return has_triggers<Table, insert_query> || Conflict::template sets_key<Table>(); }
    /// A row whose primary key is bound is refused the second time. An upsert that sets what it would insert finds it set, unless
    /// the key of on_conflict() does not find the row: then the primary key refuses it, or SQLite assigns another one.
    static constexpr idempotency repeated() {
        if constexpr (From::is_there || !std::same_as<Where, nothing_there>)
            return idempotency::unknown;
        else
            return repeated_values();
    }
    static constexpr void text(renderer& out) {
        if constexpr (is_query_rows<From>) From::template check<Table>(out);
        constexpr std::string_view given[] = {A::name..., ""};
        if (!insert_is_complete<Table>(given, sizeof...(A))) out.report(statement_fault::insert_incomplete);
        out << "INSERT INTO ";
        out.name(Table::self_::name);
        if constexpr (sizeof...(A) == 0)
            out << " DEFAULT VALUES";
        else
            values_text(out);
        const auto target = out.open_scope();
        out.add_table(Table::self_::alias, false, Table::self_::name);
        out.upsert_into = Table::self_::name;
        Conflict::text(out);
        out.upsert_into = {};
        out.begin_returning(Table::self_::name);
        Returning::text(out);
        out.close_scope(target);
    }

  private:
    static constexpr idempotency repeated_values() {
        if (has_triggers<Table, insert_query>) return idempotency::unknown;
        constexpr bool has_own_key = (binds_primary_key<A>() || ...);
        if (!Conflict::is_there) return has_own_key ? idempotency::refused : idempotency::unknown;
        if (!has_own_key && !Conflict::template finds_inserted<Table, A...>()) return idempotency::unknown;
        renderer out;
        out.add_table(Table::self_::alias, false);
        (A::value(out), ...);
        if (!Conflict::sets_what_is_inserted || out.repeat.columns > 0) return idempotency::unknown;
        Returning::text(out);
        return out.repeat.asks() ? idempotency::unknown : idempotency::same;
    }
    static constexpr void values_text(renderer& out) {
        out << " (";
        bool first = true;
        ((out << (first ? "" : ", "), out.name(A::name), first = false), ...);
        const auto mark = out.open_scope();
        out.at = clause::set;
        if constexpr (is_query_rows<From>) {
            out << ") ";
            From::text(out, Conflict::is_there);
        } else if constexpr (From::is_there) {
            From::add(out);
            searches_of<Where>::allow(out, true);
            out << ") SELECT ";
            const facts selected = values(out, true);
            if (selected.has_aggregate && selected.has_column) out.report(statement_fault::aggregates_mixed);
            From::text(out);
            if constexpr (Conflict::is_there && std::same_as<Where, nothing_there>)
                out << " WHERE 1";  // else ON is read as the join's
            else
                Where::text(out);
        } else if constexpr (!std::same_as<Where, nothing_there>) {
            out << ") SELECT ";
            values(out, false);
            Where::text(out);
        } else {
            out << ") VALUES (";
            values(out, false);
            out << ')';
        }
        out.close_scope(mark);
    }
    static constexpr void check_has_values() {
        constexpr bool has_values = sizeof...(A) > 0;
        static_assert(has_values, "squall: default_values() inserts one row, without from() and where()");
        constexpr bool is_own = !is_query_rows<From>;
        static_assert(is_own, "squall: the query of set_each() has the where() and from(); call them there");
    }
    static constexpr facts values(renderer& out, bool are_selected) {
        facts all;
        bool first = true;
        ((out << (first ? "" : ", "), all |= A::value(out, are_selected), first = false), ...);
        return all;
    }
    template <join_kind Kind, class S, class On>
    static constexpr void joined(no_from*) {
        constexpr bool has_from = std::is_void_v<S>;
        static_assert(has_from, "squall: join() comes after from()");
    }
    /// The assignment is id = ?, id being the primary key.
    template <class Assigned>
    static constexpr bool binds_primary_key() {
        renderer out;
        Assigned::value(out);
        const bool is_parameter = out.parameter_count == 1 && out.size == std::string_view("?1").size();
        for (const column_description& c : Table::self_::columns)
            if (c.is_primary_key && c.name == Assigned::name) return is_parameter && !c.nullable;  // NULLs are not alike
        return false;
    }
    template <join_kind Kind, class S, class On, class Base, class... Joins>
    static constexpr auto joined(from_clause<Base, Joins...>*) {
        constexpr bool is_condition = condition<On>;
        static_assert(is_condition, "squall: join() needs a condition");
        if constexpr (is_condition) {
            using join = join_clause<Kind, S, typename On::node>;
            return insert_query<Table, from_clause<Base, Joins..., join>, Where, Conflict, Returning, A...>{};
        }
    }
};
template <class Table>
struct insert_start {
    /// column = value, …; a bare column stands for column = param<"its name">.
    template <class... A>
    constexpr auto set(A...) const {
        constexpr bool sets = sizeof...(A) > 0;
        static_assert(sets, "squall: set() takes column = value, or a column, which means column = param<...> of its name");
        constexpr bool own = (check_assignment<Table, A>() && ...);
        constexpr bool all_there = (!assignment_parts<typename as_assignment<A>::type>::is_optional && ...);
        static_assert(all_there, "squall: insert sets its columns always; when<...>() is for update");
        if constexpr (own && all_there) check_assigned_once<typename as_assignment<A>::type...>();
        if constexpr (sets && own && all_there)
            return insert_query<Table, no_from, nothing_there, conflict_clauses<>, no_returning, typename as_assignment<A>::type...>{};
    }
    /// One row of defaults: NULL where a column has none, and the next number in an INTEGER PRIMARY KEY.
    constexpr auto default_values() const { return insert_query<Table, no_from, nothing_there, conflict_clauses<>, no_returning>{}; }
    /// INSERT … SELECT: a row for each row of a bound list, whose fields go into the columns of their names; more assignments
    /// as in set(). Or a row for each row of a query, whose columns do so.
    template <class List, class... A>
    constexpr auto set_each(const List&, A... more) const {
        if constexpr (requires { typename List::is_select; }) {
            constexpr bool is_all = sizeof...(A) == 0;
            static_assert(is_all, "squall: set_each() of a query takes nothing else; select the other values, named by as<...>()");
            return with_columns<List>(std::make_index_sequence<analysis_of<List>.column_count>{});
        } else {
            return of_list(List{}, more...);
        }
    }

  private:
    template <class Query, std::size_t... I>
    static constexpr auto with_columns(std::index_sequence<I...>) {
        return insert_query<Table, query_rows<Query>, nothing_there, conflict_clauses<>, no_returning, query_column<Query, I>...>{};
    }
    template <class List, class... A>
    static constexpr auto of_list(List, A... more) {
        constexpr bool is_list = is_bound_list<List> && List::self_::width > 0;
        static_assert(is_list, "squall: set_each() takes rows<...> with fields first");
        if constexpr (is_list) return with_fields<List>(std::make_index_sequence<List::self_::width>{}, more...);
    }

    template <class List, std::size_t... I, class... A>
    static constexpr auto with_fields(std::index_sequence<I...>, A... more) {
        constexpr bool all_columns = (field_assignment<Table, List, I>::has_column && ...);
        static_assert(all_columns, "squall: a field of the bound list is no column of the table");
        if constexpr (all_columns) return insert_start{}.set(field_assignment<Table, List, I>::make()..., more...).from(List{});
    }
};
}  // namespace detail

template <table_like T>
constexpr detail::insert_start<T> insert_into(const T&) {
    detail::check_written<T>();
    return {};
}

}  // namespace squall
