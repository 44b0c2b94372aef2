#include "table_rows.hpp"

#include <algorithm>

#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

constexpr int page_rows = 250;

bool says_without_rowid(std::string_view create) {
    const std::vector<token> words = tokens_of(create);
    const auto open = std::find_if(words.begin(), words.end(), [](const token& t) { return t.is_symbol("("); });
    for (std::size_t i = after_parenthesis(words, static_cast<std::size_t>(open - words.begin())); i + 1 < words.size(); ++i)
        if (words[i].is("WITHOUT") && same_word(words[i + 1].text, "rowid")) return true;
    return false;
}

}  // namespace

table_access access_of(target& db, const std::string& table, std::string_view create) {
    table_access a{.table = table};
    a.without_rowid = says_without_rowid(create);
    std::vector<std::pair<std::int64_t, std::string>> key;
    std::string key_type;
    const auto all = db.query("SELECT name, type, pk, hidden FROM pragma_table_xinfo(" + string_text(table) + ") ORDER BY cid").rows;
    for (const auto& row : all) {
        if (integer_of(row[3]) == 0) a.columns.push_back(text_of(row[0]));
        if (integer_of(row[2]) == 0) continue;
        key.emplace_back(integer_of(row[2]), text_of(row[0]));
        key_type = text_of(row[1]);
    }
    std::sort(key.begin(), key.end());
    for (const auto& [place, name] : key) a.primary_key.push_back(name);
    if (a.without_rowid) return a;
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
        const bool hidden = std::any_of(all.begin(), all.end(), [&](const auto& row) { return same_word(text_of(row[0]), name); });
        if (!hidden && a.rowid.empty()) a.rowid = name;
    }
    if (key.size() == 1 && same_word(key_type, "INTEGER")) a.rowid_column = key[0].second;
    return a;
}

table_pages::table_pages(target& db, const table_access& access) : db_(db), access_(access) {
    if (!access.rowid.empty()) {
        key_ = order_ = "t." + access.rowid;
        return;
    }
    if (!access.without_rowid) return;
    // Under BINARY no two keys are equal, whatever the collations of column and key are.
    for (const std::string& k : access.primary_key) order_ += (order_.empty() ? "t." : ", t.") + name_text(k) + " COLLATE BINARY";
    key_ = '(' + order_ + ')';
}

answered<answered<cell>> table_pages::next(const std::string& expressions) {
    std::string sql = "SELECT " + expressions;
    if (!access_.rowid.empty()) {
        sql += ", quote(" + key_ + ")";
    } else {
        std::string key;
        for (const std::string& k : access_.primary_key)
            key += (key.empty() ? "" : " || ', ' || ") + literal_expression("t." + name_text(k));
        sql += access_.without_rowid ? ", '(' || " + key + " || ')'" : ", 0";
    }
    sql += " FROM " + name_text(access_.table) + " AS t";
    const std::string limit = " LIMIT " + std::to_string(page_rows);
    if (key_.empty())
        sql += " NOT INDEXED" + limit + " OFFSET " + std::to_string(done_);  // in the order in which they are stored
    else
        sql += (last_.empty() ? "" : " WHERE " + key_ + " > " + last_) + " ORDER BY " + order_ + limit;
    auto rows = db_.query(sql).rows;
    done_ += static_cast<std::int64_t>(rows.size());
    if (!rows.empty()) last_ = text_of(rows.back().back());
    for (auto& row : rows) row.pop_back();
    return rows;
}

std::string literal_expression(const std::string& e) {
    return "iif(typeof(" + e + ") = 'text' AND instr(" + e + ", char(0)), 'CAST(x''' || hex(" + e + ") || ''' AS TEXT)', quote(" + e + "))";
}

std::string with_plain_lines(std::string literal) {
    if (literal.find('\r') == literal.npos) return literal;
    std::string mark = "\\r";
    for (int n = 1; literal.find(mark) != literal.npos; ++n) mark = "\\r" + std::to_string(n);
    std::string out = "replace(";
    for (char c : literal) {
        if (c == '\r')
            out += mark;
        else
            out += c;
    }
    return out + ", " + string_text(mark) + ", char(13))";
}

}  // namespace squall::migrate
