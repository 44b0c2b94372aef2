#pragma once
// JSON documents in columns that are changed by what is in another document: lists that grow, maps that are merged. The
// column's own cell is read in the statement, so what was written meanwhile is kept.
#include "json.hpp"

namespace squall {

namespace detail {
template <class E, class Items>
struct json_append_node {
    using value_type = bare<typename E::value_type>;
    static constexpr int binds = binds_whole;
    /// Null when the other list is, whatever the cell holds.
    static constexpr facts text(renderer& out) {
        out << "CASE WHEN iif(json_valid(";
        facts known = E::text(out);
        out << "), json_array_length(";
        E::text(out);
        out << "), 0) > 0 THEN substr(json(";
        E::text(out);
        out << "), 1, length(json(";
        E::text(out);
        out << ")) - 1) || ',' || substr(json(";
        Items::text(out);
        out << "), 2) ELSE json(";
        known = known.null_if(false) | Items::text(out);
        out << ") END";
        return known;
    }
};
}  // namespace detail

/// The list in a JSON column with the elements of another list, which has at least one, behind its own. A cell that
/// holds no list (not JSON, not an array, null) yields the other list alone.
template <expression_like E, expression_like Items>
constexpr auto json_append(E, Items) {
    detail::check_json_column<E>();
    detail::check_json_column<Items>();
    return expression<detail::json_append_node<typename E::node, typename Items::node>>{};
}

namespace detail {
template <class E, class Changes>
struct json_merge_node {
    using value_type = bare<typename E::value_type>;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const bool qualify = out.qualify;
        out.qualify = true;  // json_each() has columns of its own: key, value, type …
        // A number comes out of json_each() as a REAL, which json_group_object() writes with 15 digits; 17 say it all.
        out << "(SELECT json_group_object(key, CASE type WHEN 'object' THEN json(value) WHEN 'array' THEN json(value) WHEN 'true' THEN "
               "json('true') WHEN 'false' THEN json('false') WHEN 'real' THEN json(printf('%!.17g', value)) ELSE value END) FROM (SELECT "
               "key, value, type FROM json_each(CASE WHEN json_valid(";
        facts known = E::text(out);
        out << ") THEN CASE json_type(";
        E::text(out);
        out << ") WHEN 'object' THEN ";
        E::text(out);
        out << " ELSE '{}' END ELSE '{}' END) WHERE key NOT IN (SELECT key FROM json_each(";
        Changes::text(out);
        out << ")) UNION ALL SELECT key, value, type FROM json_each(";
        known |= Changes::text(out);
        out << ") WHERE type <> 'null'))";
        out.qualify = qualify;
        return known.null_if(false);
    }
};
}  // namespace detail

/// The object in a JSON column with the keys of another object set to its values as a whole; a null there takes the key
/// away. Keys are exact texts, whatever they hold. A cell that holds no object is taken as an empty one.
template <expression_like E, expression_like Changes>
constexpr auto json_merge(E, Changes) {
    detail::check_json_column<E>();
    detail::check_json_column<Changes>();
    return expression<detail::json_merge_node<typename E::node, typename Changes::node>>{};
}

namespace detail {
template <class E>
struct json_length_node {
    using value_type = std::int64_t;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "iif(json_valid(";
        E::text(out);
        out << "), json_array_length(";
        const facts known = E::text(out);
        out << "), 0)";
        return known.null_if(false);
    }
};
}  // namespace detail

/// How many elements the list in a JSON column has; 0 where the cell holds no list.
template <expression_like E>
constexpr auto json_length_if_valid(E) {
    detail::check_json_column<E>();
    return expression<detail::json_length_node<typename E::node>>{};
}

}  // namespace squall
