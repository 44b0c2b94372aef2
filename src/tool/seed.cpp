#include "application_schema.hpp"
#include "commands.hpp"
#include "find_migrations.hpp"
#include "migrate/inspect.hpp"
#include "migrate/json_writer.hpp"
#include "open_target.hpp"
#include "seed_rows.hpp"

namespace squall::tool {

int seed(const options& o, output& out) {
    const auto db = open_target(o.target, false);
    const migrate::snapshot found = migrate::inspect(*db, &the_schema().shapes, bookkeeping_tables(*db, o));
    for (const migrate::declared_table& t : the_schema().tables)
        if (!found.table(t.name)) throw failure(outcome::found, db->name() + " has no table " + t.name + ": run squall migrate first");
    seed_options how{.rows = o.rows, .seed = o.seed};
    how.progress = [&](const std::string& table, std::int64_t done, std::int64_t all) { out.progress(table, done, all); };
    std::int64_t rows = 0, filled = 0;
    std::string counts;
    strings short_of_rows;
    for (const seeded_table& t : seed_rows(*db, the_schema(), how)) {
        rows += t.rows;
        filled += t.rows > 0;
        if (!t.why.empty()) short_of_rows.push_back(t.table + ": " + t.why);
        counts += (counts.empty() ? "" : ", ") + migrate::json_string(t.table) + ": " + std::to_string(t.rows);
    }
    out.field("rows", '{' + counts + '}');
    const std::string put = std::to_string(rows) + " rows inserted into " + std::to_string(filled) + " tables.";
    out.list("short", "Tables with fewer rows than requested:", short_of_rows);
    if (!short_of_rows.empty()) {
        out.line(put);
        return out.finish(outcome::found);
    }
    out.good(rows == 0 ? "All rows exist already." : put);
    return out.finish(outcome::done);
}

}  // namespace squall::tool
