// Writes the sample calls that change something, their worlds, and what SQLite comes to, as JSON for the tests inside
// workerd: squall_write_calls FILE.
#include <fstream>
#include <map>

#include "d1_errors.hpp"
#include "faulty_database.hpp"
#include "migrate/json_writer.hpp"
#include "sample_writes.hpp"
#include "support/arguments_json.hpp"

namespace {

using namespace squall;
using namespace iofold::test;

using migrate::json_string;

template <class Each>
std::string list_of(const Each& items) {
    std::string json;
    for (const std::string& item : items) json += (json.empty() ? "" : ",\n") + item;
    return "[\n" + json + "\n]";
}

std::string json_of(const sample_write& write, std::size_t world) {
    faulty_database db(make_sample_world(write.world));
    std::string args;
    write.with_arguments(
        [&](const std::vector<value>& arguments) { args = json_of_arguments(write.function->arguments, arguments.data()); });
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
