// Databases whose names and texts were chosen to do harm. Of each: pull's header holds every text inside a literal or a
// comment, the schema that was read can be made anew and dropped, an export makes the same database again, and nothing that the
// tool prints has a control character.
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "cxx_tokens.hpp"
#include "migrate/difference.hpp"
#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/snapshot_json.hpp"
#include "must.hpp"
#include "tool/commands.hpp"

namespace {

namespace files = std::filesystem;
using squall::migrate::failure;
using squall::tool::options;
using squall::tool::output;

std::string folder;
std::string path_of(const char* name) { return folder + '/' + name; }

/// No identifier holds it, and each hostile text does: where it stands in code, a text has become code.
constexpr char mark = '@';

/// A text that closes what it may stand in, and goes on.
std::string hostile_text(FuzzedDataProvider& from) {
    static constexpr const char* pieces[] = {
        ")sql\"",
        "\"",
        "\\",
        "\\\n",
        "\n",
        "\r\n",
        "*/",
        "/*",
        "//",
        "--",
        "'",
        "''",
        ")\"",
        "R\"(",
        ")",
        "]",
        "[",
        "`",
        ";",
        "}",
        "{",
        "#include <x>\n",
        "\x1b[2J",
        "\x1b]0;x\a",
        "\xc2\x9b",
        "\x9b",
        "\xe2\x80\xae",
        "\xff",
        "\?\?/\n",
        "static int evil = 1;",
        "%s%n",
        "DROP TABLE a;",
        "\xef\xbb\xbf",
        "\x7f",
        "$",
        "union",
        "__LINE__",
        "t",
        "rowid",
        "\xf0\x9f\x98\x80",
    };
    std::string text(1, mark);
    for (int n = from.ConsumeIntegralInRange(0, 4); n > 0; --n) {
        text += from.ConsumeBool() ? std::string(from.PickValueInArray(pieces)) : from.ConsumeRandomLengthString(6);
        text += mark;
    }
    std::erase(text, '\0');
    return text;
}
std::string quoted(const std::string& text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote) out += c;
        out += c;
    }
    return out + quote;
}
std::string name(const std::string& text) { return quoted(text, '"'); }
std::string literal(const std::string& text) { return quoted(text, '\''); }

struct close_database {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using database = std::unique_ptr<sqlite3, close_database>;
database open(const std::string& path) {
    sqlite3* db = nullptr;
    sqlite3_open(path.c_str(), &db);
    return database(db);
}
bool run(const database& db, const std::string& sql) { return sqlite3_exec(db.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

/// Some statement is refused by SQLite itself, and left out.
void make(FuzzedDataProvider& from) {
    const database db = open(path_of("hostile.sqlite"));
    run(db, "PRAGMA synchronous = off");
    run(db, "PRAGMA journal_mode = off");
    std::vector<std::string> tables;
    for (int n = from.ConsumeIntegralInRange(1, 3); n > 0; --n) {
        const std::string table = hostile_text(from), a = hostile_text(from), b = hostile_text(from);
        std::string sql = "CREATE TABLE " + name(table) + " (";
        sql += from.ConsumeBool() ? "id INTEGER PRIMARY KEY" : "id TEXT PRIMARY KEY";
        sql += ", " + name(a) + " TEXT";
        if (from.ConsumeBool()) sql += " DEFAULT " + literal(hostile_text(from));
        if (from.ConsumeBool()) sql += " CHECK (" + name(a) + " IN (" + literal(hostile_text(from)) + ", 'x'))";
        if (from.ConsumeBool()) sql += " /* " + std::string(from.ConsumeBool() ? "*" : "@") + " */";
        if (from.ConsumeBool()) sql += " COLLATE NOCASE";
        sql += ", " + name(b) + ' ' + (from.ConsumeBool() ? "INTEGER" : name(hostile_text(from)));
        if (from.ConsumeBool()) sql += " AS (" + name(a) + " || " + literal(hostile_text(from)) + ')';
        if (!tables.empty() && from.ConsumeBool()) sql += ", FOREIGN KEY (" + name(a) + ") REFERENCES " + name(tables[0]) + " (id)";
        if (from.ConsumeBool()) sql += ", CHECK (" + name(a) + " <> " + literal(hostile_text(from)) + ')';
        if (from.ConsumeIntegralInRange(0, 7) == 0) sql.insert(sql.find('(') + 1, "\"\" TEXT, ");  // which no reader takes
        if (from.ConsumeBool()) sql += ", UNIQUE (" + name(a) + " DESC) ON CONFLICT IGNORE";
        sql += from.ConsumeBool() ? ") WITHOUT ROWID" : ")";
        if (!run(db, sql)) continue;
        tables.push_back(table);
        run(db, "INSERT INTO " + name(table) + " (id, " + name(a) + ") VALUES (1, 'x')");
        run(db, "INSERT INTO " + name(table) + " (id, " + name(a) + ") VALUES (2, " + literal(hostile_text(from)) + ')');
        if (from.ConsumeBool())
            run(db, "CREATE INDEX " + name(hostile_text(from)) + " ON " + name(table) + " (" + name(a) + ") WHERE " + name(a) + " <> " +
                        literal(hostile_text(from)));
        if (from.ConsumeBool())
            run(db, "CREATE VIEW " + name(hostile_text(from)) + " AS SELECT " + literal(hostile_text(from)) + " AS " +
                        name(hostile_text(from)) + ", id FROM " + name(table) +
                        (from.ConsumeBool() ? " -- @" + from.ConsumeRandomLengthString(4) : ""));
        if (from.ConsumeBool())
            run(db, "CREATE TRIGGER " + name(hostile_text(from)) + " AFTER UPDATE ON " + name(table) + " BEGIN SELECT " +
                        literal(hostile_text(from)) + "; END");
        if (from.ConsumeBool())
            run(db, "CREATE VIRTUAL TABLE " + name(hostile_text(from)) + " USING fts5(" + name(hostile_text(from)) + ')');
    }
}

/// Objects and rows, as one text each.
std::map<std::string, std::string> contents(const std::string& path) {
    const database db = open(path);
    std::map<std::string, std::string> all;
    const auto each = [&](const std::string& sql, auto use) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) return;
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> s(raw, sqlite3_finalize);
        const auto text = [&](int i) {
            const auto* t = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
            return std::string(t ? t : "");
        };
        while (sqlite3_step(raw) == SQLITE_ROW) use(text);
    };
    std::vector<std::string> tables;
    each("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1, 2", [&](auto text) {
        all[text(0) + ' ' + text(1)] = "";
        if (text(0) == "table") tables.push_back(text(1));
    });
    for (const std::string& t : tables) {
        std::vector<std::string> columns;
        each("SELECT name FROM pragma_table_xinfo(" + literal(t) + ") WHERE hidden <> 1", [&](auto text) { columns.push_back(text(0)); });
        std::string list;
        for (const std::string& c : columns) list += (list.empty() ? "quote(" : " || ',' || quote(") + name(c) + ')';
        if (!list.empty())
            each("SELECT " + list + " FROM " + name(t) + " ORDER BY 1", [&](auto text) { all["table " + t] += text(0) + '\n'; });
    }
    return all;
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Runs a command, and looks at what it printed.
bool run_command(const char* name, int (*command)(const options&, output&), const options& o) {
    if (std::freopen(path_of("printed").c_str(), "w", stdout) == nullptr) std::abort();
    bool done = false;
    {
        output out(name, o.json);
        try {
            done = command(o, out) <= static_cast<int>(squall::migrate::outcome::found);
        } catch (const failure& f) {
            out.line(f.what());
        }
    }
    std::fflush(stdout);
    for (const char c : read_file(path_of("printed")))
        fuzz::must(c == '\n' || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f), "no control character is printed");
    return done;
}

/// The schema that was read makes the same schema anew, its snapshot holds it all, and it can be dropped again.
void check_schema() {
    using namespace squall::migrate;
    const snapshot found = inspect(*open_sqlite(path_of("hostile.sqlite"), true));
    std::string json;
    try {
        json = to_json(found);
    } catch (const failure& f) {
        fuzz::must(f.code() == squall::migrate::outcome::refused, "what a snapshot cannot hold is refused");
    }
    if (!json.empty()) fuzz::must(differences_of(found, from_json(json, "a snapshot")).empty(), "a snapshot holds the whole schema");
    const auto fresh = open_sqlite(":memory:", false);
    const auto run_all = [&](const snapshot& before, const snapshot& after, const char* what) {
        std::vector<statement> batch;
        for (const std::string& sql : migration_statements(*compare(before, after))) batch.push_back({sql});
        const auto failed = fresh->batch(batch);
        if (failed) std::fprintf(stderr, "%s\n", failed->reason.c_str());
        fuzz::must(!failed, what);
    };
    run_all({}, found, "the schema can be made anew");
    fuzz::must(differences_of(found, inspect(*fresh)).empty(), "the schema made anew is the same");
    run_all(found, {}, "the schema can be dropped");
    fuzz::must(differences_of({}, inspect(*fresh)).empty(), "nothing is left of what was dropped");
}

void check_header() {
    const std::string header = read_file(path_of("pulled.hpp"));
    const auto code = fuzz::code_of(header);
    fuzz::must(code.has_value(), "every literal and comment of the header ends where it should");
    int braces = 0;
    for (std::size_t i = 0; i < code->size(); ++i) {
        const char c = (*code)[i];
        fuzz::must(c != mark && c != '\\' && c != '`' && c != '$' && c != '?', "no text of the database is code of the header");
        fuzz::must(c == '\n' || (c >= 0x20 && c != 0x7f), "the header's code is printable");
        fuzz::must(c != '#' || i == 0 || (*code)[i - 1] == '\n', "a directive begins a line");
        braces += c == '{' ? 1 : c == '}' ? -1 : 0;
        fuzz::must(braces >= 0, "no brace closes what the header did not open");
    }
    fuzz::must(braces == 0, "every brace is closed");
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    setenv("CI", "1", 1);
    const char* memory = files::exists("/dev/shm") ? "/dev/shm" : "/tmp";
    folder = std::string(memory) + "/squall-fuzz-" + std::to_string(getpid());
    files::create_directories(folder);
    std::atexit([] { files::remove_all(folder); });
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider from(data, size);
    for (const char* file : {"hostile.sqlite", "copy.sqlite", "pulled.hpp", "export.sql"}) files::remove(path_of(file));
    make(from);
    options o;
    o.target.sqlite = path_of("hostile.sqlite");
    o.out = path_of("pulled.hpp");
    if (run_command("pull", squall::tool::pull, o)) check_header(), check_schema();
    o.out = path_of("export.sql");
    if (run_command("export", squall::tool::export_sql, o)) {
        char* fault = nullptr;
        const database copy = open(path_of("copy.sqlite"));
        run(copy, "PRAGMA foreign_keys = off");
        sqlite3_exec(copy.get(), read_file(o.out).c_str(), nullptr, nullptr, &fault);
        if (fault) std::fprintf(stderr, "%s\n", fault);
        fuzz::must(fault == nullptr, "an export can be loaded");
        fuzz::must(contents(path_of("copy.sqlite")) == contents(path_of("hostile.sqlite")), "what was exported comes back");
    }
    o.out.clear();
    run_command("verify", squall::tool::verify, o);
    run_command("check", squall::tool::check, o);
    o.json = true;
    run_command("verify", squall::tool::verify, o);
    return 0;
}
