#pragma once
// JSON columns in queries, and lists that come in as one JSON parameter.
#include "functions.hpp"

namespace squall {

template <class E>
constexpr void check_json_column() {
    constexpr bool holds_json = is_json<bare<typename E::node::value_type>>;
    static_assert(holds_json, "squall: this function needs a json<...> column");
}

template <fixed_string Path, class T, class E>
struct json_path_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "json_extract(";
        const facts known = E::text(out);
        out << ", ";
        out.string(Path);
        out << ')';
        return known.null_if(true);
    }
};
/// What stands at a path of a JSON column, as a T; null when there is nothing. The column must hold valid JSON.
template <fixed_string Path, column_value T, expression_like E>
constexpr auto json_extract(E) {
    check_json_column<E>();
    constexpr bool rooted = Path.view().substr(0, 1) == "$";
    static_assert(rooted, "squall: a JSON path begins with $");
    return expression<json_path_node<Path, T, typename E::node>>{};
}
template <fixed_string Path, class T, class E>
struct readable_json_path_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "iif(json_valid(";
        E::text(out);
        out << "), ";
        const facts known = json_path_node<Path, T, E>::text(out);
        out << ", NULL)";
        return known;
    }
};
/// json_extract() that gives null where the cell is not valid JSON, so that one bad cell does not fail the statement.
template <fixed_string Path, column_value T, expression_like E>
constexpr auto json_extract_if_valid(E) {
    check_json_column<E>();
    constexpr bool rooted = Path.view().substr(0, 1) == "$";
    static_assert(rooted, "squall: a JSON path begins with $");
    return expression<readable_json_path_node<Path, T, typename E::node>>{};
}
/// Whether a cell holds JSON that SQLite can read; null for null.
template <expression_like E>
constexpr auto json_valid(E) {
    check_json_column<E>();
    return expression<call_node<"json_valid", bool, typename E::node>>{};
}
/// "object", "array", "text" …; an error where the cell is not valid JSON.
template <expression_like E>
constexpr auto json_type(E) {
    check_json_column<E>();
    return expression<call_node<"json_type", std::string, typename E::node>>{};
}
template <expression_like E>
constexpr auto json_array_length(E) {
    check_json_column<E>();
    return expression<call_node<"json_array_length", std::int64_t, typename E::node>>{};
}

/// A value inside a JSON document. SQLite would take a document for a text, and a boolean for a number.
template <class Node>
constexpr facts json_item(renderer& out) {
    using value = bare<typename Node::value_type>;
    constexpr bool is_built = requires { typename Node::builds_json; };
    facts known;
    if constexpr (is_json<value> && !is_built) {
        out << "json(";
        known = Node::text(out);
        out << ')';
    } else if constexpr (std::same_as<value, bool>) {
        out << "json(CASE ";
        known = Node::text(out);
        out << " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)";
    } else {
        known = Node::text(out);
    }
    return known.null_if(false);
}
template <fixed_string Path, class Node>
struct json_entry {
    static constexpr facts text(renderer& out) {
        out << ", ";
        out.string(Path);
        out << ", ";
        return json_item<Node>(out);
    }
};
/// A value at a path, for json_set().
template <fixed_string Path, expression_like E>
constexpr json_entry<Path, typename E::node> at(E) {
    return {};
}
template <class E, class... Entries>
struct json_set_node {
    using builds_json = void;
    using value_type = bare<typename E::value_type>;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "json_set(";
        facts known = E::text(out);
        ((known |= Entries::text(out)), ...);
        out << ')';
        return known;
    }
};
/// The JSON column with values put at paths: json_set(jobs.metadata, at<"$.moved">(literal<1>), …).
template <expression_like E, class... Entries>
constexpr auto json_set(E, Entries...) {
    check_json_column<E>();
    return expression<json_set_node<typename E::node, Entries...>>{};
}
template <fixed_string Name, class E, class Entry>
struct optional_json_set_node {
    using builds_json = void;
    using value_type = bare<typename E::value_type>;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out.begin_piece(kept<Name>);
        out << "json_set(";
        out.end_piece();
        facts known = E::text(out);
        out.begin_piece(kept<Name>);
        known |= Entry::text(out);
        out << ')';
        out.end_piece();
        return known;
    }
};
/// json_set() that is part of the statement only when the value of that name is given.
template <fixed_string Name, expression_like E, class Entry>
constexpr auto json_set_when(E, Entry) {
    check_json_column<E>();
    return expression<optional_json_set_node<Name, typename E::node, Entry>>{};
}

// ---- lists ----------------------------------------------------------------------------------------------------------
template <fixed_string Parameter, fixed_string Alias, class T>
struct list_value_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return out.column(kept<Alias>, "value", false); }
};
template <fixed_string Alias>
struct list_position_node {
    using value_type = std::int64_t;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return out.column(kept<Alias>, "key", false); }
};
template <fixed_string Alias, std::size_t Index, class T>
struct item_field_node {
    using value_type = T;
    static constexpr int binds = binds_concat;
    static constexpr facts text(renderer& out) {
        const facts known = out.column(kept<Alias>, "value", is_optional<T>);
        out << " ->> ";
        out.number(static_cast<std::int64_t>(Index));
        return known;
    }
};
template <fixed_string... Fields>
constexpr std::size_t field_index(std::string_view name) {
    std::size_t i = 0, found = sizeof...(Fields);
    ((found = (Fields.view() == name && found == sizeof...(Fields)) ? i : found, ++i), ...);
    return found;
}

/// The rows of a bound list: FROM json_each(?). Elements are values, or arrays whose places the Fields name.
template <fixed_string Parameter, fixed_string... Fields>
struct bound_list {
    struct self_ {
        static constexpr std::string_view alias = kept<Parameter>;
        static constexpr std::size_t width = sizeof...(Fields);
        static constexpr void declare(renderer& out) {
            out << "json_each(";
            out.parameter({kept<Parameter>, type_of<std::string>, true});
            out << ") AS ";
            out.name(alias);
        }
    };
    /// The element itself.
    template <column_value T>
    constexpr auto value() const {
        return expression<list_value_node<Parameter, Parameter, T>>{};
    }
    /// The element's place in the list, from 0.
    constexpr auto position() const { return expression<list_position_node<Parameter>>{}; }
    /// A field of the element, with the type that its column has.
    template <fixed_string Field, class T>
    constexpr auto field() const {
        constexpr std::size_t index = field_index<Fields...>(Field.view());
        constexpr bool known = index < sizeof...(Fields);
        static_assert(known, "squall: the bound list has no field of this name");
        return expression<item_field_node<Parameter, index, T>>{};
    }
    /// The field named as the column, of the column's type.
    template <class Column>
    constexpr auto operator[](Column) const {
        constexpr std::size_t index = field_index<Fields...>(Column::name);
        constexpr bool known = index < sizeof...(Fields);
        static_assert(known, "squall: the bound list has no field of this name");
        return expression<item_field_node<Parameter, index, typename Column::value_type>>{};
    }
};
/// A list bound by name as a source of rows: from(rows<"ids">), insert_into(t).set(t.id = item[t.id]).from(item).
template <fixed_string Parameter, fixed_string... Fields>
inline constexpr bound_list<Parameter, Fields...> rows{};

}  // namespace squall
