// Runs every case twice, its SQL and squall's, on equal databases, and compares rows, tables, types and nulls. Prints what is natural,
// what is said otherwise and what has no form: squall_peers [--features]
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>

#include "library.hpp"
#include "squall/sql/sqlite_functions.hpp"

namespace peers {

std::vector<peer_case>& cases() {
    static std::vector<peer_case> all;
    return all;
}

namespace {

using cells = std::vector<std::string>;
using table = std::vector<cells>;

struct closes {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
class database {
  public:
    database() {
        sqlite3* opened = nullptr;
        sqlite3_open(":memory:", &opened);
        db_.reset(opened);
        for (std::string_view sql :
             {squall::create_table<library::readers>, squall::create_table<library::books>, squall::create_table<library::loans>,
              squall::create_table<library::shelves>, squall::create_table<library::counters>,
              decltype(library::reviews)::ddl::statements[0], decltype(library::rooms)::ddl::statements[0]})
            run(std::string(sql));
        run(std::string(squall::create_indexes<library::loans>));
        for (const char* sql : library::content) run(sql);
    }
    void run(const std::string& sql) {
        if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_.get()));
    }
    /// Each cell with its type before it: "i1", "r1.5", "tx", "n".
    table rows(const std::string& sql, const std::vector<bound>& values, cells* names = nullptr) {
        sqlite3_stmt* s = nullptr;
        if (sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &s, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_.get()));
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owner(s, sqlite3_finalize);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int place = static_cast<int>(i + 1);
            if (const auto* text = std::get_if<std::string>(&values[i])) sqlite3_bind_text(s, place, text->c_str(), -1, SQLITE_STATIC);
            if (const auto* number = std::get_if<double>(&values[i])) sqlite3_bind_double(s, place, *number);
        }
        if (names != nullptr)
            for (int i = 0; i < sqlite3_column_count(s); ++i) names->push_back(sqlite3_column_name(s, i));
        table all;
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(s)) == SQLITE_ROW) {
            all.emplace_back();
            for (int i = 0; i < sqlite3_column_count(s); ++i) {
                const char type = "?irtbn"[sqlite3_column_type(s, i)];
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, i));
                all.back().push_back(type + std::string(text == nullptr ? "" : text));
            }
        }
        if (code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_.get()));
        return all;
    }
    table everything() {
        table all;
        for (const char* name : library::all_tables)
            for (cells& row : rows("SELECT * FROM " + std::string(name) + " ORDER BY rowid", {})) all.push_back(std::move(row));
        return all;
    }

  private:
    std::unique_ptr<sqlite3, closes> db_;
};

bool is_of(squall::value_kind kind, char type) {
    using squall::value_kind;
    switch (kind) {
        case value_kind::integer: return type == 'i';
        case value_kind::boolean: return type == 'i';
        case value_kind::real: return type == 'r' || type == 'i';
        default: return type == 't';
    }
}

/// What is wrong with a case, or nothing.
std::string problem_of(const peer_case& c) {
    try {
        database theirs, ours;
        const table before = theirs.everything();
        cells names;
        table expected = theirs.rows(c.sql, c.values), got = ours.rows(c.text, c.values, &names);
        const bool in_order = c.sql.find("ORDER BY") != c.sql.npos && !c.writes;
        if (!in_order) std::sort(expected.begin(), expected.end()), std::sort(got.begin(), got.end());
        if (expected != got) return "the rows differ";
        if (theirs.everything() != ours.everything()) return "the tables differ afterwards";
        const bool does_nothing = c.feature.find("do nothing") != c.feature.npos || c.feature.find("ignore") != c.feature.npos ||
                                  c.feature.find("raw: a whole write") == 0 || c.feature.find("update where") != c.feature.npos;
        if (c.writes && !does_nothing && theirs.everything() == before) return "nothing was written: the case shows nothing";
        if (!c.writes && got.empty()) return "no row: the case shows nothing";
        for (const cells& row : got)
            for (std::size_t i = 0; i < row.size() && i < c.columns.size(); ++i) {
                if (row[i] == "n" && !c.columns[i].nullable) return "null in " + c.columns[i].name + ", which is never null";
                if (row[i] != "n" && !is_of(c.columns[i].kind, row[i][0])) return "another type in " + c.columns[i].name;
                if (c.columns[i].name != names[i] && c.feature.compare(0, 4, "raw:") != 0) return "a column is called " + names[i];
            }
        return {};
    } catch (const std::exception& error) {
        return error.what();
    }
}

/// All of it as JSON, for d1.test.mjs.
class json_writer {
  public:
    void text(std::string_view s) {
        out_ += '"';
        for (char c : s) {
            if (c == '"' || c == '\\') out_ += '\\';
            if (c == '\n')
                out_ += "\\n";
            else
                out_ += c;
        }
        out_ += '"';
    }
    template <class List, class F>
    void list(const char* key, const List& items, F each) {
        member(key);
        out_ += '[';
        for (const auto& item : items) separated(), each(item);
        out_ += ']';
        is_first_ = false;
    }
    void member(const char* key) {
        separated();
        text(key);
        out_ += ':';
        is_first_ = true;
    }
    void separated() {
        if (!is_first_ && out_.back() != '[' && out_.back() != '{') out_ += ',';
        is_first_ = false;
    }
    void open() { out_ += '{', is_first_ = true; }
    void close() { out_ += '}', is_first_ = false; }
    void member_text(const char* key, std::string_view value) {
        member(key);
        text(value);
        is_first_ = false;
    }
    void number(double n) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.17g", n);
        out_ += digits;
    }
    void null() { out_ += "null"; }
    const std::string& all() const { return out_; }

  private:
    std::string out_;
    bool is_first_ = true;
};

void print_json() {
    json_writer out;
    out.open();
    const std::string_view tables[] = {squall::create_table<library::readers>,         squall::create_table<library::books>,
                                       squall::create_table<library::loans>,           squall::create_table<library::shelves>,
                                       squall::create_table<library::counters>,        squall::create_indexes<library::loans>,
                                       decltype(library::reviews)::ddl::statements[0], decltype(library::rooms)::ddl::statements[0]};
    out.list("create", tables, [&](std::string_view sql) { out.text(sql); });
    out.list("content", library::content, [&](const char* sql) { out.text(sql); });
    out.list("tables", library::all_tables, [&](const char* name) { out.text(name); });
    out.list("functions", squall::detail::sql_functions, [&](const squall::detail::sql_function& f) {
        out.open();
        out.member_text("name", f.name);
        out.member_text("takes", f.takes);
        out.member_text("written_as", f.written_as);
        out.close();
    });
    out.list("cases", cases(), [&](const peer_case& c) {
        out.open();
        out.member_text("feature", c.feature);
        out.member_text("sql", c.sql);
        out.member_text("text", c.text);
        out.member_text("writes", c.writes ? "yes" : "");
        out.list("values", c.values, [&](const bound& v) {
            if (const auto* text = std::get_if<std::string>(&v))
                out.text(*text);
            else if (const auto* number = std::get_if<double>(&v))
                out.number(*number);
            else
                out.null();
        });
        out.close();
    });
    out.close();
    std::puts(out.all().c_str());
}

}  // namespace
}  // namespace peers

int main(int argc, char** argv) {
    using namespace peers;
    read_cases(), source_cases(), aggregate_cases(), write_cases(), virtual_cases(), refused_cases();
    if (argc > 1 && std::strcmp(argv[1], "--json") == 0) return print_json(), 0;
    const bool lists = argc > 1 && std::strcmp(argv[1], "--features") == 0;
    std::map<verdict, int> counts;
    int failed = 0;
    for (const peer_case& c : cases()) {
        ++counts[c.how];
        const std::string problem = c.sql.empty() ? "" : problem_of(c);
        if (!problem.empty()) {
            ++failed;
            std::printf("FAILED %s: %s\n    %s\n    %s\n", c.feature.c_str(), problem.c_str(), c.sql.c_str(), c.text.c_str());
        }
        const char* word = c.how == verdict::natural      ? "natural"
                           : c.how == verdict::workaround ? "workaround"
                           : c.how == verdict::refused    ? "refused"
                                                          : "not in D1";
        if (lists) std::printf("%-10s  %s%s%s\n", word, c.feature.c_str(), c.reason.empty() ? "" : ": ", c.reason.c_str());
    }
    const int possible = static_cast<int>(cases().size()) - counts[verdict::refused_by_d1];
    std::printf(
        "peers: of %d features that D1 has %d are natural (%.1f %%), %d by a workaround, %d refused; %d more are not in D1; %d failed\n",
        possible, counts[verdict::natural], 100.0 * counts[verdict::natural] / possible, counts[verdict::workaround],
        counts[verdict::refused], counts[verdict::refused_by_d1], failed);
    return failed == 0 ? 0 : 1;
}
