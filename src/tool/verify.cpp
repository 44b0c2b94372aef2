#include "application_schema.hpp"
#include "commands.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/verify_rows.hpp"
#include "open_target.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

std::string as_json(const row_problem& p) {
    return "{\"table\": " + json_string(p.table) + ", \"column\": " + json_string(p.column) + ", \"problem\": " + json_string(p.what) +
           ", \"count\": " + std::to_string(p.count) + ", \"examples\": " + json_list(p.examples) + '}';
}
std::string as_line(const row_problem& p) {
    std::string line = p.table + (p.column.empty() ? "" : '.' + p.column) + ' ' + p.what + ": " + std::to_string(p.count);
    for (std::size_t i = 0; i < p.examples.size(); ++i) line += (i ? ", " : "  (") + p.examples[i];
    if (!p.examples.empty()) line += static_cast<std::int64_t>(p.examples.size()) < p.count ? ", …)" : ")";
    return line;
}

}  // namespace

int verify(const options& o, output& out) {
    const auto db = open_target(o.target, false);
    verify_options how{.tables = o.tables, .examples = o.examples};
    how.progress = [&](const std::string& what, std::int64_t done, std::int64_t all) { out.progress(what, done, all); };
    const verify_result result = verify_rows(*db, the_schema(), how);
    std::string problems;
    for (const row_problem& p : result.problems) {
        problems += (problems.empty() ? "" : ", ") + as_json(p);
        out.bad(as_line(p));
    }
    out.field("tables", std::to_string(result.tables));
    out.field("views", std::to_string(result.views));
    out.field("integrity_checked", result.has_integrity ? "true" : "false");
    if (o.tables.empty() && !result.has_integrity) out.note(db->name() + " does not answer PRAGMA integrity_check.");
    out.field("rows", std::to_string(result.rows));
    out.field("problems", '[' + problems + ']');
    const std::string read = std::to_string(result.rows) + " rows of " + std::to_string(result.tables) + " tables read: ";
    if (result.problems.empty())
        out.good(read + "all are as declared.");
    else
        out.line(read + std::to_string(result.problems.size()) + (result.problems.size() == 1 ? " problem." : " problems."));
    return out.finish(result.problems.empty() ? outcome::done : outcome::found);
}

}  // namespace squall::tool
