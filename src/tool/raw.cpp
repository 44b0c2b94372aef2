#include <algorithm>
#include <filesystem>

#include "commands.hpp"
#include "migrate/migration_files.hpp"
#include "raw_uses.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& file) {
    static const std::string endings[] = {".cpp", ".hpp", ".cc", ".hh", ".cxx", ".hxx", ".h", ".ipp"};
    return std::find(std::begin(endings), std::end(endings), file.extension().string()) != std::end(endings);
}
/// The sources in a directory at every depth, sorted; hidden directories, build and node_modules are left out.
std::vector<fs::path> sources_in(const fs::path& place) {
    if (!fs::exists(place)) throw failure(outcome::usage, place.string() + " does not exist");
    if (!fs::is_directory(place)) return {place};
    std::vector<fs::path> found;
    for (auto i = fs::recursive_directory_iterator(place); i != fs::recursive_directory_iterator(); ++i) {
        const std::string name = i->path().filename().string();
        if (i->is_directory() && (name.starts_with('.') || name == "build" || name == "node_modules"))
            i.disable_recursion_pending();
        else if (i->is_regular_file() && is_source(i->path()))
            found.push_back(i->path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

int raw(const options& o, output& out) {
    strings uses;
    std::size_t files = 0;
    for (const std::string& place : o.places)
        for (const fs::path& file : sources_in(place)) {
            ++files;
            for (const raw_use& use : raw_uses_in(read_file(file.string())))
                uses.push_back(file.string() + ":" + std::to_string(use.line) + ": " + use.name + "<\"" + use.sql + "\">");
        }
    for (const std::string& use : uses) out.line(use);
    out.list("uses", "", out.json() ? uses : strings{});
    const std::string count = std::to_string(uses.size()) + (uses.size() == 1 ? " use" : " uses") + " of raw SQL in " +
                              std::to_string(files) + (files == 1 ? " file" : " files");
    if (!o.forbid || uses.empty()) {
        out.good(count);
        return out.finish(outcome::done);
    }
    out.bad(count);
    return out.finish(outcome::found);
}

}  // namespace squall::tool
