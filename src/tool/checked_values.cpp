#include "checked_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "fake_data.hpp"
#include "migrate/failure.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/sql_tokens.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

constexpr double most_exact = 9007199254740992.0;  // 2^53
constexpr int most_letters = 2'000;

/// The CHECK of a clause without its name: "(n > 0)"; empty for another clause.
std::vector<token> check_of(const std::string& clause) {
    const std::vector<token> words = tokens_of(clause);
    const auto check = std::find_if(words.begin(), words.end(), [](const token& t) { return t.is("CHECK"); });
    if (check == words.end() || check + 1 == words.end()) return {};
    const auto open = static_cast<std::size_t>(check + 1 - words.begin());
    const auto end = std::min(after_parenthesis(words, open), words.size());
    return {words.begin() + static_cast<std::ptrdiff_t>(open), words.begin() + static_cast<std::ptrdiff_t>(end)};
}

bool names_column(const std::vector<token>& check, std::string_view column) {
    return std::any_of(check.begin(), check.end(), [&](const token& t) { return t.is_name() && same_word(t.text, column); });
}

bool names_another(const seed_table& t, std::size_t column, const std::vector<token>& check) {
    for (std::size_t i = 0; i < t.width(); ++i)
        if (i != column && names_column(check, t.column(i).name)) return true;
    return false;
}

std::string letters(std::uint64_t count, random_source& chance) {
    std::string out;
    while (out.size() < count) out += static_cast<char>('a' + chance.below(26));
    return out;
}

/// A text that a pattern of LIKE or GLOB matches.
std::string text_like(std::string_view pattern, bool is_glob, random_source& chance) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == (is_glob ? '*' : '%'))
            out += letters(1 + chance.below(6), chance);
        else if (c == (is_glob ? '?' : '_'))
            out += letters(1, chance);
        else if (is_glob && c == '[' && pattern.find(']', i + 2) != pattern.npos) {
            const std::size_t end = pattern.find(']', i + 2);
            const std::string_view set = pattern.substr(i + 1, end - i - 1);
            if (set[0] == '^')
                out += set.find('a') == set.npos ? letters(1, chance) : std::to_string(chance.below(10));
            else if (set.size() >= 3 && set[1] == '-' && set[2] > set[0])
                out += static_cast<char>(set[0] + static_cast<char>(chance.below(static_cast<std::uint64_t>(set[2] - set[0] + 1))));
            else
                out += set[0];
            i = end;
        } else
            out += c;
    }
    return out;
}

class candidates {
  public:
    candidates(const seed_table& t, std::size_t column, random_source& chance)
        : column_(t.column(column)),
          is_json_(t.must_be_json(column)),
          chance_(chance),
          count_(static_cast<std::size_t>(t.is_in_key(column) ? 2 * t.rows + 20 : 20)) {}

    /// Documents with what the CHECK compares with: {"kind": "note"} of json_extract(data, '$.kind') = 'note'.
    void add_documents() {
        std::set<std::string> keys;
        names values{"1", "\"x\"", "true"};
        for (const std::string& text : texts_) {
            if (text.starts_with("$."))
                keys.insert(text.substr(2));
            else
                values.push_back(json_string(text));
        }
        for (const double n : numbers_) values.push_back(fmt::format("{:.6g}", n));
        if (keys.empty()) keys.insert(std::string(column_.name));
        for (std::size_t i = 0; i < count_; ++i) values.push_back(std::to_string(i + 2));
        texts_.clear();
        numbers_.clear();
        for (const std::string& key : keys)
            for (const std::string& value : values) texts_.push_back('{' + json_string(key) + ':' + value + '}');
        for (std::size_t i = 0; i < count_; ++i) texts_.push_back('[' + std::to_string(i) + ']');
    }

    void read(const std::vector<token>& check) {
        for (std::size_t i = 0; i < check.size(); ++i) {
            const bool is_negative = i > 0 && check[i - 1].is_symbol("-");
            if (check[i].kind == token_kind::number) add_number(check[i].text, is_negative);
            if (check[i].kind != token_kind::string) continue;
            const std::string text = unquoted(check[i].text);
            if (i > 0 && (check[i - 1].is("LIKE") || check[i - 1].is("GLOB")))
                for (std::size_t n = 0; n < count_; ++n) texts_.push_back(text_like(text, check[i - 1].is("GLOB"), chance_));
            else
                texts_.push_back(text);
        }
    }

    names cells() {
        if (is_json_) add_documents();
        names all;
        if (column_.type->kind == value_kind::text) {
            for (const std::string& text : texts_) all.push_back(json_string(text));
            for (double n : numbers_)  // a length
                for (double length : {n - 1, n, n + 1})
                    for (std::size_t i = 0; length >= 0 && length <= most_letters && i < count_; ++i)
                        all.push_back(json_string(letters(static_cast<std::uint64_t>(length), chance_)));
            if (!is_json_)
                for (std::size_t i = 0; i < count_; ++i) all.push_back(json_string(fake_text(column_.name, chance_, i)));
            return all;
        }
        const bool whole = detail::is_integer(column_.type);
        if (numbers_.empty()) numbers_.insert(0);
        for (std::size_t i = 0; i < count_; ++i) all.push_back(fake_number(column_.name, whole, chance_));
        // Before, at, between and behind the numbers.
        const std::vector<double> sorted(numbers_.begin(), numbers_.end());
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            const double gap = i + 1 < sorted.size() ? sorted[i + 1] - sorted[i] : static_cast<double>(count_) + 1;
            const double step = whole ? std::max(1.0, static_cast<double>(static_cast<std::int64_t>(gap / (double(count_) + 1))))
                                      : gap / (double(count_) + 1);
            for (std::size_t n = 0; n <= count_; ++n) add(all, sorted[i] + double(n) * step, whole);
        }
        for (std::size_t n = 1; !sorted.empty() && n <= count_; ++n) add(all, sorted[0] - double(n), whole);
        return all;
    }

  private:
    void add_number(const std::string& text, bool is_negative) {
        const double n = std::strtod(text.c_str(), nullptr);
        if (n <= most_exact) numbers_.insert(is_negative ? -n : n);
    }
    static void add(names& all, double n, bool whole) {
        all.push_back(whole ? std::to_string(static_cast<std::int64_t>(n)) : fmt::format("{:.6g}", n));
    }

    const column_description& column_;
    bool is_json_;
    random_source& chance_;
    std::size_t count_;
    std::vector<std::string> texts_;
    std::set<double> numbers_;
};

/// Those of the cells that a CHECK over this column alone accepts; all of them where the database cannot be asked.
names accepted(target& db, const column_description& c, const std::vector<token>& check, names cells) {
    std::string list;
    for (const std::string& cell : cells) list += (list.empty() ? "[" : ",") + cell;
    const std::string type = c.type->kind == value_kind::text ? "TEXT" : detail::is_integer(c.type) ? "INTEGER" : "REAL";
    const std::string name = name_text(c.name);
    try {
        const row_set rows = db.query({"SELECT place FROM (SELECT key AS place, CAST(value AS " + type + ") AS " + name +
                                           " FROM json_each(?1)) WHERE coalesce(" + spelled(check) + ", 1)",
                                       {list + ']'}});
        names left;
        for (const auto& row : rows.rows) left.push_back(cells[static_cast<std::size_t>(integer_of(row[0]))]);
        return left;
    } catch (const failure&) {
        return cells;
    }
}

}  // namespace

names checked_values(target& db, const seed_table& t, std::size_t column, random_source chance) {
    const column_description& c = t.column(column);
    const value_kind kind = c.type->kind;
    if (kind != value_kind::text && !detail::is_integer(c.type) && kind != value_kind::real) return {};
    names cells;
    if (const column_shape* shape = t.shape->column(std::string(c.name)))
        for (const std::string& value : shape->values) cells.push_back(json_string(value));
    if (!cells.empty()) return cells;
    candidates all(t, column, chance);
    std::vector<std::vector<token>> checks;
    for (const std::string& clause : t.clauses_of(column))
        if (auto check = check_of(clause); names_column(check, c.name)) checks.push_back(std::move(check));
    if (checks.empty()) return {};
    for (const auto& check : checks) all.read(check);
    cells = all.cells();
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const auto& check : checks)
        if (!cells.empty() && !names_another(t, column, check)) cells = accepted(db, c, check, std::move(cells));
    // An array only where no object will do.
    const auto is_array = [](const std::string& cell) { return cell.starts_with("\"["); };
    if (t.must_be_json(column) && !std::all_of(cells.begin(), cells.end(), is_array)) std::erase_if(cells, is_array);
    return cells;
}

}  // namespace squall::tool
