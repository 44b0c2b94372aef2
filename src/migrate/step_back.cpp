#include "step_back.hpp"

#include <algorithm>

#include "apply.hpp"
#include "difference.hpp"
#include "failure.hpp"
#include "inspect.hpp"
#include "replay.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

/// The renames that a file's statements do.
renames renames_in(const migration_file& file) {
    renames all;
    for (const located_statement& s : statements_of(file)) {
        const std::vector<token> tokens = tokens_of(s.sql);
        token_reader in{tokens};
        if (!in.take_all({"ALTER", "TABLE"})) continue;
        const std::string table = in.qualified_name();
        if (!in.take("RENAME")) continue;
        if (in.take("TO")) {
            all.tables.push_back({table, in.name()});
            continue;
        }
        in.take("COLUMN");
        const std::string from = in.name();
        if (in.take("TO")) all.columns.push_back({table, from, in.name()});
    }
    return all;
}

/// Statements that change rows, written by hand: what they lose is known only to their author.
names changed_rows_in(const migration_file& file) {
    names all;
    for (const located_statement& s : statements_of(file)) {
        const std::vector<token> tokens = tokens_of(s.sql);
        token_reader in{tokens};
        const bool overwrites = in.take("UPDATE") || in.take("REPLACE") || in.take_all({"INSERT", "OR", "REPLACE"}) || in.take("WITH");
        if (!overwrites && (!in.take_all({"DELETE", "FROM"}) || in.peek().is("sqlite_sequence"))) continue;
        all.push_back("what line " + std::to_string(s.line) + " of " + file.name + " changes: " + opening_of(s.sql));
    }
    return all;
}

bool has_rows(target& db, const std::string& from_and_where) {
    return db.count("SELECT count(*) FROM (SELECT 1 FROM " + from_and_where + " LIMIT 1)") > 0;
}

/// The name that a table has before the renames.
std::string name_before(const renames& all, const std::string& table) {
    for (const table_rename& r : all.tables)
        if (same_word(r.to, table)) return r.from;
    return table;
}

/// The losses of a difference that this database has rows or values for.
names losses_with_rows(target& db, const difference& d) {
    names left = d.losses;
    const auto settle = [&](const std::string& loss, const std::string& from_and_where) {
        if (!has_rows(db, from_and_where)) std::erase(left, loss);
    };
    for (const std::string& t : d.dropped_tables) settle("table " + t + " and its rows", name_text(name_before(d.renamed, t)));
    for (const table_change& c : d.changed)
        for (const std::string& column : c.dropped)
            settle("column " + c.after->name + '.' + column + " and its content",
                   name_text(name_before(d.renamed, c.before->name)) + " WHERE " + name_text(column) + " IS NOT NULL");
    return left;
}

constexpr const char* changed_by_another = "squall: another run has changed what was applied last";

}  // namespace

renames reversed(const renames& all) {
    renames back;
    for (const table_rename& r : all.tables) back.tables.push_back({r.to, r.from});
    for (const column_rename& r : all.columns) back.columns.push_back({name_before(all, r.table), r.to, r.from});
    return back;
}

reversible_migration last_reversible(target& db, const migration_folder& folder) {
    const migration_state state = state_of(db, folder);
    if (state.applied.empty()) throw failure(outcome::found, "nothing is applied to " + db.name());
    const std::string& name = state.applied.back().name;
    const auto refuse = [](const std::string& why) { throw failure(outcome::refused, why + ". Nothing was changed."); };
    for (const renamed_migration& r : state.renamed)
        if (r.before == name) refuse(name + " is now " + r.now + ": run squall migrate first, which records the new name");
    const migration_file* file = folder.file(name);
    if (!file) refuse("the file of " + name + ", which was applied last, is missing");
    if (std::find(state.edited.begin(), state.edited.end(), name) != state.edited.end())
        refuse(name + " was edited after it had been applied: its reverse belongs to another text");
    std::optional<migration_file> reverse = folder.reverse_of(name);
    if (!reverse)
        refuse(name + " has no reverse migration. Write " + folder.path() + '/' + reverse_name(name) +
               " and run squall check --record, or restore the database (squall restore, or an export)");
    const auto recorded = folder.recorded_checksums();
    for (const migration_file& f : {*file, *reverse}) {
        const auto at = recorded.find(f.name);
        if (at == recorded.end()) refuse(f.name + " is not recorded in meta/checksums.json (squall check --record records it)");
        if (at->second != f.checksum)
            refuse(f.name + " has been edited since it was recorded: check that " + reverse_name(name) +
                   " still reverses the migration, then run squall check --record");
    }
    return {*file, *std::move(reverse)};
}

names losses_of(target& db, const migration_folder& folder, const reversible_migration& last, const snapshot& schema,
                const names& bookkeeping, bool drift_is_fine) {
    const migration_state state = state_of(db, folder);
    names without = state.pending;
    const auto memory = open_sqlite(":memory:", false);
    for (const migration_file& f : folder.files())
        if (std::find(without.begin(), without.end(), f.name) == without.end()) run_file(*memory, f);
    const snapshot applied = inspect(*memory, &schema);
    if (const names drift = differences_of(applied, inspect(db, &schema, bookkeeping)); !drift.empty() && !drift_is_fine)
        throw failure(outcome::found, db.name() + " differs from what its migrations create: " + drift[0] +
                                          ". Nothing was changed; --allow-drift continues despite differences");
    run_file(*memory, last.reverse);
    const snapshot after = inspect(*memory, &schema);
    without.push_back(last.file.name);
    if (const names left = differences_of(replay(folder, &schema, {}, without), after); !left.empty())
        throw failure(outcome::refused, last.reverse.name + " does not lead back to the schema before " + last.file.name + ": " + left[0] +
                                            ". Nothing was changed.");
    names losses = losses_with_rows(db, *compare(applied, after, renames_in(last.reverse)));
    const names by_hand = changed_rows_in(last.reverse);
    losses.insert(losses.end(), by_hand.begin(), by_hand.end());
    return losses;
}

bool take_back(target& db, const std::string& table, const reversible_migration& last, const std::string& bookmark) {
    std::vector<statement> batch{{"SELECT json_extract('{}', '" + std::string(changed_by_another) +
                                      "' || substr(l.name, 1, 0)) FROM (SELECT coalesce((SELECT name FROM " + name_text(table) +
                                      " ORDER BY id DESC LIMIT 1), '') AS name) AS l WHERE l.name <> ?1",
                                  {last.file.name}}};
    const std::vector<located_statement> statements = statements_of(last.reverse);
    for (const located_statement& s : statements) batch.push_back({s.sql});
    batch.push_back({"DELETE FROM " + name_text(table) + " WHERE name = ?1", {last.file.name}});
    batch.push_back({"DELETE FROM squall_migrations WHERE name = ?1", {last.file.name}});
    if (!bookmark.empty()) append_bookmark(batch, last.reverse.name, bookmark);
    const auto failed = db.batch(batch);
    if (!failed) return true;
    if (failed->reason.find(changed_by_another) != std::string::npos) return false;
    std::string message = last.reverse.name;
    if (failed->at && *failed->at > 0 && *failed->at <= statements.size()) {
        const located_statement& s = statements[*failed->at - 1];
        message += " (line " + std::to_string(s.line) + ", " + opening_of(s.sql) + ")";
    }
    throw failure(outcome::database, message + ": " + failed->reason + (failed->is_uncertain ? "" : ". Nothing was changed."));
}

}  // namespace squall::migrate
