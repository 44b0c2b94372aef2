#include "merge_lines.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace squall::migrate {
namespace {

using lines = std::vector<std::string_view>;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
constexpr std::size_t most_pairs = 40'000'000;  // of lines that are compared: 160 MB

lines lines_of(std::string_view text) {
    lines all;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        all.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return all;
}

/// The longest common subsequence of what stands between equal beginnings and ends.
void match_middle(std::span<const std::string_view> a, std::span<const std::string_view> b, std::size_t a_at, std::size_t b_at,
                  std::vector<std::size_t>& found) {
    if (a.empty() || b.empty() || a.size() * b.size() > most_pairs) return;
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> longest((a.size() + 1) * width);
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t k = b.size(); k-- > 0;)
            longest[i * width + k] =
                a[i] == b[k] ? longest[(i + 1) * width + k + 1] + 1 : std::max(longest[(i + 1) * width + k], longest[i * width + k + 1]);
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        if (a[i] == b[k])
            found[a_at + i++] = b_at + k++;
        else if (longest[(i + 1) * width + k] >= longest[i * width + k + 1])
            ++i;
        else
            ++k;
    }
}
/// Of each line of `base` its place in `other`.
std::vector<std::size_t> places_in(const lines& base, const lines& other) {
    std::vector<std::size_t> found(base.size(), nowhere);
    std::size_t begin = 0, base_end = base.size(), other_end = other.size();
    for (; begin < std::min(base_end, other_end) && base[begin] == other[begin]; ++begin) found[begin] = begin;
    for (; base_end > begin && other_end > begin && base[base_end - 1] == other[other_end - 1]; --base_end, --other_end)
        found[base_end - 1] = other_end - 1;
    match_middle(std::span(base).subspan(begin, base_end - begin), std::span(other).subspan(begin, other_end - begin), begin, begin, found);
    return found;
}

}  // namespace

merged_text merge_lines(std::string_view base_text, std::string_view mine_text, std::string_view their_text) {
    const lines base = lines_of(base_text), mine = lines_of(mine_text), theirs = lines_of(their_text);
    const std::vector<std::size_t> in_mine = places_in(base, mine), in_theirs = places_in(base, theirs);
    merged_text out;
    std::size_t line = 1, b = 0, m = 0, t = 0;
    const auto write = [&](std::span<const std::string_view> part) {
        for (std::string_view one : part) out.text += one, ++line;
    };
    const auto between = [](const lines& all, std::size_t begin, std::size_t end) { return std::span(all).subspan(begin, end - begin); };
    const auto equal = [](auto a, auto c) { return std::equal(a.begin(), a.end(), c.begin(), c.end()); };
    while (b <= base.size()) {
        std::size_t next = b;
        while (next < base.size() && (in_mine[next] == nowhere || in_theirs[next] == nowhere)) ++next;
        const bool is_end = next == base.size();
        const std::size_t m_end = is_end ? mine.size() : in_mine[next], t_end = is_end ? theirs.size() : in_theirs[next];
        const auto was = between(base, b, next), my = between(mine, m, m_end), their = between(theirs, t, t_end);
        if (equal(my, was) || equal(my, their)) {
            write(their);
        } else {
            if (!equal(their, was)) out.conflicts.push_back({line, {their.begin(), their.end()}});
            write(my);
        }
        if (is_end) break;
        write(between(base, next, next + 1));
        b = next + 1, m = m_end + 1, t = t_end + 1;
    }
    return out;
}

}  // namespace squall::migrate
