#pragma once
// The native binding with faults at a moment of one's choice: SQLite stops there, and what the caller gets is an error of
// D1's wording.
#include <optional>

#include "squall/sqlite/sqlite_database.hpp"

struct sqlite3_stmt;

namespace iofold::test {

/// When the fault comes.
struct fault_moment {
    enum kind_type { before_sending, in_statement, at_commit, answer_lost } kind = before_sending;
    std::size_t statement = 0;  // in_statement: which, guards counted
    std::size_t tick = 0;       // and how far into it, in jumps of SQLite's virtual machine
};

class faulty_database : public squall::sqlite_database {
  public:
    explicit faulty_database(const squall::sqlite_database& original);
    ~faulty_database() override;
    faulty_database(const faulty_database&) = delete;

    using answers = squall::result<squall::batch_answers>;
    using plans = std::span<const squall::plan_core* const>;
    answers healthy(plans all, bool is_batch);
    answers faulty(plans all, bool is_batch, fault_moment moment, std::string_view text);

    /// How many jumps each statement of the last call made: where a fault can come.
    const std::vector<std::size_t>& ticks() const { return ticks_; }
    /// Every row of every table.
    std::string everything();
    /// Becomes what the other one is.
    void copy_from(const squall::sqlite_database& other);

  private:
    std::optional<fault_moment> moment_;
    bool performing_ = false, counting_ = false, fired_ = false;
    std::vector<std::size_t> ticks_;
    sqlite3_stmt* everything_ = nullptr;

    answers counted(plans all, bool is_batch);
    void statement_begins(std::string_view text);
    bool must_stop();
};

}  // namespace iofold::test
