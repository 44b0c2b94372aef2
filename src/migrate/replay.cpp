#include "replay.hpp"

#include <algorithm>

#include "failure.hpp"
#include "inspect.hpp"
#include "split_statements.hpp"

namespace squall::migrate {

void run_file(target& db, const migration_file& f) {
    const auto statements = statements_of(f);
    std::vector<statement> batch;
    batch.reserve(statements.size() + 1);
    for (const located_statement& s : statements) batch.push_back({s.sql});
    if (const auto failed = db.batch(batch)) {
        const std::string at =
            failed->at ? ", statement " + std::to_string(*failed->at + 1) + " (line " + std::to_string(statements[*failed->at].line) + ")"
                       : "";
        throw failure(outcome::database, f.name + at + ": " + failed->reason);
    }
}

snapshot replay(const migration_folder& folder, const snapshot* schema, const std::string& last, const names& without) {
    const auto db = open_sqlite(":memory:", false);
    for (const migration_file& f : folder.files()) {
        if (std::find(without.begin(), without.end(), f.name) != without.end()) continue;
        run_file(*db, f);
        if (f.name == last) break;
    }
    return inspect(*db, schema);
}

}  // namespace squall::migrate
