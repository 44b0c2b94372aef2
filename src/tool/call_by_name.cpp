#include "call_by_name.hpp"

#include "core/argument_kind_name.hpp"
#include "json_arguments.hpp"
#include "json_value.hpp"
#include "squall/core/statement_text.hpp"

namespace squall::tool {
namespace {

using simdjson::dom::element;

void text_field(std::string& out, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    out += ',';
    append_json_string(out, name);
    out += ':';
    append_json_string(out, text);
}

call_answer refusal(const error& e, const callable& function) { return {true, json_of(e, function.name())}; }

std::string_view name_of_form(form_kind kind) {
    switch (kind) {
        case form_kind::row: return "row";
        case form_kind::optional_row:
        case form_kind::optional_value: return "optional";
        case form_kind::list: return "list";
        case form_kind::page: return "page";
        case form_kind::boolean: return "boolean";
        case form_kind::count: return "count";
        case form_kind::nothing: return "nothing";
        case form_kind::object: return "object";
    }
    return {};
}

void describe(std::string& out, std::span<const argument_spec> arguments) {
    out += '[';
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const argument_spec& a = arguments[i];
        out += i ? R"(,{"name":)" : R"({"name":)";
        append_json_string(out, a.name);
        text_field(out, "type", name_of(a.kind));
        out += a.is_required ? R"(,"required":true)" : R"(,"required":false)";
        if (a.is_list) out += R"(,"list":true)";
        if (a.is_nullable) out += R"(,"nullable":true)";
        if (a.kind == argument_kind::enumeration) {
            out += R"(,"values":[)";
            for (std::size_t k = 0; k < a.type->value_count; ++k) {
                if (k) out += ',';
                append_json_string(out, a.type->values[k]);
            }
            out += ']';
        }
        if (a.kind == argument_kind::object) {
            out += R"(,"fields":)";
            describe(out, {a.fields, a.field_count});
        }
        out += '}';
    }
    out += ']';
}

}  // namespace

result<std::vector<planned_statement>> statements_of(const plan_core& p) {
    if (p.refused()) return *p.refused();
    std::vector<planned_statement> all;
    for (const plan_statement& s : p.statements()) all.push_back({variant_text(*s.statement, s.active_conditions), s.value_count});
    return all;
}

const callable* find_callable(std::span<const callable> all, std::string_view name) {
    for (const callable& c : all)
        if (name.size() == c.domain.size() + 1 + c.function.size() && name.starts_with(c.domain) && name[c.domain.size()] == '.' &&
            name.ends_with(c.function))
            return &c;
    return nullptr;
}

call_answer call_by_name(database& db, const callable& function, std::optional<element> arguments) {
    json_arguments given(function.arguments, arguments);
    if (given.refused()) return refusal(*given.refused(), function);
    auto made = function.run(db, given.values());
    if (!made) return refusal(made.error(), function);
    return {false, std::move(made).value()};
}

call_answer call_by_name(database& db, const callable& function, std::string_view arguments) {
    simdjson::dom::parser parser;
    element parsed;
    if (parser.parse(arguments.data(), arguments.size()).get(parsed) != simdjson::SUCCESS)
        return refusal(invalid_argument("the call's one argument", "must be JSON"), function);
    return call_by_name(db, function, parsed);
}

call_answer plan_by_name(const callable& function, std::optional<element> arguments) {
    json_arguments given(function.arguments, arguments);
    if (given.refused()) return refusal(*given.refused(), function);
    const auto made = function.plan(given.values());
    if (!made) return refusal(made.error(), function);
    std::string out = "[";
    for (const planned_statement& s : made.value()) {
        out += out.size() > 1 ? R"(,{"sql":)" : R"({"sql":)";
        append_json_string(out, s.sql);
        out += R"(,"parameters":)" + std::to_string(s.parameters) + '}';
    }
    return {false, out + ']'};
}

std::string json_of(const error& e, std::string_view function) {
    std::string out = R"({"kind":)";
    append_json_string(out, name_of(e.kind));
    text_field(out, "message", e.message);
    text_field(out, "table", e.table);
    if (!e.columns.empty()) {
        out += R"(,"columns":[)";
        for (std::size_t i = 0; i < e.columns.size(); ++i) {
            if (i) out += ',';
            append_json_string(out, e.columns[i]);
        }
        out += ']';
    }
    text_field(out, "function", function);
    text_field(out, "guard", e.guard);
    return out + R"(,"retryable":)" + (e.retryable ? "true}" : "false}");
}

std::string json_of(std::span<const callable> all) {
    std::string out = "[";
    for (const callable& c : all) {
        out += out.size() > 1 ? R"(,{"name":)" : R"({"name":)";
        append_json_string(out, c.name());
        out += R"(,"arguments":)";
        describe(out, c.arguments);
        text_field(out, "result", name_of_form(c.form->kind));
        out += '}';
    }
    return out + ']';
}

}  // namespace squall::tool
