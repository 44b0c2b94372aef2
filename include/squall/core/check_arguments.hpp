#pragma once
// Judges arguments by their declaration, before anything is sent.
#include <optional>
#include <span>

#include "argument.hpp"
#include "error.hpp"
#include "text_arena.hpp"

namespace squall {

/// Copies the bytes of a text into memory if it is still a host handle.
std::string_view load(value& text, detail::text_arena& texts);

namespace detail {
/// Checks every value against its declaration and leaves in its place what statements can bind: defaults filled in,
/// numbers as integer or real, texts trimmed where the declaration says so, timestamps in ISO form. The first rule that is
/// broken comes back as an error that names the argument; it never shows the value.
std::optional<error> check_arguments(std::span<const argument_spec> specs, std::span<value> values, text_arena& texts);
}  // namespace detail

}  // namespace squall
