#include "verify_rows.hpp"

#include <algorithm>
#include <map>

#include "failure.hpp"
#include "row_questions.hpp"
#include "sql_tokens.hpp"
#include "typescript_shape.hpp"

namespace squall::migrate {
namespace {

class verifier {
  public:
    verifier(target& db, const verify_options& o, verify_result& out) : db_(db), o_(o), out_(out) {}

    void table(const declared_table& t, const table_shape& shape) {
        if (!has_all_columns(t, "the table is missing")) return;
        access_ = access_of(db_, t.name, create_of(t.name));
        key_ = key_expression(shape, access_);
        const std::string from = " FROM " + name_text(t.name) + " AS t";
        const std::int64_t rows = db_.count("SELECT count(*)" + from);
        ++out_.tables;
        out_.rows += rows;
        if (rows == 0) return;
        ask(t.name, questions_of(t, shape), from);
        keys(shape, from);
        json(t, rows);
    }

    /// The rows of a view, against their declaration. Its rows are named by their first column.
    void view(const declared_table& v) {
        if (!has_all_columns(v, "the view is missing")) return;
        access_ = {};
        key_ = "ifnull(t." + name_text(std::string(v.columns[0].name)) + ", 'NULL')";
        ++out_.views;
        ask(v.name, questions_of_view(v), " FROM " + name_text(v.name) + " AS t");
    }

    /// What SQLite itself finds wrong: entries of indexes (expressions too) that are not those of the rows, CHECK and NOT NULL
    /// that rows do not keep, damaged pages. D1 may have the quick form alone, without indexes, or none.
    void integrity() {
        row_set found;
        for (const char* question : {"PRAGMA integrity_check", "PRAGMA quick_check"}) {
            try {
                found = db_.query(question);
                out_.has_integrity = true;
                break;
            } catch (const failure&) {
            }
        }
        for (const auto& row : found.rows)
            if (text_of(row[0]) != "ok") add("the database", "", text_of(row[0]), 1);
    }

  private:
    void add(const std::string& table, const std::string& column, const std::string& what, std::int64_t count,
             std::vector<std::string> examples = {}) {
        out_.problems.push_back({table, column, what, count, std::move(examples)});
    }

    std::string create_of(const std::string& table) {
        const row_set found =
            db_.query("SELECT sql FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(" + string_text(table) + ")");
        return found.rows.empty() ? "" : text_of(found.rows[0][0]);
    }

    bool has_all_columns(const declared_table& t, const char* missing) {
        names there;
        for (const auto& row : db_.query("SELECT name FROM pragma_table_xinfo(" + string_text(t.name) + ")").rows)
            there.push_back(text_of(row[0]));
        if (there.empty()) return add(t.name, "", missing, 1), false;
        bool all = true;
        for (const column_description& c : t.columns)
            if (std::none_of(there.begin(), there.end(), [&](const std::string& name) { return same_word(name, c.name); }))
                add(t.name, std::string(c.name), "the column is missing", 1), all = false;
        return all;
    }

    std::vector<std::string> examples_of(const std::string& from, const std::string& bad_when) {
        std::vector<std::string> ids;
        for (const auto& row : db_.query("SELECT " + key_ + from + " WHERE " + bad_when + " LIMIT " + std::to_string(o_.examples)).rows)
            ids.push_back(text_of(row[0]));
        return ids;
    }

    /// All questions of a table in one reading of it; D1 returns at most 100 columns.
    void ask(const std::string& name, const std::vector<row_question>& questions, const std::string& from) {
        constexpr std::size_t most = 60;
        for (std::size_t begin = 0; begin < questions.size(); begin += most) {
            const std::size_t end = std::min(begin + most, questions.size());
            std::string counts;
            for (std::size_t i = begin; i < end; ++i)
                counts += (counts.empty() ? "" : ", ") + ("sum(" + questions[i].bad_when + ") AS c" + std::to_string(i));
            const row_set answer = db_.query("SELECT " + counts + from);
            for (std::size_t i = begin; i < end; ++i) {
                const std::int64_t bad = integer_of(answer.rows.at(0).at(i - begin));
                if (bad > 0) add(name, questions[i].column, questions[i].what, bad, examples_of(from, questions[i].bad_when));
            }
        }
    }

    /// Keys that the database should keep apart and may not know of. NULL is never equal to NULL.
    void keys(const table_shape& shape, const std::string& from) {
        struct unique_key {
            names terms;  // as SQL
            std::string where, shown;
        };
        std::vector<unique_key> all;
        const auto add_columns = [&](const names& columns) {
            unique_key key{.terms = {}, .where = "", .shown = name_list(columns)};
            for (const std::string& c : columns) key.terms.push_back("t." + name_text(c));
            all.push_back(std::move(key));
        };
        for (const names& columns : shape.unique) add_columns(columns);
        if (!shape.primary_key.empty()) add_columns(shape.primary_key);
        for (const index_shape& i : shape.indexes) {
            if (!i.unique) continue;
            unique_key key{.terms = {}, .where = i.where, .shown = ""};
            for (const std::string& term : i.columns) {
                key.terms.push_back(without_direction(term));
                key.shown += (key.shown.empty() ? "" : ", ") + key.terms.back();
            }
            all.push_back(std::move(key));
        }
        for (const unique_key& key : all) stand_twice(shape, key.terms, key.where, key.shown, from);
    }
    /// "created_at DESC" as "created_at".
    static std::string without_direction(const std::string& term) {
        const std::vector<token> words = tokens_of(term);
        const bool directed = words.size() > 1 && (words.back().is("DESC") || words.back().is("ASC"));
        return directed ? spelled(token_span(words).first(words.size() - 1)) : term;
    }
    void stand_twice(const table_shape& shape, const names& terms, const std::string& where, const std::string& shown,
                     const std::string& from) {
        std::string list, given = where.empty() ? "" : '(' + where + ')';
        for (const std::string& term : terms) {
            list += (list.empty() ? "" : ", ") + term;
            given += (given.empty() ? "(" : " AND (") + term + ") IS NOT NULL";
        }
        const std::string twice =
            "SELECT min(" + key_ + ") AS id" + from + " WHERE " + given + " GROUP BY " + list + " HAVING count(*) > 1";
        const std::int64_t count = db_.count("SELECT count(*) FROM (" + twice + ")");
        if (count == 0) return;
        std::vector<std::string> ids;
        for (const auto& row : db_.query(twice + " LIMIT " + std::to_string(o_.examples)).rows) ids.push_back(text_of(row[0]));
        add(shape.name, shown, "is a duplicate key", count, ids);
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
    void json(const declared_table& t, std::int64_t rows) {
        const std::vector<json_column> columns = json_columns(t);
        if (columns.empty()) return;
        std::string list = key_;
        for (const json_column& c : columns) list += ", iif(json_valid(t." + name_text(c.name) + "), t." + name_text(c.name) + ", NULL)";
        std::map<std::pair<std::string, std::string>, row_problem> found;
        std::int64_t done = 0;
        table_pages pages(db_, access_);
        for (auto page = pages.next(list); !page.empty(); page = pages.next(list)) {
            for (const auto& row : page) test(t.name, columns, row, found);
            done += static_cast<std::int64_t>(page.size());
            if (o_.progress) o_.progress("JSON of " + t.name, done, rows);
        }
        for (auto& [where, problem] : found) out_.problems.push_back(std::move(problem));
    }
    void test(const std::string& table, const std::vector<json_column>& columns, const std::vector<cell>& row,
              std::map<std::pair<std::string, std::string>, row_problem>& found) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (std::holds_alternative<std::monostate>(row[i + 1])) continue;
            simdjson::dom::element document;
            if (parser_.parse(text_of(row[i + 1])).get(document) != simdjson::SUCCESS) continue;
            const std::string fault = fault_of(*columns[i].shape, document);
            if (fault.empty()) continue;
            row_problem& p =
                found.try_emplace({columns[i].name, fault}, row_problem{table, columns[i].name, "has the wrong shape: " + fault})
                    .first->second;
            ++p.count;
            if (static_cast<std::int64_t>(p.examples.size()) < o_.examples) p.examples.push_back(text_of(row[0]));
        }
    }

    target& db_;
    const verify_options& o_;
    verify_result& out_;
    simdjson::dom::parser parser_;
    table_access access_;  // of the table at hand
    std::string key_;      // the SQL that names a row
};

}  // namespace

verify_result verify_rows(target& db, const declared_schema& schema, const verify_options& o) {
    for (const std::string& wanted : o.tables)
        if (!schema.shapes.table(wanted) &&
            std::none_of(schema.views.begin(), schema.views.end(), [&](const declared_table& v) { return same_word(v.name, wanted); }))
            throw failure(outcome::usage, "there is no table " + wanted + " in the schema");
    verify_result out;
    verifier v(db, o, out);
    std::int64_t done = 0;
    const auto is_wanted = [&](const declared_table& t) {
        const auto same = [&](const std::string& name) { return same_word(name, t.name); };
        return o.tables.empty() || std::any_of(o.tables.begin(), o.tables.end(), same);
    };
    for (const declared_table& t : schema.tables) {
        if (is_wanted(t)) v.table(t, *schema.shapes.table(t.name));
        if (o.progress) o.progress("verify", ++done, static_cast<std::int64_t>(schema.tables.size()));
    }
    for (const declared_table& view : schema.views)
        if (is_wanted(view)) v.view(view);
    if (o.tables.empty()) v.integrity();
    return out;
}

}  // namespace squall::migrate
