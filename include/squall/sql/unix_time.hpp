#pragma once
// Timestamps as numbers of seconds or milliseconds since 1970, for columns that other applications write so: std::chrono's own
// types, which TypeScript sees as numbers. Not a part of squall.hpp, because <chrono> takes long to compile.
//     column<"created_at", std::chrono::sys_seconds, default_sql<"(unixepoch())">> created_at{};
//     …set(events.created_at = fn<"unixepoch">(param<"now", timestamp>))  // squall/sql/sqlite_functions.hpp
#include <chrono>

#include "types.hpp"

namespace squall {

template <>
struct codec<std::chrono::sys_seconds> {
    using stored = std::int64_t;
    static constexpr std::int64_t to_stored(std::chrono::sys_seconds t) { return t.time_since_epoch().count(); }
    static constexpr std::chrono::sys_seconds from_stored(std::int64_t n) { return std::chrono::sys_seconds(std::chrono::seconds(n)); }
};
template <>
struct codec<std::chrono::sys_time<std::chrono::milliseconds>> {
    using stored = std::int64_t;
    using type = std::chrono::sys_time<std::chrono::milliseconds>;
    static constexpr std::int64_t to_stored(type t) { return t.time_since_epoch().count(); }
    static constexpr type from_stored(std::int64_t n) { return type(std::chrono::milliseconds(n)); }
};

}  // namespace squall
