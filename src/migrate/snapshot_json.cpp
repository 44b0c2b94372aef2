#include "snapshot_json.hpp"

#include "ddl_text.hpp"
#include "dependency.hpp"
#include "failure.hpp"
#include "json_reader.hpp"
#include "json_writer.hpp"
#include "read_create.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

using simdjson::dom::element;

template <class List, class F>
std::string lines(const List& list, const std::string& indent, F line_of) {
    std::string out;
    for (const auto& one : list) out += (out.empty() ? "\n" : ",\n") + indent + line_of(one);
    return out.empty() ? "[]" : '[' + out + ']';
}

std::string line(const column_shape& c) {
    return json_object{}
        .text("name", c.name)  // SQLite takes an empty one
        .text_if_any("type", c.type)
        .flag_if_set("not_null", c.not_null)
        .text_if_any("default", c.default_sql)
        .list_if_any("values", c.values)
        .list_if_any("extras", c.extras)
        .done();
}
std::string line(const foreign_key& k) {
    return json_object{}
        .list_if_any("columns", k.columns)
        .text_if_any("table", k.table)
        .list_if_any("to", k.to)
        .text_if_any("on_delete", k.on_delete)
        .text_if_any("extras", k.extras)
        .text_if_any("name", k.name)
        .done();
}
std::string line(const key_name& k) {
    return json_object{}.list_if_any("columns", k.columns).text_if_any("name", k.name).flag_if_set("primary", k.is_primary).done();
}
/// In a snapshot an index says its own text only where its structure does not spell the same.
std::string index_text(const index_shape& i) {
    const std::vector<token> tokens = tokens_of(i.sql);
    token_reader in{tokens};
    while (!in.done() && !in.take("ON")) in.next();
    const std::string plain = index_meaning(i, in.name());
    return spelled(i.sql) == spelled(plain) && !has_comment(i.sql) ? i.sql : plain;
}
std::string line(const index_shape& i) {
    return json_object{}
        .text_if_any("name", i.name)
        .flag_if_set("unique", i.unique)
        .list_if_any("columns", i.columns)
        .text_if_any("where", i.where)
        .text_if_any("sql", i.sql == index_text(i) ? "" : i.sql)
        .done();
}
std::string line(const key_clause& k) { return json_object{}.list_if_any("columns", k.columns).text_if_any("text", k.text).done(); }
constexpr auto line_of = [](const auto& one) { return line(one); };

std::string table_text(const table_shape& t) {
    std::string out = "{\n      \"name\": " + json_string(t.name) + ",\n      \"columns\": " + lines(t.columns, "        ", line_of);
    out += ",\n      \"primary_key\": " + json_list(t.primary_key);
    if (!t.unique.empty()) out += ",\n      \"unique\": " + lines(t.unique, "        ", [](const names& n) { return json_list(n); });
    if (!t.foreign_keys.empty()) out += ",\n      \"foreign_keys\": " + lines(t.foreign_keys, "        ", line_of);
    if (!t.extras.empty()) out += ",\n      \"extras\": " + json_list(t.extras);
    if (!t.indexes.empty()) out += ",\n      \"indexes\": " + lines(t.indexes, "        ", line_of);
    if (!t.key_clauses.empty()) out += ",\n      \"key_clauses\": " + lines(t.key_clauses, "        ", line_of);
    if (!t.key_names.empty()) out += ",\n      \"key_names\": " + lines(t.key_names, "        ", line_of);
    if (!t.declared.empty()) out += ",\n      \"declared\": " + json_list(t.declared);
    if (!t.sql.empty()) out += ",\n      \"sql\": " + json_string(t.sql);
    return out + "\n    }";
}

const std::string no_name(1, '\0');

table_shape read_table(element e) {
    table_shape t{.name = text_at(e, "name"), .primary_key = texts_at(e, "primary_key"), .extras = texts_at(e, "extras")};
    for (element c : list_at(e, "columns"))
        t.columns.push_back({c["name"].error() ? no_name : text_at(c, "name"), text_at(c, "type"), flag_at(c, "not_null"),
                             text_at(c, "default"), texts_at(c, "values"), texts_at(c, "extras")});
    for (element u : list_at(e, "unique")) {
        simdjson::dom::array columns;
        if (u.get(columns) == simdjson::SUCCESS) t.unique.push_back(texts_of(columns));
    }
    for (element k : list_at(e, "foreign_keys"))
        t.foreign_keys.push_back({.columns = texts_at(k, "columns"),
                                  .table = text_at(k, "table"),
                                  .to = texts_at(k, "to"),
                                  .on_delete = text_at(k, "on_delete"),
                                  .extras = text_at(k, "extras"),
                                  .name = text_at(k, "name")});
    for (element i : list_at(e, "indexes"))
        t.indexes.push_back({text_at(i, "name"), flag_at(i, "unique"), texts_at(i, "columns"), text_at(i, "where"), text_at(i, "sql")});
    for (element k : list_at(e, "key_clauses")) t.key_clauses.push_back({texts_at(k, "columns"), text_at(k, "text")});
    for (element k : list_at(e, "key_names")) t.key_names.push_back({texts_at(k, "columns"), text_at(k, "name"), flag_at(k, "primary")});
    t.declared = texts_at(e, "declared");
    t.sql = text_at(e, "sql");
    return t;
}

/// A file that was damaged: what reads a snapshot counts on names, each once, and on keys of columns.
void check(const table_shape& t, const std::string& where) {
    const auto refuse = [&](const std::string& what) {
        throw failure(outcome::usage, where + " is not a snapshot: table " + t.name + ' ' + what);
    };
    if (t.name.empty()) refuse("without a name");
    name_set columns;
    for (const column_shape& c : t.columns) {
        if (c.name == no_name) refuse("has a column without a name");
        if (!columns.insert(lower(c.name)).second) refuse("has two columns " + c.name);
    }
    for (const foreign_key& k : t.foreign_keys)
        if (k.columns.empty() || (!k.to.empty() && k.columns.size() != k.to.size()))
            refuse("has a foreign key that does not say which columns refer to which");
}

}  // namespace

/// JSON is UTF-8, which a name in SQLite need not be.
static void refuse_other_encodings(const std::string& json) {
    if (simdjson::validate_utf8(json)) return;
    std::size_t begin = 0, end = json.find('\n');
    while (end != json.npos && simdjson::validate_utf8(json.data() + begin, end - begin)) begin = end + 1, end = json.find('\n', begin);
    std::string line = json.substr(begin, (end == json.npos ? json.size() : end) - begin);
    line.erase(0, line.find_first_not_of(' '));
    throw failure(outcome::refused,
                  "a name or a text of the schema is not UTF-8, so that no snapshot can hold it; rename it first: " + line.substr(0, 200));
}

std::string to_json(const snapshot& s) {
    std::string out = "{\n  \"version\": 1,\n  \"tables\": " + lines(s.tables, "    ", table_text);
    out += ",\n  \"views\": " + lines(s.views, "    ", [](const view_shape& v) {
               return json_object{}.text_if_any("name", v.name).text_if_any("query", v.query).text_if_any("sql", v.sql).done();
           });
    if (!s.triggers.empty())
        out += ",\n  \"triggers\": " + lines(s.triggers, "    ", [](const trigger_shape& t) {
                   return json_object{}.text_if_any("name", t.name).text_if_any("table", t.table).text_if_any("sql", t.sql).done();
               });
    if (!s.full_texts.empty())
        out += ",\n  \"full_texts\": " + lines(s.full_texts, "    ", [](const full_text_shape& f) {
                   return json_object{}
                       .text_if_any("name", f.name)
                       .list_if_any("columns", f.columns)
                       .text_if_any("content", f.content)
                       .text_if_any("key", f.key)
                       .text_if_any("tokenizer", f.tokenizer)
                       .list_if_any("extras", f.extras)
                       .done();
               });
    if (!s.kept.empty())
        out += ",\n  \"kept\": " + lines(s.kept, "    ", [](const kept_object& k) {
                   return json_object{}
                       .text_if_any("kind", k.kind)
                       .text_if_any("name", k.name)
                       .text_if_any("table", k.table)
                       .text_if_any("sql", k.sql)
                       .done();
               });
    refuse_other_encodings(out);
    return out + "\n}\n";
}

snapshot from_json(const std::string& text, const std::string& where) {
    simdjson::dom::parser parser;
    element root;
    if (parser.parse(text).get(root) != simdjson::SUCCESS || !root.is_object()) throw failure(outcome::usage, where + " is not JSON");
    std::int64_t version = 0;
    if (root["version"].get(version) != simdjson::SUCCESS || version != 1)
        throw failure(outcome::usage, where + " is not a snapshot of version 1");
    snapshot s;
    name_set tables;
    for (element t : list_at(root, "tables")) {
        s.tables.push_back(read_table(t));
        check(s.tables.back(), where);
        if (!tables.insert(lower(s.tables.back().name)).second)
            throw failure(outcome::usage, where + " is not a snapshot: it has two tables " + s.tables.back().name);
    }
    for (element v : list_at(root, "views")) s.views.push_back({text_at(v, "name"), text_at(v, "query"), text_at(v, "sql")});
    for (element t : list_at(root, "triggers")) s.triggers.push_back({text_at(t, "name"), text_at(t, "table"), text_at(t, "sql")});
    for (element f : list_at(root, "full_texts"))
        s.full_texts.push_back({text_at(f, "name"), texts_at(f, "columns"), text_at(f, "content"), text_at(f, "key"),
                                text_at(f, "tokenizer"), texts_at(f, "extras")});
    for (element k : list_at(root, "kept"))
        s.kept.push_back({text_at(k, "kind"), text_at(k, "name"), text_at(k, "table"), text_at(k, "sql")});
    const auto check_names = [&](const auto& shapes, const char* what) {
        name_set seen;
        for (const auto& one : shapes)
            if (one.name.empty() || !seen.insert(lower(one.name)).second)
                throw failure(outcome::usage, where + " is not a snapshot: it has a " + what + " without a name of its own");
    };
    check_names(s.views, "view");
    check_names(s.triggers, "trigger");
    check_names(s.full_texts, "full-text index");
    check_names(s.kept, "kept object");
    for (const table_shape& t : s.tables) check_names(t.indexes, "index");
    s.normalise();
    keep_other_full_texts(s);
    return s;
}

}  // namespace squall::migrate
