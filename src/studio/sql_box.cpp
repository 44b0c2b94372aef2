#include "sql_box.hpp"

#include "migrate/json_reader.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/split_statements.hpp"
#include "request_error.hpp"

namespace squall::studio {

using migrate::json_array;
using migrate::json_object;
namespace {

constexpr answer_limits limits{.rows = 500, .cell_bytes = preview_bytes};

std::vector<std::string> statements_of(element request) {
    const std::string sql = needed_text(request, "sql");
    std::vector<std::string> all;
    for (const auto& s : migrate::split_statements(sql)) all.push_back(s.sql);
    if (all.empty()) throw request_error("invalid_argument", "there is no statement");
    return all;
}

std::string answer_json(const answer& a, const std::string& bookmark = {}) {
    const auto row_json = [](const row& r) { return json_array(r, json_preview_of); };
    json_object out;
    out.raw("columns", migrate::json_list(a.columns))
        .raw("rows", json_array(a.rows, row_json))
        .flag("cut", a.is_cut)
        .number("changed", a.changed)
        .raw("ms", json_of(a.milliseconds))
        .number("steps", a.steps)
        .number("scanned", a.scanned);
    if (!bookmark.empty()) out.text("bookmark", bookmark);
    return out.done();
}

}  // namespace

std::string run_sql(connection& db, element request) {
    const auto all = statements_of(request);
    if (!migrate::flag_at(request, "write")) {
        if (all.size() > 1)
            throw request_error("invalid_argument", "these are " + std::to_string(all.size()) + " statements; read one at a time");
        return answer_json(db.read({needed_text(request, "sql")}, limits));  // as written, so that an error's place is right
    }
    const answer last = db.write_all(all, limits);
    return answer_json(last, db.bookmark());
}

std::string explain_nodes(connection& db, const std::string& sql) {
    const answer a = db.run({"EXPLAIN QUERY PLAN " + sql}, permission::explain);
    return json_array(a.rows, [](const row& r) {
        return json_object{}.raw("id", json_of(r[0])).raw("parent", json_of(r[1])).raw("detail", json_of(r[3])).done();
    });
}
std::string explain_sql(connection& db, element request) {
    const auto all = statements_of(request);
    if (all.size() > 1) throw request_error("invalid_argument", "a plan needs exactly one statement");
    try {
        return json_object{}.raw("nodes", explain_nodes(db, needed_text(request, "sql"))).done();
    } catch (const request_error& p) {
        constexpr int prefix = 19;  // "EXPLAIN QUERY PLAN "
        throw request_error(p.kind(), p.what(), p.column(), p.offset() < prefix ? -1 : p.offset() - prefix);
    }
}

}  // namespace squall::studio
