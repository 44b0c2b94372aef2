#pragma once
// The results of functions and their rows as JSON: functions.json, from which schemas, OpenAPI and llms.txt are made.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "client_names.hpp"
#include "squall/core/result.hpp"
#include "squall/core/result_shape.hpp"
#include "squall/sql/nested.hpp"

namespace squall {

constexpr std::string_view name_of(value_kind kind) {
    switch (kind) {
        case value_kind::text: return "text";
        case value_kind::integer: return "integer";
        case value_kind::real: return "real";
        case value_kind::boolean: return "boolean";
        case value_kind::timestamp: return "timestamp";
        case value_kind::date: return "date";
        case value_kind::enumeration: return "enum";
        case value_kind::json: return "json";
        case value_kind::rows: return "rows";
        case value_kind::blob: return "blob";
        case value_kind::bigint: return "bigint";
    }
    return {};
}

/// "kind": "enum", "values": […]
inline std::string json_of_type(const sql_type& type) {
    std::string all = "\"kind\": \"" + std::string(name_of(type.kind)) + '"';
    if (type.kind == value_kind::json && type.typescript != "unknown") all += ", \"typescript\": " + in_quotes(type.typescript);
    if (type.kind != value_kind::enumeration) return all;
    all += ", \"values\": [";
    for (std::size_t i = 0; i < type.value_count; ++i) all += (i ? ", " : "") + in_quotes(type.values[i]);
    return all + "]";
}

/// Describes results; rows of one type stand once, under the name that `name_of_row` (row_types) finds.
template <class Names>
class result_reference {
  public:
    explicit result_reference(Names& names) : names_(names) {}

    template <class T>
    std::string of() {
        if constexpr (std::same_as<T, nothing>)
            return R"({"kind": "nothing"})";
        else if constexpr (declared_row<T>)
            return R"({"kind": "row", "row": )" + in_quotes(row<T>()) + "}";
        else if constexpr (detail::object_result<T>)
            return object<T>(std::make_index_sequence<detail::parts_of<T>::count>{});
        else if constexpr (requires { typename detail::page_traits<T>::row; })
            return R"({"kind": "page", "row": )" + in_quotes(row<typename detail::page_traits<T>::row>()) + "}";
        else if constexpr (detail::is_row_list<T>)
            return R"({"kind": "list", "row": )" + in_quotes(row<typename T::value_type>()) + "}";
        else if constexpr (is_optional<T>)
            return R"({"kind": "optional", "of": )" + of<bare<T>>() + "}";
        else
            return "{" + json_of_type(*type_of<T>) + "}";
    }
    /// The rows that results have named so far, an object by name.
    std::string rows() const {
        std::string all;
        for (const auto& [name, columns] : rows_) all += (all.empty() ? "  " : ",\n  ") + in_quotes(name) + ": " + columns;
        return "{\n" + all + "\n}";
    }

  private:
    Names& names_;
    std::map<std::string, std::string> rows_;

    template <class T, std::size_t... I>
    std::string object(std::index_sequence<I...>) {
        std::string all;
        const auto part = [&]<class Part>() {
            all += (all.empty() ? "" : ", ") + in_quotes(Part::name) + ": " + of<typename Part::type>();
        };
        (part.template operator()<typename detail::parts_of<T>::template part<I>>(), ...);
        return R"({"kind": "object", "fields": {)" + all + "}}";
    }
    template <declared_row Row>
    std::string row() {
        const std::string name = names_.template name<Row>();
        if (!rows_.try_emplace(name).second) return name;
        const std::vector<std::string> nested = nested_of<Row>(std::make_index_sequence<boost::pfr::tuple_size_v<Row>>{});
        std::string all;
        std::size_t i = 0;
        for (const column_description& c : definition_of<Row>::columns) {
            all +=
                (i ? ", {\"name\": " : "{\"name\": ") + in_quotes(c.name) + ", " + (nested[i].empty() ? json_of_type(*c.type) : nested[i]);
            if (c.nullable && !c.is_filled) all += ", \"nullable\": true";
            all += "}";
            ++i;
        }
        rows_[name] = "[" + all + "]";
        return name;
    }
    template <declared_row Row, std::size_t... I>
    std::vector<std::string> nested_of(std::index_sequence<I...>) {
        return {nested<bare<boost::pfr::tuple_element_t<I, Row>>>()...};
    }
    template <class Field>
    std::string nested() {
        if constexpr (declared_row<Field>)
            return R"("kind": "row", "row": )" + in_quotes(row<Field>());
        else if constexpr (detail::is_row_list<Field>)
            return R"("kind": "rows", "row": )" + in_quotes(row<typename Field::value_type>());
        else
            return {};
    }
};

}  // namespace squall
