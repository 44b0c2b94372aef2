#include "rename_questions.hpp"

#include <algorithm>

#include "migrate/sql_tokens.hpp"

namespace squall::tool {

using migrate::difference;
using migrate::renames;
using migrate::snapshot;

namespace {

/// Which of `candidates` is the new name of `gone`? Empty: none, it is dropped.
std::string ask_which(output& out, const std::string& gone, const strings& candidates) {
    out.line(gone + " is no longer declared. Was it renamed?");
    out.line("  0  no, drop it");
    for (std::size_t i = 0; i < candidates.size(); ++i) out.line("  " + std::to_string(i + 1) + "  " + candidates[i]);
    while (true) {
        const std::string answer = out.ask("Number:");
        if (answer == "0") return {};
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (answer == std::to_string(i + 1)) return candidates[i];
        if (answer.empty()) throw failure(outcome::refused, "no answer; nothing was changed");
    }
}

void ask_tables(const difference& d, renames& requested, output& out) {
    strings added = d.new_tables;
    for (const std::string& gone : d.dropped_tables) {
        if (added.empty()) return;
        const std::string to = ask_which(out, "table " + gone, added);
        if (to.empty()) continue;
        requested.tables.push_back({gone, to});
        std::erase(added, to);
    }
}
void ask_columns(const difference& d, renames& requested, output& out) {
    for (const auto& c : d.changed) {
        strings added = c.added;
        for (const std::string& gone : c.dropped) {
            if (added.empty()) break;
            const std::string to = ask_which(out, c.after->name + '.' + gone, added);
            if (to.empty()) continue;
            requested.columns.push_back({c.after->name, gone, to});
            std::erase(added, to);
        }
    }
}

}  // namespace

namespace {

template <class Compare>
std::unique_ptr<difference> with_questions(const options& o, output& out, Compare compare) {
    renames requested;
    for (const std::string& r : o.table_renames) requested.tables.push_back(migrate::read_table_rename(r));
    for (const std::string& r : o.column_renames) requested.columns.push_back(migrate::read_column_rename(r));
    const bool may_ask = out.may_ask() && !o.allow_loss;
    if (!may_ask) return compare(requested);
    ask_tables(*compare(requested), requested, out);
    ask_columns(*compare(requested), requested, out);
    return compare(requested);
}
bool has_name(const strings& list, const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return migrate::same_word(one, name); });
}

}  // namespace

std::unique_ptr<difference> compare_with_renames(const snapshot& before, const snapshot& after, const options& o, output& out) {
    return with_questions(o, out, [&](const renames& requested) { return migrate::compare(before, after, requested); });
}
std::unique_ptr<difference> compare_with_declared(const snapshot& before, const snapshot& declared, const options& o, output& out) {
    auto d = with_questions(o, out, [&](const renames& requested) {
        return migrate::compare(before, migrate::with_kept(declared, migrate::renamed(before, requested), {o.drop, o.drop_clauses}),
                                requested);
    });
    // What is dropped by its name is meant.
    std::erase_if(d->losses, [&](const std::string& loss) {
        const auto names_it = [&](const strings& names, const char* kind, const char* rest) {
            return std::any_of(names.begin(), names.end(), [&](const auto& n) { return has_name(o.drop, n) && loss == kind + n + rest; });
        };
        return names_it(d->dropped_tables, "table ", " and its rows") || names_it(d->dropped_kept, "virtual table ", " and its content");
    });
    return d;
}

void refuse_loss(const difference& d, const options& o) {
    if (d.losses.empty() || o.allow_loss) return;
    std::string message = "this would lose";
    for (const std::string& loss : d.losses) message += "\n  " + loss;
    message += "\nPass --allow-loss to accept this.";
    if (!d.dropped_tables.empty() && !d.new_tables.empty())
        message += "\nIf a table was renamed, pass --rename-table " + d.dropped_tables[0] + ':' + d.new_tables[0];
    for (const auto& c : d.changed)
        if (!c.dropped.empty() && !c.added.empty())
            message += "\nIf the column was renamed, pass --rename " + c.after->name + '.' + c.dropped[0] + ':' + c.added[0];
    throw failure(outcome::refused, message);
}

void describe(const difference& d, output& out) {
    out.list("changes", "Changes:", d.sentences);
    strings rebuilt;
    for (const auto& c : d.changed)
        if (c.rebuild) rebuilt.push_back(c.after->name);
    out.list("rebuilds", "Tables to rebuild, with the tables that refer to them; all rows are kept and counted:", rebuilt);
    out.list("losses", "What is lost:", d.losses);
    out.list("warnings", "Warnings:", d.warnings);
}

void describe_kept(const snapshot& declared, const snapshot& existing, const options& o, output& out) {
    strings kept;
    for (const std::string& k : migrate::kept_sentences(declared, existing))
        if (std::none_of(o.drop.begin(), o.drop.end(), [&](const std::string& name) { return k.find(' ' + name) != k.npos; }))
            kept.push_back(k);
    out.list("kept", "Not declared, kept as is (--drop NAME and --drop-clauses TABLE drop it):", kept);
}

}  // namespace squall::tool
