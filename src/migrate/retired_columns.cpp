#include "retired_columns.hpp"

#include <algorithm>

#include "failure.hpp"
#include "sql_tokens.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

constexpr std::string_view opening = "-- squall:";

bool has_column(target& db, const retired_column& c) {
    return db.count("SELECT count(*) FROM pragma_table_info(" + string_text(c.table) + ") WHERE lower(name) = lower(" +
                    string_text(c.column) + ")") > 0;
}
/// The columns of the primary key; none where the table has none.
names key_of(target& db, const std::string& table) {
    names key;
    const row_set columns = db.query("SELECT name FROM pragma_table_info(" + string_text(table) + ") WHERE pk > 0 ORDER BY pk");
    for (const auto& row : columns.rows) key.push_back(text_of(row[0]));
    return key;
}

retired_column read_line(const migration_file& file, std::string_view line, std::size_t number) {
    const std::vector<token> tokens = tokens_of(line.substr(opening.size()));
    token_reader in{tokens};
    if (in.take("SET") && in.take("ASIDE") && !in.done()) {
        retired_column c{.table = in.name(), .column = {}};
        if (in.take_symbol(".") && !in.done()) c.column = in.name();
        if (!c.column.empty() && in.done()) return c;
    }
    throw failure(outcome::refused,
                  file.name + ", line " + std::to_string(number) +
                      ": after \"-- squall:\" only \"set aside table.column\" is supported. No migration has been applied.");
}

}  // namespace

std::vector<retired_column> retired_columns_of(const migration_file& file) {
    std::vector<retired_column> all;
    std::string_view rest = file.text;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.starts_with(opening)) all.push_back(read_line(file, line, number));
    }
    return all;
}

std::vector<column_set_aside> columns_to_set_aside(target& db, const migration_file& file, const snapshot* kept) {
    std::vector<column_set_aside> all;
    for (const retired_column& c : retired_columns_of(file)) {
        const table_shape* kept_table = kept ? kept->table(c.table) : nullptr;
        if ((kept_table && kept_table->column(c.column)) || !has_column(db, c)) continue;
        const std::string table = name_text(c.table), aside = name_text(c.table + "_orphans"), column = name_text(c.column);
        const names key = key_of(db, c.table);
        const std::string from = (key.empty() ? "rowid" : name_list(key)) + ", " + column;
        const std::string to = (key.empty() ? "row" : name_list(key)) + ", " + column;
        all.push_back({c.table + '.' + c.column,
                       c.table + "_orphans",
                       {{"CREATE TABLE IF NOT EXISTS " + aside + " (" + to + ")"},
                        {"INSERT INTO " + aside + " (" + to + ") SELECT " + from + " FROM " + table + " WHERE " + column + " IS NOT NULL"},
                        {"ALTER TABLE " + table + " DROP COLUMN " + column}}});
    }
    return all;
}

}  // namespace squall::migrate
