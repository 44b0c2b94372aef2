#include "application_schema.hpp"
#include "commands.hpp"
#include "find_migrations.hpp"
#include "migrate/destructive.hpp"
#include "migrate/file_lock.hpp"
#include "migrate/step_back.hpp"
#include "migrate/two_histories.hpp"
#include "open_target.hpp"
#include "take_bookmark.hpp"

namespace squall::tool {

using namespace migrate;

int migrate_down(const options& o, output& out) {
    const migration_folder folder(o.migrations);
    refuse_two_histories(folder);
    file_lock lock;  // outlives the connection
    const auto db = open_target(o.target, false);
    if (!o.target.remote && !o.dry_run)
        lock.take(file_of(o.target), [&] { out.note("Another squall migrate is running on this database; waiting for it."); });
    const reversible_migration last = last_reversible(*db, folder);
    const names losses = losses_of(*db, folder, last, the_schema().shapes, bookkeeping_tables(*db, o), o.allow_drift);
    if (losses.empty() || o.allow_loss || o.dry_run || o.json)
        out.list("losses", "What " + last.reverse.name + " would lose of " + db->name() + ':', losses);
    out.text_field("reverse", last.reverse.name);
    if (!losses.empty() && !o.allow_loss && !o.dry_run) {
        std::string message = last.reverse.name + " would lose";
        for (const std::string& loss : losses) message += "\n  " + loss;
        throw failure(outcome::refused, message + "\nNothing was changed. Pass --allow-loss to accept this.");
    }
    if (o.dry_run) {
        out.good("To be taken back by " + last.reverse.name + ": " + last.file.name);
        return out.finish(outcome::done);
    }
    const bookmark_source source = bookmarks_of_remote(o, out);
    const std::string bookmark = source && first_destructive(last.reverse) ? source(last.reverse.name) : "";
    if (!bookmark.empty()) out.text_field("bookmark", bookmark);
    if (!take_back(*db, folder.table(), last, bookmark))
        throw failure(outcome::database, "another run has changed what was applied last; nothing was changed by this one");
    out.text_field("taken_back", last.file.name);
    out.good(last.file.name + " is taken back from " + db->name() + " and pending again.");
    return out.finish(outcome::done);
}

}  // namespace squall::tool
