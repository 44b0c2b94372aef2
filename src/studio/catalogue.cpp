#include "catalogue.hpp"

#include <algorithm>

#include "migrate/json_writer.hpp"
#include "migrate/read_create.hpp"
#include "migrate/sql_tokens.hpp"
#include "request_error.hpp"

namespace squall::studio {

using migrate::json_array;
using migrate::json_object;

using migrate::name_text;

namespace {

// Milliseconds a table, and for all of them; a table that takes longer has no count in the list.
constexpr int counting_limit = 400, counting_limit_of_all = 4000;

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
        case value_kind::blob: return "blob";
        case value_kind::bigint: return "integer";
        case value_kind::rows: break;  // of a query's field; no column is of this kind
    }
    return "text";
}
/// The values of CHECK (column IN (…)), of a table that no C++ declares.
names checked_values(const table& t, const std::string& column) {
    migrate::snapshot read;
    try {
        migrate::read_create(read, t.sql);
    } catch (const std::exception&) {
        return {};  // a clause that the migration engine does not read; the values only help to fill in a form
    }
    const auto* c = read.tables.empty() ? nullptr : read.tables[0].column(column);
    return c ? c->values : names{};
}
std::string_view kind_by_affinity(const column& c) {
    const std::string type = migrate::lower(c.type);
    if (type.find("bool") != type.npos) return "boolean";
    if (type.find("int") != type.npos) return "integer";
    if (type.find("real") != type.npos || type.find("floa") != type.npos || type.find("doub") != type.npos) return "real";
    if (type.find("json") != type.npos) return "json";
    if (type.find("blob") != type.npos) return "blob";
    return "text";
}
std::string column_json(const table& t, const column& c, const column_description* declared) {
    names values;
    if (!declared)
        values = checked_values(t, c.name);
    else
        for (std::size_t i = 0; i < declared->type->value_count; ++i) values.emplace_back(declared->type->values[i]);
    return json_object{}
        .text("name", c.name)
        .text("type", c.type)
        .text("kind", declared          ? name_of(declared->type->kind)
                      : !values.empty() ? "enum"
                                        : kind_by_affinity(c))
        .text("typescript", declared ? declared->type->typescript : std::string_view())
        .flag("nullable", declared ? declared->nullable : !c.not_null)
        .flag("generated", c.is_generated)
        .text("generated_as", c.generated_as)
        .flag("stored", c.is_stored)
        .flag("secret", catalogue::is_secret(c.name))
        .text("default", c.default_sql)
        .raw("values", migrate::json_list(values))
        .done();
}
std::string foreign_key_json(const foreign_key& k) {
    return json_object{}
        .raw("columns", migrate::json_list(k.columns))
        .text("table", k.table)
        .raw("to", migrate::json_list(k.to))
        .text("on_delete", k.on_delete)
        .done();
}
std::string index_json(const index& i, bool is_declared) {
    return json_object{}
        .text("name", i.name)
        .flag("unique", i.is_unique)
        .raw("columns", migrate::json_list(i.columns))
        .text("where", i.where)
        .text("sql", i.sql)
        .flag("declared", is_declared)
        .done();
}
std::string_view name_of(table_kind kind) {
    switch (kind) {
        case table_kind::ordinary: return "table";
        case table_kind::virtual_table: return "virtual";
        case table_kind::shadow: return "shadow";
        case table_kind::view: return "view";
    }
    return "table";
}

}  // namespace

catalogue::catalogue(connection& db, const migrate::declared_schema& declared) : db_(db), declared_(declared) {}

std::shared_ptr<const schema> catalogue::current() {
    const std::int64_t version = db_.schema_version();
    if (version != version_) {
        schema_ = std::make_shared<const schema>(read_schema(db_.schema_source()));
        version_ = version;
    }
    return schema_;
}

table catalogue::table(std::string_view name) {
    const auto all = current();
    for (const auto* list : {&all->tables, &all->views})
        for (const studio::table& t : *list) {
            if (t.name != name) continue;
            if (!t.fault.empty()) throw request_error("unavailable", "the table " + t.name + " cannot be read: " + t.fault);
            return t;
        }
    throw request_error("not_found", "there is no table " + std::string(name));
}
const migrate::declared_table* catalogue::declaration(std::string_view table_name) const {
    const auto at =
        std::find_if(declared_.tables.begin(), declared_.tables.end(), [&](const auto& t) { return same_name(t.name, table_name); });
    return at == declared_.tables.end() ? nullptr : &*at;
}
const column_description* catalogue::declaration(std::string_view table_name, std::string_view column) const {
    const migrate::declared_table* t = declaration(table_name);
    if (!t) return nullptr;
    const auto at = std::find_if(t->columns.begin(), t->columns.end(), [&](const auto& c) { return same_name(c.name, column); });
    return at == t->columns.end() ? nullptr : &*at;
}
std::vector<migrate::row_question> catalogue::questions(std::string_view table_name) const {
    const migrate::declared_table* t = declaration(table_name);
    const migrate::table_shape* shape = t ? declared_.shapes.table(t->name) : nullptr;
    return shape ? migrate::questions_of(*t, *shape) : std::vector<migrate::row_question>();
}

bool catalogue::is_secret(std::string_view column) {
    static constexpr std::string_view signs[]{"password", "passphrase", "secret",      "credential",
                                              "api_key",  "apikey",     "private_key", "access_key"};
    const std::string name = migrate::lower(column);
    return name == "token" || name.ends_with("_token") ||
           std::any_of(std::begin(signs), std::end(signs), [&](std::string_view sign) { return name.find(sign) != name.npos; });
}

std::optional<std::int64_t> catalogue::count_rows(const studio::table& t, std::string& fault) {
    if (counting_left_ <= 0 || !db_.counts_unasked()) return std::nullopt;
    const time_limit counting(db_, std::min(counting_limit, counting_left_));
    try {
        const answer counted = db_.read({"SELECT count(*) FROM " + name_text(t.name)});
        counting_left_ -= static_cast<int>(counted.milliseconds);
        return std::get<std::int64_t>(counted.rows.at(0).at(0));
    } catch (const request_error& p) {
        counting_left_ -= p.kind() == "limit" ? counting_limit : 0;
        if (p.kind() != "limit") fault = p.what();
        return std::nullopt;
    }
}

bool catalogue::is_declared(const studio::table& t) const {
    switch (t.kind) {
        case table_kind::ordinary: return declaration(t.name) != nullptr;
        case table_kind::view: return declared_.shapes.view(t.name) != nullptr;
        case table_kind::virtual_table: return declared_.shapes.full_text(t.name) != nullptr;
        case table_kind::shadow: break;  // SQLite's own, of a virtual table
    }
    return true;
}
bool catalogue::is_declared(const studio::table& t, const index& i) const {
    const migrate::table_shape* shape = declared_.shapes.table(t.name);
    return shape && shape->index(i.name);
}
bool catalogue::is_declared(const trigger& t) const {
    const migrate::snapshot& shapes = declared_.shapes;
    const migrate::trigger_shape named{.name = t.name};
    return shapes.trigger(t.name) ||
           std::any_of(shapes.full_texts.begin(), shapes.full_texts.end(), [&](const auto& f) { return f.owns(named); });
}

std::string catalogue::table_json(const studio::table& t) {
    std::string fault = t.fault;
    const auto rows = fault.empty() ? count_rows(t, fault) : std::nullopt;
    const auto trigger_json = [&](const trigger& one) {
        return json_object{}.text("name", one.name).text("sql", one.sql).flag("declared", is_declared(one)).done();
    };
    return json_object{}
        .text("name", t.name)
        .text("kind", name_of(t.kind))
        .text("fault", fault)
        .raw("rows", rows ? std::to_string(*rows) : "null")
        .flag("declared", is_declared(t))
        .text("sql", t.sql)
        .text_if_any("query", t.query)
        .raw("columns", json_array(t.columns, [&](const column& c) { return column_json(t, c, declaration(t.name, c.name)); }))
        .raw("key", migrate::json_list(t.key))
        .raw("foreign_keys", json_array(t.foreign_keys, foreign_key_json))
        .raw("unique", json_array(t.unique, [](const names& columns) { return migrate::json_list(columns); }))
        .raw("indexes", json_array(t.indexes, [&](const index& i) { return index_json(i, is_declared(t, i)); }))
        .raw("triggers", json_array(t.triggers, trigger_json))
        .done();
}

std::string catalogue::json() {
    const auto all = current();
    counting_left_ = counting_limit_of_all;
    const auto one = [&](const studio::table& t) { return table_json(t); };
    auto internal = all->internal;
    for (const unread_object& o : db_.unread_objects()) internal.push_back({o.name, "-- not read: " + o.reason + "\n" + o.sql});
    const auto internal_json = [](const internal_table& t) { return json_object{}.text("name", t.name).text("sql", t.sql).done(); };
    return json_object{}
        .raw("tables", json_array(all->tables, one))
        .raw("views", json_array(all->views, one))
        .raw("internal", json_array(internal, internal_json))
        .done();
}

}  // namespace squall::studio
