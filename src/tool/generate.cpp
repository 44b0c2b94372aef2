#include "application_schema.hpp"
#include "commands.hpp"
#include "migrate/ddl_text.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/replay.hpp"
#include "rename_questions.hpp"
#include "schema_statements.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

snapshot starting_point(const migration_folder& folder) {
    if (auto last = folder.last_snapshot()) return std::move(last->second);
    if (folder.files().empty()) return {};
    throw failure(outcome::found, folder.path() + " contains migrations without a snapshot: record them with squall check --record");
}

/// Without the virtual tables whose module is not part of this program: nothing can be tried with them here.
snapshot without_unknown_modules(snapshot s) {
    const auto db = open_sqlite(":memory:", false);
    std::erase_if(s.kept, [&](const kept_object& k) { return k.kind == "virtual table" && db->batch({{k.sql}}).has_value(); });
    return s;
}

/// The proof that a migration does what it should: it is run on the schema before it, in memory.
void try_out(const difference& d, const snapshot& declared_before) {
    const snapshot before = without_unknown_modules(declared_before), after = without_unknown_modules(d.after);
    const auto db = open_sqlite(":memory:", false);
    db->run(as_statements(schema_statements(before)));
    db->run(as_statements(migration_statements(*compare(before, after, d.renamed))));
    const names left = differences_of(after, inspect(*db));
    if (!left.empty()) throw failure(outcome::database, "the migration would not produce the schema: " + left[0]);
}

}  // namespace

int generate(const options& o, output& out) {
    migration_folder folder(o.migrations);
    const snapshot before = starting_point(folder);
    refuse_faults(the_schema().shapes);
    const auto d = compare_with_declared(before, the_schema().shapes, o, out);
    describe_kept(the_schema().shapes, before, o, out);
    if (d->empty()) {
        out.good("Nothing has changed since the last snapshot.");
        out.field("file", "null");
        return out.finish(outcome::done);
    }
    describe(*d, out);
    refuse_loss(*d, o);
    const std::string text = migration_text(*d);
    try_out(*d, before);
    if (o.dry_run) {
        out.line();
        out.line(text);
        out.text_field("sql", text);
        return out.finish(outcome::done);
    }
    const std::string name = folder.add(o.name, text, d->after);
    out.text_field("file", name);
    out.good("Written: " + folder.path() + '/' + name);
    return out.finish(outcome::done);
}

}  // namespace squall::tool
