#include "set_aside.hpp"

#include <algorithm>

#include "retired_columns.hpp"
#include "split_statements.hpp"
#include "sql_tokens.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

bool makes_table(const migration_file& f, const std::string& table) {
    for (const retired_column& c : retired_columns_of(f))
        if (lower(c.table + "_orphans") == lower(table)) return true;
    for (const located_statement& s : statements_of(f)) {
        const std::vector<token> tokens = tokens_of(s.sql);
        token_reader in{tokens};
        if (!in.take("CREATE") || !in.take("TABLE")) continue;
        if (in.take("IF")) in.take("NOT"), in.take("EXISTS");
        if (!in.done() && lower(in.name()) == lower(table)) return true;
    }
    return false;
}

}  // namespace

names drop_empty_set_aside(target& db, const migration_folder& folder, const names& files, const snapshot& schema) {
    names dropped;
    for (const auto& row : db.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").rows) {
        const std::string name = text_of(row[0]);
        if (!is_set_aside(name, schema)) continue;
        const auto makes_it = [&](const std::string& file) { return makes_table(*folder.file(file), name); };
        if (!std::any_of(files.begin(), files.end(), makes_it)) continue;
        const std::string table = name_text(name);
        if (db.count("SELECT EXISTS (SELECT 1 FROM " + table + ")") != 0) continue;
        db.run({{"DROP TABLE " + table}});
        dropped.push_back(name);
    }
    return dropped;
}

}  // namespace squall::migrate
