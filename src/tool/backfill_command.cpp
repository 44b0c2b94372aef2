#include <chrono>
#include <filesystem>

#include "bindings/d1_rest/pause.hpp"
#include "commands.hpp"
#include "migrate/backfill.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/sql_tokens.hpp"
#include "open_target.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

std::string rows_text(std::int64_t n) { return std::to_string(n) + (n == 1 ? " row" : " rows"); }

int show_plan(target& db, const row_change& change, const backfill& fill, std::int64_t size, output& out) {
    const std::string table = name_text(change.table);
    const std::int64_t all = db.count("SELECT count(*) FROM " + table);
    const std::int64_t matching =
        change.where.empty() ? all : db.count("SELECT count(*) FROM " + table + " WHERE (" + change.where + "\n)");
    const std::vector<statement> batch = fill.batch_after({.batches = 1}, size);
    // squall_backfills may not exist yet: its keys are left out of the statement that is checked.
    const std::string action = change.set.empty() ? "DELETE FROM " + table : "UPDATE " + table + " SET " + change.set;
    db.query("EXPLAIN " + action + "\nWHERE (" + (change.where.empty() ? "true" : change.where) + "\n)");
    out.line(batch[2].sql + ';');
    out.text_field("sql", batch[2].sql);
    out.field("matching", std::to_string(matching));
    out.field("batches", std::to_string((all + size - 1) / size));
    out.good(change.table + " has " + rows_text(all) + ", in " + std::to_string((all + size - 1) / size) + " batches by " + change.key +
             "; the condition holds for " + std::to_string(matching) + " now.");
    return out.finish(outcome::done);
}

}  // namespace

int run_backfill(const options& o, output& out) {
    if (o.change_file.empty() == o.change_sql.empty())
        throw failure(outcome::usage, "pass a file with an UPDATE or DELETE, or --sql and --name");
    const std::string name = !o.backfill_name.empty() ? o.backfill_name : std::filesystem::path(o.change_file).stem().string();
    if (name.empty()) throw failure(outcome::usage, "--sql needs --name: the database keeps the state under it");
    row_change change = read_row_change(!o.change_sql.empty() ? o.change_sql : read_file(o.change_file));
    const auto db = open_target(o.target, false);
    change.key = backfill_key(*db, change, o.key);
    backfill fill(*db, name, change);
    if (o.dry_run) return show_plan(*db, change, fill, o.batch_size, out);
    if (o.restart) fill.forget();
    backfill_state state = fill.begin();
    const backfill_state before = state;
    if (!state.finished_at.empty()) {
        out.field("rows", "0");
        out.good(name + " was finished at " + state.finished_at + "; --restart runs it again.");
        return out.finish(outcome::done);
    }
    if (state.batches > 0)
        out.note(name + " continues after " + std::to_string(state.batches) + " batches, " + rows_text(state.rows) + " changed.");
    long long done = 0;
    while (state.finished_at.empty() && (o.max_batches == 0 || done < o.max_batches)) {
        if (done++ > 0 && o.pause_ms > 0) d1_rest::pause(std::chrono::milliseconds(o.pause_ms));
        state = fill.step(state, o.batch_size);
        if (state.finished_at.empty()) out.line("batch " + std::to_string(state.batches) + ": " + rows_text(state.rows) + " changed");
    }
    out.field("rows", std::to_string(state.rows - before.rows));
    out.field("all_rows", std::to_string(state.rows));
    out.field("finished", state.finished_at.empty() ? "false" : "true");
    if (state.finished_at.empty())
        out.line(name + " is not finished: run the command again to go on.");
    else
        out.good(name + " is finished: " + rows_text(state.rows) + " of " + change.table + " changed.");
    return out.finish(outcome::done);
}

}  // namespace squall::tool
