#pragma once
// A database that is reached by requests, each a transaction of its own: D1 over REST.
//
// JSON says less than SQLite: cells come as texts that name their type, so that 64-bit integers, reals and blobs are exact. What a
// statement may do, and its columns, are asked of a copy of the schema in memory.
#include <chrono>
#include <memory>

#include "file_connection.hpp"
#include "migrate/target.hpp"

namespace squall::studio {

class remote_connection final : public connection {
  public:
    /// Called before each change; returns the bookmark that leads back. What it throws stops the change.
    using bookmark_source = std::function<std::string()>;
    /// Reads the schema. Without a source of bookmarks nothing is changed. Throws request_error(unavailable) when the database cannot
    /// be reached.
    explicit remote_connection(std::unique_ptr<migrate::target> there, bookmark_source take_bookmark = {});

    using connection::run;
    using connection::transaction;
    answer run(const statement& s, permission may, const answer_limits& limits) override;
    /// There is no transaction: each statement is sent by itself, and sees what was committed before it. None of them writes.
    void transaction(const std::function<void()>& body, foreign_keys) override { body(); }
    /// One request. A check is a statement that fails where it counts something.
    std::vector<row> apply(const std::vector<change_step>& steps) override;
    /// One request. No statement may return rows: JSON would round them.
    answer write_all(const std::vector<std::string>& statements, const answer_limits& limits) override;
    std::string bookmark() const override { return bookmark_; }
    connection& schema_source() override { return *copy_; }
    std::int64_t schema_version() override;
    const std::vector<unread_object>& unread_objects() const override { return unread_; }
    std::int64_t last_row() const override { return 0; }
    bool counts_unasked() const override { return false; }

  private:
    migrate::row_set ask(const std::string& sql);
    /// Reads the schema there. Where it differs from the copy's, makes another copy and returns true.
    bool refresh();
    std::vector<std::string> columns_of(const std::string& sql, permission may);
    struct written {
        std::vector<std::int64_t> changed;
        std::vector<migrate::row_set> returned;
    };
    /// Takes a bookmark and sends the statements; `refused` finds the error of a statement by its place.
    written send(std::vector<migrate::statement> all,
                 const std::function<request_error(std::size_t at, const std::string& reason)>& refused);
    /// Throws where the statements are not allowed, or not right; reads nothing but the schema's copy.
    void check_written(const std::vector<std::string>& statements);

    std::unique_ptr<migrate::target> there_;
    bookmark_source take_bookmark_;
    std::string bookmark_;
    std::unique_ptr<file_connection> copy_;
    std::vector<std::string> schema_;  // the texts that the copy was made of
    std::vector<unread_object> unread_;
    std::int64_t version_ = 0;
    std::chrono::steady_clock::time_point read_at_;
};

}  // namespace squall::studio
