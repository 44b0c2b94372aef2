#pragma once
// The database that the studio looks at. One request at a time.
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cell.hpp"
#include "request_error.hpp"

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

/// A part of a change: a statement that writes, or, with `refuses`, one whose first cell counts what speaks against it.
struct change_step {
    statement sql{};
    /// Columns of the row that is written, which are wanted back: the statement ends with RETURNING, or is a SELECT without columns.
    std::vector<std::string> returning{};
    /// What is thrown where the count is not 0.
    std::function<request_error(std::int64_t count)> refuses{};
    int change = -1;  // which one of several, for the error
};

/// When a transaction asks them.
enum class foreign_keys : unsigned char { at_once, at_the_end };

/// An object of the schema that a copy of the schema does not have.
struct unread_object {
    std::string name{}, sql{}, reason{};
};

class connection {
  public:
    connection() = default;
    virtual ~connection() = default;
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    /// One statement, outside a transaction. Throws request_error: of the SQL, of the time limit, of the permission.
    virtual answer run(const statement& s, permission may, const answer_limits& limits) = 0;
    answer run(const statement& s, permission may) { return run(s, may, answer_limits{}); }
    answer read(const statement& s, const answer_limits& limits = {}) { return run(s, permission::read, limits); }
    /// The first cell of the first row; 0 when there is none.
    std::int64_t count(const statement& s);
    /// What is done inside happens altogether, or when it throws not at all.
    virtual void transaction(const std::function<void()>& body, foreign_keys when) = 0;
    void transaction(const std::function<void()>& body) { transaction(body, foreign_keys::at_the_end); }
    /// Performs all steps, or throws and performs none; returns the row of each step that has `returning`. Of the error of a step,
    /// change() is the step's. Foreign keys are asked at the end.
    virtual std::vector<row> apply(const std::vector<change_step>& steps);
    /// Statements that someone wrote, altogether or not at all: the last one's answer, with what all of them changed.
    virtual answer write_all(const std::vector<std::string>& statements, const answer_limits& limits);
    /// What leads back to the state before the last change; empty where nothing does.
    virtual std::string bookmark() const { return {}; }
    /// Where the schema is read: here, or from a copy of it.
    virtual connection& schema_source() { return *this; }
    /// What schema_source() lacks, with the reason; empty where the schema is read from the database itself.
    virtual const std::vector<unread_object>& unread_objects() const;
    /// Another number after each change of the schema.
    virtual std::int64_t schema_version() = 0;
    /// The rowid of the row that was inserted last.
    virtual std::int64_t last_row() const = 0;
    /// Whether rows may be counted that nobody asked to count. D1 bills each row that it reads.
    virtual bool counts_unasked() const { return true; }

    /// How long each of the next statements may take; returns the previous limit.
    int set_time_limit(int milliseconds) { return std::exchange(time_limit_, milliseconds); }

  protected:
    static std::string with_returning(const change_step& step, const std::vector<std::string>& columns);
    int time_limit_ = 10'000;
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
