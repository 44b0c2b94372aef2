#pragma once
// The native binding: the same plans and guards on SQLite, in memory or in a file, foreign keys on.
#include <memory>
#include <string>
#include <utility>

#include "file_openers.hpp"
#include "squall/core/database.hpp"

struct sqlite3;

namespace squall {

class sqlite_database : public database {
  public:
    /// A database in memory, gone with the object.
    static sqlite_database in_memory();
    /// A database in a file, which is created if it is missing. Fails with unavailable when it cannot be opened,
    /// or when a process has it for itself (file_openers.hpp).
    static result<sqlite_database> open(const std::string& path);

    sqlite_database(sqlite_database&&) noexcept;
    sqlite_database& operator=(sqlite_database&&) noexcept;
    ~sqlite_database() override;

    /// Runs SQL text of any number of statements in one transaction: for migrations and tests.
    result<nothing> execute(const std::string& sql);
    /// The connection, for what is not a plan.
    sqlite3* handle() const { return handle_; }

  protected:
    result<batch_answers> perform(std::span<const plan_core* const> plans, bool guarded) override;

  private:
    sqlite_database(sqlite3* handle, file_opener opener) : opener_(std::move(opener)), handle_(handle) {}
    file_opener opener_;  // left after the connection is closed
    sqlite3* handle_ = nullptr;
};

}  // namespace squall
