// Full-text indexes and triggers: declared, migrated, read back; and the search through mail, on native SQLite.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "migrate/declared.hpp"
#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/keep.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/pull_header.hpp"
#include "migrate/snapshot_json.hpp"
#include "sample_database.hpp"
#include "squall/core/full_text_query.hpp"
#include "squall/sqlite/sqlite_database.hpp"
#include "tool/schema_statements.hpp"
#include "worker/examples/mail/functions.hpp"

using namespace squall::migrate;
using squall::test::rows;
using strings = std::vector<std::string>;

namespace {

const declared_schema& mail_schema() {
    static const declared_schema all = declare(mail::schema::tables, squall::relation_list<>{}, mail::schema::others);
    return all;
}
void migrate_to(target& db, const snapshot& before, const snapshot& after) {
    std::vector<statement> batch;
    for (const std::string& s : migration_statements(*compare(before, after))) batch.push_back({s});
    db.run(batch);
    CHECK(differences_of(after, inspect(db)) == names{});
}
std::unique_ptr<target> filled_mail() {
    auto db = open_sqlite(":memory:", false);
    migrate_to(*db, {}, mail_schema().shapes);
    for (const char* s :
         {"INSERT INTO mailboxes (id) VALUES ('ann')",
          "INSERT INTO messages VALUES (1, 'ann', 'Lunch', 'At the Café?', '2026-01-01'), (2, 'ann', 'Invoice', 'Please pay', "
          "'2026-01-02')"})
        db->run({{s}});
    return db;
}
strings found(target& db, const std::string& query) {
    return rows(db, "SELECT rowid FROM message_search WHERE message_search MATCH '" + query + "' ORDER BY rowid");
}

}  // namespace

TEST_CASE("the mail example's migration is what the tool writes of its schema", "[full_text]") {
    std::ifstream file(std::string(MAIL_MIGRATIONS) + "/0001_mail.sql");
    std::stringstream text;
    text << file.rdbuf();
    CHECK(text.str() == migration_text(*compare({}, mail_schema().shapes)));
}

TEST_CASE("a full-text index is read as it was declared, from JSON, a database and a pulled header", "[full_text]") {
    const snapshot& s = mail_schema().shapes;
    REQUIRE(s.full_texts.size() == 1);
    CHECK(s.full_texts[0].columns == names{"subject", "body"});
    CHECK(s.full_texts[0].content == "messages");
    CHECK(s.full_texts[0].key == "id");
    CHECK(s.triggers.size() == 5);
    CHECK(differences_of(s, from_json(to_json(s), "here")) == names{});
    const auto db = filled_mail();
    CHECK(inspect(*db).tables.size() == 2);
    const pulled_header pulled = header_of(inspect(*db), {}, "pulled", "here");
    CHECK(pulled.text.find("squall::full_text<messages, \"message_search\", \"unicode61 remove_diacritics 2\", \"subject\", \"body\"> "
                           "message_search;") != std::string::npos);
    CHECK(pulled.problems == names{});
    CHECK(pulled.text.find("squall::sql_object<\"count_gone_message\", \"CREATE TRIGGER count_gone_message AFTER DELETE") !=
          std::string::npos);
}

TEST_CASE("triggers keep the index and a count in step", "[full_text]") {
    const auto db = filled_mail();
    CHECK(found(*db, "cafe") == strings{"1"});
    db->run({{"UPDATE messages SET body = 'In the park' WHERE id = 1"}});
    CHECK(found(*db, "cafe").empty());
    CHECK(found(*db, "park") == strings{"1"});
    CHECK(rows(*db, "SELECT message_count FROM mailboxes") == strings{"2"});
    db->run({{"DELETE FROM messages WHERE id = 2"}});
    CHECK(found(*db, "invoice").empty());
    CHECK(rows(*db, "SELECT message_count FROM mailboxes") == strings{"1"});
    db->run({{"DELETE FROM mailboxes"}});  // by ON DELETE CASCADE too
    CHECK(found(*db, "park").empty());
    db->run({{"INSERT INTO message_search (message_search, rank) VALUES ('integrity-check', 1)"}});
}

TEST_CASE("migrations bring an index to rows that are there, and through rebuilds, renames and removal", "[full_text]") {
    const snapshot& whole = mail_schema().shapes;
    snapshot bare = whole;
    bare.full_texts.clear();
    bare.triggers.clear();
    const auto db = open_sqlite(":memory:", false);
    migrate_to(*db, {}, bare);
    db->run({{"INSERT INTO mailboxes (id) VALUES ('ann')"}, {"INSERT INTO messages VALUES (7, 'ann', 'Lunch', 'Now?', '2026-01-01')"}});
    migrate_to(*db, bare, whole);
    CHECK(found(*db, "lunch") == strings{"7"});

    snapshot rebuilt = whole;
    for (table_shape& t : rebuilt.tables)
        if (t.name == "messages") t.columns[2].default_sql = "'none'";
    migrate_to(*db, whole, rebuilt);
    CHECK(found(*db, "lunch") == strings{"7"});
    db->run({{"INSERT INTO messages (id, mailbox_id, body, received_at) VALUES (8, 'ann', 'Dinner', '2026-01-01')"}});
    CHECK(found(*db, "none") == strings{"8"});

    snapshot narrow = rebuilt;
    narrow.full_texts[0].columns = {"body"};
    CHECK(compare(rebuilt, narrow)->sentences == names{"full-text index message_search is rebuilt"});

    snapshot gone = rebuilt;
    gone.full_texts.clear();
    std::erase_if(gone.triggers, [&](const trigger_shape& t) { return rebuilt.full_texts[0].owns(t); });
    migrate_to(*db, rebuilt, gone);
    CHECK(rows(*db, "SELECT name FROM sqlite_master WHERE name LIKE 'message_search%'").empty());
    CHECK(inspect(*db).triggers.size() == 2);
}

TEST_CASE("an index goes through renames of its columns and its table, which are told", "[full_text]") {
    const auto db = filled_mail();
    const auto replaced = [](std::string text, const std::string& from, const std::string& to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size()) text.replace(at, from.size(), to);
        return text;
    };
    // As if the declarations said content for body, and letters for messages.
    const snapshot after =
        from_json(replaced(replaced(replaced(to_json(mail_schema().shapes), "body", "content"), "\"messages\"", "\"letters\""),
                           "ON messages", "ON letters"),
                  "here");
    const renames told{.tables = {{"messages", "letters"}}, .columns = {{"letters", "body", "content"}}};
    std::vector<statement> batch;
    for (const std::string& s : migration_statements(*compare(mail_schema().shapes, after, told))) batch.push_back({s});
    db->run(batch);
    CHECK(differences_of(after, inspect(*db)) == names{});
    CHECK(found(*db, "cafe") == strings{"1"});
    db->run({{"UPDATE letters SET content = 'In the park' WHERE id = 1"}});
    CHECK(found(*db, "park") == strings{"1"});
}

TEST_CASE("a trigger that changes is made anew, and one that nobody declared stays", "[full_text]") {
    const auto db = filled_mail();
    db->run({{"CREATE TRIGGER by_hand AFTER INSERT ON mailboxes BEGIN SELECT 1; END"}});
    snapshot changed = mail_schema().shapes;
    for (trigger_shape& t : changed.triggers)
        if (t.name == "count_new_message")
            t.sql = "CREATE TRIGGER count_new_message AFTER INSERT ON messages BEGIN UPDATE mailboxes SET message_count = 100; END";
    const snapshot found = inspect(*db);
    const auto d = compare(found, with_kept(changed, found));
    CHECK(d->sentences == names{"trigger count_new_message on messages changes"});
    std::vector<statement> batch;
    for (const std::string& s : migration_statements(*d)) batch.push_back({s});
    db->run(batch);
    CHECK(inspect(*db).triggers.size() == 6);
    db->run({{"INSERT INTO messages VALUES (3, 'ann', 'a', 'b', '2026-01-01')"}});
    CHECK(rows(*db, "SELECT message_count FROM mailboxes") == strings{"100"});
}

TEST_CASE("an index or trigger of a table that is not declared is a fault", "[full_text]") {
    snapshot s;
    s.full_texts.push_back({.name = "i", .columns = {"a"}, .content = "nowhere"});
    s.triggers.push_back({.name = "t", .table = "nowhere"});
    CHECK(faults_of(s).size() == 2);
}

TEST_CASE("typed text is a query of words, whatever stands in it", "[full_text]") {
    using squall::full_text_query;
    CHECK(full_text_query("lunch  now") == R"("lunch" "now" *)");
    CHECK(full_text_query("say \"hi\" AND -x* ^y a:b NEAR(c)") == "\"say\" \"\"\"hi\"\"\" \"AND\" \"-x*\" \"^y\" \"a:b\" \"NEAR(c)\" *");
    for (const char* empty : {"", "   ", "\"", "* - :"}) CHECK(full_text_query(empty) == "\"\"");
    CHECK(full_text_query(std::string_view("a\0b", 3)) == R"("a" "b" *)");
    std::string many;
    for (int i = 0; i < 100; ++i) many += "w ";
    CHECK(std::count(many.begin(), many.end(), 'w') == 100);
    const std::string query = full_text_query(many);
    CHECK(std::count(query.begin(), query.end(), 'w') == 32);
}

TEST_CASE("the mail example searches", "[full_text]") {
    auto db = squall::sqlite_database::in_memory();
    for (const std::string& s : squall::tool::schema_statements(mail_schema().shapes)) REQUIRE(db.execute(s).ok());
    REQUIRE(db.run(mail::mailboxes::create({.id = "ann"})).ok());
    REQUIRE(db.run(mail::messages::deliver({.id = 1, .mailbox_id = "ann", .subject = "Lunch", .body = "At the Café at noon?"})).ok());
    REQUIRE(db.run(mail::messages::deliver({.id = 2, .mailbox_id = "ann", .subject = "Re: lunch", .body = "Lunch! Lunch! Lunch!"})).ok());
    const auto search = [&](const char* text) {
        strings all;
        const auto result = db.run(mail::messages::search({.mailbox_id = "ann", .text = text}));
        REQUIRE(result.ok());
        for (const auto& m : result.value()) all.push_back(std::to_string(m.id) + '|' + *m.subject + '|' + *m.excerpt);
        return all;
    };
    CHECK(search("cafe noo") == strings{"1|Lunch|At the [Café] at [noon]?"});
    CHECK(search("LUNCH") == strings{"2|Re: [lunch]|[Lunch]! [Lunch]! [Lunch]!", "1|[Lunch]|At the Café at noon?"});
    for (const char* text :
         {"\"", "a\"b", "AND", "NOT", "*", "NEAR(a b)", "subject:lunch", "^", "(", "-", "'; DROP TABLE messages; --", "{a b}: c", "\\"})
        CHECK(search(text).empty());
    CHECK(db.run(mail::messages::discard({.id = 2})).value());
    CHECK(search("lunch") == strings{"1|[Lunch]|At the Café at noon?"});
}
