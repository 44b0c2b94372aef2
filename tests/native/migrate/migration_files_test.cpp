// What may stand in a migration, and how files are found.
#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "migrate/apply.hpp"
#include "migrate/failure.hpp"
#include "tool/temporary_directory.hpp"

using namespace squall::migrate;
using namespace std::string_literals;

namespace {

std::string refusal(const std::string& text) {
    try {
        statements_of({.name = "0001_a.sql", .text = text, .checksum = ""});
        return "";
    } catch (const failure& f) {
        return f.what();
    }
}
void write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}
std::string names_of(const migration_folder& folder) {
    std::string all;
    for (const migration_file& f : folder.files()) all += f.name + ' ';
    return all;
}
std::string missing_folder_reason(const std::filesystem::path& path) {
    try {
        migration_folder folder(path.string());
        return "";
    } catch (const failure& f) {
        return f.what();
    }
}

}  // namespace

TEST_CASE("what would leave the transaction or the database is refused, with its line") {
    for (const char* word : {"COMMIT", "commit", "End", "ROLLBACK", "BEGIN", "begin immediate", "SAVEPOINT s", "RELEASE s",
                             "ATTACH 'x' AS y", "DETACH y", "VACUUM", "vacuum into 'x'", "COMMIT TRANSACTION", "ROLLBACK TO s"}) {
        CAPTURE(word);
        CHECK(refusal("CREATE TABLE a (id);\n\n/* so; */ -- far\n" + std::string(word) + ";").find("0001_a.sql, line 4: ") == 0);
        CHECK(refusal(word).find("0001_a.sql, line 1: ") == 0);
        CHECK(refusal("\xEF\xBB\xBF" + std::string(word)) != "");
        CHECK(refusal("SELECT 1;;\t" + std::string(word)) != "");
    }
    CHECK(refusal("CREATE TABLE a (id);\nCREATE TABLE b\0 (id);"s).find("line 2: the file contains a NUL character") != std::string::npos);
    CHECK(refusal("\0"s).find("line 1: ") != std::string::npos);
}

TEST_CASE("what is never closed is refused where it begins") {
    CHECK(refusal("CREATE TABLE a (id);\n/* CREATE TABLE b (id);\n").find("line 2: a comment") != std::string::npos);
    CHECK(refusal("INSERT INTO a VALUES ('it''s\n);\n").find("line 1: a string") != std::string::npos);
    CHECK(refusal("SELECT 1;\nCREATE TABLE \"a (id);").find("line 2: a quoted name") != std::string::npos);
    CHECK(refusal("CREATE TABLE [a (id);").find("a quoted name") != std::string::npos);
    CHECK(refusal("SELECT '/*', \"--\", [/*], `'`, 1 -- it's /* fine\n;/* 'fine */ SELECT 'a''b'; -- no newline") == "");
}

TEST_CASE("the same words inside statements are no fault") {
    CHECK(
        refusal("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM b; END;\nINSERT INTO a VALUES "
                "('COMMIT; ROLLBACK;');\nCREATE TABLE [commit] ([end] TEXT DEFAULT 'begin');\nUPDATE a SET x = CASE WHEN 1 THEN 2 END;") ==
        "");
    CHECK(refusal("") == "");
    CHECK(refusal("-- COMMIT;\n/* ROLLBACK; */") == "");
}

TEST_CASE("files that would be passed over silently are named") {
    const squall::tool::temporary_directory scratch;
    const std::filesystem::path dir = scratch.file("m");
    write(dir / "0001_a.sql", "");
    write(dir / "notes.txt", "");
    write(dir / "deep" / "0002_b.sql", "");
    CHECK(names_of(migration_folder(dir.string())) == "0001_a.sql ");
    write(dir / "0002_b.SQL", "");
    CHECK(missing_folder_reason(dir).find("0002_b.SQL is ignored by wrangler") != std::string::npos);
    std::filesystem::remove(dir / "0002_b.SQL");
    std::filesystem::create_symlink("nowhere", dir / "0003_c.sql");
    CHECK(missing_folder_reason(dir).find("0003_c.sql is a link to a missing file") != std::string::npos);
    std::filesystem::remove(dir / "0003_c.sql");
    std::filesystem::create_directories(dir / "0004_d.sql");
    CHECK(missing_folder_reason(dir).find("0004_d.sql has the name of a migration but is not a file") != std::string::npos);
}

TEST_CASE("a pattern finds files in folders, named from the folder of migrations") {
    const squall::tool::temporary_directory scratch;
    const std::filesystem::path dir = scratch.file("m");
    for (const char* name :
         {"0001_a/migration.sql", "0010_c/migration.sql", "0002_b/migration.sql", "0002_b/snapshot.sql", "0003_flat.sql"})
        write(dir / name, "");
    const auto found = [&](const std::string& pattern) {
        return names_of(migration_folder(migration_place{.path = dir.string(), .pattern = pattern}));
    };
    CHECK(found("*/migration.sql") == "0001_a/migration.sql 0002_b/migration.sql 0010_c/migration.sql ");
    CHECK(found("**/*.sql") == "0001_a/migration.sql 0002_b/migration.sql 0002_b/snapshot.sql 0003_flat.sql 0010_c/migration.sql ");
    CHECK(found("0002_?/*.sql") == "0002_b/migration.sql 0002_b/snapshot.sql ");
    CHECK(matches_glob("a/b/c.sql", "**/c.sql"));
    CHECK(matches_glob("c.sql", "**/c.sql"));
    CHECK_FALSE(matches_glob("a/b.sql", "*.sql"));
    CHECK_FALSE(matches_glob("a/b/c.sql", "*/c.sql"));
}

namespace {

struct project {
    squall::tool::temporary_directory scratch{};
    std::filesystem::path dir = scratch.file("m");
    std::unique_ptr<target> db = open_sqlite(scratch.file("db.sqlite"), false);

    applied_migrations apply(const std::string& table = "d1_migrations") {
        const migration_folder folder(migration_place{.path = dir.string(), .table = table});
        return apply_pending(*db, folder, false, [](const auto&...) {});
    }
    std::string reason(const std::string& table = "d1_migrations") {
        try {
            apply(table);
            return "";
        } catch (const failure& f) {
            return f.what();
        }
    }
};

}  // namespace

TEST_CASE("a refused file stops the run before the first file") {
    project p;
    write(p.dir / "0001_a.sql", "CREATE TABLE a (id);");
    write(p.dir / "0002_b.sql", "CREATE TABLE b (id);\nCOMMIT;");
    CHECK(p.reason().find("0002_b.sql, line 2: COMMIT is not allowed in a migration") == 0);
    CHECK(p.db->count("SELECT count(*) FROM sqlite_master") == 0);
}

TEST_CASE("a table of another name records the files; one that records them already is not passed over") {
    project p;
    write(p.dir / "0001_a.sql", "CREATE TABLE a (id); INSERT INTO a VALUES (1);");
    CHECK(p.apply("done by wrangler").applied.size() == 1);
    CHECK(p.db->count("SELECT count(*) FROM [done by wrangler] WHERE name = '0001_a.sql'") == 1);
    CHECK(p.apply("done by wrangler").applied.empty());
    CHECK(p.reason().find("the table done by wrangler of ") == 0);
    CHECK(p.db->count("SELECT count(*) FROM a") == 1);
}

TEST_CASE("a file that got another number after it was applied is not applied again") {
    project p;
    write(p.dir / "0001_a.sql", "CREATE TABLE a (id);");
    write(p.dir / "0002_mine.sql", "CREATE TABLE mine (id);");
    p.apply();
    std::filesystem::rename(p.dir / "0002_mine.sql", p.dir / "0003_mine.sql");
    write(p.dir / "0002_theirs.sql", "CREATE TABLE theirs (id);");
    const applied_migrations done = p.apply();
    CHECK(done.applied == std::vector<std::string>{"0002_theirs.sql"});
    REQUIRE(done.renamed.size() == 1);
    CHECK(done.renamed[0].before + ' ' + done.renamed[0].now == "0002_mine.sql 0003_mine.sql");
    const migration_state after = state_of(*p.db, migration_folder(p.dir.string()));
    CHECK((after.pending.empty() && after.missing.empty() && after.renamed.empty() && after.edited.empty()));
    // Another text is another migration.
    std::filesystem::rename(p.dir / "0003_mine.sql", p.dir / "0004_mine.sql");
    write(p.dir / "0004_mine.sql", "CREATE TABLE mine (id, more);");
    CHECK(p.reason().find("0004_mine.sql, statement 1 (line 1, CREATE TABLE mine") == 0);
}

TEST_CASE("a file that another run applies in between is left to it") {
    project p;
    write(p.dir / "0001_a.sql", "CREATE TABLE a (id);");
    write(p.dir / "0002_b.sql", "CREATE TABLE b (id);");
    write(p.dir / "0003_c.sql", "CREATE TABLE c (id);");
    const migration_folder folder(p.dir.string());
    bool was_there = false;
    const auto other = open_sqlite(p.scratch.file("db.sqlite"), true);
    const applied_migrations done = apply_pending(*p.db, folder, false, [&](const auto&...) {
        if (!was_there) apply_pending(*other, folder, false, [](const auto&...) {});
        was_there = true;
    });
    CHECK(done.applied == std::vector<std::string>{"0001_a.sql"});
    CHECK(p.db->count("SELECT count(*) FROM d1_migrations") == 3);
}

TEST_CASE("what wrangler applied is adopted by the first run: an edit of it is found by the next") {
    project p;
    write(p.dir / "0001_a.sql", "CREATE TABLE a (id);");
    p.db->run({{"CREATE TABLE d1_migrations(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT "
                "CURRENT_TIMESTAMP NOT NULL)"},
               {"INSERT INTO d1_migrations (name) VALUES ('0001_a.sql')"},
               {"CREATE TABLE a (id)"}});
    CHECK(p.apply().applied.empty());
    write(p.dir / "0001_a.sql", "CREATE TABLE a (id, edited);");
    CHECK(p.reason().find("0001_a.sql was edited after it had been applied") == 0);
}

TEST_CASE("a migration of many statements takes linear time") {
    project p;
    const auto seconds = [&](int statements) {
        std::string text = "CREATE TABLE t" + std::to_string(statements) + " (id INTEGER, v TEXT);\n";
        for (int i = 0; i < statements; ++i)
            text += "INSERT INTO t" + std::to_string(statements) + " VALUES (" + std::to_string(i) +
                    ", 'some words, so that there is text');\n";
        write(p.dir / (std::to_string(statements) + "_rows.sql"), text);
        const auto begin = std::chrono::steady_clock::now();
        p.apply();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const double few = seconds(4'000), many = seconds(32'000);
    CHECK(many < 8 * few * 3 + 1);  // eight times the statements; the square would be 64 times the time
}
