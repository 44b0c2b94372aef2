#include "schema_file.hpp"

#include <cstdlib>
#include <deque>
#include <fstream>
#include <sstream>

#include "migrate/failure.hpp"
#include "migrate/json_reader.hpp"

namespace squall::tool {
namespace {

using migrate::failure;
using migrate::flag_at;
using migrate::list_at;
using migrate::outcome;
using migrate::text_at;
using migrate::texts_at;
using simdjson::dom::element;

/// What descriptions of columns point to. They are read once a run and live as long as it does.
struct storage {
    std::deque<std::string> texts;
    std::deque<std::vector<std::string_view>> values;
    std::deque<sql_type> types;
    std::deque<std::vector<column_description>> columns;

    std::string_view text(std::string one) { return texts.emplace_back(std::move(one)); }
};
storage& kept() {
    static storage all;
    return all;
}

/// A number of an enum with so many values.
template <class E>
E enum_at(element object, std::string_view key, std::int64_t count, const std::string& file) {
    std::int64_t number = -1;
    if (object[key].get(number) != simdjson::SUCCESS || number < 0 || number >= count)
        throw failure(outcome::usage, file + " is not of this version of squall: build the project again");
    return static_cast<E>(number);
}

column_description read_column(element e, const std::string& file) {
    storage& all = kept();
    auto& values = all.values.emplace_back();
    for (std::string& value : texts_at(e, "values")) values.push_back(all.text(std::move(value)));
    const sql_type& type =
        all.types.emplace_back(sql_type{enum_at<value_kind>(e, "kind", static_cast<std::int64_t>(value_kind::bigint) + 1, file),
                                        all.text(text_at(e, "sqlite")), all.text(text_at(e, "typescript")), values.data(), values.size()});
    column_description c;
    c.name = all.text(text_at(e, "name"));
    c.type = &type;
    c.nullable = flag_at(e, "nullable");
    c.is_primary_key = flag_at(e, "primary_key");
    c.is_nullable_key = flag_at(e, "nullable_key");
    c.is_unique = flag_at(e, "unique");
    c.is_checked = flag_at(e, "checked");
    c.is_filled = flag_at(e, "filled");
    c.default_sql = all.text(text_at(e, "default"));
    c.references_table = all.text(text_at(e, "references_table"));
    c.references_column = all.text(text_at(e, "references_column"));
    c.action = enum_at<on_delete>(e, "on_delete", 256, file);
    return c;
}
std::vector<migrate::declared_table> read_tables(const std::vector<element>& list, const std::string& file) {
    std::vector<migrate::declared_table> tables;
    for (element e : list) {
        auto& columns = kept().columns.emplace_back();
        for (element c : list_at(e, "columns")) columns.push_back(read_column(c, file));
        tables.push_back({text_at(e, "name"), columns});
    }
    return tables;
}

}  // namespace

std::optional<std::string> schema_file() {
    const char* file = std::getenv("SQUALL_SCHEMA");
    if (file == nullptr || *file == '\0') return std::nullopt;
    return file;
}

migrate::declared_schema read_schema(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw failure(outcome::usage, "cannot read " + file + ", which SQUALL_SCHEMA names");
    simdjson::dom::parser parser;
    element all;
    if (parser.parse(text.str()).get(all) != simdjson::SUCCESS || list_at(all, "statements").empty())
        throw failure(outcome::usage, file + " is not a schema: build the project again");
    return migrate::declared_by(texts_at(all, "statements"), texts_at(all, "kept"), read_tables(list_at(all, "tables"), file),
                                read_tables(list_at(all, "views"), file));
}

}  // namespace squall::tool
