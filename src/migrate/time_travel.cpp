#include "time_travel.hpp"

#include "bindings/d1_rest/time_travel_reply.hpp"
#include "failure.hpp"

namespace squall::migrate {

std::string time_travel::bookmark(const std::string& timestamp) {
    d1_rest::reply reply = api_.get("/time_travel/bookmark" + (timestamp.empty() ? "" : "?timestamp=" + timestamp));
    if (reply.status == 0) throw failure(outcome::database, name() + ": no answer (" + reply.no_answer + ')');
    d1_rest::time_travel_reply got = d1_rest::read_time_travel(reply.body, reply.status, api_.token());
    if (!got.fault.empty()) throw failure(outcome::database, name() + ", Time Travel: " + got.fault);
    return std::move(got.bookmark);
}

restored_database time_travel::restore(const std::string& bookmark) {
    if (!d1_rest::is_bookmark(bookmark)) throw failure(outcome::usage, "a bookmark has letters, digits and dashes only");
    const std::string before = this->bookmark();  // an answer that is lost cannot say it
    const auto fail = [&](const std::string& why, bool may_be_done) {
        throw failure(outcome::database,
                      name() + ", Time Travel: " + why +
                          (may_be_done ? ". The database may have been restored; its bookmark before was " + before : ""));
    };
    d1_rest::reply reply = api_.ask("/time_travel/restore?bookmark=" + bookmark, "{}", false);
    if (reply.status == 0) fail("no answer (" + reply.no_answer + ')', true);
    d1_rest::time_travel_reply got = d1_rest::read_time_travel(reply.body, reply.status, api_.token());
    if (!got.fault.empty()) fail(got.fault, reply.status < 400 || reply.status >= 500);
    return {std::move(got.bookmark), got.previous_bookmark.empty() ? before : got.previous_bookmark};
}

}  // namespace squall::migrate
