#pragma once
// The elements of a JSON document as rows: json_each and json_tree of a column, or of an argument.
//     constexpr auto label = json_each<"label">(agents.labels);
//     select(agents.id, as<"label">(label.value<std::string>())).from(agents).cross_join(label)
#include "json.hpp"

namespace squall {

namespace detail {
template <fixed_string Alias, fixed_string Column, class T>
struct json_row_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    /// SQLite has the string "12" as 12 and true as 1: as JSON they are written as such again.
    static constexpr bool is_document = is_json<bare<T>>;
    static constexpr facts text(renderer& out) {
        if constexpr (is_document) {
            out << "CASE ";
            out.column(kept<Alias>, "type", false);
            out << " WHEN 'text' THEN json_quote(";
            cell(out);
            out << ") WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE ";
            const facts known = cell(out);
            out << " END";
            return known;
        } else {
            return cell(out);
        }
    }

  private:
    static constexpr facts cell(renderer& out) { return out.column(kept<Alias>, kept<Column>, is_optional<T>); }
};
template <fixed_string Alias, fixed_string Column, class T>
inline constexpr std::string_view name_of_node<json_row_node<Alias, Column, T>> = json_row_node<Alias, Column, T>::is_document
                                                                                      ? std::string_view()
                                                                                      : kept<Column>;

template <fixed_string Function, fixed_string Alias, fixed_string Path, class Document>
struct json_rows {
    struct self_ {
        static constexpr std::string_view alias = kept<Alias>;
        static constexpr void declare(renderer& out) {
            out.use_table(kept<Function>);
            out << Function << '(';
            Document::text(out);
            if (!kept<Path>.empty()) {
                out << ", ";
                out.string(kept<Path>);
            }
            out << ") AS ";
            out.name(alias);
        }
    };
    template <class T, fixed_string Column>
    using of = expression<json_row_node<Alias, Column, T>>;

    /// The element, as a T: null for JSON's null; the JSON text of an array or an object. As a json<> it is a document, whatever it is.
    template <column_value T>
    constexpr of<std::optional<bare<T>>, "value"> value() const {
        check_json_value<T>();
        return {};
    }
    /// The same, null for an array or an object.
    template <column_value T>
    constexpr of<std::optional<bare<T>>, "atom"> atom() const {
        check_json_value<T>();
        return {};
    }
    /// The name of an object's field.
    constexpr of<std::optional<std::string>, "key"> key() const { return {}; }
    /// The place of an array's element, from 0.
    constexpr of<std::optional<std::int64_t>, "key"> position() const { return {}; }
    /// "object", "array", "text", "integer", "real", "true", "false" or "null".
    constexpr of<std::string, "type"> type() const { return {}; }
    /// A number of the element within the document.
    constexpr of<std::int64_t, "id"> id() const { return {}; }
    /// The id of the element around it, in json_tree.
    constexpr of<std::optional<std::int64_t>, "parent"> parent() const { return {}; }
    /// "$.a[0]": where the element stands.
    constexpr of<std::string, "fullkey"> full_key() const { return {}; }
    /// Where the array or object around it stands.
    constexpr of<std::string, "path"> path() const { return {}; }
};

template <fixed_string Function, fixed_string Alias, fixed_string Path, class E>
constexpr auto rows_of_json() {
    constexpr bool holds_json = is_json<bare<typename E::node::value_type>>;
    static_assert(holds_json, "squall: json_each() and json_tree() take a json<...> column, or param<\"...\", json<>>");
    constexpr bool rooted = Path.view().empty() || Path.view()[0] == '$';
    static_assert(rooted, "squall: a JSON path begins with $");
    return json_rows<Function, Alias, Path, typename E::node>{};
}
}  // namespace detail

/// A row for each element of an array or field of an object. Of null there are none: use left_join() to keep the document's row.
/// SQLite fails where the text is no JSON. With a path, json_each<"label", "$.labels">(…), the elements of what stands there.
template <fixed_string Alias, fixed_string Path = "", expression_like E>
constexpr auto json_each(E) {
    return detail::rows_of_json<"json_each", Alias, Path, E>();
}
/// The same for everything in the document, at every depth, the document itself first.
template <fixed_string Alias, fixed_string Path = "", expression_like E>
constexpr auto json_tree(E) {
    return detail::rows_of_json<"json_tree", Alias, Path, E>();
}

}  // namespace squall
