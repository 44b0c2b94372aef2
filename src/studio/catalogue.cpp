#include "catalogue.hpp"

#include <algorithm>

#include "json_writer.hpp"
#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/sql_tokens.hpp"
#include "problem.hpp"

namespace squall::studio {

using namespace migrate;

namespace {

constexpr int counting_limit = 400;  // milliseconds a table; a larger one has no count in the list

std::string_view name_of(value_kind kind) {
    switch (kind) {
        case value_kind::text: return "text";
        case value_kind::integer: return "integer";
        case value_kind::real: return "real";
        case value_kind::boolean: return "boolean";
        case value_kind::timestamp: return "timestamp";
        case value_kind::date: return "date";
        case value_kind::enumeration: return "enum";
        case value_kind::json: return "json";
        case value_kind::rows: break;  // of a query's field; no column is of this kind
    }
    return "text";
}
std::string_view kind_by_affinity(const column_shape& c) {
    const std::string type = lower(c.type);
    if (!c.values.empty()) return "enum";
    if (type.find("bool") != type.npos) return "boolean";
    if (type.find("int") != type.npos) return "integer";
    if (type.find("real") != type.npos || type.find("floa") != type.npos || type.find("doub") != type.npos) return "real";
    if (type.find("json") != type.npos) return "json";
    if (type.find("blob") != type.npos) return "blob";
    return "text";
}
std::string column_json(const column_shape& c, const column_description* declared) {
    names values = c.values;
    if (declared && declared->type->value_count > 0) {
        values.clear();
        for (std::size_t i = 0; i < declared->type->value_count; ++i) values.emplace_back(declared->type->values[i]);
    }
    return json_object{}
        .text("name", c.name)
        .text("type", c.type)
        .text("kind", declared ? name_of(declared->type->kind) : kind_by_affinity(c))
        .text("typescript", declared ? declared->type->typescript : std::string_view())
        .flag("nullable", declared ? declared->nullable : !c.not_null)
        .flag("generated", c.is_generated())
        .flag("secret", catalogue::is_secret(c.name))
        .text("default", c.default_sql)
        .raw("values", json_list(values))
        .done();
}
std::string foreign_key_json(const foreign_key& k) {
    return json_object{}
        .raw("columns", json_list(k.columns))
        .text("table", k.table)
        .raw("to", json_list(k.to))
        .text("on_delete", k.on_delete)
        .done();
}
std::string index_json(const index_shape& i) {
    return json_object{}.text("name", i.name).flag("unique", i.unique).raw("columns", json_list(i.columns)).text("where", i.where).done();
}

}  // namespace

catalogue::catalogue(connection& db, std::string path, const declared_schema& declared)
    : db_(db), path_(std::move(path)), declared_(declared) {}

const snapshot& catalogue::shapes() {
    const std::int64_t version = db_.schema_version();
    if (version == version_) return shapes_;
    try {
        shapes_ = inspect(*open_sqlite(path_, true), &declared_.shapes);
    } catch (const failure& f) {
        throw problem("unavailable", f.what());
    }
    version_ = version;
    return shapes_;
}

const table_shape& catalogue::table(std::string_view name) {
    const table_shape* t = shapes().table(name);
    if (!t) throw problem("not_found", "there is no table " + std::string(name));
    return *t;
}
const declared_table* catalogue::declaration(std::string_view table_name) const {
    const auto at = std::find_if(declared_.tables.begin(), declared_.tables.end(), [&](const auto& t) { return t.name == table_name; });
    return at == declared_.tables.end() ? nullptr : &*at;
}
const column_description* catalogue::declaration(std::string_view table_name, std::string_view column) const {
    const declared_table* t = declaration(table_name);
    if (!t) return nullptr;
    const auto at = std::find_if(t->columns.begin(), t->columns.end(), [&](const auto& c) { return c.name == column; });
    return at == t->columns.end() ? nullptr : &*at;
}

names catalogue::key_of(const table_shape& t) { return t.primary_key.empty() ? names{"rowid"} : t.primary_key; }

bool catalogue::is_secret(std::string_view column) {
    static constexpr std::string_view signs[]{"password", "passphrase", "secret",      "credential",
                                              "api_key",  "apikey",     "private_key", "access_key"};
    const std::string name = lower(column);
    return name == "token" || name.ends_with("_token") ||
           std::any_of(std::begin(signs), std::end(signs), [&](std::string_view sign) { return name.find(sign) != name.npos; });
}

std::optional<std::int64_t> catalogue::rows_of(const std::string& table) {
    const time_limit counting(db_, counting_limit);
    try {
        return db_.count({"SELECT count(*) FROM " + name_text(table)});
    } catch (const problem& p) {
        if (p.kind() != "limit") throw;
        return std::nullopt;
    }
}

std::string catalogue::table_json(const table_shape& t) {
    const auto rows = rows_of(t.name);
    return json_object{}
        .text("name", t.name)
        .raw("rows", rows ? std::to_string(*rows) : "null")
        .flag("declared", declaration(t.name) != nullptr)
        .raw("columns", json_array(t.columns, [&](const column_shape& c) { return column_json(c, declaration(t.name, c.name)); }))
        .raw("key", json_list(key_of(t)))
        .raw("foreign_keys", json_array(t.foreign_keys, foreign_key_json))
        .raw("unique", json_array(t.unique, json_list))
        .raw("indexes", json_array(t.indexes, index_json))
        .done();
}

std::string catalogue::json() {
    const snapshot& s = shapes();
    return json_object{}
        .raw("tables", json_array(s.tables, [&](const table_shape& t) { return table_json(t); }))
        .raw("views",
             json_array(s.views, [](const view_shape& v) { return json_object{}.text("name", v.name).text("query", v.query).done(); }))
        .done();
}

}  // namespace squall::studio
