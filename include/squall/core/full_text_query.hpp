#pragma once
// Typed text as a query of a full-text index.
#include <string>
#include <string_view>

namespace squall {

/// What a person typed, as FTS5 takes it: every word must be found, the last one may be the beginning of a longer one.
/// Nothing in the text is a command: quotes, AND, *, ^ and : are looked for as they stand. A text without a word finds
/// nothing. Words behind the 32nd are left out.
std::string full_text_query(std::string_view typed);

}  // namespace squall
