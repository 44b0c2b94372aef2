#include "two_histories.hpp"

#include "failure.hpp"
#include "replay.hpp"

namespace squall::migrate {
namespace {

struct histories {
    names recorded, others;
};
histories histories_of(const migration_folder& folder) {
    const auto checksums = folder.recorded_checksums();
    histories found;
    names since;  // unrecorded, with no recorded file behind them yet
    for (const migration_file& f : folder.files()) {
        if (!checksums.contains(f.name)) {
            since.push_back(f.name);
            continue;
        }
        found.recorded.push_back(f.name);
        found.others.insert(found.others.end(), since.begin(), since.end());
        since.clear();
    }
    return found;
}
std::string joined(const names& files, const std::string& folder) {
    std::string all;
    for (const std::string& f : files) all += folder + '/' + f + ' ';
    return all;
}

}  // namespace

void refuse_two_histories(const migration_folder& folder) {
    const histories found = histories_of(folder);
    if (found.others.empty()) return;
    std::string reason;
    try {
        replay(folder, nullptr);
        return;
    } catch (const failure& f) {
        reason = f.what();
    }
    const std::string own = folder.path() + "/squall";
    const std::string rest = found.others.size() == 1 ? "" : " to " + found.others.back();
    throw failure(outcome::refused,
                  folder.path() + " contains two histories: " + std::to_string(found.others.size()) + " files (" + found.others[0] + rest +
                      ") are not recorded in " + folder.path() + "/meta, and the folder does not run from an empty database (" + reason +
                      "). Nothing was changed. Move the recorded files to their own directory, and set migrations_dir of wrangler to it:\n"
                      "  mkdir " +
                      own + " && mv " + joined(found.recorded, folder.path()) + folder.path() + "/meta " + own +
                      "/\n  squall migrate --baseline --migrations " + own + "\n  squall migrate --migrations " + own);
}

}  // namespace squall::migrate
