#include "rename_questions.hpp"

#include <algorithm>

namespace squall::tool {

using migrate::difference;
using migrate::renames;
using migrate::snapshot;

namespace {

/// Which of `candidates` is `gone` now? Empty: none, it goes.
std::string ask_which(output& out, const std::string& gone, const strings& candidates) {
    out.line(gone + " is no longer declared. Is it now called otherwise?");
    out.line("  0  no, it goes");
    for (std::size_t i = 0; i < candidates.size(); ++i) out.line("  " + std::to_string(i + 1) + "  " + candidates[i]);
    while (true) {
        const std::string answer = out.ask("Number:");
        if (answer == "0") return {};
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (answer == std::to_string(i + 1)) return candidates[i];
        if (answer.empty()) throw failure(outcome::refused, "no answer, nothing done");
    }
}

void ask_tables(const difference& d, renames& told, output& out) {
    strings added = d.new_tables;
    for (const std::string& gone : d.dropped_tables) {
        if (added.empty()) return;
        const std::string to = ask_which(out, "table " + gone, added);
        if (to.empty()) continue;
        told.tables.push_back({gone, to});
        std::erase(added, to);
    }
}
void ask_columns(const difference& d, renames& told, output& out) {
    for (const auto& c : d.changed) {
        strings added = c.added;
        for (const std::string& gone : c.dropped) {
            if (added.empty()) break;
            const std::string to = ask_which(out, c.after->name + '.' + gone, added);
            if (to.empty()) continue;
            told.columns.push_back({c.after->name, gone, to});
            std::erase(added, to);
        }
    }
}

}  // namespace

std::unique_ptr<difference> compare_with_renames(const snapshot& before, const snapshot& after, const options& o, output& out) {
    renames told;
    for (const std::string& r : o.table_renames) told.tables.push_back(migrate::read_table_rename(r));
    for (const std::string& r : o.column_renames) told.columns.push_back(migrate::read_column_rename(r));
    auto d = migrate::compare(before, after, told);
    if (!out.may_ask() || o.allow_loss) return d;
    ask_tables(*d, told, out);
    d = migrate::compare(before, after, told);
    ask_columns(*d, told, out);
    return migrate::compare(before, after, told);
}

void refuse_loss(const difference& d, const options& o) {
    if (d.losses.empty() || o.allow_loss) return;
    std::string message = "this would lose";
    for (const std::string& loss : d.losses) message += "\n  " + loss;
    message += "\nSay --allow-loss if that is meant.";
    if (!d.dropped_tables.empty() && !d.new_tables.empty())
        message += "\nIf a table has a new name, say so: --rename-table " + d.dropped_tables[0] + ':' + d.new_tables[0];
    for (const auto& c : d.changed)
        if (!c.dropped.empty() && !c.added.empty())
            message += "\nIf the column has a new name, say so: --rename " + c.after->name + '.' + c.dropped[0] + ':' + c.added[0];
    throw failure(outcome::refused, message);
}

void describe(const difference& d, output& out) {
    out.list("changes", "Changes:", d.sentences);
    strings rebuilt;
    for (const auto& c : d.changed)
        if (c.rebuild) rebuilt.push_back(c.after->name);
    out.list("rebuilds", "Tables made anew, with all that refer to them; every row is kept and counted:", rebuilt);
    out.list("losses", "What goes with its content:", d.losses);
    out.list("warnings", "Before it runs:", d.warnings);
}

}  // namespace squall::tool
