#pragma once
// Three texts of one origin: what two parties changed in it, in one text.
#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

/// Lines that both changed, each in another way: the text keeps those of `mine`.
struct merge_conflict {
    std::size_t line = 0;  // where they are in the merged text, from 1
    std::vector<std::string> theirs{};
};
struct merged_text {
    std::string text{};
    std::vector<merge_conflict> conflicts{};
};
merged_text merge_lines(std::string_view base, std::string_view mine, std::string_view theirs);

}  // namespace squall::migrate
