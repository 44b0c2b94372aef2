// Writes the sample calls that change something, their worlds, and what SQLite comes to, as JSON for the tests inside
// workerd: squall_write_calls FILE.
#include <fstream>
#include <map>

#include "d1_errors.hpp"
#include "faulty_database.hpp"
#include "migrate/json_text.hpp"
#include "sample_writes.hpp"

namespace {

using namespace squall;
using namespace iofold::test;

using migrate::json_string;

std::string json_of(const argument_spec& a, const value& v);
std::string json_of_fields(std::span<const argument_spec> specs, const value* values) {
    std::string json;
    for (std::size_t i = 0; i < specs.size(); ++i)
        if (values[i].given()) json += (json.empty() ? "" : ",") + json_string(specs[i].name) + ':' + json_of(specs[i], values[i]);
    return '{' + json + '}';
}
std::string json_of(const argument_spec& a, const value& v) {
    switch (v.type) {
        case value_type::list: {
            std::string json;
            for (std::uint32_t i = 0; i < v.size; ++i) json += (i == 0 ? "" : ",") + json_of(a, v.items[i]);
            return '[' + json + ']';
        }
        case value_type::object: return json_of_fields({a.fields, a.field_count}, v.items);
        case value_type::boolean: return v.integer == 0 ? "false" : "true";
        case value_type::integer: return std::to_string(v.integer);
        case value_type::text: return a.kind == argument_kind::json ? std::string(v.view()) : json_string(v.view());
        default: return "null";
    }
}

template <class Each>
std::string list_of(const Each& items) {
    std::string json;
    for (const std::string& item : items) json += (json.empty() ? "" : ",\n") + item;
    return "[\n" + json + "\n]";
}

std::string json_of(const sample_write& write, std::size_t world) {
    faulty_database db(make_sample_world(write.world));
    std::string args;
    write.with_arguments([&](const std::vector<value>& arguments) { args = json_of_fields(write.function->arguments, arguments.data()); });
    write.with_plan([&](const plan_core& p) {
        const plan_core* one = &p;
        if (!db.healthy({&one, 1}, false)) throw std::logic_error("a sample call fails that has succeeded");
    });
    return "{\"name\":" + json_string(write.function->full_name()) + ",\"args\":" + args + ",\"world\":" + std::to_string(world) +
           ",\"after\":" + json_string(db.everything()) + '}';
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    std::vector<std::string> worlds, writes, errors;
    std::map<std::vector<std::string>, std::size_t> numbers;
    for (const sample_write& write : sample_writes().writes) {
        const auto rows = rows_of(write.world);
        const auto [world, is_new] = numbers.emplace(rows, numbers.size());
        if (is_new) {
            std::vector<std::string> texts;
            for (const std::string& row : rows) texts.push_back(json_string(row));
            worlds.push_back(list_of(texts));
        }
        writes.push_back(json_of(write, world->second));
    }
    for (const d1_error& e : d1_errors)
        errors.push_back("{\"text\":" + json_string(e.text) + ",\"kind\":" + json_string(e.kind) +
                         ",\"retryable\":" + (e.retryable ? "true" : "false") + '}');
    std::ofstream(arguments[1]) << "{\"everything\":" << json_string(query_of_everything()) << ",\"worlds\":" << list_of(worlds)
                                << ",\"writes\":" << list_of(writes) << ",\"errors\":" << list_of(errors) << "}\n";
}
