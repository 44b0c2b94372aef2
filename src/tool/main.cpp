// The squall command.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <csignal>
#include <functional>
#include <system_error>

#include "commands.hpp"
#include "find_migrations.hpp"

namespace {

using namespace squall::tool;

void add_config(CLI::App& c, options& o) {
    c.add_option("--binding", o.target.binding, "database binding in wrangler's configuration")->type_name("NAME")->group("Database");
    c.add_option("--config", o.target.config, "wrangler's configuration file (default: wrangler.json, .jsonc or .toml in this directory)")
        ->type_name("FILE")
        ->group("Database");
    c.add_option("--env", o.target.environment, "environment in wrangler's configuration (default: CLOUDFLARE_ENV)")
        ->type_name("NAME")
        ->group("Database");
}
void add_database(CLI::App& c, options& o) {
    c.add_option("--sqlite", o.target.sqlite, "a SQLite file")->type_name("FILE")->group("Database");
    auto* local = c.add_option("--local", o.target.local_dir, "wrangler's local D1 (default directory: .wrangler/state)");
    local->type_name("[DIR]")->expected(0, 1)->group("Database");
    local->each([&o](const std::string&) { o.target.local = true; });
    c.add_flag("--remote", o.target.remote, "D1 over REST: CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN, CLOUDFLARE_D1_DATABASE_ID")
        ->group("Database");
    c.add_option("--database-id", o.target.database_id, "database id, if neither the environment nor wrangler's configuration sets it")
        ->type_name("ID")
        ->group("Database");
    add_config(c, o);
    c.parse_complete_callback([local, &o] { o.target.local = o.target.local || local->count() > 0; });
}
/// A number within bounds; they stand in the description, in words.
CLI::Option* add_number(CLI::App& c, const char* name, auto& value, const char* what, int least, int most) {
    return c.add_option(name, value, what)->type_name("N")->check(CLI::Range(least, most).description(""));
}
void add_folder(CLI::App& c, options& o) {
    c.add_option("--migrations", o.migrations.path, "directory of the migrations (default: wrangler's migrations_dir, or migrations)")
        ->type_name("DIR");
    c.add_option("--migrations-table", o.migrations.table,
                 "table that records applied migrations (default: wrangler's migrations_table, or d1_migrations)")
        ->type_name("TABLE");
}
void add_renames(CLI::App& c, options& o) {
    c.add_option("--rename", o.column_renames, "rename a column: table.old:new")->type_name("T.A:B");
    c.add_option("--rename-table", o.table_renames, "rename a table: old:new")->type_name("A:B");
    c.add_flag("--allow-loss", o.allow_loss, "allow dropping tables and columns with their content, and changes in how values are stored");
    c.add_flag("--dry-run", o.dry_run, "show what would be done, and change nothing");
}

using command = int (*)(const options&, output&);

int run_command(const CLI::App& chosen, command run, options& o) {
    output out(chosen.get_name(), o.json);
    try {
        if (chosen.get_option_no_throw("--migrations")) find_migrations(o);
        return out.delivered(run(o, out));
    } catch (const failure& f) {
        return out.delivered(out.finish(f));
    } catch (const std::system_error& error) {  // of files, too
        return out.delivered(out.finish(failure(outcome::usage, error.what())));
    } catch (const std::exception& error) {
        return out.delivered(out.finish(failure(outcome::database, std::string("unexpected error: ") + error.what())));
    }
}

void add_drops(CLI::App& c, options& o) {
    c.add_option("--drop", o.drop, "drop an undeclared index, view, trigger, virtual table or table")->type_name("NAME");
    c.add_option("--drop-clauses", o.drop_clauses, "drop the undeclared clauses of a table")->type_name("TABLE");
}

}  // namespace

int main(int argc, char** argv) {
    // A file that may not grow and a pipe that nobody reads are errors of a write, which have a message.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    options o;
    CLI::App app("squall: migrates, checks and inspects the database that schema/ declares");
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 success; 1 the check failed; 2 wrong usage; 3 refused because data would be lost; 4 database error.\nSee "
        "docs/tool.md.");
    std::vector<std::pair<CLI::App*, command>> commands;
    const auto add = [&](const char* name, const char* what, command run) -> CLI::App& {
        CLI::App* c = app.add_subcommand(name, what);
        c->add_flag("--json", o.json, "print one JSON object instead of text");
        commands.emplace_back(c, run);
        return *c;
    };

    CLI::App& g = add("generate", "write a migration for the changes in the C++ schema since the last snapshot", generate);
    g.add_option("name", o.name, "description, used in the file name")->type_name("NAME")->capture_default_str();
    add_folder(g, o), add_config(g, o), add_renames(g, o), add_drops(g, o);

    CLI::App& a = add("diff", "print the SQL that turns one schema into another: snapshots (.json), scripts (.sql) or SQLite files", diff);
    a.add_option("before", o.before, "current schema")->required()->type_name("FILE");
    a.add_option("after", o.after, "target schema")->required()->type_name("FILE");
    add_renames(a, o);
    a.get_option("--dry-run")->group("");  // it changes nothing anyway

    CLI::App& m = add("migrate", "apply the pending migrations", migrate_database);
    add_database(m, o), add_folder(m, o);
    auto* baseline =
        m.add_option("--baseline", o.baseline_name, "record files as applied up to this one (default: the first), on an existing database");
    baseline->type_name("[FILE]")->expected(0, 1);
    m.add_flag("--down", o.down, "revert the last applied migration with its reverse file, down/NNNN_name.sql")->excludes("--baseline");
    m.add_flag("--allow-loss", o.allow_loss, "with --down: allow the reverse file to lose data");
    m.add_flag(
        "--no-bookmark", [&o](std::int64_t) { o.needs_bookmark = false; },
        "with --remote: apply files that remove or overwrite data without a Time Travel bookmark");
    m.add_flag("--allow-drift", o.allow_drift, "record the baseline, or revert a file, even if the database differs from it");
    m.add_flag("--allow-edited", o.allow_edited, "continue even if an applied file was edited");
    m.add_flag("--dry-run", o.dry_run, "show what would be applied, and change nothing");

    CLI::App& r = add("restore", "restore a remote D1 to an earlier state by Time Travel, or list the kept bookmarks", restore);
    add_database(r, o);
    r.add_option("bookmark", o.bookmark, "bookmark of the state to return to")->type_name("BOOKMARK");
    r.add_option("--timestamp", o.timestamp, "time of the state to return to, in UTC: 2026-01-31T08:00:00Z")->type_name("TIME");
    r.add_option("--before", o.before_file, "return to the state before this migration, by the bookmark that squall migrate kept")
        ->type_name("FILE");
    r.add_flag("--yes", o.yes, "restore without asking");

    CLI::App& b = add("backfill", "change rows in batches: an UPDATE or DELETE that an interrupted run continues", run_backfill);
    add_database(b, o);
    b.add_option("file", o.change_file, "file with one UPDATE or DELETE")->type_name("FILE");
    b.add_option("--sql", o.change_sql, "the statement itself, with --name")->type_name("SQL");
    b.add_option("--name", o.backfill_name, "name of the stored progress (default: the file's name)")->type_name("NAME");
    b.add_option("--key", o.key, "unique column whose ranges are the batches (default: the primary key, or rowid)")->type_name("COLUMN");
    add_number(b, "--batch", o.batch_size, "rows per batch (1 to 10000)", 1, 10'000)->capture_default_str();
    add_number(b, "--pause", o.pause_ms, "milliseconds between batches", 0, 3'600'000)->capture_default_str();
    add_number(b, "--max-batches", o.max_batches, "stop after this many batches; the next run continues", 1, 1'000'000);
    b.add_flag("--restart", o.restart, "discard the progress and start over");
    b.add_flag("--dry-run", o.dry_run, "show the statement and count the rows, and change nothing");

    CLI::App& s = add("status", "show applied, pending and edited migrations, and differences in the database", status);
    add_database(s, o), add_folder(s, o);

    CLI::App& c = add("check", "check that schema, snapshots and files agree (and a database, if one is named)", check);
    add_database(c, o), add_folder(c, o);
    c.add_flag("--record", o.record, "record handwritten files: write a snapshot and the checksums");

    CLI::App& p = add("push", "change a database to match the schema, without a migration (development)", push);
    add_database(p, o), add_renames(p, o), add_drops(p, o);

    CLI::App& l = add("pull", "write C++ declarations from an existing database", pull);
    add_database(l, o);
    l.add_option("--out", o.out, "output file (default: standard output)")->type_name("FILE");
    l.add_option("--namespace", o.space, "namespace of the declarations")->type_name("NAME")->capture_default_str();
    l.add_option("--project", o.project, "write declarations, functions and the first migration into a project (squall init --from does)")
        ->type_name("DIR")
        ->excludes("--out")
        ->excludes("--namespace");
    l.add_flag("--update", o.update, "update the files of a project (default: this directory); your edits stay")
        ->excludes("--out")
        ->excludes("--namespace");

    CLI::App& v = add("verify", "check the rows against the declared types: nulls, enums, JSON, booleans, times, orphans, keys", verify);
    add_database(v, o);
    v.add_option("--table", o.tables, "check only this table (repeatable)")->type_name("TABLE");
    v.add_option("--examples", o.examples, "number of ids to show per problem")->type_name("N")->capture_default_str();

    CLI::App& d = add("seed", "fill every table with realistic rows, the same on every run", seed);
    add_database(d, o);
    add_number(d, "--rows", o.rows, "approximate rows per table", 1, 10'000'000)->capture_default_str();
    d.add_option("--seed", o.seed, "seed of the random rows")->type_name("N")->capture_default_str();

    CLI::App& e = add("export", "write the schema as SQL, or a database with its rows", export_sql);
    add_database(e, o);
    e.add_option("--out", o.out, "output file (default: standard output)")->type_name("FILE");
    e.add_flag_callback(
        "--no-data", [&o] { o.data = false; }, "leave out the rows");
    e.add_flag_callback(
        "--no-verify", [&o] { o.verify = false; }, "skip the check that reloads the dump and compares");

#ifdef SQUALL_STUDIO
    CLI::App& u =
        add("studio", "serve a web page for a SQLite file, a local D1 or a remote D1 (default: a temporary seeded database)",
            studio);
    add_database(u, o);
    add_number(u, "--port", o.port, "port on 127.0.0.1 (default: any free port)", 0, 65535);
    u.add_flag("--open", o.open_page, "open the page in the browser");
    add_number(u, "--time-limit", o.time_limit, "seconds after which a statement is stopped (1 to 3600)", 1, 3600)->capture_default_str();
    u.add_flag("--read-only", o.read_only, "refuse every change");
    u.add_flag("--write", o.write, "with --remote: allow changes; a Time Travel bookmark is taken before each");
    add_number(u, "--rows", o.rows, "approximate rows per table of the temporary database", 1, 1'000'000)->capture_default_str();
#endif

    CLI::App& w = add("raw", "list the uses of raw SQL in C++ sources", raw);
    w.add_option("places", o.places, "directories and files (default: src)")->type_name("PATH");
    w.add_flag("--forbid", o.forbid, "fail if there is one");

    CLI::App& k = add("call", "call a repository function: agents.get '{\"id\": \"agent_1\"}'", call);
    add_database(k, o);
    k.add_option("function", o.function, "domain.function")->type_name("NAME");
    k.add_option("arguments", o.arguments, "arguments as a JSON object")->type_name("JSON");
    k.add_flag("--stdin", o.from_stdin, "read calls from standard input, one line of JSON each; answer each with one line of JSON");
    k.add_flag("--list", o.list_functions, "list the functions and their arguments");
    k.add_flag("--plan", o.only_plan, "print the statements of the call without running them");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : static_cast<int>(outcome::usage);
    }
    o.baseline = baseline->count() > 0;
    for (const auto& [chosen, run] : commands)
        if (*chosen) return run_command(*chosen, run, o);
    return 0;
}
