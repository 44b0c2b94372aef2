#pragma once
// A database file of this machine, or a database in memory.
#include <memory>

#include "connection.hpp"
#include "squall/sqlite/file_openers.hpp"

struct sqlite3;
namespace squall::sqlite {
class statement;
}

namespace squall::studio {

class file_connection final : public connection {
  public:
    /// ":memory:" is a database of its own. Throws request_error(unavailable) when the file cannot be opened or is no database.
    explicit file_connection(const std::string& path);

    using connection::run;
    using connection::transaction;
    answer run(const statement& s, permission may, const answer_limits& limits) override;
    void transaction(const std::function<void()>& body, foreign_keys when) override;
    std::int64_t schema_version() override;
    std::int64_t last_row() const override;

    /// The names of the result's columns. The statement is not run; what is wrong with it is thrown as by run().
    std::vector<std::string> columns_of(const std::string& sql, permission may);

  private:
    struct close {
        void operator()(sqlite3* db) const;
    };
    void command(const char* sql);
    /// What a virtual table does on its own account while it is read is refused too, if it writes.
    void set_query_only(bool on);
    void begin_statement(const statement& s, permission may);
    /// Throws where the statement was not prepared, or may not be run.
    void check(const sqlite::statement& prepared);
    [[noreturn]] void fail(int code);

    file_opener opener_;
    std::unique_ptr<sqlite3, close> db_;
    permission may_ = permission::read;
    bool refused_ = false, is_ours_ = false, is_query_only_ = false;
    std::int64_t deadline_ = 0;

    static int authorise(void* self, int action, const char* a, const char* b, const char* schema, const char* trigger);
    static int is_late(void* self);
};

}  // namespace squall::studio
