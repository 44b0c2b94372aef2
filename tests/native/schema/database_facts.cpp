#include "database_facts.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "support/project_folder.hpp"

namespace iofold::test {

namespace {

/// The words between two marks of a text; empty when the first is not there.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const std::size_t at = text.find(begin);
    if (at == text.npos) return {};
    const std::size_t from = at + begin.size();
    return text.substr(from, text.find(end, from) - from);
}
/// 'a', 'b' as the two words. No value of the schema holds a quote.
sentences quoted_words(const std::string& list) {
    sentences words;
    for (std::size_t at = list.find('\''); at != list.npos; at = list.find('\'', at + 1)) {
        const std::size_t end = list.find('\'', at + 1);
        words.push_back(list.substr(at + 1, end - at - 1));
        at = end;
    }
    return words;
}

}  // namespace

database::database() {
    sqlite3_open(":memory:", &connection_);
    run("PRAGMA foreign_keys = ON");
}
database::~database() { sqlite3_close(connection_); }

void database::run(std::string_view sql) {
    char* message = nullptr;
    if (sqlite3_exec(connection_, std::string(sql).c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
        const std::string text = message;
        sqlite3_free(message);
        throw std::runtime_error(text);
    }
}
database::cells database::query(std::string_view sql) const {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(connection_));
    cells all;
    int state = sqlite3_step(statement);
    for (; state == SQLITE_ROW; state = sqlite3_step(statement)) {
        std::vector<std::string> row;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
            row.emplace_back(text ? text : "NULL");
        }
        all.push_back(std::move(row));
    }
    sqlite3_finalize(statement);
    if (state != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(connection_));
    return all;
}
sentences database::rows(std::string_view sql) const {
    sentences all;
    for (const auto& row : query(sql)) {
        std::string line;
        for (const std::string& cell : row) line += (line.empty() ? "" : "|") + cell;
        all.push_back(line);
    }
    return all;
}

sentences database::index_columns(const std::string& index) const {
    sentences columns;
    for (const auto& c : query("SELECT name, desc FROM pragma_index_xinfo('" + index + "') WHERE key ORDER BY seqno"))
        columns.push_back(c[0] + (c[1] == "1" ? " DESC" : ""));
    return columns;
}

table_facts database::facts_of_table(const std::string& name) const {
    const auto text_of = [&](const std::string& object) {
        const auto found = query("SELECT sql FROM sqlite_master WHERE name = '" + object + "'");
        return found.empty() ? std::string() : found[0][0];
    };
    const std::string table_text = text_of(name);
    table_facts f{.name = name};

    // SQLite tells foreign keys and CHECK lists of a table, not of a column.
    std::map<std::string, std::string> references;
    for (const auto& k : query("SELECT [from], [table] || '(' || [to] || ')', on_delete FROM pragma_foreign_key_list('" + name + "')"))
        references[k[0]] = k[1] + (k[2] == "NO ACTION" ? "" : " ON DELETE " + k[2]);
    sentences key;
    for (const auto& c :
         query("SELECT name, type, [notnull], ifnull(dflt_value, ''), pk FROM pragma_table_xinfo('" + name + "') ORDER BY cid")) {
        column_facts column{.name = c[0], .type = c[1], .not_null = c[2] == "1", .default_sql = c[3]};
        column.checked_values = quoted_words(between(table_text, "CHECK (" + c[0] + " IN (", "))"));
        column.references = references[c[0]];
        f.columns.push_back(sentence(column));
    }
    for (const auto& c : query("SELECT name FROM pragma_table_xinfo('" + name + "') WHERE pk > 0 ORDER BY pk")) key.push_back(c[0]);
    f.keys.push_back(key_sentence("PRIMARY KEY", key));

    for (const auto& i : query("SELECT name, [unique], origin, partial FROM pragma_index_list('" + name + "')")) {
        if (i[2] == "pk") continue;
        if (i[2] == "u") {
            f.keys.push_back(key_sentence("UNIQUE", index_columns(i[0])));
            continue;
        }
        const std::string where = i[3] == "1" ? between(text_of(i[0]), " WHERE ", "\n") : "";
        f.indexes.push_back(sentence(index_facts{i[0], i[1] == "1", index_columns(i[0]), where}));
    }
    f.sort();
    return f;
}

void apply_migrations(database& db, migration_range range) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(project_folder() / "migrations")) {
        const std::string number = entry.path().filename().string().substr(0, 4);
        if (entry.path().extension() == ".sql" && number >= range.first && number <= range.last) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        std::ifstream in(file);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        db.run("BEGIN; " + text + "; COMMIT");
    }
}

}  // namespace iofold::test
