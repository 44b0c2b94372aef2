#include "query_plans.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "squall/core/statement_text.hpp"

namespace iofold::test {
namespace {

using namespace squall;

constexpr std::size_t width = 112;

char letter_of(unsigned condition) { return static_cast<char>('a' + condition); }

std::string marked_text(const statement_data& s) {
    if (!s.has_pieces) return std::string(s.view());
    std::string text;
    s.for_each_piece([&](const statement_piece& piece) {
        const bool is_optional = piece.condition != statement_piece::no_condition;
        text += is_optional ? "«" + std::string(1, letter_of(piece.condition)) + std::string(piece.text) + "»" : std::string(piece.text);
    });
    return text;
}

/// Lines that are the text again when they are joined by spaces.
std::vector<std::string> wrapped(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t begin = 0, last_space = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\'') quoted = !quoted;
        if (!quoted && text[i] == ' ' && i > begin && text[i - 1] != ' ') last_space = i;
        if (i - begin < width || last_space <= begin) continue;
        lines.push_back(text.substr(begin, last_space - begin));
        begin = last_space + 1;
    }
    lines.push_back(text.substr(begin));
    return lines;
}

std::string name_of_choice(std::uint32_t given) {
    std::string name;
    for (unsigned k = 0; k < 26; ++k)
        if ((given >> k & 1U) != 0) name += letter_of(k);
    return name.empty() ? "none" : name;
}

void indent(std::string& out, std::size_t depth, const std::string& line) { out += std::string(4 * depth, ' ') + line + '\n'; }

/// Where the guard of a function is checked: "; the guard is in the write".
std::string guard_of(const sent_function& f) {
    static constexpr const char* texts[] = {"",
                                            "the guard is in the write",
                                            "",
                                            "the guard is a statement: several follow it",
                                            "the guard is a statement: it asks for other rows than the write finds",
                                            "the guard is a statement: the write has no assignment that could check it",
                                            "the guard is a statement: the table has triggers",
                                            "the guard is a statement: the insert may compute no values"};
    std::string all;
    for (std::size_t place = 1; place < std::size(texts); ++place)
        for (const sent_statement& s : f.statements)
            if (static_cast<std::size_t>(s.statement->guard) == place && *texts[place] != '\0') {
                all += "; " + std::string(texts[place]);
                break;
            }
    return all;
}

void write_statement(std::string& out, migrate::target& db, const sent_statement& s) {
    out += '\n';
    for (const std::string& line : wrapped(marked_text(*s.statement))) indent(out, 1, line);
    std::vector<std::pair<std::vector<std::string>, std::string>> plans;  // with the choices that lead to it
    for (std::uint32_t given : s.choices) {
        const auto plan = query_plan(db, variant_text(*s.statement, given));
        const auto same = std::find_if(plans.begin(), plans.end(), [&](const auto& p) { return p.first == plan; });
        if (same == plans.end())
            plans.emplace_back(plan, name_of_choice(given));
        else
            same->second += ", " + name_of_choice(given);
    }
    out += '\n';
    for (const auto& [plan, choices] : plans) {
        if (s.statement->has_pieces) indent(out, 1, choices + ':');
        for (const std::string& line : plan) indent(out, 2, line);
        if (plan.empty()) indent(out, 2, "nothing is looked up");
    }
}

}  // namespace

std::vector<std::string> query_plan(migrate::target& db, const std::string& sql) {
    std::vector<std::string> lines;
    std::map<std::int64_t, std::size_t> depth;
    for (const auto& row : db.query("EXPLAIN QUERY PLAN " + sql).rows) {
        const auto parent = depth.find(migrate::integer_of(row[1]));
        const std::size_t mine = parent == depth.end() ? 0 : parent->second + 1;
        depth[migrate::integer_of(row[0])] = mine;
        lines.push_back(std::string(2 * mine, ' ') + migrate::text_of(row[3]));
    }
    return lines;
}

std::map<std::string, std::string> plan_files(migrate::target& db) {
    std::map<std::string, std::string> files;
    for (const sent_function& f : sent_statements()) {
        std::string& out = files[f.function->domain];
        if (!out.empty()) out += '\n';
        out += f.function->full_name() + ": " + std::to_string(f.most_statements) +
               (f.most_statements == 1 ? " statement" : " statements in one batch") + guard_of(f) + '\n';
        for (const sent_statement& s : f.statements) write_statement(out, db, s);
    }
    return files;
}

std::string plan_difference(const std::string& before, const std::string& after) {
    const auto lines_of = [](const std::string& text) {
        std::vector<std::pair<std::string, std::string>> lines;  // function, line
        std::istringstream in(text);
        std::string function;
        for (std::string line; std::getline(in, line);) {
            if (!line.empty() && line[0] != ' ') function = line.substr(0, line.find(':'));
            lines.emplace_back(function, line);
        }
        return lines;
    };
    const auto old_lines = lines_of(before), new_lines = lines_of(after);
    std::string out, shown_function;
    const auto show = [&](char sign, const std::pair<std::string, std::string>& line) {
        if (line.first != shown_function) out += (shown_function = line.first) + '\n';
        out += sign + (' ' + line.second) + '\n';
    };
    std::size_t o = 0, n = 0;
    while (o < old_lines.size() || n < new_lines.size()) {
        if (o < old_lines.size() && n < new_lines.size() && old_lines[o] == new_lines[n]) {
            ++o, ++n;
            continue;
        }
        // Up to where the two are the same again for two lines, by the shortest way.
        std::size_t skip_old = old_lines.size() - o, skip_new = new_lines.size() - n;
        for (std::size_t both = 1; both < skip_old + skip_new; ++both) {
            for (std::size_t i = 0; i <= both; ++i) {
                const std::size_t a = o + i, b = n + (both - i);
                if (a + 1 >= old_lines.size() || b + 1 >= new_lines.size()) continue;
                if (old_lines[a] != new_lines[b] || old_lines[a + 1] != new_lines[b + 1]) continue;
                skip_old = i;
                skip_new = both - i;
                break;
            }
        }
        for (; skip_old > 0; --skip_old) show('-', old_lines[o++]);
        for (; skip_new > 0; --skip_new) show('+', new_lines[n++]);
    }
    return out;
}

}  // namespace iofold::test
