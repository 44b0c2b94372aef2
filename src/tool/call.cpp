#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

#include "application_functions.hpp"
#include "call_by_name.hpp"
#include "commands.hpp"
#include "migrate/json_reader.hpp"
#include "open_target.hpp"
#include "printed.hpp"
#include "schema_file.hpp"
#include "sql_text.hpp"
#include "squall/d1_rest/d1_rest_database.hpp"
#include "squall/sqlite/native_host.hpp"
#include "squall/sqlite/sqlite_database.hpp"

namespace squall::tool {

using simdjson::dom::element;

namespace {

struct opened_database {
    std::unique_ptr<database> calls;
    sqlite3* sql = nullptr;  // for statements; a remote D1 takes only calls
};
opened_database open_database(const target_options& o) {
    if (o.remote) return {std::make_unique<d1_rest_database>(open_rest_api(o))};
    const std::string path = file_of(o);
    if (path != ":memory:" && !std::filesystem::exists(path)) throw failure(outcome::usage, "there is no file " + path);
    auto opened = sqlite_database::open(path);
    if (!opened) throw failure(outcome::database, path + ": " + opened.error().message);
    auto kept = std::make_unique<sqlite_database>(std::move(opened).value());
    sqlite3* const handle = kept->handle();
    return {std::move(kept), handle};
}

std::string line_of(const call_answer& answer) { return (answer.is_error ? R"({"error":)" : R"({"result":)") + answer.json + '}'; }

call_answer refusal(std::string_view name, std::string_view rule) { return {true, json_of(invalid_argument(name, rule), {})}; }

std::optional<element> field_of(element line, std::string_view name) {
    element found;
    if (line[name].get(found) != simdjson::SUCCESS) return std::nullopt;
    return found;
}

/// "now" in milliseconds holds the clock still; "uuid_from" counts ids from a number on.
native_host host_of(element line) {
    native_host host;
    double now = 0;
    std::int64_t first = 0;
    if (line["now"].get(now) == simdjson::SUCCESS) host.now_ms = [now] { return static_cast<std::int64_t>(now); };
    if (line["uuid_from"].get(first) == simdjson::SUCCESS)
        host.uuid = [next = first]() mutable { return fmt::format("00000000-0000-4000-8000-{:012}", next++); };
    return host;
}

call_answer answer_line(const opened_database& db, element line, bool only_plan) {
    std::string_view text;
    if (line["sql"].get(text) == simdjson::SUCCESS) {
        if (db.sql == nullptr) return refusal("sql", "needs a database on this machine");
        const sql_answer done = run_sql(db.sql, text);
        return {done.failed, done.failed ? json_of(read_error(done.text), {}) : done.text};
    }
    if (line["call"].get(text) != simdjson::SUCCESS) return refusal("call", "is required when sql is absent");
    const callable* function = find_callable(the_functions(), text);
    if (function == nullptr) return refusal("call", "is not a known function");
    if (only_plan) return plan_by_name(*function, field_of(line, "arguments"));
    set_native_host(host_of(line));
    call_answer answer = call_by_name(*db.calls, *function, field_of(line, "arguments"));
    set_native_host({});
    return answer;
}

int answer_lines(const opened_database& db, bool only_plan) {
    simdjson::dom::parser parser;
    bool all_passed = true;
    for (std::string line; std::getline(std::cin, line);) {
        element parsed;
        const call_answer answer =
            parser.parse(line).get(parsed) == simdjson::SUCCESS ? answer_line(db, parsed, only_plan) : refusal("the line", "must be JSON");
        all_passed = all_passed && !answer.is_error;
        print(stdout, visible_json(line_of(answer)) + '\n');
        std::fflush(stdout);
    }
    return static_cast<int>(all_passed ? outcome::done : outcome::found);
}

std::string words_of(std::span<const argument_spec> arguments) {
    std::string all;
    for (const argument_spec& a : arguments) {
        all += ' ' + std::string(a.name) + (a.is_required ? "" : "?");
        if (a.kind == argument_kind::object) all += '(' + words_of({a.fields, a.field_count}).substr(1) + ')';
        if (a.is_list) all += "[]";
    }
    return all;
}

int list_functions(output& out) {
    out.field("functions", json_of(the_functions()));
    for (const callable& c : the_functions()) out.line(c.name() + words_of(c.arguments));
    return out.finish(outcome::done);
}

void show_plan(const std::string& json) {
    simdjson::dom::parser parser;
    simdjson::dom::array statements;
    if (parser.parse(json).get(statements) != simdjson::SUCCESS) return;
    for (const element s : statements) {
        std::int64_t parameters = 0;
        if (s["parameters"].get(parameters) == simdjson::SUCCESS)
            print(stdout, fmt::format("{}  -- {} parameters\n", visible(migrate::text_at(s, "sql")), parameters));
    }
}

}  // namespace

int call(const options& o, output& out) {
    if (schema_file())
        throw failure(outcome::usage,
                      "the functions of a project that the compiler from npm has built are not in this command: call them through dist/");
    if (o.list_functions) return list_functions(out);
    if (o.from_stdin) {
        return answer_lines(open_database(o.target), o.only_plan);
    }
    if (o.function.empty()) throw failure(outcome::usage, "which function? Pass its name, --stdin or --list");
    const callable* function = find_callable(the_functions(), o.function);
    if (function == nullptr) throw failure(outcome::usage, "there is no function " + o.function + "; --list shows all");
    simdjson::dom::parser parser;
    std::optional<element> arguments;
    if (!o.arguments.empty()) {
        element parsed;
        if (parser.parse(o.arguments).get(parsed) != simdjson::SUCCESS) throw failure(outcome::usage, "the arguments are not JSON");
        arguments = parsed;
    }
    call_answer answer;
    if (o.only_plan) {
        answer = plan_by_name(*function, arguments);
        if (!answer.is_error && !out.json()) {
            show_plan(answer.json);
            return out.finish(outcome::done);
        }
    } else {
        const opened_database db = open_database(o.target);
        answer = call_by_name(*db.calls, *function, arguments);
    }
    const outcome how = answer.is_error ? outcome::found : outcome::done;
    if (out.json())
        out.field(answer.is_error ? "error" : "result", answer.json);
    else
        print(stdout, visible_json(line_of(answer)) + '\n');
    return out.finish(how);
}

}  // namespace squall::tool
