#pragma once
// JSON columns in queries, and lists that come in as one JSON parameter.
#include <tuple>

#include "call.hpp"
#include "table.hpp"

namespace squall {

namespace detail {
template <class E>
constexpr void check_json_column() {
    constexpr bool holds_json = is_json<bare<typename E::node::value_type>>;
    static_assert(holds_json, "squall: this function needs a json<...> column");
}

template <class T>
constexpr void check_json_value() {
    constexpr bool is_no_blob = !std::same_as<bare<T>, blob>;
    static_assert(is_no_blob, "squall: JSON cannot contain a blob; unhex() makes one of a text");
}
template <fixed_string Path, class T, class E>
struct json_path_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    /// As a json<> it is a document: json_extract() has the string "12" as 12, and true as 1.
    static constexpr facts text(renderer& out) {
        constexpr bool is_document = is_json<bare<T>>;
        out << (is_document ? "nullif(" : "json_extract(");
        const facts known = is_document ? part<E>(out, binds_whole) : E::text(out);
        out << (is_document ? " -> " : ", ");
        out.string(Path);
        out << (is_document ? ", 'null')" : ")");
        return known.null_if(true);
    }
};
}  // namespace detail

/// What stands at a path of a JSON column, as a T; null when there is nothing. The column must hold valid JSON.
template <fixed_string Path, column_value T, expression_like E>
constexpr auto json_extract(E) {
    detail::check_json_column<E>();
    detail::check_json_value<T>();
    constexpr bool rooted = Path.view().substr(0, 1) == "$";
    static_assert(rooted, "squall: a JSON path begins with $");
    return expression<detail::json_path_node<Path, T, typename E::node>>{};
}

namespace detail {
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
}  // namespace detail

/// json_extract() that yields null where the cell is not valid JSON, so that one bad cell does not fail the statement.
template <fixed_string Path, column_value T, expression_like E>
constexpr auto json_extract_if_valid(E) {
    detail::check_json_column<E>();
    detail::check_json_value<T>();
    constexpr bool rooted = Path.view().substr(0, 1) == "$";
    static_assert(rooted, "squall: a JSON path begins with $");
    return expression<detail::readable_json_path_node<Path, T, typename E::node>>{};
}
/// Whether a cell holds JSON that SQLite can read; null for null.
template <expression_like E>
constexpr auto json_valid(E) {
    detail::check_json_column<E>();
    return expression<detail::call_node<"json_valid", bool, typename E::node>>{};
}
/// "object", "array", "text" …; an error where the cell is not valid JSON.
template <expression_like E>
constexpr auto json_type(E) {
    detail::check_json_column<E>();
    return expression<detail::call_node<"json_type", std::string, typename E::node>>{};
}
template <expression_like E>
constexpr auto json_array_length(E) {
    detail::check_json_column<E>();
    return expression<detail::call_node<"json_array_length", std::int64_t, typename E::node>>{};
}

namespace detail {
template <class... Nodes>
constexpr void check_json_items() {
    constexpr bool has_no_blob = (!std::same_as<bare<typename Nodes::value_type>, blob> && ...);
    static_assert(has_no_blob, "squall: JSON cannot contain a blob; hex(...) makes a text of it");
    constexpr bool is_exact = (!std::same_as<bare<typename Nodes::value_type>, bigint> && ...);
    static_assert(is_exact, "squall: a bigint is rounded as a number of JSON; cast<std::string>(...) makes a text of it");
}
/// A value inside a JSON document. SQLite would take a document for a text, and a boolean for a number. Only a node with
/// `builds_json` always comes out of a JSON function, whose result SQLite knows as a document: not out of CASE, nor a subquery.
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
}  // namespace detail

/// A value at a path, for json_set().
template <fixed_string Path, expression_like E>
constexpr detail::json_entry<Path, typename E::node> at(E) {
    detail::check_json_items<typename E::node>();
    return {};
}

namespace detail {
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
}  // namespace detail

/// The JSON column with values put at paths: json_set(jobs.metadata, at<"$.moved">(literal<1>), …).
template <expression_like E, class... Entries>
constexpr auto json_set(E, Entries...) {
    detail::check_json_column<E>();
    return expression<detail::json_set_node<typename E::node, Entries...>>{};
}

namespace detail {
template <fixed_string Name, class E, class Entry>
struct optional_json_set_node {
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
}  // namespace detail

/// json_set() that is part of the statement only when the value of that name is given.
template <fixed_string Name, expression_like E, class Entry>
constexpr auto json_set_when(E, Entry) {
    detail::check_json_column<E>();
    return expression<detail::optional_json_set_node<Name, typename E::node, Entry>>{};
}

namespace detail {
// ---- lists ----------------------------------------------------------------------------------------------------------
/// An element of a bound list, or a field of one. JSON has no blob, so its bytes come as hexadecimal digits.
template <class T, class Render>
constexpr facts listed_value(renderer& out, Render render) {
    constexpr bool is_blob = std::same_as<bare<T>, blob>;
    if (is_blob) out << "unhex(";
    const facts known = render();
    if (is_blob) out << ')';
    return known;
}
template <fixed_string Parameter, fixed_string Alias, class T>
struct list_value_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        return listed_value<T>(out, [&] { return out.column(kept<Alias>, "value", false); });
    }
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
    static constexpr int binds = std::same_as<bare<T>, blob> ? binds_whole : binds_concat;
    static constexpr facts text(renderer& out) {
        return listed_value<T>(out, [&] {
            const facts known = out.column(kept<Alias>, "value", is_optional<T>);
            out << " ->> ";
            out.number(static_cast<std::int64_t>(Index));
            return known;
        });
    }
};
/// A field of a bound list's elements: its name, and the type of its values.
template <fixed_string Name, class T>
struct list_field {
    using value_type = T;
    static constexpr std::string_view name = kept<Name>;
    template <class Table, class ColumnType>
    using column_of = column<Table, Name, ColumnType>;
};
template <class... Fields>
struct field_list {
    static constexpr std::size_t count = sizeof...(Fields);
    template <std::size_t I>
    using at = std::tuple_element_t<I, std::tuple<Fields...>>;
    /// The place of the field of that name; count where there is none.
    static constexpr std::size_t find(std::string_view name) {
        std::size_t i = 0, found = count;
        ((found = (Fields::name == name && found == count) ? i : found, ++i), ...);
        return found;
    }
};
template <class List>
struct declared_fields;
template <fixed_string Name, class T, auto... Marks>
struct list_field_reading {
    static constexpr bool may_be_null = is_optional<T> || (lets_null_in<std::remove_cvref_t<decltype(Marks)>> || ... || false);
    using field = list_field<Name, std::conditional_t<may_be_null, std::optional<bare<T>>, T>>;
};
/// The fields of a struct that was made from a declaration: of a row, of a function's arguments, of an object in a list.
template <template <template <fixed_string, class, auto...> class> class Definition, template <fixed_string, class, auto...> class Reading>
struct declared_fields<Definition<Reading>> {
    using reading = Definition<list_field_reading>;
    template <std::size_t... I>
    static constexpr field_list<typename boost::pfr::tuple_element_t<I, reading>::field...> all(std::index_sequence<I...>) {
        return {};
    }
    using type = decltype(all(std::make_index_sequence<boost::pfr::tuple_size_v<reading>>{}));
};
/// In rows<…>: every field of a struct that was made from a declaration.
template <class Struct>
struct fields_in_struct {
    using type = typename declared_fields<Struct>::type;
};
}  // namespace detail

template <class Struct>
inline constexpr detail::fields_in_struct<Struct> fields_in{};

/// In rows<…>: a field that neither a struct nor a column declares.
template <fixed_string Name, column_value T>
inline constexpr detail::list_field<Name, T> typed_field{};

namespace detail {
/// What stands in rows<…>: fields_in<…>, a column, or typed_field<…>.
template <class Part>
struct list_part {
    static constexpr bool is_known = false;
    using type = field_list<>;
};
template <class Struct>
struct list_part<fields_in_struct<Struct>> : fields_in_struct<Struct> {
    static constexpr bool is_known = true;
};
template <class Table, fixed_string Name, class T>
struct list_part<column<Table, Name, T>> {
    static constexpr bool is_known = true;
    using type = field_list<list_field<Name, T>>;
};

template <fixed_string Name, class T>
struct list_part<list_field<Name, T>> {
    static constexpr bool is_known = true;
    using type = field_list<list_field<Name, T>>;
};

/// Fields, of which a later one takes the place of an earlier one of its name.
template <class Done, class... More>
struct joined_fields {
    using type = Done;
};
template <class... Done, class First, class... Rest, class... Lists>
struct joined_fields<field_list<Done...>, field_list<First, Rest...>, Lists...> {
    static constexpr bool is_new = ((Done::name != First::name) && ...);
    template <class Field>
    using renewed = std::conditional_t<Field::name == First::name, First, Field>;
    using with_first = std::conditional_t<is_new, field_list<Done..., First>, field_list<renewed<Done>...>>;
    using type = typename joined_fields<with_first, field_list<Rest...>, Lists...>::type;
};
template <class... Done, class... Lists>
struct joined_fields<field_list<Done...>, field_list<>, Lists...> : joined_fields<field_list<Done...>, Lists...> {};

/// The rows of a bound list: FROM json_each(?). Elements are values, or arrays of values, one for each of the Fields.
template <fixed_string Parameter, class Fields>
struct bound_list {
    struct self_ {
        static constexpr std::string_view alias = kept<Parameter>;
        static constexpr std::size_t width = Fields::count;
        static constexpr void declare(renderer& out) {
            out << "json_each(";
            out.parameter({kept<Parameter>, type_of<std::string>, true});
            out << ") AS ";
            out.name(alias);
        }
        using fields = Fields;
    };
    /// The element itself.
    template <column_value T>
    constexpr auto value() const {
        return expression<list_value_node<Parameter, Parameter, T>>{};
    }
    /// The element's place in the list, from 0.
    constexpr auto position() const { return expression<list_position_node<Parameter>>{}; }
    /// A field of the element.
    template <fixed_string Field>
    constexpr auto field() const {
        constexpr std::size_t index = Fields::find(Field.view());
        constexpr bool known = index < Fields::count;
        static_assert(known, "squall: the bound list has no field of this name");
        if constexpr (known) return at<index>();
    }
    /// The field named as the column, which must have the column's type.
    template <class Column>
    constexpr auto operator[](Column) const {
        constexpr std::size_t index = Fields::find(Column::name);
        constexpr bool known = index < Fields::count;
        static_assert(known, "squall: the bound list has no field of this name");
        if constexpr (known) {
            constexpr bool same_type =
                holds(type_of<typename Column::value_type>, type_of<typename Fields::template at<index>::value_type>);
            static_assert(same_type, "squall: a field of the bound list has another type than the column of its name");
            if constexpr (same_type) return at<index>();
        }
    }

  private:
    template <std::size_t Index>
    static constexpr auto at() {
        return expression<item_field_node<Parameter, Index, typename Fields::template at<Index>::value_type>>{};
    }
};
template <class T>
inline constexpr bool is_bound_list = false;
template <fixed_string Parameter, class Fields>
inline constexpr bool is_bound_list<bound_list<Parameter, Fields>> = true;

/// The assignment of a list's field to the table's column of its name.
template <class Table, class List, std::size_t Index>
struct field_assignment {
    using field = typename List::self_::fields::template at<Index>;
    using columns = typename declared_fields<typename Table::self_::row>::type;
    static constexpr std::size_t column_index = columns::find(field::name);
    static constexpr bool has_column = column_index < columns::count;
    static constexpr auto make() {
        if constexpr (has_column) {
            constexpr typename field::template column_of<Table, typename columns::template at<column_index>::value_type> column{};
            return column = List{}[column];
        }
    }
};

template <fixed_string Parameter, auto... Parts>
constexpr auto rows_of_parts() {
    constexpr bool all_known = (list_part<std::remove_cvref_t<decltype(Parts)>>::is_known && ... && true);
    static_assert(all_known, "squall: rows<...> takes fields_in<...>, columns and typed_field<...>");
    return bound_list<Parameter,
                      typename joined_fields<field_list<>, typename list_part<std::remove_cvref_t<decltype(Parts)>>::type...>::type>{};
}
}  // namespace detail

/// A list bound by name as a source of rows. Its elements are values, from(rows<"ids">), or have fields, whose names and types
/// come from declarations: rows<"items", fields_in<new_job>, jobs.id>. A later field takes the place of an earlier one of its name.
template <fixed_string Parameter, auto... Parts>
inline constexpr auto rows = detail::rows_of_parts<Parameter, Parts...>();

}  // namespace squall
