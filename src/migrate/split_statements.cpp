#include "split_statements.hpp"

#include <algorithm>

#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {
bool is_trigger(token_span words) {
    std::size_t i = 1;
    if (words.size() > 1 && (words[1].is("TEMP") || words[1].is("TEMPORARY"))) ++i;
    return words.size() > i && words[0].is("CREATE") && words[i].is("TRIGGER");
}
}  // namespace

std::vector<located_statement> split_statements(std::string_view text) {
    std::vector<located_statement> all;
    const std::vector<token> tokens = tokens_of(text);
    std::size_t begin = 0;  // of the statement, in bytes
    std::size_t first = 0;  // its first token
    const auto add = [&](std::size_t end, std::size_t behind_last) {
        if (first == behind_last) return;
        const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(tokens[first].offset), '\n');
        all.push_back({std::string(text.substr(begin, end - begin)), static_cast<std::size_t>(line) + 1});
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const token& t = tokens[i];
        if (!t.is_symbol(";")) continue;
        const token_span words(tokens.data() + first, i - first);
        if (is_trigger(words) && !(words.back().is("END") && tokens[i - 2].is_symbol(";"))) continue;
        add(t.offset, i);
        begin = t.offset + 1;
        first = i + 1;
    }
    add(text.size(), tokens.size());
    return all;
}

std::string opening_of(std::string_view sql) {
    std::vector<token> tokens = tokens_of(sql);
    const auto value = std::find_if(tokens.begin(), tokens.end(),
                                    [](const token& t) { return t.kind == token_kind::string || t.kind == token_kind::number; });
    std::size_t count = static_cast<std::size_t>(value - tokens.begin());
    const bool cut = count > 8 || count < tokens.size();
    count = std::min<std::size_t>(count, 8);
    return spelled(token_span(tokens).first(count)) + (cut ? " …" : "");
}

}  // namespace squall::migrate
