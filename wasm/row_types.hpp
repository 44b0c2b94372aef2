#pragma once
// The rows of a client: for each row struct a mapper in JavaScript and an interface in TypeScript.
#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "client_names.hpp"
#include "squall/sql/nested.hpp"

namespace squall::client_writer {

/// Enums are closed, so that a switch over one can be exhaustive. An old row may contain another text: verify finds it, and a read
/// passes it on.
inline std::string typescript_type(const sql_type* type) {
    if (type->kind != value_kind::enumeration) return std::string(type->typescript);
    std::string all;
    for (std::size_t i = 0; i < type->value_count; ++i) all += (i ? " | " : "") + in_quotes(type->values[i]);
    return all;
}
inline std::string_view cell_reader(const sql_type* type) {
    switch (type->kind) {
        case value_kind::boolean: return "asBoolean";
        case value_kind::json: return "asJson";
        case value_kind::integer: return "asInteger";
        case value_kind::real: return "asReal";
        case value_kind::timestamp:
        case value_kind::date: return "asText";
        case value_kind::blob: return "asBlob";
        case value_kind::bigint: return "asBigint";
        default: return "";
    }
}

/// Mappers and interfaces by the row type's name; rows of one type share them.
class row_types {
  public:
    template <declared_row Row>
    std::string name() {
        const std::string name = row_name<Row>();
        const auto [known, is_new] = known_.try_emplace(name, definition_of<Row>::columns.data());
        if (is_new) write(name, definition_of<Row>::columns, nested_of<Row>());
        if (known->second != definition_of<Row>::columns.data()) {
            std::cerr << "generate_client: two row structs would both be called " << name << "; rename the declaration of one\n";
            std::exit(1);
        }
        return name;
    }
    std::string javascript() const { return javascript_.str(); }
    std::string typescript() const { return typescript_.str(); }

  private:
    std::map<std::string, const column_description*> known_;  // a name belongs to one declaration
    std::ostringstream javascript_, typescript_;

    /// agent_versions_table -> AgentVersions, agent_summary_fields -> AgentSummary: the declaration's name in capitals.
    template <class Row>
    static std::string row_name() {
        std::string_view all = __PRETTY_FUNCTION__;
        all = all.substr(all.find("Row = ") + 6);
        all = all.substr(0, all.find('<'));
        all = all.substr(all.rfind("::") + 2);
        all = all.substr(0, all.rfind('_'));
        std::string name;
        bool upper = true;
        for (char c : all) {
            if (c == '_') {
                upper = true;
            } else {
                name += upper ? static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c) : c;
                upper = false;
            }
        }
        const bool is_table = all.data()[all.size() + 1] == 't';
        return is_table ? singular(name) : name;
    }
    static std::string singular(const std::string& plural) {
        const auto ends = [&](std::string_view end) {
            return plural.size() > end.size() && plural.compare(plural.size() - end.size(), end.npos, end) == 0;
        };
        if (ends("ies")) return plural.substr(0, plural.size() - 3) + "y";
        if (ends("xes") || ends("ches") || ends("shes") || ends("sses")) return plural.substr(0, plural.size() - 2);
        if (ends("ss") || !ends("s")) return plural;
        return plural.substr(0, plural.size() - 1);
    }

    struct nested_field {
        std::string reader, row, typescript;
    };
    /// How each field with rows is read; the mappers of those rows are written before.
    template <declared_row Row>
    std::vector<nested_field> nested_of() {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::vector<nested_field>{nested<bare<boost::pfr::tuple_element_t<I, Row>>>()...};
        }
        (std::make_index_sequence<boost::pfr::tuple_size_v<Row>>{});
    }
    template <class Field>
    nested_field nested() {
        if constexpr (declared_row<Field>) {
            const std::string row = name<Field>();
            return {"asRow", row, row};
        } else if constexpr (detail::is_row_list<Field>) {
            const std::string row = name<typename Field::value_type>();
            return {"asRows", row, row + "[]"};
        } else {
            return {};
        }
    }

    template <class Columns>
    void write(const std::string& name, const Columns& columns, const std::vector<nested_field>& nested) {
        std::string names;  // where one of them would lose its place in an object
        bool has_index = false;
        for (const column_description& c : columns) {
            names += (names.empty() ? "" : ", ") + in_quotes(c.name);
            has_index = has_index || is_index(c.name);
        }
        javascript_ << "const " << name << " = " << (has_index ? "named([" + names + "], " : "") << "(r) => ({";
        typescript_ << "export interface " << name << " {\n";
        std::size_t i = 0;
        for (const column_description& c : columns) {
            const std::string cell = "r[" + std::to_string(i) + "]";
            const bool holds_rows = c.type->kind == value_kind::rows;
            const std::string reader = holds_rows ? nested[i].reader : std::string(cell_reader(c.type));
            const std::string mapper = holds_rows ? ", " + nested[i].row : "";
            javascript_ << (i ? ", " : " ") << key(c.name) << ": " << (reader.empty() ? cell : reader + "(" + cell + mapper + ")");
            typescript_ << "  " << property(c.name) << ": " << (holds_rows ? nested[i].typescript : typescript_type(c.type))
                        << (c.nullable && !c.is_filled ? " | null" : "") << ";\n";
            ++i;
        }
        javascript_ << " })" << (has_index ? ")" : "") << ";\n";
        typescript_ << "}\n";
    }
};

}  // namespace squall::client_writer
