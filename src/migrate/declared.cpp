#include "declared.hpp"

#include <utility>

#include "keep.hpp"
#include "read_create.hpp"

namespace squall::migrate {
namespace {

/// An index may stand before its table, or without it: the table is declared then.
void read_indexes(snapshot& beside, snapshot& declared) {
    const std::vector<kept_object> objects = std::exchange(beside.kept, {});
    for (const kept_object& o : objects) {
        const bool is_index = o.kind == "index";
        if (is_index && beside.table(o.table)) {
            read_create(beside, o.sql);
        } else if (const table_shape* t = is_index ? declared.table(o.table) : nullptr) {
            if (!t->index(o.name)) read_create(declared, o.sql);
        } else {
            beside.kept.push_back(o);
        }
    }
}

}  // namespace

declared_schema declared_by(const names& statements, const names& kept, std::vector<declared_table> tables,
                            std::vector<declared_table> views) {
    declared_schema all{.shapes = {}, .tables = std::move(tables), .views = std::move(views)};
    for (const std::string& sql : statements) read_create(all.shapes, sql);
    all.shapes.normalise();
    keep_other_full_texts(all.shapes);
    all.shapes.normalise();
    if (kept.empty()) return all;
    snapshot beside;
    for (const std::string& sql : kept) read_create(beside, sql);
    read_indexes(beside, all.shapes);
    beside.normalise();
    for (table_shape& t : beside.tables)
        for (foreign_key& k : t.foreign_keys)  // REFERENCES parent: to the key of a table that is declared alone
            if (const table_shape* parent = all.shapes.table(k.table); parent && k.to.empty()) k.to = parent->primary_key;
    keep_other_full_texts(beside);
    // A table that declarations can express is kept for its spelling alone: a clause that its declaration no longer has is dropped.
    drops of_spelling;
    for (const table_shape& t : beside.tables)
        if (undeclarable_clauses(all.shapes, t).empty()) of_spelling.clauses.push_back(t.name);
    all.shapes = with_kept(all.shapes, beside, of_spelling);
    return all;
}

}  // namespace squall::migrate
