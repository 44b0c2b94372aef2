#include "application_schema.hpp"
#include "commands.hpp"
#include "migrate/ddl_text.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/replay.hpp"
#include "migrate/step_back.hpp"
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

/// The SQL that takes a migration back, which has been tried out; nothing where there is none, and then why.
struct reverse_migration {
    std::string text, missing;
};
reverse_migration reverse_of(const difference& d, const snapshot& before) {
    try {
        const auto back = compare(d.after, before, reversed(d.renamed));
        std::string text = migration_text(*back);
        try_out(*back, d.after);
        return {std::move(text), {}};
    } catch (const failure& f) {
        return {{}, f.what()};
    }
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
    reverse_migration reverse = reverse_of(*d, before);
    if (reverse.missing.empty() && folder.applies_reverses())
        reverse = {{}, "migrations_pattern matches files in " + folder.path() + "/down, which would be applied as migrations"};
    if (o.dry_run) {
        out.line();
        out.line(text);
        out.text_field("sql", text);
        out.text_field("reverse_sql", reverse.text);
        return out.finish(outcome::done);
    }
    const std::string name = folder.add(o.name, text, d->after);
    out.text_field("file", name);
    out.good("Written: " + folder.path() + '/' + name);
    if (!reverse.missing.empty()) {
        out.note("No reverse migration is written: " + reverse.missing);
        out.field("reverse", "null");
        return out.finish(outcome::done);
    }
    folder.add_reverse(name, "-- Takes back " + name + ": squall migrate --down applies it, wrangler does not.\n" + reverse.text);
    out.text_field("reverse", reverse_name(name));
    out.good("Written: " + folder.path() + '/' + reverse_name(name));
    return out.finish(outcome::done);
}

}  // namespace squall::tool
