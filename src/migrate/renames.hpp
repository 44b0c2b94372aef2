#pragma once
// Renames cannot be read off two snapshots: they are passed in, and applied to the older one before the two are compared.
#include "snapshot.hpp"

namespace squall::migrate {

struct table_rename {
    std::string from, to;
};
struct column_rename {
    std::string table;  // by its newer name
    std::string from, to;
};
struct renames {
    std::vector<table_rename> tables{};
    std::vector<column_rename> columns{};
    bool empty() const { return tables.empty() && columns.empty(); }
};

/// "agents.title:name". Throws failure(usage) when it has another form.
column_rename read_column_rename(const std::string& text);
/// "agents:bots".
table_rename read_table_rename(const std::string& text);

/// The snapshot after ALTER TABLE … RENAME. Throws failure(usage) when there is nothing of the old name or already one of the new.
snapshot renamed(snapshot s, const renames& all);

}  // namespace squall::migrate
