#pragma once
// Errors as values: what went wrong, where, and whether the same call may succeed later.
#include <string>
#include <string_view>
#include <vector>

namespace squall {

enum class error_kind : unsigned char {
    not_found,
    conflict,
    foreign_key,
    not_null,
    check,
    invalid_argument,
    guard_failed,
    limit,
    unavailable,
    internal,
};
std::string_view name_of(error_kind kind);

/// No bound value ever stands in a message.
struct error {
    error_kind kind = error_kind::internal;
    std::string message;
    std::string table;                 // where the database names one
    std::vector<std::string> columns;  // same
    std::string guard;                 // of a guard that failed, its name
    int batch_index = -1;              // of a guard that failed, which plan of the batch it belongs to
    bool retryable = false;            // a transient fault of the database: the same statements may pass later
};

/// Reads the text of an error as SQLite, D1's binding, D1's REST interface or a guard writes it
/// (the forms are those of D1 in workerd and Miniflare 4.20260426, with and without "(extended: …)" and "[code: …]").
error read_error(std::string_view text);

/// The error of an argument: its name, and the rule that it breaks.
error invalid_argument(std::string_view name, std::string_view rule);

}  // namespace squall
