// Writes what squall pull makes of each hostile database, and a header that includes them all: write_pulled <folder> <to>
#include <cstdio>

#include "hostile_databases.hpp"
#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/pull_views.hpp"

using namespace squall::migrate;

int main(int argc, char** argv) try {
    if (argc != 3) return 2;
    const std::string to = argv[2];
    std::string includes = "#pragma once\n", list = "\n#define HOSTILE_DATABASES(X)";
    for (const auto& h : squall::test::hostile_databases(argv[1])) {
        const auto db = squall::test::opened(h);
        const snapshot found = inspect(*db);
        const std::string space = "hostile_" + h.name;
        const pulled_header header = header_of(found, columns_of_views(*db, found), space, h.name + "\n.sqlite \\");
        write_file(to + '/' + h.name + ".hpp", header.text);
        includes += "#include \"" + h.name + ".hpp\"\n";
        const bool has_others = header.text.find("> others;") != std::string::npos;
        list += std::string(" \\\n    X(") + h.name + ", " + (has_others ? space + "::others" : "squall::relation_list<>{}") + ')';
    }
    write_file(to + "/hostile.hpp", includes + list + '\n');
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
}
