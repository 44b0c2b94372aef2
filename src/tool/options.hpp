#pragma once
// What the command line said.
#include <optional>
#include <string>
#include <vector>

#include "migrate/migration_files.hpp"

namespace squall::tool {

/// Which database; one of the three, or none.
struct target_options {
    std::string sqlite;       // --sqlite FILE
    bool local = false;       // --local [DIR]
    std::string local_dir;    // empty: .wrangler/state
    bool remote = false;      // --remote
    std::string database_id;  // --database-id; else from the environment or wrangler's configuration
    std::string binding;      // --binding: which database of wrangler's configuration
    std::string config;       // --config: wrangler's configuration
    std::string environment;  // --env: which environment of it; else CLOUDFLARE_ENV
    bool given() const { return !sqlite.empty() || local || remote; }
};

struct options {
    bool json = false;
    migrate::migration_place migrations{.path = "", .table = ""};  // what the command line says; find_migrations() fills the rest
    target_options target;

    std::string name = "changes";  // generate
    std::vector<std::string> column_renames, table_renames;
    bool allow_loss = false, dry_run = false;
    std::vector<std::string> drop, drop_clauses;  // what nobody declares and would else be kept

    std::string before, after;  // diff

    bool record = false;    // check
    bool baseline = false;  // migrate
    std::string baseline_name;
    bool allow_drift = false, allow_edited = false;
    bool down = false;           // migrate: take the last file back
    bool needs_bookmark = true;  // migrate --remote: --no-bookmark goes on without

    std::string bookmark, timestamp, before_file;  // restore: one of them
    bool yes = false;                              // restore: without a question

    std::string change_file, change_sql;  // backfill: one of them
    std::string backfill_name, key;
    long long batch_size = 5000, pause_ms = 0, max_batches = 0;  // 0: until it is finished
    bool restart = false;

    std::string out;                  // pull, export: a file; else standard output
    std::string space = "pulled";     // pull: the namespace
    std::string project;              // pull: a project whose files are written
    bool update = false;              // pull: bring those files up to date
    long long examples = 3;           // verify
    std::vector<std::string> tables;  // verify
    long long rows = 20;              // seed: rows a table
    unsigned long long seed = 1;
    bool data = true;    // export: rows too
    bool verify = true;  // export: load it again and compare

    int port = 0;            // studio: any that is free
    bool open_page = false;  // in the browser of the desktop
    bool read_only = false, write = false;
    int time_limit = 10;  // seconds a statement

    std::vector<std::string> places{"src"};  // raw: directories and files
    bool forbid = false;

    std::string function, arguments;  // call
    bool from_stdin = false, list_functions = false, only_plan = false;
};

}  // namespace squall::tool
