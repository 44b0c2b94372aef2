#include "apply.hpp"

#include <algorithm>

#include "failure.hpp"
#include "split_statements.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

bool has_table(target& db, const std::string& table) {
    return db.count("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = " + string_text(table)) > 0;
}
std::vector<statement> bookkeeping_tables() {
    // The first as wrangler makes it.
    return {{"CREATE TABLE IF NOT EXISTS d1_migrations(\n\t\tid         INTEGER PRIMARY KEY AUTOINCREMENT,\n\t\tname       TEXT UNIQUE,\n"
             "\t\tapplied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL\n)"},
            {"CREATE TABLE IF NOT EXISTS squall_migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)"}};
}
void append_record(std::vector<statement>& batch, const migration_file& f) {
    batch.push_back({"INSERT INTO d1_migrations (name) VALUES (?1)", {f.name}});
    batch.push_back(
        {"INSERT INTO squall_migrations (name, checksum) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum",
         {f.name, f.checksum}});
}

/// Checksums of what wrangler applied, as the files are now.
void adopt(target& db, const migration_folder& folder, const migration_state& state) {
    std::vector<statement> batch;
    for (const applied_migration& a : state.applied)
        if (const migration_file* f = folder.file(a.name); f && a.checksum.empty())
            batch.push_back({"INSERT INTO squall_migrations (name, checksum) VALUES (?1, ?2)", {f->name, f->checksum}});
    if (!batch.empty()) db.run(batch);
}

/// "agents.created_at" of UPDATE agents SET created_at = …; empty for another statement.
std::string updated_column(std::string_view sql) {
    const std::vector<token> t = tokens_of(sql);
    if (t.size() < 4 || !t[0].is("UPDATE")) return {};
    const auto set = std::find_if(t.begin(), t.end(), [](const token& one) { return one.is("SET"); });
    return set + 1 < t.end() ? t[1].text + '.' + (set + 1)->text : "";
}

std::vector<changed_rows> apply_one(target& db, const migration_file& f) {
    const std::vector<located_statement> statements = split_statements(f.text);
    std::vector<statement> batch;
    batch.reserve(statements.size() + 1);
    for (const located_statement& s : statements) batch.push_back({s.sql});
    append_record(batch, f);
    std::vector<std::int64_t> counts;
    const auto failed = db.perform(batch, counts);
    if (!failed) {
        std::vector<changed_rows> changed;
        for (std::size_t i = 0; i < std::min(statements.size(), counts.size()); ++i)
            if (const std::string column = updated_column(statements[i].sql); !column.empty() && counts[i] > 0)
                changed.push_back({column, counts[i]});
        return changed;
    }
    std::string message = f.name;
    if (failed->at && *failed->at < statements.size()) {
        const located_statement& s = statements[*failed->at];
        message += ", statement " + std::to_string(*failed->at + 1) + " (line " + std::to_string(s.line) + ", " + opening_of(s.sql) + ")";
    }
    throw failure(outcome::database,
                  message + ": " + failed->reason + (failed->is_uncertain ? "" : ". Nothing of this file has been applied."));
}

}  // namespace

migration_state state_of(target& db, const migration_folder& folder) {
    migration_state state;
    if (has_table(db, "d1_migrations")) {
        const bool sums = has_table(db, "squall_migrations");
        const row_set rows = db.query(sums ? "SELECT d.name, d.applied_at, s.checksum FROM d1_migrations AS d LEFT JOIN squall_migrations "
                                             "AS s ON s.name = d.name ORDER BY d.id"
                                           : "SELECT name, applied_at, NULL AS checksum FROM d1_migrations ORDER BY id");
        for (const auto& r : rows.rows) state.applied.push_back({text_of(r[0]), text_of(r[1]), text_of(r[2])});
    }
    const auto recorded = folder.recorded_checksums();
    for (const applied_migration& a : state.applied) {
        const migration_file* f = folder.file(a.name);
        if (!f) {
            state.missing.push_back(a.name);
            continue;
        }
        const auto noted = recorded.find(a.name);
        const std::string then = !a.checksum.empty() ? a.checksum : noted != recorded.end() ? noted->second : f->checksum;
        if (then != f->checksum) state.edited.push_back(a.name);
    }
    for (const migration_file& f : folder.files())
        if (std::none_of(state.applied.begin(), state.applied.end(), [&](const auto& a) { return a.name == f.name; }))
            state.pending.push_back(f.name);
    return state;
}

std::vector<std::string> apply_pending(target& db, const migration_folder& folder, bool edited_is_fine,
                                       const applied_callback& on_applied) {
    const migration_state state = state_of(db, folder);
    if (!edited_is_fine && !state.edited.empty())
        throw failure(outcome::found, state.edited[0] + " was edited after it had been applied to " + db.name() +
                                          ": bring its text back, or say --allow-edited");
    db.run(bookkeeping_tables());
    adopt(db, folder, state);
    for (const std::string& name : state.pending) {
        on_applied(name, apply_one(db, *folder.file(name)));
    }
    return state.pending;
}

std::vector<std::string> record_as_applied(target& db, const migration_folder& folder, const std::string& last) {
    const migration_state state = state_of(db, folder);
    std::vector<std::string> done;
    std::vector<statement> batch = bookkeeping_tables();
    for (const migration_file& f : folder.files()) {
        const bool pending = std::find(state.pending.begin(), state.pending.end(), f.name) != state.pending.end();
        if (pending) {
            append_record(batch, f);
            done.push_back(f.name);
        }
        if (f.name == last) break;
    }
    db.run(batch);
    return done;
}

}  // namespace squall::migrate
