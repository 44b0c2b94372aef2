#include "apply.hpp"

#include <algorithm>

#include "destructive.hpp"
#include "failure.hpp"
#include "replay.hpp"
#include "retired_columns.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

bool has_table(target& db, const std::string& table) {
    return db.count("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = " + string_text(table)) > 0;
}
std::vector<statement> bookkeeping_tables(const std::string& table) {
    // The first as wrangler makes it.
    return {{"CREATE TABLE IF NOT EXISTS " + name_text(table) +
             "(\n\t\tid         INTEGER PRIMARY KEY AUTOINCREMENT,\n\t\tname       TEXT UNIQUE,\n"
             "\t\tapplied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL\n)"},
            {"CREATE TABLE IF NOT EXISTS squall_migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)"}};
}
void append_record(std::vector<statement>& batch, const std::string& table, const migration_file& f) {
    batch.push_back({"INSERT INTO " + name_text(table) + " (name) VALUES (?1)", {f.name}});
    batch.push_back(
        {"INSERT INTO squall_migrations (name, checksum) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum",
         {f.name, f.checksum}});
}
/// Fails inside the transaction of a file that another run has applied since the state was read.
constexpr const char* applied_by_another = "squall: another run has applied this file";
statement stop_when_applied(const std::string& table, const migration_file& f) {
    return {"SELECT json_extract('{}', '" + std::string(applied_by_another) + "' || substr(name, 1, 0)) FROM " + name_text(table) +
                " WHERE name = ?1",
            {f.name}};
}

/// Tables beside `table` that record files of this folder as applied: they would run again.
void refuse_other_records(target& db, const std::string& table, const std::vector<std::string>& pending) {
    if (pending.empty()) return;
    const row_set likely = db.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%applied!_at%' ESCAPE '!' AND sql LIKE '%name%' AND lower(name) "
        "<> lower(" +
        string_text(table) + ")");
    std::string list;
    for (const std::string& name : pending) list += (list.empty() ? "" : ", ") + string_text(name);
    for (const auto& row : likely.rows) {
        const std::string other = text_of(row[0]);
        const auto columns =
            db.query("SELECT name FROM pragma_table_xinfo(" + string_text(other) + ") WHERE name IN ('name', 'applied_at')");
        if (columns.rows.size() < 2) continue;
        if (db.count("SELECT count(*) FROM " + name_text(other) + " WHERE name IN (" + list + ")") > 0)
            throw failure(outcome::refused, "the table " + other + " of " + db.name() + " records these migrations as applied, and " +
                                                table +
                                                " does not: pass --migrations-table, or set migrations_table in wrangler's "
                                                "configuration");
    }
}

/// The same text under another name was applied under the first.
void find_renamed(const migration_folder& folder, migration_state& state) {
    for (const applied_migration& a : state.applied) {
        const auto gone = std::find(state.missing.begin(), state.missing.end(), a.name);
        if (gone == state.missing.end() || a.checksum.empty()) continue;
        const auto now = std::find_if(state.pending.begin(), state.pending.end(),
                                      [&](const std::string& name) { return folder.file(name)->checksum == a.checksum; });
        if (now == state.pending.end()) continue;
        state.renamed.push_back({a.name, *now});
        state.missing.erase(gone);
        state.pending.erase(now);
    }
}
void record_renamed(target& db, const std::string& table, const std::vector<renamed_migration>& all) {
    std::vector<statement> batch;
    for (const renamed_migration& r : all) {
        batch.push_back({"UPDATE " + name_text(table) + " SET name = ?1 WHERE name = ?2", {r.now, r.before}});
        batch.push_back({"UPDATE squall_migrations SET name = ?1 WHERE name = ?2", {r.now, r.before}});
    }
    if (!batch.empty()) db.run(batch);
}

/// Checksums of what wrangler applied, as the files are now.
void adopt(target& db, const migration_folder& folder, const migration_state& state) {
    std::vector<statement> batch;
    for (const applied_migration& a : state.applied)
        if (const migration_file* f = folder.file(a.name); f && a.checksum.empty())
            batch.push_back(
                {"INSERT INTO squall_migrations (name, checksum) VALUES (?1, ?2) ON CONFLICT DO NOTHING", {f->name, f->checksum}});
    if (!batch.empty()) db.run(batch);
}

/// "agents.created_at" of UPDATE agents SET created_at = …; empty for another statement.
std::string updated_column(std::string_view sql) {
    const std::vector<token> t = tokens_of(sql);
    if (t.size() < 4 || !t[0].is("UPDATE")) return {};
    const auto set = std::find_if(t.begin(), t.end(), [](const token& one) { return one.is("SET"); });
    return set + 1 < t.end() ? t[1].text + '.' + (set + 1)->text : "";
}

/// The name in DROP TABLE name; empty for another statement.
std::string dropped_table(std::string_view sql) {
    const std::vector<token> t = tokens_of(sql);
    return t.size() == 3 && t[0].is("DROP") && t[1].is("TABLE") ? t[2].text : "";
}

/// The statements of `columns` at the end of a batch; afterwards, by the counts of that batch, what they moved.
class set_asides {
  public:
    set_asides(std::vector<column_set_aside> columns, std::string file) : columns_(std::move(columns)), file_(std::move(file)) {}
    void append_to(std::vector<statement>& batch) {
        first_ = batch.size();
        for (const column_set_aside& c : columns_) batch.insert(batch.end(), c.statements.begin(), c.statements.end());
    }
    void report(const std::vector<std::int64_t>& counts, std::vector<set_aside_column>& out) const {
        std::size_t at = first_;
        for (const column_set_aside& c : columns_) {
            const std::size_t insert = at + c.insert;
            out.push_back({file_, c.column, c.table, insert < counts.size() ? counts[insert] : 0});
            at += c.statements.size();
        }
    }

  private:
    std::vector<column_set_aside> columns_;
    std::string file_;
    std::size_t first_ = 0;
};

/// Nothing: another run has applied it.
std::optional<std::vector<changed_rows>> apply_one(target& db, const std::string& table, const migration_file& f,
                                                   std::vector<set_aside_column>& aside, const bookmark_source& bookmark) {
    const std::vector<located_statement> statements = statements_of(f);
    std::vector<statement> batch{stop_when_applied(table, f)};
    batch.reserve(statements.size() + 3);
    for (const located_statement& s : statements) batch.push_back({s.sql});
    set_asides columns(columns_to_set_aside(db, f), f.name);
    columns.append_to(batch);
    append_record(batch, table, f);
    if (const std::string kept = bookmark && first_destructive(f) ? bookmark(f.name) : ""; !kept.empty())
        append_bookmark(batch, f.name, kept);
    std::vector<std::int64_t> counts;
    const auto failed = db.perform(batch, counts);
    if (!failed) {
        columns.report(counts, aside);
        std::vector<changed_rows> changed;
        names dropped;
        for (const located_statement& s : statements) dropped.push_back(dropped_table(s.sql));
        for (std::size_t i = 0; i < statements.size() && i + 1 < counts.size(); ++i) {
            const std::string column = updated_column(statements[i].sql);
            const std::string of_table = column.substr(0, column.find('.'));
            const bool is_gone = std::find(dropped.begin() + static_cast<std::ptrdiff_t>(i), dropped.end(), of_table) != dropped.end();
            if (!column.empty() && !is_gone && counts[i + 1] > 0) changed.push_back({column, counts[i + 1]});
        }
        return changed;
    }
    if (failed->reason.find(applied_by_another) != std::string::npos) return std::nullopt;
    std::string message = f.name;
    if (failed->at && *failed->at > 0 && *failed->at <= statements.size()) {
        const located_statement& s = statements[*failed->at - 1];
        message += ", statement " + std::to_string(*failed->at) + " (line " + std::to_string(s.line) + ", " + opening_of(s.sql) + ")";
    } else if (failed->at && *failed->at < batch.size()) {
        message += ", at " + opening_of(batch[*failed->at].sql);
    }
    throw failure(outcome::database,
                  message + ": " + failed->reason + (failed->is_uncertain ? "" : ". Nothing of this file has been applied."));
}

/// The columns of files that wrangler applied or a baseline recorded. A column that a later file made again stays.
void set_aside_overdue(target& db, const migration_folder& folder, const migration_state& state, std::vector<set_aside_column>& aside) {
    std::optional<snapshot> made;
    for (const applied_migration& a : state.applied) {
        const migration_file* f = folder.file(a.name);
        if (!f || columns_to_set_aside(db, *f).empty()) continue;
        if (!made) made = replay(folder, nullptr, {}, state.pending);
        set_asides columns(columns_to_set_aside(db, *f, &*made), f->name);
        std::vector<statement> batch;
        columns.append_to(batch);
        if (batch.empty()) continue;
        std::vector<std::int64_t> counts;
        if (const auto failed = db.perform(batch, counts); !failed)
            columns.report(counts, aside);
        else if (!columns_to_set_aside(db, *f, &*made).empty())  // no other run has done it
            throw failure(outcome::database,
                          f->name + ", setting a column aside" +
                              (failed->at && *failed->at < batch.size() ? ", at " + opening_of(batch[*failed->at].sql) : "") + ": " +
                              failed->reason);
    }
}

}  // namespace

migration_state state_of(target& db, const migration_folder& folder) {
    migration_state state;
    const std::string& table = folder.table();
    if (has_table(db, table)) {
        const bool sums = has_table(db, "squall_migrations");
        const row_set rows = db.query(sums ? "SELECT d.name, d.applied_at, s.checksum FROM " + name_text(table) +
                                                 " AS d LEFT JOIN squall_migrations AS s ON s.name = d.name ORDER BY d.id"
                                           : "SELECT name, applied_at, NULL AS checksum FROM " + name_text(table) + " ORDER BY id");
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
    refuse_other_records(db, table, state.pending);
    find_renamed(folder, state);
    return state;
}

applied_migrations apply_pending(target& db, const migration_folder& folder, bool edited_is_fine, const applied_callback& on_applied,
                                 const bookmark_source& bookmark) {
    applied_migrations done;
    migration_state state = state_of(db, folder);
    for (const std::string& name : state.pending) statements_of(*folder.file(name)), retired_columns_of(*folder.file(name));
    bool is_prepared = false;
    while (true) {
        if (!edited_is_fine && !state.edited.empty())
            throw failure(outcome::found, state.edited[0] + " was edited after it had been applied to " + db.name() +
                                              ": restore the file, or pass --allow-edited");
        if (!is_prepared) db.run(bookkeeping_tables(folder.table()));
        is_prepared = true;
        adopt(db, folder, state);
        record_renamed(db, folder.table(), state.renamed);
        done.renamed.insert(done.renamed.end(), state.renamed.begin(), state.renamed.end());
        set_aside_overdue(db, folder, state, done.set_aside);
        bool is_alone = true;
        for (const std::string& name : state.pending) {
            const auto changed = apply_one(db, folder.table(), *folder.file(name), done.set_aside, bookmark);
            if (!(is_alone = changed.has_value())) break;
            done.applied.push_back(name);
            on_applied(name, *changed);
        }
        if (is_alone) return done;
        state = state_of(db, folder);
    }
}

std::vector<std::string> record_as_applied(target& db, const migration_folder& folder, const std::string& last) {
    const migration_state state = state_of(db, folder);
    std::vector<std::string> done;
    std::vector<statement> batch = bookkeeping_tables(folder.table());
    for (const migration_file& f : folder.files()) {
        const bool pending = std::find(state.pending.begin(), state.pending.end(), f.name) != state.pending.end();
        if (pending) {
            append_record(batch, folder.table(), f);
            done.push_back(f.name);
        }
        if (f.name == last) break;
    }
    db.run(batch);
    return done;
}

}  // namespace squall::migrate
