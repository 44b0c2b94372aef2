#pragma once
// What a plan comes to: its result, or its error in a few words.
#include <catch2/catch.hpp>

#include "test_database.hpp"

namespace iofold::test {

/// The kind, and what it is about: "conflict: users.email" (a constraint of the database), "not_found: agent" (a guard),
/// "invalid_argument: limit must be from 1 to 100".
inline std::string shown(const squall::error& e) {
    if (e.columns.empty())
        return e.guard.empty() && e.kind != squall::error_kind::invalid_argument ? std::string(name_of(e.kind)) : e.message;
    std::string text = std::string(name_of(e.kind)) + ':';
    for (const std::string& column : e.columns) text += ' ' + e.table + '.' + column;
    return text;
}
/// The value of a result, which must have one.
template <class T>
T value_of(squall::result<T> r) {
    if (!r) FAIL("not expected: " << shown(r.error()));
    return std::move(r).value();
}
/// Runs a plan that must succeed.
template <class Runs>
auto run(test_database& db, const Runs& plan) {
    return value_of(db.run(plan));
}
template <class T>
std::string error_of(const squall::result<T>& r) {
    return r ? "no error" : shown(r.error());
}
/// The error of a plan, which must leave everything as it was.
template <class Runs>
std::string refusal(test_database& db, const Runs& plan) {
    const auto before = db.everything();
    const std::string error = error_of(db.run(plan));
    CHECK(db.everything() == before);
    return error;
}

}  // namespace iofold::test
