// Writes the sample calls of every function as JSON, for the tests on D1.
// write_sample_calls <file>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <utility>

#include "support/arguments_json.hpp"
#include "support/sample_calls.hpp"

using namespace squall;
using namespace iofold::test;

namespace {

/// The calls that the function's own rules let through; the first is the one with the fewest arguments.
std::vector<std::string> accepted_calls(const exported_function& f) {
    std::vector<std::string> all;
    for_each_sample_call(f, [&](const std::vector<value>& arguments) {
        std::string call = json_of_arguments(f.arguments, arguments.data());
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
