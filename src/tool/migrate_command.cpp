#include "application_schema.hpp"
#include "commands.hpp"
#include "find_migrations.hpp"
#include "migrate/apply.hpp"
#include "migrate/difference.hpp"
#include "migrate/file_lock.hpp"
#include "migrate/inspect.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/replay.hpp"
#include "migrate/set_aside.hpp"
#include "migrate/settle.hpp"
#include "migrate/two_histories.hpp"
#include "open_target.hpp"
#include "take_bookmark.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

strings renames_of(const std::vector<renamed_migration>& all) {
    strings lines;
    for (const renamed_migration& r : all) lines.push_back(r.before + " is now " + r.now);
    return lines;
}

strings set_aside_of(const std::vector<set_aside_column>& all) {
    strings lines;
    for (const set_aside_column& c : all)
        lines.push_back(c.column + (c.rows == 0   ? ": it contained no values"
                                    : c.rows == 1 ? ": 1 value is kept in " + c.table
                                                  : ": " + std::to_string(c.rows) + " values are kept in " + c.table));
    return lines;
}

int record_baseline(const options& o, target& db, const migration_folder& folder, output& out) {
    if (folder.files().empty()) throw failure(outcome::usage, folder.path() + " contains no migrations");
    const std::string last = o.baseline_name.empty() ? folder.files().front().name : o.baseline_name;
    if (!folder.file(last)) throw failure(outcome::usage, folder.path() + " contains no file " + last);
    const snapshot& schema = the_schema().shapes;
    const names different = differences_of(replay(folder, &schema, last), inspect(db, &schema, bookkeeping_tables(db, o)));
    out.list("differences", db.name() + " differs from what " + last + " creates:", different);
    if (!different.empty() && !o.allow_drift) {
        const names left = differences_left(db, folder, &schema, last, bookkeeping_tables(db, o));
        if (!left.empty()) {
            out.list("left", "The migrations after " + last + " do not settle these:", left);
            throw failure(outcome::found, "nothing recorded; --allow-drift records despite these differences");
        }
        out.good("The migrations after " + last + " settle these differences.");
    }
    const strings recorded = record_as_applied(db, folder, last);
    out.list("recorded", "Recorded as applied:", recorded);
    if (recorded.empty()) out.good("All files up to " + last + " are already recorded.");
    return out.finish(outcome::done);
}

constexpr const char* unrecorded =
    "No migration is recorded in this database: squall migrate --baseline FILE records those it already contains.";
/// The database has tables, and nothing says which files made them.
bool is_unrecorded(const options& o, target& db, const migration_state& state) {
    return state.applied.empty() && !inspect(db, &the_schema().shapes, bookkeeping_tables(db, o)).tables.empty();
}

}  // namespace

int migrate_database(const options& o, output& out) {
    if (o.down) return migrate_down(o, out);
    const migration_folder folder(o.migrations);
    refuse_two_histories(folder);
    file_lock lock;  // outlives the connection
    const auto db = open_target(o.target, !o.dry_run && !o.baseline);
    if (!o.target.remote && !o.dry_run && o.target.sqlite != ":memory:")
        lock.take(file_of(o.target), [&] { out.note("Another squall migrate is running on this database; waiting for it."); });
    if (o.baseline) return record_baseline(o, *db, folder, out);
    if (o.dry_run) {
        out.list("pending", "To be applied to " + db->name() + ':', state_of(*db, folder).pending);
        return out.finish(outcome::done);
    }
    strings applied;
    std::string changed_json, bookmarks_json;
    bookmark_source bookmark;
    if (const bookmark_source source = bookmarks_of_remote(o, out))
        bookmark = [&, source](const std::string& file) {
            std::string taken = source(file);
            bookmarks_json += (bookmarks_json.empty() ? "" : ", ") + json_string(file) + ": " + json_string(taken);
            return taken;
        };
    const auto say = [&](const std::string& name, const std::vector<changed_rows>& changed) {
        applied.push_back(name);
        out.line("applied " + name);
        for (const changed_rows& c : changed) {
            out.line("  " + c.column + ": " + std::to_string(c.rows) + (c.rows == 1 ? " row changed" : " rows changed"));
            changed_json += (changed_json.empty() ? "" : ", ") + json_string(c.column) + ": " + std::to_string(c.rows);
        }
    };
    applied_migrations done;
    try {
        done = apply_pending(*db, folder, o.allow_edited, say, bookmark);
    } catch (const failure& f) {
        out.field("applied", json_list(applied));
        out.field("bookmarks", '{' + bookmarks_json + '}');
        const bool may_be_adopted = applied.empty() && std::string_view(f.what()).find("already exists") != std::string_view::npos;
        if (!may_be_adopted || !is_unrecorded(o, *db, state_of(*db, folder))) throw;
        throw failure(f.code(), std::string(f.what()) + '\n' + unrecorded);
    }
    out.field("applied", json_list(applied));
    out.field("bookmarks", '{' + bookmarks_json + '}');
    out.field("changed_rows", '{' + changed_json + '}');
    strings may_be_empty = applied;
    for (const set_aside_column& c : done.set_aside) may_be_empty.push_back(c.file);
    const strings dropped = may_be_empty.empty() ? strings{} : drop_empty_set_aside(*db, folder, may_be_empty, the_schema().shapes);
    out.list("set_aside", "Dropped columns that are not in the schema:", set_aside_of(done.set_aside));
    out.list("dropped", "Dropped, because no rows were set aside in it:", dropped);
    out.list("renamed", "Applied under an earlier name, now recorded under the new name:", renames_of(done.renamed));
    if (applied.empty())
        out.good((done.set_aside.empty() ? "Nothing to apply: " : "") + db->name() + " is up to date.");
    else
        out.good(std::to_string(applied.size()) + (applied.size() == 1 ? " migration" : " migrations") + " applied to " + db->name() + '.');
    return out.finish(outcome::done);
}

int status(const options& o, output& out) {
    const migration_folder folder(o.migrations);
    refuse_two_histories(folder);
    const auto db = open_target(o.target, false);
    const snapshot& schema = the_schema().shapes;
    const migration_state state = state_of(*db, folder);
    strings applied;
    for (const applied_migration& a : state.applied) applied.push_back(a.name + (o.json ? "" : "  " + a.applied_at));
    out.list("applied", "Applied:", applied);
    out.list("pending", "Pending:", state.pending);
    out.list("edited", "Edited after they were applied:", state.edited);
    out.list("renamed", "Applied under an earlier name (squall migrate records the new name):", renames_of(state.renamed));
    out.list("missing", "Applied, but the files are missing:", state.missing);
    names drift;
    const bool has_no_records = is_unrecorded(o, *db, state);
    if (has_no_records) {
        out.line(unrecorded);
    } else if (state.missing.empty()) {
        // What stands in the database should be what its applied files make.
        std::string last = state.applied.empty() ? "" : state.applied.back().name;
        for (const renamed_migration& r : state.renamed)
            if (r.before == last) last = r.now;
        const snapshot expected = state.applied.empty() ? snapshot{} : replay(folder, &schema, last, state.pending);
        drift = differences_of(expected, inspect(*db, &schema, bookkeeping_tables(*db, o)));
    }
    out.list("drift", "The database differs from what its migrations create:", drift);
    const bool fine = !has_no_records && state.edited.empty() && state.missing.empty() && drift.empty();
    if (fine && state.pending.empty()) out.good(db->name() + " is up to date.");
    return out.finish(fine ? outcome::done : outcome::found);
}

}  // namespace squall::tool
