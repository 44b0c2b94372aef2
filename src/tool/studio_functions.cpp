#include "studio_functions.hpp"

#include "core/argument_kind_name.hpp"
#include "migrate/json_reader.hpp"
#include "migrate/json_writer.hpp"
#include "studio/request_error.hpp"
#include "studio/sql_box.hpp"

namespace squall::tool {

using migrate::json_array;
using migrate::json_object;
using studio::element;
using studio::request_error;

namespace {

std::string default_json(const value& v) {
    switch (v.type) {
        case value_type::boolean: return v.integer ? "true" : "false";
        case value_type::integer: return std::to_string(v.integer);
        case value_type::text: return migrate::json_string(v.view());
        default: return "null";
    }
}
std::string arguments_json(std::span<const argument_spec> all) {
    return json_array(all, [](const argument_spec& a) {
        std::vector<std::string> values;
        if (a.kind == argument_kind::enumeration)
            for (std::size_t i = 0; i < a.type->value_count; ++i) values.emplace_back(a.type->values[i]);
        return json_object{}
            .text("name", a.name)
            .text("kind", name_of(a.kind))
            .flag("list", a.is_list)
            .flag("required", a.is_required)
            .flag("nullable", a.is_nullable)
            .raw("values", migrate::json_list(values))
            .raw("default", default_json(a.default_value))
            .raw("fields", arguments_json({a.fields, a.field_count}))
            .done();
    });
}
std::string cost_json(const studio::plan_cost& c) {
    return json_object{}
        .raw("ms", studio::json_of(c.milliseconds))
        .number("statements", c.statements)
        .number("rows", c.rows)
        .number("changed", c.changed)
        .number("steps", c.steps)
        .done();
}

[[noreturn]] void refuse(const std::string& json) {
    simdjson::dom::parser parser;
    element error;
    if (parser.parse(json).get(error) != simdjson::SUCCESS) throw request_error("internal", "the function was refused");
    throw request_error(migrate::text_at(error, "kind"), migrate::text_at(error, "message"));
}

}  // namespace

const callable& studio_functions::chosen(element request) const {
    const std::string name = studio::needed_text(request, "name");
    const callable* found = find_callable(all_, name);
    if (!found) throw request_error("not_found", "there is no function " + name);
    return *found;
}

std::string studio_functions::call(studio::plan_runner& through, element request) const {
    const call_answer answer = call_by_name(through, chosen(request), studio::member(request, "arguments"));
    if (answer.is_error && !through.is_held_back()) refuse(answer.json);
    return answer.json;
}

std::string studio_functions::list() {
    return json_array(all_, [&](const callable& c) {
        const auto cost = last_.find(c.name());
        return json_object{}
            .text("name", c.name())
            .flag("steps", c.has_steps)
            .raw("arguments", arguments_json(c.arguments))
            .raw("last", cost == last_.end() ? "null" : cost->second)
            .done();
    });
}

std::string studio_functions::plan(studio::connection& db, element request) {
    studio::plan_runner recording(db, false);
    call(recording, request);
    return json_object{}
        .raw("statements", json_array(recording.statements(),
                                      [&](const studio::plan_runner::kept_statement& s) {
                                          return json_object{}
                                              .text("sql", s.sent.sql)
                                              .raw("values", json_array(s.sent.values, studio::json_preview_of))
                                              .flag("writes", s.writes)
                                              .raw("nodes", studio::explain_nodes(db, s.sent.sql))
                                              .done();
                                      }))
        .done();
}

bool studio_functions::writes(studio::connection& db, element request) {
    studio::plan_runner recording(db, false);
    call(recording, request);
    return recording.writes() || chosen(request).has_steps;
}

std::string studio_functions::run(studio::connection& db, element request) {
    studio::plan_runner runner(db, true);
    const std::string result = call(runner, request);
    const std::string cost = cost_json(runner.cost());
    last_[chosen(request).name()] = cost;
    return json_object{}.raw("result", result).raw("cost", cost).done();
}

}  // namespace squall::tool
