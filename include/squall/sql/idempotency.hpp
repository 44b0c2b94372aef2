#pragma once
// What becomes of the database when a statement that was committed runs once more with the same values. A client that
// lost the answer asks for it.
#include <cstddef>
#include <string_view>

namespace squall {

enum class idempotency : unsigned char {
    unknown,  // counts, moves, sets off triggers, or depends on what it has changed: it must not run again
    same,     // changes nothing, and returns the same rows
    empty,    // changes nothing, and returns no row
    refused,  // fails on the primary key that it has inserted, and so undoes its batch
};

namespace detail {
/// What a walk over a statement meets that may differ in the second run.
struct idempotency_facts {
    std::size_t columns = 0;
    std::size_t queries = 0;
    bool reads_clock = false;
    bool has_met = false;  // one of the names that are watched for

    constexpr void read(std::string_view column) {
        ++columns;
        for (std::size_t i = 0; i < watched_count; ++i) has_met = has_met || watched[i] == column;
    }
    template <std::size_t N>
    constexpr void watch(const std::string_view (&names)[N]) {
        watched = names;
        watched_count = N;
    }
    /// A query or the clock has a part in it.
    constexpr bool asks() const { return queries > 0 || reads_clock; }

  private:
    const std::string_view* watched = nullptr;
    std::size_t watched_count = 0;
};
}  // namespace detail

}  // namespace squall
