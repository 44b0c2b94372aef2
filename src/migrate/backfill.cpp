#include "backfill.hpp"

#include <algorithm>
#include <chrono>

#include "bindings/d1_rest/pause.hpp"
#include "failure.hpp"
#include "split_statements.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

constexpr const char* taken_by_another = "squall: another run has taken this batch";
constexpr const char* now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

[[noreturn]] void refuse(const std::string& why) { throw failure(outcome::usage, "a backfill is one UPDATE or DELETE: " + why); }

/// Words that begin a clause which a batch cannot have, where they stand outside of parentheses.
constexpr const char* other_clauses[] = {"FROM", "RETURNING", "ORDER", "LIMIT", "AS", "INDEXED"};

std::string trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(space);
    return begin == text.npos ? "" : std::string(text.substr(begin, text.find_last_not_of(space) + 1 - begin));
}

/// Whether SET assigns the column: "key =", or in a list "(key, …) =".
bool assigns(const std::string& set, const std::string& column) {
    const std::vector<token> all = tokens_of(set);
    for (const token_span one : comma_separated(all)) {
        const auto equals = std::find_if(one.begin(), one.end(), [](const token& t) { return t.is_symbol("="); });
        if (std::any_of(one.begin(), equals, [&](const token& t) { return t.is_name() && same_word(t.text, column); })) return true;
    }
    return false;
}

}  // namespace

row_change read_row_change(const std::string& sql) {
    if (const auto open = find_unclosed(sql)) refuse(std::string("a ") + open->what + " is never closed");
    const std::vector<located_statement> statements = split_statements(sql);
    if (statements.size() != 1) refuse("this has " + std::to_string(statements.size()) + " statements");
    const std::string& text = statements[0].sql;
    const std::vector<token> tokens = tokens_of(text);
    token_reader in{tokens};
    const bool removes = in.take("DELETE");
    if (removes ? !in.take("FROM") : !in.take("UPDATE")) refuse("it begins with " + (tokens.empty() ? "nothing" : tokens[0].text));
    row_change change;
    if (!in.peek().is_name()) refuse("its table is missing");
    change.table = in.qualified_name();
    if (!removes && !in.take("SET")) refuse("SET does not follow the name of the table");
    if (!removes && in.done()) refuse("it sets nothing");
    if (removes && !in.done() && !in.peek().is("WHERE")) refuse("WHERE does not follow the name of the table");
    const std::size_t begin = in.peek().offset, none = text.size();
    std::size_t where = none, after_where = none, depth = 0;
    bool after_distinct = false;
    while (!in.done()) {
        const token& t = in.next();
        if (t.is_symbol("(")) ++depth;
        if (t.is_symbol(")") && depth-- == 0) refuse("a parenthesis is closed that is not open");
        if (depth == 0 && t.kind == token_kind::word) {
            for (const char* word : other_clauses)
                if (t.is(word) && !(after_distinct && t.is("FROM"))) refuse(std::string(word) + " is not supported");
            if (t.is("WHERE") && where == none) where = t.offset, after_where = t.end;
        }
        after_distinct = t.is("DISTINCT");
    }
    if (depth != 0) refuse("a parenthesis is not closed");
    if (!removes) change.set = trimmed(std::string_view(text).substr(begin, where - begin));
    if (!removes && change.set.empty()) refuse("it sets nothing");
    if (where != none) change.where = trimmed(std::string_view(text).substr(after_where));
    if (where != none && change.where.empty()) refuse("WHERE has no condition");
    return change;
}

std::string backfill_key(target& db, const row_change& change, const std::string& requested) {
    const std::string table = string_text(change.table);
    const row_set found =
        db.query("SELECT type, sql FROM sqlite_master WHERE lower(name) = lower(" + table + ") AND type IN ('table', 'view')");
    if (found.rows.empty()) throw failure(outcome::usage, db.name() + " has no table " + change.table);
    if (text_of(found.rows[0][0]) != "table") throw failure(outcome::usage, change.table + " is a view: change its tables");
    std::vector<std::string> primary, unique;
    const row_set keys = db.query("SELECT name FROM pragma_table_info(" + table + ") WHERE pk > 0 ORDER BY pk");
    for (const auto& row : keys.rows) primary.push_back(text_of(row[0]));
    const bool has_rowid = db.count("SELECT count(*) FROM pragma_table_list(" + table + ") WHERE wr = 0") > 0 &&
                           db.count("SELECT count(*) FROM pragma_table_xinfo(" + table + ") WHERE lower(name) = 'rowid'") == 0;
    const row_set indexes = db.query("SELECT min(c.name) FROM pragma_index_list(" + table +
                                     ") AS i, pragma_index_info(i.name) AS c WHERE i.\"unique\" = 1 AND i.partial = 0 "
                                     "GROUP BY i.name HAVING count(*) = 1 AND min(c.name) IS NOT NULL");
    for (const auto& row : indexes.rows) unique.push_back(text_of(row[0]));
    if (primary.size() == 1) unique.push_back(primary[0]);

    std::string key = requested;
    if (key.empty()) key = primary.size() == 1 ? primary[0] : has_rowid ? "rowid" : "";
    if (key.empty()) throw failure(outcome::usage, change.table + " has no key of one column: pass --key with a column that is unique");
    const bool is_rowid = has_rowid && same_word(key, "rowid");
    if (!is_rowid && std::none_of(unique.begin(), unique.end(), [&](const std::string& u) { return same_word(u, key); }))
        throw failure(outcome::usage,
                      change.table + '.' + key + " is not a key: its values need not differ. Pass --key with one that is unique");
    if (assigns(change.set, key))
        throw failure(outcome::usage, "the change writes " + change.table + '.' + key + ", by whose ranges it runs");
    if (!is_rowid &&
        db.count("SELECT count(*) FROM (SELECT 1 FROM " + name_text(change.table) + " WHERE " + name_text(key) + " IS NULL LIMIT 1)") > 0)
        throw failure(outcome::refused, "a row of " + change.table + " has no " + key + ", and would be left out: pass another --key" +
                                            (has_rowid ? ", such as rowid" : ""));
    return key;
}

std::string backfill::identity() const {
    return (change_.set.empty() ? "DELETE FROM " + change_.table : "UPDATE " + change_.table + " SET " + change_.set) +
           (change_.where.empty() ? "" : " WHERE " + change_.where) + " BY " + change_.key;
}

backfill_state backfill::read() {
    const row_set rows = db_.query({"SELECT statement, batches, rows, finished_at FROM squall_backfills WHERE name = ?1", {name_}});
    if (rows.rows.empty())
        throw failure(outcome::database, db_.name() + " has lost the state of " + name_ + ": another run has restarted it");
    const auto& row = rows.rows[0];
    if (text_of(row[0]) != identity())
        throw failure(outcome::refused,
                      "the state of " + name_ + " in " + db_.name() + " belongs to another statement: pass another --name, or --restart");
    return {integer_of(row[1]), integer_of(row[2]), text_of(row[3])};
}

backfill_state backfill::begin() {
    db_.run({{"CREATE TABLE IF NOT EXISTS squall_backfills (name TEXT PRIMARY KEY, statement TEXT NOT NULL, last_key, next_key, "
              "batches INTEGER NOT NULL DEFAULT 0, rows INTEGER NOT NULL DEFAULT 0, started_at TEXT NOT NULL, finished_at TEXT)"},
             {std::string("INSERT INTO squall_backfills (name, statement, started_at) VALUES (?1, ?2, ") + now + ") ON CONFLICT DO NOTHING",
              {name_, identity()}}});
    return read();
}

void backfill::forget() {
    if (db_.count("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'squall_backfills'") > 0)
        db_.run({{"DELETE FROM squall_backfills WHERE name = ?1", {name_}}});
}

std::vector<statement> backfill::batch_after(const backfill_state& from, std::int64_t size) const {
    const std::string table = name_text(change_.table), key = table + '.' + name_text(change_.key);
    const bool is_first = from.batches == 0;
    const auto kept = [](const char* which) {
        return "(SELECT b." + std::string(which) + " FROM squall_backfills AS b WHERE b.name = ?1)";
    };
    const std::string behind = key + (is_first ? " IS NOT NULL" : " > " + kept("last_key"));
    const std::string keys = "(SELECT " + key + " FROM " + table + " WHERE " + behind + " ORDER BY " + key;
    return {
        // The state as this run knows it: a batch whose answer was lost, or that another run has taken, is not repeated.
        {"SELECT json_extract('{}', '" + std::string(taken_by_another) +
             "' || substr(name, 1, 0)) FROM squall_backfills WHERE name = ?1 AND "
             "(batches <> " +
             std::to_string(from.batches) + " OR finished_at IS NOT NULL)",
         {name_}},
        {"UPDATE squall_backfills SET next_key = coalesce(" + keys + " LIMIT 1 OFFSET " + std::to_string(size - 1) + "), " + keys +
             " DESC LIMIT 1)) WHERE name = ?1",
         {name_}},
        {(change_.set.empty() ? "DELETE FROM " + table : "UPDATE " + table + " SET " + change_.set) + "\nWHERE " + behind + " AND " + key +
             " <= " + kept("next_key") + (change_.where.empty() ? "" : " AND (" + change_.where + "\n)"),
         {name_}},
        {std::string("UPDATE squall_backfills SET rows = rows + changes(), last_key = coalesce(next_key, last_key), batches = batches + 1, "
                     "finished_at = iif(next_key IS NULL, ") +
             now + ", NULL), next_key = NULL WHERE name = ?1",
         {name_}},
    };
}

backfill_state backfill::step(const backfill_state& from, std::int64_t size) {
    const auto failed = db_.batch(batch_after(from, size));
    if (!failed || failed->reason.find(taken_by_another) != std::string::npos) return read();
    if (!failed->is_uncertain) throw failure(outcome::database, db_.name() + ": " + failed->reason);
    d1_rest::pause(std::chrono::seconds(1));
    backfill_state after = read();  // whether it was done
    if (after.batches == from.batches)
        throw failure(outcome::database,
                      db_.name() + ": " + failed->reason + ". This batch was not applied; run the command again to go on");
    return after;
}

}  // namespace squall::migrate
