// The plan of every statement that a function can send, on a filled database, is the one in tests/plans. After a wanted
// change write them anew: ./dev plans
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/statement_text.hpp"
#include "migrate/apply.hpp"
#include "query_plans.hpp"
#include "support/project_folder.hpp"
#include "tool/schema.hpp"
#include "tool/seed_rows.hpp"

using namespace squall;
using namespace iofold::test;

namespace {

const std::filesystem::path folder = project_folder() / "tests/plans";

migrate::target& filled_database() {
    static const auto db = [] {
        auto made = migrate::open_sqlite(":memory:", false);
        apply_pending(*made, migrate::migration_folder((project_folder() / "migrations").string()), false, [](const auto&...) {});
        tool::seed_rows(*made, tool::the_schema(), {.rows = 200});
        return made;
    }();
    return *db;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Tables of which all rows may be read, and who may.
bool may_scan(const std::string& function, std::string_view table) {
    (void)function, (void)table;
    return false;
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

TEST_CASE("no statement reads all rows of a table that can grow", "[plans]") {
    std::string found;
    for (const sent_function& f : sent_statements()) {
        for (const sent_statement& s : f.statements) {
            for (std::uint32_t given : s.choices) {
                for (const std::string& line : query_plan(filled_database(), chosen_text(*s.statement, given))) {
                    const std::size_t at = line.find("SCAN ");
                    if (at == line.npos) continue;
                    if (!may_scan(f.function->full_name(), line)) found += f.function->full_name() + ": " + line + '\n';
                }
            }
        }
    }
    INFO(found);
    CHECK(found.empty());
}
