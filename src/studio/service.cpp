#include "service.hpp"

#include "change.hpp"
#include "export_rows.hpp"
#include "migrate/json_reader.hpp"
#include "migrate/json_writer.hpp"
#include "request_error.hpp"
#include "rows.hpp"
#include "sql_box.hpp"

namespace squall::studio {

using migrate::json_object;
namespace {

/// A refusal is an answer like others: browsers complain aloud of a status that says otherwise.
reply refusal(const request_error& p) {
    json_object error;
    error.text("kind", p.kind()).text("message", p.what());
    if (!p.column().empty()) error.text("column", p.column());
    if (p.change() >= 0) error.number("change", p.change());
    if (p.offset() >= 0) error.number("offset", p.offset());
    return {200, json_object{}.raw("error", error.done()).done()};
}

}  // namespace

const std::map<std::string, service::handler> service::handlers{
    {"about", &service::about},
    {"schema", &service::schema},
    {"rows", &service::rows},
    {"row", &service::one},
    {"update", &service::update},
    {"insert", &service::insert},
    {"delete", &service::remove},
    {"apply", &service::apply},
    {"value", &service::value},
    {"export", &service::exported},
    {"sql", &service::sql},
    {"explain", &service::explain},
    {"functions", &service::functions},
    {"function_plan", &service::function_plan},
    {"function_run", &service::function_run},
};

service::service(std::unique_ptr<connection> db, const settings& s, const migrate::declared_schema& declared, function_registry* functions)
    : name_(s.name),
      db_(std::move(db)),
      known_(*db_, declared),
      functions_(functions),
      read_only_why_(s.read_only_why),
      changes_remote_(s.changes_remote) {
    db_->set_time_limit(s.time_limit);
}

reply service::answer(const std::string& what, const std::string& body) {
    [[maybe_unused]] const turn mine(requests_);
    try {
        const auto at = handlers.find(what);
        if (at == handlers.end()) return {404, R"({"error": {"kind": "not_found", "message": "no such request"}})"};
        element request;
        if (parser_.parse(body.empty() ? std::string("{}") : body).get(request) != simdjson::SUCCESS || !request.is_object())
            return {400, R"({"error": {"kind": "invalid_argument", "message": "the request is not a JSON object"}})"};
        return {200, (this->*at->second)(request)};
    } catch (const request_error& p) {
        return refusal(p);
    } catch (const std::exception& e) {
        return refusal(request_error("internal", e.what()));
    }
}

void service::refuse_if_read_only() const {
    if (!read_only_why_.empty()) throw request_error("check", read_only_why_);
}
function_registry& service::book() const {
    if (!functions_) throw request_error("not_found", "this tool was built without repository functions");
    return *functions_;
}

std::string service::about(element) {
    return json_object{}
        .text("name", name_)
        .flag("read_only", !read_only_why_.empty())
        .text("read_only_why", read_only_why_)
        .flag("changes_remote", changes_remote_)
        .flag("functions", functions_)
        .done();
}
std::string service::schema(element) { return known_.json(); }
std::string service::rows(element request) { return page_of_rows(*db_, known_, request); }
std::string service::one(element request) { return one_row(*db_, known_, request); }
std::string service::update(element request) {
    refuse_if_read_only();
    return update_row(*db_, known_, request);
}
std::string service::insert(element request) {
    refuse_if_read_only();
    return insert_row(*db_, known_, request);
}
std::string service::remove(element request) {
    refuse_if_read_only();
    return delete_row(*db_, known_, request);
}
std::string service::apply(element request) {
    refuse_if_read_only();
    return apply_changes(*db_, known_, request);
}
std::string service::value(element request) { return part_of_value(*db_, known_, request); }
std::string service::exported(element request) { return export_rows(*db_, known_, request); }
std::string service::sql(element request) {
    if (migrate::flag_at(request, "write")) refuse_if_read_only();
    return run_sql(*db_, request);
}
std::string service::explain(element request) { return explain_sql(*db_, request); }
std::string service::functions(element) { return json_object{}.raw("functions", book().list()).done(); }
std::string service::function_plan(element request) { return book().plan(*db_, request); }
std::string service::function_run(element request) {
    if (book().writes(*db_, request)) refuse_if_read_only();
    return book().run(*db_, request);
}

}  // namespace squall::studio
