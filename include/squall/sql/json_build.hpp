#pragma once
// JSON made by a query: documents of a row's values, and arrays of the values of many rows.
#include "aggregate.hpp"
#include "json.hpp"

namespace squall {

namespace detail {
template <fixed_string Key, class Node>
struct object_entry {
    static constexpr facts text(renderer& out) {
        out.string(Key);
        out << ", ";
        return json_item<Node>(out);
    }
};
template <class Node>
struct array_item {
    static constexpr facts text(renderer& out) { return json_item<Node>(out); }
};
template <fixed_string Name, class... Items>
struct json_build_node {
    using value_type = json<>;
    using builds_json = void;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return call_node<Name, json<>, Items...>::text(out); }
};
}  // namespace detail

/// A key and its value, for json_object().
template <fixed_string Key, expression_like E>
constexpr detail::object_entry<Key, typename E::node> entry(E) {
    detail::check_json_items<typename E::node>();
    return {};
}
/// json_object(entry<"id">(t.id), …): null values stay in as null.
template <fixed_string... Keys, class... Nodes>
constexpr expression<detail::json_build_node<"json_object", detail::object_entry<Keys, Nodes>...>> json_object(
    detail::object_entry<Keys, Nodes>...) {
    return {};
}
template <expression_like... E>
constexpr expression<detail::json_build_node<"json_array", detail::array_item<typename E::node>...>> json_array(E...) {
    detail::check_json_items<typename E::node...>();
    return {};
}

namespace detail {
template <class Node>
struct json_group_node {
    using value_type = json<>;
    using builds_json = void;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        return aggregate_node<"json_group_array(", ")", json<>, of_no_rows::is_value, array_item<Node>>::text(out);
    }
};
}  // namespace detail

/// The values of all rows as an array, in no given order; [] over no rows.
template <expression_like E>
constexpr expression<detail::json_group_node<typename E::node>> json_group_array(E) {
    detail::check_json_items<typename E::node>();
    return {};
}

}  // namespace squall
