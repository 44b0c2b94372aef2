#pragma once
// A migration file as statements: cut at semicolons that are in no string, comment or trigger.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

struct located_statement {
    std::string sql;       // without its semicolon; comments before it are part of it
    std::size_t line = 1;  // where its first word stands
};
std::vector<located_statement> split_statements(std::string_view text);

/// A comment, string or quoted name that is never closed: it swallows what follows, to the end of the text.
struct unclosed_part {
    const char* what = "";
    std::size_t offset = 0;
};
std::optional<unclosed_part> find_unclosed(std::string_view text);

/// The keyword that a statement begins with, behind comments; empty when it begins with something else.
std::string first_word(std::string_view sql);

/// The first words of a statement, up to a literal: enough to find it, and never a value.
std::string opening_of(std::string_view sql);

}  // namespace squall::migrate
