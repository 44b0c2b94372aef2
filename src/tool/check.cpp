#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "application_schema.hpp"
#include "commands.hpp"
#include "find_migrations.hpp"
#include "migrate/apply.hpp"
#include "migrate/difference.hpp"
#include "migrate/inspect.hpp"
#include "migrate/keep.hpp"
#include "migrate/replay.hpp"
#include "migrate/snapshot_json.hpp"
#include "migrate/two_histories.hpp"
#include "open_target.hpp"
#include "schema_statements.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

names same_numbers(const migration_folder& folder) {
    names found;
    std::map<int, std::string> seen;
    for (const migration_file& f : folder.files()) {
        if (number_of(f.name) < 0) found.push_back(f.name + " has no number");
        const auto [at, fresh] = seen.emplace(number_of(f.name), f.name);
        if (!fresh)
            found.push_back(f.name + " has the same number as " + at->second +
                            ": rename the later file to the next number (git mv), then run " +
                            "squall check --record; squall migrate updates the name in databases that have applied it");
    }
    return found;
}

names checksum_problems(const migration_folder& folder) {
    names found;
    const auto recorded = folder.recorded_checksums();
    std::set<std::string> existing;
    const auto compare_file = [&](const migration_file& f) {
        existing.insert(f.name);
        const auto at = recorded.find(f.name);
        if (at == recorded.end())
            found.push_back(f.name + " is not recorded (squall check --record records it)");
        else if (at->second != f.checksum)
            found.push_back(f.name + " has been edited since it was recorded");
    };
    for (const migration_file& f : folder.files()) {
        compare_file(f);
        if (const auto reverse = folder.reverse_of(f.name)) compare_file(*reverse);
    }
    for (const auto& [name, sum] : recorded)
        if (!existing.contains(name)) found.push_back(name + " is recorded, but the file is missing");
    return found;
}

/// Snapshots of earlier files, as a merge or a rename may have left them, become what their files make. Gives those that changed.
names record_earlier(const migration_folder& folder, const snapshot& schema) {
    names changed;
    std::error_code none;
    const std::filesystem::path meta = std::filesystem::path(folder.path()) / "meta";
    for (const auto& entry : std::filesystem::directory_iterator(meta, none)) {
        const std::string name = entry.path().filename().string();
        const auto of_number = [&](const migration_file& f) { return number_of(f.name) == number_of(name); };
        const auto file = std::find_if(folder.files().begin(), folder.files().end(), of_number);
        if (!name.ends_with("_snapshot.json") || file == folder.files().end() || file + 1 == folder.files().end()) continue;
        const snapshot made = replay(folder, &schema, file->name);
        if (differences_of(from_json(read_file(entry.path().string()), name), made).empty()) continue;
        write_file(entry.path().string(), to_json(made));
        changed.push_back(name);
    }
    std::sort(changed.begin(), changed.end());
    return changed;
}

}  // namespace

int check(const options& o, output& out) {
    const snapshot& schema = the_schema().shapes;
    refuse_faults(schema);
    migration_folder folder(o.migrations);
    refuse_two_histories(folder);
    const snapshot replayed = replay(folder, &schema);
    if (o.record) {
        if (const names same = same_numbers(folder); !same.empty()) throw failure(outcome::refused, "nothing recorded: " + same[0]);
        folder.record(replayed);
        out.list("corrected", "Earlier snapshots that differed from their files, rewritten:", record_earlier(folder, schema));
        out.good("Recorded: a snapshot after " + folder.files().back().name + " and the checksums of " +
                 std::to_string(folder.files().size()) + " files.");
    }
    bool agree = true;
    const auto report = [&](const std::string& key, const std::string& heading, const names& found) {
        out.list(key, heading, found);
        agree = agree && found.empty();
    };
    const auto last = folder.last_snapshot();
    report("numbers", "File names:", same_numbers(folder));
    report("checksums", "Files that differ from meta/checksums.json:", checksum_problems(folder));
    report("snapshot", "The last snapshot differs from what the files create:",
           last ? differences_of(last->second, replayed) : names{"there is not a snapshot (squall check --record writes it)"});
    const snapshot& known = last ? last->second : replayed;
    report("schema", "The schema differs from the last snapshot (squall generate writes the migration):",
           compare(known, with_kept(schema, known))->sentences);
    out.list("kept", "Not declared, kept as is:", kept_sentences(schema, known));
    if (o.target.given()) {
        const auto db = open_target(o.target, false);
        const migration_state state = state_of(*db, folder);
        report("pending", "Not applied to " + db->name() + ':', state.pending);
        report("edited", "Edited after they were applied:", state.edited);
        if (state.pending.empty())
            report("database", db->name() + " differs from what the files create:",
                   differences_of(replayed, inspect(*db, &schema, bookkeeping_tables(*db, o))));
    }
    if (agree) out.good("Schema, snapshots and files agree" + std::string(o.target.given() ? ", and the database with them." : "."));
    return out.finish(agree ? outcome::done : outcome::found);
}

}  // namespace squall::tool
