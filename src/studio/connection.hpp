#pragma once
// The database file that the studio looks at. One request at a time.
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "cell.hpp"
#include "squall/sqlite/file_openers.hpp"

struct sqlite3;

namespace squall::studio {

struct statement {
    std::string sql{};
    std::vector<cell> values{};
};
struct answer {
    std::vector<std::string> columns{};
    std::vector<row> rows{};
    bool is_cut = false;       // there were more rows than asked for
    std::int64_t changed = 0;  // rows that it wrote, those of triggers too
    std::int64_t matched = 0;  // rows that an UPDATE or DELETE itself changed
    std::int64_t steps = 0;    // SQLite's own measure of the work
    std::int64_t scanned = 0;  // rows that were met by reading a table from end to end
    double milliseconds = 0;
};
/// How much of an answer is read.
struct answer_limits {
    std::size_t rows = 1000;
    std::size_t bytes = std::size_t{64} << 20;  // of all cells; the row that exceeds it is the last one
    std::size_t cell_bytes = std::size_t(-1);   // of a longer text or blob only so much, as an excerpt
    std::size_t whole_from = std::size_t(-1);   // cells from this column on are whole
};
/// What a statement may do.
enum class permission : unsigned char {
    read,     // SELECT and the PRAGMAs that describe the schema
    explain,  // anything, because it is not run
    write,    // also change rows and tables; the studio owns the transaction
};

/// When a transaction asks them.
enum class foreign_keys : unsigned char { at_once, at_the_end };

class connection {
  public:
    /// Throws request_error(unavailable) when the file cannot be opened or is no database.
    explicit connection(const std::string& path);

    /// One statement, outside a transaction. Throws request_error: of the SQL, of the time limit, of the permission.
    answer run(const statement& s, permission may, const answer_limits& limits = {});
    answer read(const statement& s, const answer_limits& limits = {}) { return run(s, permission::read, limits); }
    /// The first cell of the first row; 0 when there is none.
    std::int64_t count(const statement& s);
    /// What is done inside happens altogether, or when it throws not at all.
    void transaction(const std::function<void()>& body, foreign_keys when = foreign_keys::at_the_end);
    std::int64_t schema_version();
    /// The rowid of the row that was inserted last.
    std::int64_t last_row() const;

    /// How long each of the next statements may take; returns the previous limit.
    int set_time_limit(int milliseconds) { return std::exchange(time_limit_, milliseconds); }

  private:
    struct close {
        void operator()(sqlite3* db) const;
    };
    void command(const char* sql);
    /// What a virtual table does on its own account while it is read is refused too, if it writes.
    void set_query_only(bool on);
    [[noreturn]] void fail(int code);

    file_opener opener_;
    std::unique_ptr<sqlite3, close> db_;
    permission may_ = permission::read;
    bool refused_ = false, is_ours_ = false, is_query_only_ = false;
    int time_limit_ = 10'000;
    std::int64_t deadline_ = 0;

    static int authorise(void* self, int action, const char* a, const char* b, const char* schema, const char* trigger);
    static int is_late(void* self);
};

/// Another limit, as long as the object is there.
class time_limit {
  public:
    time_limit(connection& db, int milliseconds) : db_(db), usual_(db.set_time_limit(milliseconds)) {}
    ~time_limit() { db_.set_time_limit(usual_); }
    time_limit(const time_limit&) = delete;
    time_limit& operator=(const time_limit&) = delete;

  private:
    connection& db_;
    int usual_;
};

}  // namespace squall::studio
