#pragma once
// CASE, and its short forms.
#include "call.hpp"

namespace squall {

template <class Condition, class Value>
struct case_branch {
    using value = Value;
    /// Null when its value is, whatever the condition is.
    static constexpr detail::facts text(detail::renderer& out) {
        out << " WHEN ";
        const detail::facts condition = Condition::text(out);
        out << " THEN ";
        return condition.null_if(false) | Value::text(out);
    }
};

namespace detail {
/// Without ELSE the value may be null.
template <class Otherwise, class... Branches>
constexpr facts branches_text(renderer& out, facts known) {
    ((known |= Branches::text(out)), ...);
    if constexpr (!std::is_void_v<Otherwise>) {
        out << " ELSE ";
        known |= Otherwise::text(out);
    } else {
        known.may_be_null = true;
    }
    out << " END";
    return known;
}

template <class T, class Otherwise, class... Branches>
struct case_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "CASE";
        return branches_text<Otherwise, Branches...>(out, {});
    }
};
}  // namespace detail

template <class T, class... Branches>
struct case_expression : expression<detail::case_node<T, void, Branches...>> {
    template <condition C, operand V>
    constexpr auto when(C, V) const {
        using value = detail::argument_node<V, detail::null_node<T>>;
        constexpr bool same_kind = comparable(type_of<T>, detail::type_of_node<value>);
        static_assert(same_kind, "squall: the branches of case_when() must be of one type");
        return case_expression<either_type<T, typename value::value_type>, Branches..., case_branch<typename C::node, value>>{};
    }
    template <operand V>
    constexpr auto otherwise(V) const {
        using value = detail::argument_node<V, detail::null_node<T>>;
        constexpr bool same_kind = comparable(type_of<T>, detail::type_of_node<value>);
        static_assert(same_kind, "squall: the branches of case_when() must be of one type");
        return expression<detail::case_node<either_type<T, typename value::value_type>, value, Branches...>>{};
    }
};
/// CASE WHEN condition THEN value …; go on with .when(condition, value) and end with .otherwise(value).
template <condition C, expression_like V>
constexpr auto case_when(C, V) {
    using T = bare<typename V::node::value_type>;
    return case_expression<T, case_branch<typename C::node, typename V::node>>{};
}
namespace detail {
template <class Subject, class T, class Otherwise, class... Branches>
struct simple_case_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    /// Null where the value's branch is; whether the value itself is null does not matter.
    static constexpr facts text(renderer& out) {
        out << "CASE ";
        facts known = Subject::text(out);
        if (is_time_node<Subject> && known.has_two_time_forms) out.report(statement_fault::two_time_forms);
        return branches_text<Otherwise, Branches...>(out, known.null_if(false));
    }
};
}  // namespace detail

template <class Subject, class T, class... Branches>
struct simple_case : expression<detail::simple_case_node<Subject, T, void, Branches...>> {
    template <operand Equal, operand V>
    constexpr auto when(Equal, V) const {
        detail::check_no_null<Equal>();
        using equal = typename detail::node_beside<Equal, Subject, affinity::of_column>::type;
        using value = detail::argument_node<V, detail::null_node<T>>;
        constexpr bool compares = comparable(detail::type_of_node<Subject>, detail::type_of_node<equal>);
        static_assert(compares, "squall: a when() of case_of() compares with another type than the value has");
        constexpr bool same_kind = comparable(type_of<T>, detail::type_of_node<value>);
        static_assert(same_kind, "squall: the branches of case_of() must be of one type");
        return simple_case<Subject, either_type<T, typename value::value_type>, Branches..., case_branch<equal, value>>{};
    }
    template <operand V>
    constexpr auto otherwise(V) const {
        using value = detail::argument_node<V, detail::null_node<T>>;
        constexpr bool same_kind = comparable(type_of<T>, detail::type_of_node<value>);
        static_assert(same_kind, "squall: the branches of case_of() must be of one type");
        return expression<detail::simple_case_node<Subject, either_type<T, typename value::value_type>, value, Branches...>>{};
    }
};
namespace detail {
template <class Subject>
struct case_start {
    template <operand Equal, expression_like V>
    constexpr auto when(Equal equal, V value) const {
        return simple_case<Subject, bare<typename V::node::value_type>>{}.when(equal, value);
    }
};
}  // namespace detail
/// CASE value WHEN other THEN result …: case_of(runs.status).when(literal<RunStatus::done>, literal<1>).otherwise(literal<0>).
template <expression_like E>
constexpr detail::case_start<typename E::node> case_of(E) {
    return {};
}
/// One of two values: CASE WHEN condition THEN value ELSE otherwise END.
template <condition C, expression_like V, operand Otherwise>
constexpr auto iif(C when, V then, Otherwise otherwise) {
    return case_when(when, then).otherwise(otherwise);
}

}  // namespace squall
