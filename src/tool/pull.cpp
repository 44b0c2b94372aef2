#include "application_schema.hpp"
#include "commands.hpp"
#include "find_migrations.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/pull_header.hpp"
#include "migrate/pull_names.hpp"
#include "migrate/pull_views.hpp"
#include "migrate/stored_types.hpp"
#include "open_target.hpp"
#include "printed.hpp"
#include "pull_project.hpp"

namespace squall::tool {

using namespace migrate;

int pull(const options& o, output& out) {
    const auto db = open_target(o.target, false);
    // A new project has nothing to do with the tables of this build: what is named after one of them is no table of migrations.
    const bool is_new = !o.project.empty() && !o.update;
    const snapshot found = inspect(*db, is_new ? nullptr : &the_schema().shapes, bookkeeping_tables(*db, o));
    const std::vector<view_columns> views = columns_of_views(*db, found);
    const std::vector<stored_type> stored = stored_types_of(*db, found, views);
    if (!o.project.empty() || o.update) {
        const project_files files = files_of(found, views, stored);
        return o.update ? update_project(o, files, out) : write_project(o, found, files, out);
    }
    const pulled_header header = header_of(found, views, o.space, o.out.empty() ? "a database" : db->name(), stored);
    if (!o.out.empty()) {
        write_file(o.out, header.text);
        out.good("Written: " + o.out + ", " + std::to_string(found.tables.size()) + " tables and " + std::to_string(found.views.size()) +
                 " views.");
        out.text_field("file", o.out);
    } else if (o.json) {
        out.text_field("header", header.text);
    } else {
        print_data(header.text);
    }
    if (o.out.empty() && !o.json) {
        for (const std::string& p : header.problems) print(stderr, "kept as SQL: " + visible(comment_text(p)) + '\n');
    } else {
        out.list("problems", "Declarations cannot express this; the header keeps it as SQL:", header.problems);
    }
    return out.finish(header.problems.empty() ? outcome::done : outcome::found);
}

}  // namespace squall::tool
