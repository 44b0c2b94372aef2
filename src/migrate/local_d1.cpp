#include "local_d1.hpp"

#include <filesystem>

#include "failure.hpp"
#include "sha256.hpp"

namespace squall::migrate {
namespace fs = std::filesystem;
namespace {

constexpr const char* object_class = "miniflare-D1DatabaseObject";

fs::path folder_of(const fs::path& state) {
    if (state.filename() == object_class) return state;
    if (fs::exists(state / object_class)) return state / object_class;  // miniflare's own d1Persist
    if (fs::exists(state / "d1")) return state / "d1" / object_class;
    return state / "v3" / "d1" / object_class;
}

}  // namespace

std::string local_d1_file_name(const std::string& database_id) {
    const digest key = sha256(object_class);
    const digest of_name = hmac_sha256(bytes_of(key), database_id);
    const std::string_view half = bytes_of(of_name).substr(0, 16);
    const digest sum = hmac_sha256(bytes_of(key), half);
    return hex(half) + hex(bytes_of(sum).substr(0, 16)) + ".sqlite";
}

std::string find_local_d1(const std::string& state, const std::string& database_id, bool may_make) {
    const fs::path folder = folder_of(state);
    if (!database_id.empty()) {
        const fs::path file = folder / local_d1_file_name(database_id);
        if (fs::exists(file)) return file.string();
        if (!may_make)
            throw failure(outcome::usage, "there is no local D1 with this database id in " + state +
                                              " yet: wrangler d1 execute NAME --local --command 'SELECT 1' creates it");
        fs::create_directories(folder);
        return file.string();
    }
    std::string only;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none)) {
        const fs::path& p = entry.path();
        if (p.extension() != ".sqlite" || p.filename() == "metadata.sqlite") continue;
        if (!only.empty())
            throw failure(outcome::usage, "several local databases in " + state +
                                              ": pass --database-id, or run in the directory of wrangler's configuration");
        only = p.string();
    }
    if (only.empty())
        throw failure(
            outcome::usage,
            "no local D1 in " + state +
                ": run in the directory of wrangler's configuration, or pass the state's directory, --local DIR; wrangler dev, or "
                "wrangler d1 execute NAME --local --command 'SELECT 1', creates one");
    return only;
}

std::unique_ptr<target> open_local_d1(const std::string& state, const std::string& database_id, bool may_make) {
    return open_sqlite(find_local_d1(state, database_id, may_make), !may_make);
}

}  // namespace squall::migrate
