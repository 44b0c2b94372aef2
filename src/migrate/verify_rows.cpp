#include "verify_rows.hpp"

#include <algorithm>
#include <map>

#include "failure.hpp"
#include "json_shape.hpp"
#include "row_questions.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

class verifier {
  public:
    verifier(target& db, const verify_options& o, verify_result& out) : db_(db), o_(o), out_(out) {}

    void table(const declared_table& t, const table_shape& shape) {
        if (!has_all_columns(t)) return;
        const std::string from = " FROM " + name_text(t.name) + " AS t";
        const std::int64_t rows = db_.count("SELECT count(*)" + from);
        ++out_.tables;
        out_.rows += rows;
        if (rows == 0) return;
        ask(t, shape, from);
        keys(shape, from);
        json(t, shape, rows);
    }

  private:
    void add(const std::string& table, const std::string& column, const std::string& what, std::int64_t count, std::vector<std::string> examples = {}) {
        out_.problems.push_back({table, column, what, count, std::move(examples)});
    }

    bool has_all_columns(const declared_table& t) {
        names there;
        for (const auto& row : db_.query("SELECT name FROM pragma_table_xinfo(" + string_text(t.name) + ")").rows) there.push_back(text_of(row[0]));
        if (there.empty()) return add(t.name, "", "the table is missing", 1), false;
        bool all = true;
        for (const column_description& c : t.columns)
            if (std::find(there.begin(), there.end(), c.name) == there.end()) add(t.name, std::string(c.name), "the column is missing", 1), all = false;
        return all;
    }

    std::vector<std::string> examples_of(const table_shape& shape, const std::string& from, const std::string& bad_when) {
        std::vector<std::string> ids;
        for (const auto& row : db_.query("SELECT " + key_expression(shape) + from + " WHERE " + bad_when + " LIMIT " + std::to_string(o_.examples)).rows) ids.push_back(text_of(row[0]));
        return ids;
    }

    /// All questions of a table in one reading of it; D1 gives at most 100 columns.
    void ask(const declared_table& t, const table_shape& shape, const std::string& from) {
        const std::vector<row_question> questions = questions_of(t, shape);
        constexpr std::size_t most = 60;
        for (std::size_t begin = 0; begin < questions.size(); begin += most) {
            const std::size_t end = std::min(begin + most, questions.size());
            std::string counts;
            for (std::size_t i = begin; i < end; ++i) counts += (counts.empty() ? "" : ", ") + ("sum(" + questions[i].bad_when + ") AS c" + std::to_string(i));
            const row_set answer = db_.query("SELECT " + counts + from);
            for (std::size_t i = begin; i < end; ++i) {
                const std::int64_t bad = integer_of(answer.rows.at(0).at(i - begin));
                if (bad > 0) add(t.name, questions[i].column, questions[i].what, bad, examples_of(shape, from, questions[i].bad_when));
            }
        }
    }

    /// Keys that the database should keep apart and may not know of. NULL is never equal to NULL.
    void keys(const table_shape& shape, const std::string& from) {
        std::vector<names> all = shape.unique;
        if (!shape.primary_key.empty()) all.push_back(shape.primary_key);
        for (const index_shape& i : shape.indexes)
            if (i.unique && i.where.empty()) all.push_back(i.columns);
        for (const names& key : all) {
            std::string list, given;
            for (const std::string& c : key) {
                list += (list.empty() ? "t." : ", t.") + name_text(c);
                given += (given.empty() ? "t." : " AND t.") + name_text(c) + " IS NOT NULL";
            }
            const std::string twice = "SELECT min(" + key_expression(shape) + ") AS id" + from + " WHERE " + given + " GROUP BY " + list + " HAVING count(*) > 1";
            const std::int64_t count = db_.count("SELECT count(*) FROM (" + twice + ")");
            if (count == 0) continue;
            std::vector<std::string> ids;
            for (const auto& row : db_.query(twice + " LIMIT " + std::to_string(o_.examples)).rows) ids.push_back(text_of(row[0]));
            add(shape.name, name_list(key), "is a key that stands more than once", count, ids);
        }
    }

    struct json_column {
        std::string name;
        json_shape_ptr shape;
    };
    static std::vector<json_column> json_columns(const declared_table& t) {
        std::vector<json_column> all;
        for (const column_description& c : t.columns) {
            if (c.type->kind != value_kind::json) continue;
            const json_shape_ptr shape = read_shape(c.type->typescript);
            if (shape->kind != shape_kind::anything) all.push_back({std::string(c.name), shape});
        }
        return all;
    }
    /// Shapes are tested here, page by page.
    void json(const declared_table& t, const table_shape& shape, std::int64_t rows) {
        const std::vector<json_column> columns = json_columns(t);
        if (columns.empty()) return;
        std::string list;
        for (const json_column& c : columns) list += ", iif(json_valid(t." + name_text(c.name) + "), t." + name_text(c.name) + ", NULL)";
        std::map<std::pair<std::string, std::string>, row_problem> found;
        std::int64_t done = 0;
        std::string last = "-9223372036854775808";
        while (true) {
            const row_set page = db_.query("SELECT t.rowid, " + key_expression(shape) + list + " FROM " + name_text(t.name) + " AS t WHERE t.rowid > " + last + " ORDER BY t.rowid LIMIT 500");
            if (page.rows.empty()) break;
            for (const auto& row : page.rows) test(t.name, columns, row, found);
            last = text_of(page.rows.back()[0]);
            done += static_cast<std::int64_t>(page.rows.size());
            if (o_.progress) o_.progress("JSON of " + t.name, done, rows);
        }
        for (auto& [where, problem] : found) out_.problems.push_back(std::move(problem));
    }
    void test(const std::string& table, const std::vector<json_column>& columns, const std::vector<cell>& row, std::map<std::pair<std::string, std::string>, row_problem>& found) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto* text = std::get_if<std::string>(&row[i + 2]);
            if (!text) continue;
            simdjson::dom::element document;
            if (parser_.parse(*text).get(document) != simdjson::SUCCESS) continue;
            const std::string fault = fault_of(*columns[i].shape, document);
            if (fault.empty()) continue;
            row_problem& p = found.try_emplace({columns[i].name, fault}, row_problem{table, columns[i].name, "has another shape: " + fault}).first->second;
            ++p.count;
            if (static_cast<std::int64_t>(p.examples.size()) < o_.examples) p.examples.push_back(text_of(row[1]));
        }
    }

    target& db_;
    const verify_options& o_;
    verify_result& out_;
    simdjson::dom::parser parser_;
};

}  // namespace

verify_result verify_rows(target& db, const declared_schema& schema, const verify_options& o) {
    for (const std::string& wanted : o.tables)
        if (!schema.shapes.table(wanted)) throw failure(outcome::usage, "there is no table " + wanted + " in the schema");
    verify_result out;
    verifier v(db, o, out);
    std::int64_t done = 0;
    for (const declared_table& t : schema.tables) {
        const bool wanted = o.tables.empty() || std::find(o.tables.begin(), o.tables.end(), t.name) != o.tables.end();
        if (wanted) v.table(t, *schema.shapes.table(t.name));
        if (o.progress) o.progress("verify", ++done, static_cast<std::int64_t>(schema.tables.size()));
    }
    return out;
}

}  // namespace squall::migrate
