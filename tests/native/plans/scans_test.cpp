// No statement reads all rows of a table that can grow, but those that accepted_scans.hpp names.
#include <catch2/catch.hpp>
#include <set>

#include "accepted_scans.hpp"
#include "filled_database.hpp"
#include "query_plans.hpp"
#include "squall/core/answer.hpp"
#include "squall/core/statement_text.hpp"
#include "tool/application_schema.hpp"

using namespace squall;
using namespace iofold::test;

namespace {

std::set<std::string, std::less<>> table_names() {
    std::set<std::string, std::less<>> names;
    for (const auto& table : tool::the_schema().shapes.tables) names.insert(table.name);
    return names;
}

/// What a line of a plan reads from its first row to its last: a table, or the name that the statement gives to something.
std::string scanned(const std::string& line) {
    const std::size_t at = line.find("SCAN ");
    if (at == line.npos || line.find("VIRTUAL TABLE") != line.npos || line.find("SCAN CONSTANT ROW") != line.npos) return {};
    const std::size_t begin = at + 5;
    return line[begin] == '(' ? "" : line.substr(begin, line.find(' ', begin) - begin);
}

/// The indexes on one column, of an enum.
std::set<std::string> enum_indexes() {
    std::set<std::string> names;
    const migrate::declared_schema& all = tool::the_schema();
    for (const auto& table : all.tables)
        for (const auto& column : table.columns)
            for (const auto& index : all.shapes.table(table.name)->indexes)
                if (column.type->kind == value_kind::enumeration && index.columns == migrate::names{std::string(column.name)})
                    names.insert(index.name);
    return names;
}

std::string searched_index(const std::string& line) {
    const std::size_t at = line.find(" INDEX ");
    if (line.find("SEARCH ") == line.npos || at == line.npos) return {};
    const std::size_t begin = at + 7;
    return line.substr(begin, line.find(' ', begin) - begin);
}

class scan_check {
  public:
    void check(const std::string& function, const std::string& text) {
        std::set<std::string> scans;
        for (const std::string& line : query_plan(filled_database(), text)) {
            if (const std::string name = scanned(line); !name.empty()) scans.insert(name);
            if (line.find("AUTOMATIC") != line.npos) found_ += function + ": " + line + '\n';
        }
        for (const std::string& name : scans) {
            if (!tables_.contains(name) && text.find(") AS " + name) != text.npos) continue;  // a subquery's rows
            if (tables_.contains(name) && accepts(function, name)) continue;
            found_ += function + ": SCAN " + name + " in " + text + '\n';
        }
    }
    const std::string& found() const { return found_; }
    const std::set<std::string_view>& used() const { return used_; }

  private:
    const std::set<std::string, std::less<>> tables_ = table_names();
    std::set<std::string_view> used_;
    std::string found_;

    bool accepts(const std::string& function, const std::string& table) {
        for (const accepted_scan& a : accepted_scans) {
            if (a.function != function || a.table != table) continue;
            used_.insert(a.function);
            return true;
        }
        return false;
    }
};

}  // namespace

TEST_CASE("no statement reads all rows of a table that can grow", "[plans]") {
    scan_check scans;
    for (const sent_function& f : sent_statements())
        for (const sent_statement& s : f.statements)
            for (std::uint32_t given : s.choices) scans.check(f.function->full_name(), variant_text(*s.statement, given));
    INFO(scans.found());
    CHECK(scans.found().empty());
    for (const accepted_scan& a : accepted_scans) {
        INFO(a.function << " reads no whole table: take it out of accepted_scans.hpp");
        CHECK(scans.used().contains(a.function));
    }
}

TEST_CASE("no statement finds its rows by an enum alone", "[plans]") {
    const auto indexes = enum_indexes();
    CHECK(indexes.size() > 5);
    std::set<std::pair<std::string, std::string>> used, accepted;
    for (const accepted_enum_index& a : accepted_enum_indexes) accepted.emplace(a.function, a.index);
    for (const sent_function& f : sent_statements())
        for (const sent_statement& s : f.statements)
            for (std::uint32_t given : s.choices)
                for (const std::string& line : query_plan(filled_database(), variant_text(*s.statement, given)))
                    if (const std::string index = searched_index(line); indexes.contains(index))
                        used.emplace(f.function->full_name(), index);
    for (const auto& [function, index] : used) {
        INFO(function << " looks up rows by " << index);
        CHECK(accepted.contains({function, index}));
    }
    CHECK(used.size() == accepted.size());
}

TEST_CASE("every column that refers to another table has an index: a delete there looks for it", "[plans]") {
    const auto missing = filled_database().query(
        "SELECT t.name || '.' || k.\"from\" FROM sqlite_master AS t, pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table' "
        "AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c "
        "WHERE c.seqno = 0 AND c.name = k.\"from\") ORDER BY 1");
    std::string names;
    for (const auto& row : missing.rows) names += (names.empty() ? "" : ", ") + squall::detail::text_of_cell(row[0]);
    CHECK(names == "");
    CHECK(filled_database().count("SELECT count(*) FROM sqlite_master AS t, pragma_foreign_key_list(t.name)") > 60);
}
