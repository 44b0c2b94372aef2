// The squall command.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <functional>

#include "commands.hpp"

namespace {

using namespace squall::tool;

void add_database(CLI::App& c, options& o) {
    c.add_option("--sqlite", o.target.sqlite, "a SQLite file")->type_name("FILE")->group("Database");
    auto* local = c.add_option("--local", o.target.local_dir, "the local D1 of wrangler, in its persisted state (.wrangler/state)");
    local->type_name("[DIR]")->expected(0, 1)->group("Database");
    local->each([&o](const std::string&) { o.target.local = true; });
    c.add_flag("--remote", o.target.remote, "D1 over REST: CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN, CLOUDFLARE_D1_DATABASE_ID")
        ->group("Database");
    c.add_option("--database-id", o.target.database_id, "the id, where neither environment nor wrangler's configuration says it")
        ->type_name("ID")
        ->group("Database");
    c.add_option("--binding", o.target.binding, "which database of wrangler's configuration")->type_name("NAME")->group("Database");
    c.add_option("--config", o.target.config, "wrangler's configuration (wrangler.toml, .json, .jsonc here)")
        ->type_name("FILE")
        ->group("Database");
    c.parse_complete_callback([local, &o] { o.target.local = o.target.local || local->count() > 0; });
}
void add_folder(CLI::App& c, options& o) {
    c.add_option("--migrations", o.migrations, "the folder of migrations")->type_name("DIR")->capture_default_str();
}
void add_renames(CLI::App& c, options& o) {
    c.add_option("--rename", o.column_renames, "a column that has a new name: table.old:new")->type_name("T.A:B");
    c.add_option("--rename-table", o.table_renames, "a table that has a new name: old:new")->type_name("A:B");
    c.add_flag("--allow-loss", o.allow_loss,
               "go on where a table or column is dropped with what it holds, or its values are stored otherwise");
    c.add_flag("--dry-run", o.dry_run, "only say what would be done");
}

void add_drops(CLI::App& c, options& o) {
    c.add_option("--drop", o.drop, "an index, view, trigger, virtual table or table that is not declared and is to be dropped")
        ->type_name("NAME");
    c.add_option("--drop-clauses", o.drop_clauses, "a table whose clauses that are not declared are to be dropped")->type_name("TABLE");
}

}  // namespace

int main(int argc, char** argv) {
    options o;
    CLI::App app("squall: migrations and care of the database whose tables are declared in schema/");
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done; 1 the answer is no; 2 wrong usage; 3 refused, for rows would be lost; 4 the database failed.\nMore in "
        "docs/tool.md.");
    using command = int (*)(const options&, output&);
    std::vector<std::pair<CLI::App*, command>> commands;
    const auto add = [&](const char* name, const char* what, command run) -> CLI::App& {
        CLI::App* c = app.add_subcommand(name, what);
        c->add_flag("--json", o.json, "one JSON object instead of text");
        commands.emplace_back(c, run);
        return *c;
    };

    CLI::App& g = add("generate", "write a migration from what has changed in the C++ schema since the last snapshot", generate);
    g.add_option("name", o.name, "words for the file's name")->capture_default_str();
    add_folder(g, o), add_renames(g, o), add_drops(g, o);

    CLI::App& a = add("diff", "the SQL that leads from one schema to another: snapshots (.json), scripts (.sql) or SQLite files", diff);
    a.add_option("before", o.before, "the schema that is there")->required()->type_name("FILE");
    a.add_option("after", o.after, "the schema that is to be")->required()->type_name("FILE");
    add_renames(a, o);

    CLI::App& m = add("migrate", "apply what is pending", migrate_database);
    add_database(m, o), add_folder(m, o);
    auto* baseline = m.add_option("--baseline", o.baseline_name,
                                  "record files as applied, up to this one (the first), on a database that was there before");
    baseline->type_name("[FILE]")->expected(0, 1);
    m.add_flag("--allow-drift", o.allow_drift, "record a baseline although the database differs from it");
    m.add_flag("--allow-edited", o.allow_edited, "go on although an applied file has been edited");
    m.add_flag("--dry-run", o.dry_run, "only say what would be applied");

    CLI::App& s = add("status", "what is applied, pending, edited, and where the database differs", status);
    add_database(s, o), add_folder(s, o);

    CLI::App& c = add("check", "do schema, snapshots and files agree (and a database, if one is given)?", check);
    add_database(c, o), add_folder(c, o);
    c.add_flag("--record", o.record, "record files that were written by hand: a snapshot and the checksums");

    CLI::App& p = add("push", "bring a database to the schema directly, without a migration (development)", push);
    add_database(p, o), add_renames(p, o), add_drops(p, o);

    CLI::App& l = add("pull", "write C++ declarations of a database that is there", pull);
    add_database(l, o);
    l.add_option("--out", o.out, "a file; else standard output")->type_name("FILE");
    l.add_option("--namespace", o.space, "the namespace of the declarations")->capture_default_str();

    CLI::App& v = add("verify", "test the rows against the declared types: nulls, enums, JSON, booleans, times, orphans, keys", verify);
    add_database(v, o);
    v.add_option("--table", o.tables, "only this table; may be given several times")->type_name("TABLE");
    v.add_option("--examples", o.examples, "how many ids to show of each")->capture_default_str();

    CLI::App& d = add("seed", "fill every table with believable rows, the same each time", seed);
    add_database(d, o);
    d.add_option("--rows", o.rows, "about how many rows a table")->capture_default_str()->check(CLI::Range(1, 10'000'000));
    d.add_option("--seed", o.seed, "another number gives other rows")->capture_default_str();

    CLI::App& e = add("export", "the schema as SQL; with a database, that database with its rows", export_sql);
    add_database(e, o);
    e.add_option("--out", o.out, "a file; else standard output")->type_name("FILE");
    e.add_flag("!--no-data", o.data, "without rows");

#ifdef SQUALL_STUDIO
    CLI::App& u = add("studio", "a web page on a SQLite file or a local D1; without one, on a seeded database of its own", studio);
    add_database(u, o);
    u.add_option("--port", o.port, "the port on 127.0.0.1; any that is free unless said")->type_name("PORT")->check(CLI::Range(0, 65535));
    u.add_flag("--open", o.open_page, "open the page in the browser of the desktop");
    u.add_option("--time-limit", o.time_limit, "after how many seconds a statement is stopped")
        ->capture_default_str()
        ->check(CLI::Range(1, 3600));
    u.add_flag("--read-only", o.read_only, "refuse every change");
    u.add_option("--rows", o.rows, "of its own database: about how many rows a table")->check(CLI::Range(1, 1'000'000));
#endif

    CLI::App& k = add("call", "call a repository function: agents.get '{\"id\": \"agent_1\"}'", call);
    add_database(k, o);
    k.add_option("function", o.function, "domain.function")->type_name("NAME");
    k.add_option("arguments", o.arguments, "a JSON object")->type_name("JSON");
    k.add_flag("--stdin", o.from_stdin, "a line of JSON a call on standard input, a line of JSON an answer");
    k.add_flag("--list", o.list_functions, "what can be called, with its arguments");
    k.add_flag("--plan", o.only_plan, "the statements that the call would send, without sending them");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : static_cast<int>(outcome::usage);
    }
    o.baseline = baseline->count() > 0;
    for (const auto& [chosen, run] : commands) {
        if (!*chosen) continue;
        output out(chosen->get_name(), o.json);
        try {
            return run(o, out);
        } catch (const failure& f) {
            return out.finish(f);
        } catch (const std::exception& error) {
            return out.finish(failure(outcome::usage, error.what()));
        }
    }
    return 0;
}
