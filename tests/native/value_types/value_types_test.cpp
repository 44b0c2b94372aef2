// Blobs and exact integers on native SQLite, and on D1 over REST: as arguments, in lists, in rows and in nested rows.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <limits>
#include <memory>

#include "squall/d1_rest/d1_rest_database.hpp"
#include "squall/sql/sqlite_functions.hpp"
#include "squall/sql/unix_time.hpp"
#include "squall/sqlite/sqlite_database.hpp"
#include "tests/worker/value_types/functions.hpp"

using namespace squall;
using namespace value_types;

namespace {
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max(), smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t odd = 9007199254740993;  // a double has only its neighbours

blob bytes(std::initializer_list<int> all) {
    blob out;
    for (const int one : all) out.push_back(static_cast<std::byte>(one));
    return out;
}
const blob key = bytes({0, 1, 255});

template <class T>
T value_of(result<T> r) {
    if (!r) FAIL(r.error().message);
    return std::move(r).value();
}
/// A database with a folder and three files: in memory, or where tests/bindings/value_types_rest.test.mjs has started D1's REST
/// interface, which has the tables and may have rows.
struct opened {
    std::unique_ptr<database> db;
    opened() {
        if (const char* account = std::getenv("CLOUDFLARE_ACCOUNT_ID")) {
            auto rest = d1_rest_database::open(
                {.account = account, .database = std::getenv("CLOUDFLARE_D1_DATABASE_ID"), .base = std::getenv("CLOUDFLARE_API_BASE_URL")});
            db = std::make_unique<d1_rest_database>(value_of(std::move(rest)));
        } else {
            auto sqlite = std::make_unique<sqlite_database>(sqlite_database::in_memory());
            for (const std::string_view table : {create_table<schema::folders>, create_table<schema::files>, create_table<schema::prices>})
                REQUIRE(sqlite->execute(std::string(table)).ok());
            db = std::move(sqlite);
        }
        REQUIRE(db->run(emptied()).ok());
        REQUIRE(run(folders::create({.id = "f", .key = key})).ok());
        REQUIRE(run(files::create({.id = largest, .folder_id = "f", .data = bytes({7, 0, 8}), .hash = key, .size = odd})).ok());
        REQUIRE(run(files::create({.id = smallest, .folder_id = "f", .data = blob{}})).ok());
        REQUIRE(run(files::create({.id = odd, .folder_id = "f", .data = bytes({'a'}), .hash = blob{}, .size = odd + 1})).ok());
    }
    template <class T>
    result<T> run(const plan<T>& p) {
        return db->run(p);
    }
    static plan<nothing> emptied() {
        constexpr auto files = delete_from(schema::files).where(schema::files.id.is_not_null());
        constexpr auto folders = delete_from(schema::folders).where(schema::folders.id.is_not_null());
        constexpr auto prices = delete_from(schema::prices).where(schema::prices.country.is_not_null());
        plan<nothing> p;
        no_arguments args;
        p.run(files, inputs{args}).run(folders, inputs{args}).run(prices, inputs{args});
        return p;
    }
    /// How many files have data that SQLite stores as a BLOB.
    std::int64_t stored_blobs() {
        constexpr auto query =
            select_value<std::int64_t>(count()).from(schema::files).where(fn<"typeof">(schema::files.data) == literal<"blob">);
        no_arguments args;
        return value_of(run(single<std::int64_t>(query, args)));
    }
};
std::vector<std::int64_t> ids_of(const std::vector<schema::File>& files) {
    std::vector<std::int64_t> ids;
    for (const schema::File& file : files) ids.push_back(file.id);
    return ids;
}
using ids = std::vector<std::int64_t>;
}  // namespace

TEST_CASE("a blob is stored as a BLOB and comes back byte for byte, an empty one too", "[value_types]") {
    opened db;
    const auto file = value_of(db.run(files::get({.id = largest})));
    REQUIRE(file);
    CHECK(file->data == bytes({7, 0, 8}));
    CHECK(file->hash == key);
    const auto empty = value_of(db.run(files::get({.id = smallest})));
    REQUIRE(empty);
    CHECK(empty->data.empty());
    CHECK(empty->hash == std::nullopt);
    CHECK(value_of(db.run(files::get({.id = odd})))->hash == blob{});
    CHECK(value_of(db.run(files::data_of({.id = largest}))) == bytes({7, 0, 8}));
    CHECK(value_of(db.run(files::data_of({.id = 1}))) == std::nullopt);
    CHECK(db.stored_blobs() == 3);
}

TEST_CASE("blobs in a list find the rows that have them", "[value_types]") {
    opened db;
    const value_list some = list_of(std::vector{key, blob{}, bytes({9})});
    CHECK(ids_of(value_of(db.run(files::list_by_hashes({.hashes = some})))) == ids{odd, largest});
    const value_list none = list_of(std::vector<blob>{});
    CHECK(value_of(db.run(files::list_by_hashes({.hashes = none}))).empty());
}

TEST_CASE("blobs and bigints in the rows of one statement are stored exactly", "[value_types]") {
    opened db;
    const blob data = bytes({0, 0x7F, 0x80, 0xFF});
    const value_list some = list_of(std::vector<files::new_file>{
        {.id = 1, .folder_id = "f", .data = data, .hash = blob{}, .size = smallest}, {.id = odd + 2, .folder_id = "f", .data = blob{}}});
    const auto made = value_of(db.run(files::create_many({.files = some})));
    REQUIRE(made.size() == 2);
    CHECK(made[0].data == data);
    CHECK(made[0].hash == blob{});
    CHECK(made[0].size == smallest);
    CHECK(made[1].id == odd + 2);
    CHECK(made[1].hash == std::nullopt);
    CHECK(made[1].data.empty());
}

TEST_CASE("nested rows carry blobs and bigints", "[value_types]") {
    opened db;
    const auto tree = value_of(db.run(folders::tree({.key = key})));
    REQUIRE(tree);
    CHECK(tree->key == key);
    REQUIRE(tree->files.size() == 3);
    CHECK(tree->files[0].id == smallest);
    CHECK(tree->files[0].hash == std::nullopt);
    CHECK(tree->files[1].hash == blob{});
    CHECK(tree->files[1].size == odd + 1);
    CHECK(tree->files[2].hash == key);
    REQUIRE(tree->largest);
    CHECK(tree->largest->data == bytes({'a'}));
    CHECK(tree->largest->id == odd);
    CHECK(value_of(db.run(folders::tree({.key = bytes({0, 1})}))) == std::nullopt);
}

TEST_CASE("an update sets a blob, or null, or leaves it", "[value_types]") {
    opened db;
    const arguments<files::patch_fields> without_hash{.hash = std::nullopt, .size = smallest}, with_data{.data = key};
    const auto changed = value_of(db.run(files::update({.id = largest, .patch = without_hash})));
    CHECK(changed.data == bytes({7, 0, 8}));
    CHECK(changed.hash == std::nullopt);
    CHECK(changed.size == smallest);
    CHECK(value_of(db.run(files::update({.id = largest, .patch = with_data}))).data == key);
}

TEST_CASE("an expression beyond 64 bits is an error, not the nearest bigint", "[value_types]") {
    opened db;
    for (const std::int64_t size : {largest, largest - 1}) {
        const arguments<files::patch_fields> with_size{.size = size};
        value_of(db.run(files::update({.id = odd, .patch = with_size})));
        const auto next = db.run(files::size_plus_one({.id = odd}));
        CHECK(next.ok() == (size < largest));
        if (next.ok()) CHECK(next.value() == bigint(largest));
        if (!next.ok())
            CHECK(next.error().message == "limit: a stored value is not an integer of 64 bits and cannot be read exactly as a bigint");
    }
    CHECK_FALSE(db.run(files::totals({})).ok());  // sum() overflows
}

TEST_CASE("a bigint is exact in conditions, lists, orders, sums and pages", "[value_types]") {
    opened db;
    CHECK(value_of(db.run(files::size_of({.id = odd}))) == bigint(odd + 1));
    CHECK_FALSE(value_of(db.run(files::get({.id = odd - 1}))));
    const value_list some = list_of(std::vector<bigint>{largest, odd, odd - 1});
    CHECK(ids_of(value_of(db.run(files::list_by_ids({.ids = some})))) == ids{largest, odd});
    const auto totals = value_of(db.run(files::totals({})));
    CHECK(totals.total == odd + odd + 1);
    CHECK(totals.largest == odd + 1);
    CHECK(totals.bytes == 4);
    const auto numbers = value_of(db.run(files::numbers({})));
    REQUIRE(numbers.size() == 4);
    CHECK(numbers[0].number == largest);
    CHECK(numbers[1].number == odd + 1);
    CHECK(numbers[2].number == odd);
    CHECK(numbers[3].number == smallest);

    ids seen;
    std::optional<std::string> cursor;
    do {
        const auto page = value_of(db.run(files::list({.folder_id = "f", .limit = 1, .cursor = cursor})));
        for (const auto& file : page.items) seen.push_back(file.id);
        cursor = page.next_cursor;
    } while (cursor);
    CHECK(seen == ids{odd, largest, smallest});
    CHECK(ids_of(value_of(db.run(files::list({.folder_id = "f", .larger_than = odd}))).items) == ids{odd});
}

TEST_CASE("a type of one's own is stored as its codec says, in rows, arguments and conditions", "[value_types]") {
    opened db;
    const auto set = value_of(db.run(prices::set({.country = Country{"de"}, .price = Money{1999}, .priority = Priority::high})));
    CHECK(set.country == Country{"de"});
    CHECK(set.price == Money{1999});
    CHECK(set.reduced == std::nullopt);
    CHECK(set.priority == Priority::high);
    REQUIRE(db.run(prices::set({.country = Country{"fr"}, .price = Money{2500}, .reduced = Money{5}, .priority = Priority::low})).ok());
    const auto cheap = value_of(db.run(prices::list({.at_most = Money{10}})));
    REQUIRE(cheap.size() == 1);
    CHECK(cheap[0].country == Country{"fr"});
    CHECK(cheap[0].reduced == Money{5});
    CHECK(create_table<schema::prices>.find("country TEXT PRIMARY KEY NOT NULL") != std::string_view::npos);
}

namespace {
template <template <fixed_string, class, auto...> class column>
struct events_table {
    column<"id", std::string, squall::primary_key> id{};
    column<"at", std::chrono::sys_seconds, squall::default_sql<"(unixepoch())">> at{};
    column<"seen_at", std::optional<std::chrono::sys_time<std::chrono::milliseconds>>> seen_at{};
};
inline constexpr squall::table<events_table, "events"> events;
using Event = squall::row_of<events>;

template <template <fixed_string, class, auto...> class arg>
struct event_fields {
    arg<"id", std::string> id{};
    arg<"seen_at", std::optional<std::chrono::sys_time<std::chrono::milliseconds>>> seen_at{};
};
plan<Event> add_event(arguments<event_fields>&& args) {
    constexpr auto insert = insert_into(events)
                                .set(events.id, events.at = coalesce(fn<"unixepoch">(param<"now", timestamp>), literal<0>), events.seen_at)
                                .returning(events);
    return single<Event>(insert, args);
}
}  // namespace

TEST_CASE("times of std::chrono are numbers of seconds or milliseconds", "[value_types]") {
    auto db = sqlite_database::in_memory();
    REQUIRE(db.execute(std::string(create_table<events>)).ok());
    const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto seen = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(1767600000123));
    const Event event = value_of(db.run(add_event({.id = "e", .seen_at = seen})));
    CHECK(event.seen_at == seen);
    CHECK(event.at >= before);
    CHECK(event.at < before + std::chrono::hours(1));
    CHECK(db.execute("CREATE TABLE checked (ok CHECK (ok)); INSERT INTO checked SELECT typeof(at) = 'integer' AND seen_at = 1767600000123 "
                     "FROM events")
              .ok());
}
