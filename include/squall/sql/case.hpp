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
template <class T, class Otherwise, class... Branches>
struct case_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        facts known;
        out << "CASE";
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
/// One of two values: CASE WHEN condition THEN value ELSE otherwise END.
template <condition C, expression_like V, operand Otherwise>
constexpr auto iif(C when, V then, Otherwise otherwise) {
    return case_when(when, then).otherwise(otherwise);
}

}  // namespace squall
