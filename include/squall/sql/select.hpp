#pragma once
// select(…).from(…).join(…).where(…).group_by(…).having(…).order_by(…).limit(…). Each step returns the next, smaller
// question; everything is in the type, so a query is a constant.
#include <utility>

#include "clauses.hpp"

namespace squall {

namespace detail {
template <fixed_string Name, class... Branches>
struct chosen_order;  // choice.hpp

// ---- what is selected -----------------------------------------------------------------------------------------------
struct no_row {};

/// A value_when<...>() (optional_reads.hpp): it has the name of the column in it, and is another expression.
template <class Node>
inline constexpr bool is_optional_value = false;

/// A value of the result; returns its facts, and whether it is sent as text.
template <class Render>
constexpr std::pair<facts, bool> sent_value(renderer& out, const sql_type* type, Render render) {
    const bool as_text = out.sends_as_text(type);
    if (as_text) out << "CAST(";
    const facts known = render();
    if (as_text) out << " AS TEXT)";
    return {known, as_text};
}
template <class Node>
constexpr facts render_result(renderer& out) {
    const auto [known, as_text] = sent_value(out, type_of_node<Node>, [&] { return Node::text(out); });
    constexpr std::string_view name = name_of_node<Node>, own_name = name_of_node<typename unnamed<Node>::type>;
    if (name != own_name || as_text || is_optional_value<typename unnamed<Node>::type>) {
        out << " AS ";
        out.name(name);
    }
    return out.result(name, type_of_node<Node>, known);
}
/// Every column of a table, as the table's own row.
template <class Table>
struct whole_table {
    using row = typename Table::self_::row;
    static constexpr bool is_result_name(std::string_view name) {
        for (const column_description& c : Table::self_::columns)
            if (c.type->kind == value_kind::bigint && identifiers::same_word(c.name, name)) return true;
        return false;
    }
    static constexpr facts text(renderer& out) {
        if constexpr (requires { requires Table::self_::is_contentless; }) out.report(statement_fault::contentless_column);
        facts all;
        bool first = true;
        for (const column_description& c : Table::self_::columns) {
            if (!first) out << ", ";
            first = false;
            const bool two_forms = c.type->kind == value_kind::timestamp && has_two_time_forms<Table>(c.name);
            const auto [known, as_text] =
                sent_value(out, c.type, [&] { return out.column(Table::self_::alias, c.name, c.nullable, two_forms); });
            if (as_text) {
                out << " AS ";
                out.name(c.name);
            }
            all |= out.result(c.name, c.type, known);
        }
        return all;
    }
};
/// Whether a result column has this name without being the column of this name; the text of a bigint is not the column either.
template <class Node>
constexpr bool renames_to(std::string_view name) {
    if (is_optional_value<typename unnamed<Node>::type>) return identifiers::same_word(name_of_node<Node>, name);
    return identifiers::same_word(name_of_node<Node>, name) &&
           (type_of_node<Node>->kind == value_kind::bigint || !identifiers::same_word(name_of_node<typename unnamed<Node>::type>, name));
}
template <class Row, class... Nodes>
struct selected_nodes {
    using row = Row;
    static constexpr bool is_result_name(std::string_view name) { return (renames_to<Nodes>(name) || ...); }
    static constexpr facts text(renderer& out) {
        facts all;
        bool first = true;
        ((out << (first ? "" : ", "), all |= render_result<Nodes>(out), first = false), ...);
        return all;
    }
};
/// One value a row, whatever its name.
template <class T, class Node>
struct selected_value {
    using row = T;
    static constexpr bool is_result_name(std::string_view name) {
        return identifiers::same_word(name, "value") && (type_of_node<Node>->kind == value_kind::bigint ||
                                                         !identifiers::same_word(name_of_node<typename unnamed<Node>::type>, "value"));
    }
    static constexpr facts text(renderer& out) {
        const auto [known, as_text] = sent_value(out, type_of_node<Node>, [&] { return Node::text(out); });
        if (out.depth == 1) out << " AS value";
        return out.result("value", type_of_node<Node>, known);
    }
};

// ---- the query ------------------------------------------------------------------------------------------------------
template <class Selection, class From = no_from, class Where = nothing_there, class Group = nothing_there, class Having = nothing_there,
          class Order = nothing_there, class Limit = nothing_there, class Offset = nothing_there, bool Distinct = false>
struct select_query {
    using is_select = void;
    using row = typename Selection::row;
    static constexpr bool writes = false;
    /// ORDER BY, LIMIT or OFFSET, which a term of a compound query cannot have.
    static constexpr bool has_tail = !is_missing<Order> || !is_missing<Limit> || !is_missing<Offset>;

    template <source T>
    constexpr auto from(const T&) const {
        check_first_from<From>();
        return select_query<Selection, from_clause<T>, Where, Group, Having, Order, Limit, Offset, Distinct>{};
    }
    template <class T, class... More>
        requires(sizeof...(More) > 0)
    constexpr void from(const T&, const More&...) const {
        constexpr bool is_one = std::is_void_v<T>;
        static_assert(is_one, "squall: from() takes one source; join() or cross_join() adds the others");
    }
    template <fixed_string Name, class T>
    constexpr void from(optional_source<Name, T>) const {
        constexpr bool is_always_there = std::is_void_v<T>;
        static_assert(is_always_there, "squall: from() reads its source always; when<...>() makes a join optional");
    }
    template <source T, class On>
    constexpr auto join(const T&, On) const {
        return joined<join_kind::inner, T, On>(static_cast<From*>(nullptr));
    }
    template <source T>
    constexpr void join(const T&) const {
        constexpr bool has_condition = std::is_void_v<T>;
        static_assert(has_condition, "squall: join() needs a condition; cross_join() joins each row with each");
    }
    /// A join that is there only when the value of that name is passed: join(when<"tag">(tags), …).
    template <fixed_string Name, class T, class On>
    constexpr auto join(optional_source<Name, T>, On) const {
        return joined<join_kind::inner, optional_source<Name, T>, On>(static_cast<From*>(nullptr));
    }
    template <fixed_string Name, class T, class On>
    constexpr auto left_join(optional_source<Name, T>, On) const {
        return joined<join_kind::left, optional_source<Name, T>, On>(static_cast<From*>(nullptr));
    }
    /// The joined table's columns may all be null.
    template <source T, class On>
    constexpr auto left_join(const T&, On) const {
        return joined<join_kind::left, T, On>(static_cast<From*>(nullptr));
    }
    /// Every row of the joined table: the columns of all sources before it may be null.
    template <source T, class On>
    constexpr auto right_join(const T&, On) const {
        return joined<join_kind::right, T, On>(static_cast<From*>(nullptr));
    }
    /// Every row of both sides; the columns of either may be null.
    template <source T, class On>
    constexpr auto full_join(const T&, On) const {
        return joined<join_kind::full, T, On>(static_cast<From*>(nullptr));
    }
    template <fixed_string Name, class T, class On>
    constexpr void right_join(optional_source<Name, T>, On) const {
        refuse_optional<T>();
    }
    template <fixed_string Name, class T, class On>
    constexpr void full_join(optional_source<Name, T>, On) const {
        refuse_optional<T>();
    }
    /// Each row with each row of the joined table.
    template <source T>
    constexpr auto cross_join(const T&) const {
        return joined<join_kind::cross, T, decltype(literal<true>)>(static_cast<From*>(nullptr));
    }
    /// Called again, both conditions hold.
    template <class C>
    constexpr auto where(C) const {
        constexpr bool is_condition = condition<C>;
        static_assert(is_condition, "squall: where() needs a condition");
        if constexpr (is_condition)
            return select_query<Selection, From, typename where_and<Where, typename C::node>::type, Group, Having, Order, Limit, Offset,
                                Distinct>{};
    }
    /// Called again, it appends.
    template <expression_like... E>
    constexpr auto group_by(E...) const {
        constexpr bool has_terms = sizeof...(E) > 0;
        static_assert(has_terms, "squall: group_by() needs a column or an expression");
        check_no_constants<typename E::node...>();
        if constexpr (has_terms) {
            using group = typename list_and<" GROUP BY ", clause::group_by, Group, typename E::node...>::type;
            return select_query<Selection, From, Where, group, Having, Order, Limit, Offset, Distinct>{};
        }
    }
    /// Called again, both conditions hold.
    template <class C>
    constexpr auto having(C) const {
        constexpr bool is_condition = condition<C>;
        static_assert(is_condition, "squall: having() needs a condition");
        if constexpr (is_condition)
            return select_query<Selection, From, Where, Group, typename having_and<Having, typename C::node>::type, Order, Limit, Offset,
                                Distinct>{};
    }
    /// Called again, it appends: rows that the earlier terms leave equal are sorted by the later ones.
    template <class... Terms>
    constexpr auto order_by(Terms...) const {
        constexpr bool all_terms = (as_order_term<Terms>::is_term && ...) && sizeof...(Terms) > 0;
        static_assert(all_terms, "squall: order_by() takes column.asc() and column.desc(), or one choice<...>() alone");
        if constexpr (all_terms) {
            check_no_constants<typename as_order_term<Terms>::type::node...>();
            using order = typename list_and<" ORDER BY ", clause::order_by, Order, typename as_order_term<Terms>::type...>::type;
            return select_query<Selection, From, Where, Group, Having, order, Limit, Offset, Distinct>{};
        }
    }
    /// The order that a value chooses: this query once for each choice.
    template <fixed_string Name, class... Branches>
    constexpr auto order_by(chosen_order<Name, Branches...> choice) const {
        return choice.of(*this);
    }
    /// At most N rows; limit<-1>() takes all.
    template <std::int64_t N>
    constexpr auto limit() const {
        check_first_limit<Limit>();
        return select_query<Selection, From, Where, Group, Having, Order, fixed_limit<N>, Offset, Distinct>{};
    }
    /// At most as many rows as the bound value says; a negative one is invalid_argument.
    template <fixed_string Name>
    constexpr auto limit(untyped_parameter<Name>) const {
        check_first_limit<Limit>();
        return select_query<Selection, From, Where, Group, Having, Order, bound_limit<" LIMIT ", Name>, Offset, Distinct>{};
    }
    /// Without the first rows, as many as the bound value says; a negative one is invalid_argument.
    template <fixed_string Name>
    constexpr auto offset(untyped_parameter<Name>) const {
        check_first_offset<Offset>();
        return select_query<Selection, From, Where, Group, Having, Order, Limit, bound_limit<" OFFSET ", Name>, Distinct>{};
    }
    template <class T>
    constexpr void limit(T) const {
        refuse_row_count<T>();
    }
    template <class T>
    constexpr void offset(T) const {
        refuse_row_count<T>();
    }
    template <std::int64_t N>
    constexpr auto offset() const {
        check_first_offset<Offset>();
        return select_query<Selection, From, Where, Group, Having, Order, Limit, fixed_offset<N>, Distinct>{};
    }
    constexpr auto distinct() const { return select_query<Selection, From, Where, Group, Having, Order, Limit, Offset, true>{}; }

    static constexpr query_facts text(renderer& out) {
        constexpr bool is_grouped = !std::same_as<Group, nothing_there>;
        const auto mark = out.open_scope(is_grouped);
        From::add(out);
        searches_of<Where>::allow(out, true);
        out.at = clause::selection;
        out << (Distinct ? "SELECT DISTINCT " : "SELECT ");
        const facts selected = Selection::text(out);
        if (!From::is_there && selected.has_column) out.report(statement_fault::no_from);
        if (!is_grouped && selected.has_aggregate && selected.has_column) out.report(statement_fault::aggregates_mixed);
        constexpr bool keeps_all =
            std::same_as<Having, nothing_there> && std::same_as<Limit, nothing_there> && std::same_as<Offset, nothing_there>;
        constexpr bool is_a_row = !From::is_there && std::same_as<Where, nothing_there>;
        From::text(out);
        Where::text(out);
        if (Group::text(out).has_aggregate) out.report(statement_fault::aggregate_in_group_by);
        const bool aggregates = selected.has_aggregate || is_grouped;
        Having::text(out);
        if (!aggregates && !std::same_as<Having, nothing_there>) out.report(statement_fault::having_without_group);
        out.shadow_columns(Selection::is_result_name);
        if (Order::text(out).has_aggregate && !aggregates) out.report(statement_fault::aggregate_in_order_by);
        out.shadow_columns(nullptr);
        Limit::text(out);
        Offset::text(out);
        if (is_missing<Limit> && !is_missing<Offset>) out.report(statement_fault::offset_without_limit);
        out.close_scope(mark);
        return {.values = selected, .has_one_row = (selected.has_aggregate || is_a_row) && !is_grouped && keeps_all};
    }

  private:
    template <class T>
    static constexpr void refuse_optional() {
        constexpr bool keeps_rows = std::is_void_v<T>;
        static_assert(keeps_rows, "squall: join() and left_join() may be optional; right_join() and full_join() may not");
    }
    template <join_kind Kind, class T, class On>
    static constexpr void joined(no_from*) {
        constexpr bool has_from = std::is_void_v<T>;
        static_assert(has_from, "squall: join() comes after from()");
    }
    template <join_kind Kind, class T, class On, class Base, class... Joins>
    static constexpr auto joined(from_clause<Base, Joins...>*) {
        constexpr bool is_condition = condition<On>;
        static_assert(is_condition, "squall: join() needs a condition");
        if constexpr (is_condition) {
            using join = join_clause<Kind, T, typename On::node>;
            return select_query<Selection, from_clause<Base, Joins..., join>, Where, Group, Having, Order, Limit, Offset, Distinct>{};
        }
    }
};
}  // namespace detail

template <class Q>
concept select_like = requires {
    typename Q::is_select;
};

namespace detail {
/// A choice<...>(), of which each statement is a whole one.
template <class Q>
concept several_statements = requires {
    Q::choice_name;
};
template <class... Q>
constexpr void refuse_choice() {
    constexpr bool is_one = !(several_statements<Q> || ...);
    static_assert(is_one, "squall: a choice<...>() is made of whole statements; it does not stand inside another one");
}
template <class... E>
constexpr void check_selected() {
    constexpr bool selects = sizeof...(E) > 0;
    static_assert(selects, "squall: select() needs a table, a column or an expression");
}
}  // namespace detail

/// Whole rows of a table.
template <table_like T>
constexpr detail::select_query<detail::whole_table<T>> select(const T&) {
    return {};
}
/// Some columns and expressions, for use inside other statements.
template <expression_like... E>
constexpr detail::select_query<detail::selected_nodes<detail::no_row, typename E::node...>> select(E...) {
    detail::check_selected<E...>();
    return {};
}
/// Columns and expressions as a row struct of one's own: each must have the name and the type of the struct's field.
template <declared_row Row, expression_like... E>
constexpr detail::select_query<detail::selected_nodes<Row, typename E::node...>> select_into(E...) {
    detail::check_selected<E...>();
    return {};
}
/// One value a row, as a T.
template <column_value T, expression_like E>
constexpr detail::select_query<detail::selected_value<T, typename E::node>> select_value(E) {
    constexpr bool same_kind = holds(type_of<T>, detail::type_of_node<typename E::node>);
    static_assert(same_kind, "squall: select_value<T>() selects a value of another type");
    return {};
}

namespace detail {
template <class Row, class Node, class F, class W, class G, class H, class O, class L, class S, bool D>
struct only_column<select_query<selected_nodes<Row, Node>, F, W, G, H, O, L, S, D>> {
    using node = Node;
};
template <class T, class Node, class F, class W, class G, class H, class O, class L, class S, bool D>
struct only_column<select_query<selected_value<T, Node>, F, W, G, H, O, L, S, D>> {
    using node = Node;
};
}  // namespace detail

}  // namespace squall
