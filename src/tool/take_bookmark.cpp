#include "take_bookmark.hpp"

#include "migrate/failure.hpp"
#include "open_target.hpp"

namespace squall::tool {

migrate::bookmark_source bookmarks_of_remote(const options& o, output& out) {
    if (!o.target.remote || !o.needs_bookmark) return {};
    return [&o, &out](const std::string& file) {
        std::string bookmark;
        try {
            bookmark = open_time_travel(o.target).bookmark();
        } catch (const failure& f) {
            throw failure(f.code(), std::string(f.what()) + "\n" + file +
                                        " removes or overwrites data and has not been applied: no bookmark leads back. "
                                        "--no-bookmark applies it without one.");
        }
        out.line("bookmark before " + file + ": " + bookmark);
        out.line("  to return: squall restore --remote " + bookmark);
        return bookmark;
    };
}

}  // namespace squall::tool
