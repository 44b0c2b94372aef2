#include "seed_rows.hpp"

#include <algorithm>

#include "migrate/dependency.hpp"
#include "migrate/sql_tokens.hpp"
#include "row_maker.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

std::int64_t rows_for(const std::string& table, std::int64_t rows) {
    if (table == "workspaces") return std::max<std::int64_t>(1, std::min<std::int64_t>(rows / 10, 50));
    if (table == "users") return std::max<std::int64_t>(1, rows / 5);
    return rows;
}

/// One statement a batch of rows, whatever their number: the rows are one parameter.
std::string insert_text(const declared_table& t) {
    std::string columns, values;
    for (std::size_t i = 0; i < t.columns.size(); ++i) {
        columns += (i ? ", " : "") + name_text(t.columns[i].name);
        values += (i ? ", " : "") + ("value ->> " + std::to_string(i));
    }
    return "INSERT INTO " + name_text(t.name) + " (" + columns + ") SELECT " + values + " FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING";
}

/// Rows whose other keys were taken are not there: no later row may refer to them.
void keep_what_is_there(target& db, const declared_table& t, made_rows& made) {
    const auto key = std::find_if(t.columns.begin(), t.columns.end(), [](const column_description& c) { return c.is_primary_key; });
    if (key == t.columns.end()) return;
    std::set<std::string> there;
    for (const auto& row : db.query("SELECT " + name_text(key->name) + " FROM " + name_text(t.name)).rows) there.insert(text_of(row[0]));
    const auto is_gone = [&](const std::string& id) { return !there.contains(id); };
    std::erase_if(made.ids, is_gone);
    for (auto& [workspace, ids] : made.by_workspace) std::erase_if(ids, is_gone);
    std::erase_if(made.by_workspace, [](const auto& one) { return one.second.empty(); });
}

struct filled_table {
    std::int64_t rows = 0;
    std::int64_t last_before = 0;  // the rowid behind which the new rows are
};
filled_table fill(target& db, const declared_table& t, const table_shape& shape, all_made_rows& made, const seed_options& o) {
    row_maker maker(t, shape, made, o.seed);
    made_rows mine;
    const std::string count = "SELECT count(*) FROM " + name_text(t.name), text = insert_text(t);
    const std::int64_t last_before = db.count("SELECT ifnull(max(rowid), 0) FROM " + name_text(t.name));
    const std::int64_t before = db.count(count), wanted = rows_for(t.name, o.rows);
    std::string batch;
    const auto send = [&] {
        if (!batch.empty()) db.run({{text, {'[' + batch + ']'}}});
        batch.clear();
    };
    for (std::int64_t i = 0; i < wanted; ++i) {
        const auto row = maker.make(static_cast<std::uint64_t>(i));
        if (row) {
            batch += (batch.empty() ? "" : ",") + row->json;
            if (!row->id.empty()) mine.ids.push_back(row->id);
            if (!row->id.empty() && !row->workspace.empty()) mine.by_workspace[row->workspace].push_back(row->id);
        }
        if (batch.size() > 500'000) send();
        if (o.progress && i % 512 == 0) o.progress(t.name, i, wanted);
    }
    send();
    const std::int64_t fresh = db.count(count) - before;
    if (fresh < static_cast<std::int64_t>(mine.ids.size())) keep_what_is_there(db, t, mine);
    made[t.name] = std::move(mine);
    return {fresh, last_before};
}

/// Columns that point at rows made later: at a child of the same row. agents.active_eval_id refers to eval_candidates,
/// which refers to agents; agents.active_version_id says by its name that it is one of agent_versions.
struct pointer_back {
    std::string table, column, child, child_key, child_reference;
};
std::vector<pointer_back> pointers_back(const declared_schema& schema) {
    std::vector<pointer_back> all;
    for (const declared_table& t : schema.tables) {
        for (const column_description& c : t.columns) {
            for (const declared_table& child : schema.tables) {
                const bool named = c.references_table.empty() && c.name.starts_with("active_") && c.name.ends_with("_id") &&
                                   child.name == t.name.substr(0, t.name.size() - 1) + '_' + std::string(c.name.substr(7, c.name.size() - 10)) + 's';
                if (child.name == t.name || !(named || (c.references_table == child.name && c.nullable))) continue;
                for (const column_description& r : child.columns)
                    if (r.references_table == t.name && !r.nullable) all.push_back({t.name, std::string(c.name), child.name, "id", std::string(r.name)});
            }
        }
    }
    return all;
}

/// Every other new row refers to the one before it that has the same parent: a version has a version before it.
void link_to_earlier(target& db, const declared_table& t, std::int64_t last_before) {
    std::string same_parent;
    for (const column_description& c : t.columns)
        if (same_parent.empty() && !c.nullable && !c.references_table.empty() && c.references_table != t.name)
            same_parent = " AND p." + name_text(c.name) + " = " + name_text(t.name) + '.' + name_text(c.name);
    for (const column_description& c : t.columns) {
        if (c.references_table != t.name || !c.nullable) continue;
        const std::string table = name_text(t.name), earlier = "SELECT p." + name_text(c.references_column) + " FROM " + table + " AS p WHERE p.rowid < " + table + ".rowid" + same_parent;
        db.run({{"UPDATE " + table + " SET " + name_text(c.name) + " = (" + earlier + " ORDER BY p.rowid DESC LIMIT 1) WHERE rowid > " + std::to_string(last_before) + " AND rowid % 2 = 0"}});
    }
}
void point_back(target& db, const pointer_back& p, std::int64_t last_before) {
    const std::string table = name_text(p.table);
    const std::string child = "SELECT c." + name_text(p.child_key) + " FROM " + name_text(p.child) + " AS c WHERE c." + name_text(p.child_reference) + " = " + table + ".id";
    db.run({{"UPDATE " + table + " SET " + name_text(p.column) + " = (" + child + " ORDER BY c.rowid LIMIT 1) WHERE rowid > " + std::to_string(last_before)}});
}

}  // namespace

std::vector<seeded_table> seed_rows(target& db, const declared_schema& schema, const seed_options& o) {
    std::vector<seeded_table> all;
    all_made_rows made;
    std::map<std::string, std::int64_t> last_before;
    name_set every;
    for (const declared_table& t : schema.tables) every.insert(lower(t.name));
    for (const table_shape* shape : parents_first(schema.shapes, every)) {
        const auto t = std::find_if(schema.tables.begin(), schema.tables.end(), [&](const declared_table& d) { return d.name == shape->name; });
        const filled_table filled = fill(db, *t, *shape, made, o);
        link_to_earlier(db, *t, filled.last_before);
        all.push_back({t->name, filled.rows});
        last_before[t->name] = filled.last_before;
    }
    for (const pointer_back& p : pointers_back(schema)) point_back(db, p, last_before[p.table]);
    return all;
}

}  // namespace squall::tool
