#include "commands.hpp"
#include "find_migrations.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/snapshot_json.hpp"
#include "migrate/split_statements.hpp"
#include "rename_questions.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

/// A snapshot, a script that makes the schema, or a database.
snapshot read_schema(const std::string& path, const options& o) {
    if (path.ends_with(".json")) return from_json(read_file(path), path);
    const bool is_script = path.ends_with(".sql");
    const auto db = open_sqlite(is_script ? ":memory:" : path, !is_script);
    if (!is_script) return inspect(*db, nullptr, bookkeeping_tables(*db, o));
    std::vector<statement> script;
    for (const located_statement& s : split_statements(read_file(path))) script.push_back({s.sql});
    db->run(script);
    return inspect(*db, nullptr, bookkeeping_tables(*db, o));
}

}  // namespace

int diff(const options& o, output& out) {
    const snapshot before = read_schema(o.before, o), after = read_schema(o.after, o);
    const auto d = compare_with_renames(before, after, o, out);
    if (!d->empty()) refuse_loss(*d, o);
    const std::string text = d->empty() ? "" : migration_text(*d);
    out.line(text);
    out.field("changes", std::to_string(d->sentences.size()));
    out.text_field("sql", text);
    return out.finish(outcome::done);
}

}  // namespace squall::tool
