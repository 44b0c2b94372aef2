// Writes the sample calls of every function as JSON, for the tests on D1.
// write_sample_calls <file>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>

#include "core/json_text.hpp"
#include "support/sample_calls.hpp"

using namespace squall;
using namespace iofold::test;

namespace {

std::string json_of_fields(std::span<const argument_spec> specs, const value* values);

std::string json_of_argument(const argument_spec& spec, const value& v) {
    if (v.type == value_type::list && spec.kind == argument_kind::object) {
        std::string all;
        for (std::uint32_t i = 0; i < v.size; ++i)
            all += (all.empty() ? "" : ", ") + json_of_fields({spec.fields, spec.field_count}, v.items[i].items);
        return '[' + all + ']';
    }
    if (v.type == value_type::list) return json_of_list(v);
    if (v.type == value_type::object) return json_of_fields({spec.fields, spec.field_count}, v.items);
    if (v.type == value_type::text && spec.kind == argument_kind::json) return std::string(v.view());
    if (v.type == value_type::boolean) return v.integer != 0 ? "true" : "false";
    std::string text;
    append_json(text, v);
    return text;
}

std::string json_of_fields(std::span<const argument_spec> specs, const value* values) {
    std::string all;
    for (std::size_t i = 0; i < specs.size(); ++i)
        if (values[i].given())
            all += (all.empty() ? "\"" : ", \"") + std::string(specs[i].name) + "\": " + json_of_argument(specs[i], values[i]);
    return '{' + all + '}';
}

/// The calls that the function's own rules let through; the first is the one with the fewest arguments.
std::vector<std::string> accepted_calls(const exported_function& f) {
    std::vector<std::string> all;
    for_each_sample_call(f, [&](const std::vector<value>& arguments) {
        std::string call = json_of_fields(f.arguments, arguments.data());
        const bool is_new = std::find(all.begin(), all.end(), call) == all.end();
        if (is_new && !f.plan_for(arguments.data()).refused()) all.push_back(std::move(call));
    });
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("write_sample_calls <file>\n", stderr);
        return 2;
    }
    std::ofstream out(argv[1]);
    const char* separator = "{\n";
    for (const exported_function& f : exported_functions()) {
        out << std::exchange(separator, ",\n") << '"' << f.full_name() << "\": [";
        const std::vector<std::string> calls = accepted_calls(f);
        for (std::size_t i = 0; i < calls.size(); ++i) out << (i == 0 ? "\n  " : ",\n  ") << calls[i];
        out << "]";
    }
    out << "\n}\n";
    return out.good() ? 0 : 1;
}
