// The plan of every statement that a function can send, on a filled database, is the one in tests/plans. After a wanted
// change write them anew: ./dev plans
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "filled_database.hpp"
#include "query_plans.hpp"
#include "support/project_folder.hpp"

using namespace squall;
using namespace iofold::test;

namespace {

const std::filesystem::path folder = project_folder() / "tests/plans";

std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("every statement is performed as tests/plans says", "[plans]") {
    const auto files = plan_files(filled_database());
    const bool write = std::getenv("SQUALL_WRITE_PLANS") != nullptr;
    for (const auto& [domain, text] : files) {
        const auto path = folder / (domain + ".txt");
        if (write) std::ofstream(path) << text;
        const std::string difference = plan_difference(content_of(path), text);
        INFO(path.filename().string() << " would change (./dev plans writes it):\n" << difference);
        CHECK(difference.empty());
    }
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        INFO(file.path().filename().string() << " belongs to no domain");
        CHECK(files.contains(file.path().stem().string()));
    }
}
