#include "filled_database.hpp"

#include "migrate/apply.hpp"
#include "support/project_folder.hpp"
#include "tool/application_schema.hpp"
#include "tool/seed_rows.hpp"

namespace iofold::test {

using namespace squall;

migrate::target& filled_database() {
    static const auto db = [] {
        auto made = migrate::open_sqlite(":memory:", false);
        apply_pending(*made, migrate::migration_folder((project_folder() / "migrations").string()), false, [](const auto&...) {});
        tool::seed_rows(*made, tool::the_schema(), {.rows = 200});
        return made;
    }();
    return *db;
}

}  // namespace iofold::test
