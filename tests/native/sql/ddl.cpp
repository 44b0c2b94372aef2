#include "check.hpp"

TEST_CASE("a declaration gives the table's DDL", "[sql][ddl]") {
    CHECK(create_table<agents> ==
          "CREATE TABLE agents (\n"
          "  id TEXT PRIMARY KEY NOT NULL,\n"
          "  owner_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,\n"
          "  parent_id TEXT REFERENCES agents(id) ON DELETE SET NULL,\n"
          "  name TEXT NOT NULL,\n"
          "  version INTEGER NOT NULL DEFAULT 1,\n"
          "  labels TEXT,\n"
          "  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
          "  UNIQUE (owner_id, name)\n"
          ")");
}

TEST_CASE("an enum column lists its values, unless it is unchecked; a word of SQL is bracketed", "[sql][ddl]") {
    CHECK(create_table<runs> ==
          "CREATE TABLE runs (\n"
          "  agent_id TEXT NOT NULL REFERENCES agents(id),\n"
          "  number INTEGER NOT NULL,\n"
          "  status TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'done')),\n"
          "  old_status TEXT,\n"
          "  score REAL,\n"
          "  is_good BOOLEAN,\n"
          "  day DATE,\n"
          "  ended_at DATETIME,\n"
          "  details TEXT NOT NULL DEFAULT '{}',\n"
          "  [order] INTEGER,\n"
          "  PRIMARY KEY (agent_id, number)\n"
          ")");
}

TEST_CASE("indexes are written with the column objects", "[sql][ddl]") {
    CHECK(create_indexes<runs> ==
          "CREATE INDEX idx_runs_ended ON runs (ended_at DESC, number);\n"
          "CREATE UNIQUE INDEX idx_runs_running ON runs (agent_id) WHERE status = 'running';\n");
    CHECK(create_indexes<users>.empty());
}

namespace {
template <template <fixed_string, class, auto...> class column>
struct newest_view {
    column<"agent_id", std::string> agent_id{};
    column<"newest", std::optional<timestamp>> newest{};
};
constexpr auto newest =
    view<newest_view, "newest">(select(runs.agent_id, as<"newest">(max(runs.ended_at))).from(runs).group_by(runs.agent_id));
}  // namespace

TEST_CASE("a view is a query with declared columns, and a source of rows", "[sql][ddl]") {
    CHECK(create_view<newest> == "CREATE VIEW newest AS\nSELECT agent_id, max(ended_at) AS newest FROM runs GROUP BY agent_id");
    test_database database;
    database.run(create_view<newest>);
    CHECK(database.error_in(text_of(select(newest).from(newest).where(newest.agent_id == param<"agent_id">))) == "");
}
