#pragma once
// A database that is reached by single statements: D1 over REST. It is only read.
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
    /// Reads the schema. Throws request_error(unavailable) when the database cannot be reached.
    explicit remote_connection(std::unique_ptr<migrate::target> there);

    using connection::run;
    using connection::transaction;
    answer run(const statement& s, permission may, const answer_limits& limits) override;
    /// There is no transaction: each statement is sent by itself, and sees what was committed before it.
    void transaction(const std::function<void()>& body, foreign_keys) override { body(); }
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

    std::unique_ptr<migrate::target> there_;
    std::unique_ptr<file_connection> copy_;
    std::vector<std::string> schema_;  // the texts that the copy was made of
    std::vector<unread_object> unread_;
    std::int64_t version_ = 0;
    std::chrono::steady_clock::time_point read_at_;
};

}  // namespace squall::studio
