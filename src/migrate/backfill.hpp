#pragma once
// A change of all rows of a table in batches, each with its state in one transaction: an interrupted run is continued where it ended, and
// no row is changed twice. squall/backfill (js-shim/src/backfill.ts) runs the same statements on the same state.
#include <cstdint>
#include <string>

#include "target.hpp"

namespace squall::migrate {

inline constexpr std::int64_t max_backfill_batch = 10'000;

/// UPDATE table SET set WHERE where, or DELETE FROM table WHERE where.
struct row_change {
    std::string table{};
    std::string set{};    // empty: DELETE
    std::string where{};  // empty: all rows
    std::string key{};    // a column without equal values, or rowid: the batches are ranges of it
};
/// Reads one UPDATE or DELETE. Throws failure(usage) for another statement and for clauses that no batch can have, such as FROM, LIMIT
/// and RETURNING.
row_change read_row_change(const std::string& sql);
/// The key of a table: `requested`, else its primary key, else its rowid. Throws failure(usage) where its values need not differ, or where
/// the change writes it; failure(refused) where a row has none.
std::string backfill_key(target& db, const row_change& change, const std::string& requested);

struct backfill_state {
    std::int64_t batches = 0, rows = 0;  // rows: how many were changed
    std::string finished_at{};           // empty: it is not finished
};

class backfill {
  public:
    backfill(target& db, std::string name, row_change change) : db_(db), name_(std::move(name)), change_(std::move(change)) {}

    /// The state that the database keeps, a new one if it has none. Throws failure(refused) where it belongs to another statement.
    backfill_state begin();
    /// Forgets the state.
    void forget();
    /// Changes the next rows, at most `size` of them. A batch that another run has taken is left to it, and one whose answer was lost is
    /// not repeated. Throws failure(database).
    backfill_state step(const backfill_state& from, std::int64_t size);
    /// The statements of a batch after `from`.
    std::vector<statement> batch_after(const backfill_state& from, std::int64_t size) const;

  private:
    backfill_state read();
    std::string identity() const;
    target& db_;
    std::string name_;
    row_change change_;
};

}  // namespace squall::migrate
