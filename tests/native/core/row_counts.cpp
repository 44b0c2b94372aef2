// The numbers of rows that a call passes, and the end of a walk over pages. SQLite takes all rows for a negative LIMIT and ignores a negative OFFSET.
#include "bank.hpp"
#include "squall/core/choose.hpp"
#include "squall/sqlite/native_host.hpp"

using namespace bank;

namespace {

template <template <fixed_string, class, auto...> class arg>
struct slice_fields {
    arg<"limit", std::int64_t, default_integer<20>> limit{};
    arg<"offset", std::int64_t, default_integer<0>> offset{};
};
constexpr auto slice_of_accounts = select(accounts).from(accounts).order_by(accounts.id).limit(param<"limit">).offset(param<"offset">);
plan<std::vector<Account>> slice(arguments<slice_fields>&& args) { return single<std::vector<Account>>(slice_of_accounts, args); }

template <template <fixed_string, class, auto...> class arg>
struct declared_fields {
    arg<"limit", std::int64_t, default_integer<20>, between<0, 50>> limit{};
    arg<"offset", std::int64_t, default_integer<0>, at_least<0>> offset{};
};
plan<std::vector<Account>> declared(arguments<declared_fields>&& args) { return single<std::vector<Account>>(slice_of_accounts, args); }

template <template <fixed_string, class, auto...> class arg>
struct close_first_fields {
    arg<"most", std::int64_t> most{};
};
plan<std::vector<std::string>> close_first(arguments<close_first_fields>&& args) {
    constexpr auto removal = delete_from(accounts)
                                 .where(accounts.balance < literal<50>)
                                 .order_by(accounts.id)
                                 .limit(param<"most">)
                                 .returning_value<std::string>(accounts.id);
    return single<std::vector<std::string>>(removal, args);
}

/// The limit of a subquery, which the call passes under another name.
plan<std::int64_t> sum_of_first(arguments<close_first_fields>&& args) {
    constexpr auto first = alias<"first">(accounts);
    constexpr auto query = select_value<std::int64_t>(coalesce(sum(accounts.balance), literal<0>))
                               .from(accounts)
                               .where(accounts.id.in(select(first.id).from(first).order_by(first.id).limit(param<"rows">)));
    plan<std::int64_t> p{args};
    if (!p.refused()) p.take(query, inputs{args, bind<"rows">(args.most)});
    return p;
}

using Walk = page<Account, "id">;
template <template <fixed_string, class, auto...> class arg>
struct walk_fields {
    arg<"cursor", std::optional<std::string>> cursor{};
    arg<"rows", std::int64_t> rows{};
};
plan<Walk> walk(arguments<walk_fields>&& args) {
    constexpr auto query = select(accounts)
                               .from(accounts)
                               .where(when<"after_value">(accounts.id > param<"after_value">))
                               .order_by(accounts.id)
                               .limit(param<"fetch">);
    plan<Walk> p{args};
    if (p.refused()) return p;
    const page_start from = p.page(args.cursor, args.rows);
    if (!p.refused()) p.take(query, from.inputs<std::string>(args));
    return p;
}

template <class T>
std::string message_of(const result<T>& outcome) {
    REQUIRE_FALSE(outcome.ok());
    return outcome.error().message;
}
const std::string negative = "invalid_argument: limit must be at least 0";

}  // namespace

TEST_CASE("a negative limit or offset is refused by its name", "[core][plan]") {
    bank::opened db;
    CHECK(shown(value_of(db.run(slice({})))) == at_first);
    CHECK(shown(value_of(db.run(slice({.limit = 0})))).empty());
    CHECK(shown(value_of(db.run(slice({.limit = 5, .offset = 1})))) == lines{"b|bob|5"});
    for (const std::int64_t n : {std::int64_t{-1}, std::int64_t{-20}, INT64_MIN}) {
        CHECK(message_of(db.run(slice({.limit = n}))) == negative);
        CHECK(message_of(db.run(slice({.limit = 1, .offset = n}))) == "invalid_argument: offset must be at least 0");
    }
    CHECK(db.run(slice({.limit = -1})).error().kind == error_kind::invalid_argument);
}

TEST_CASE("a limit of a write, of a subquery and of a batch is refused where it is negative", "[core][plan]") {
    bank::opened db;
    CHECK(message_of(db.run(close_first({.most = -1}))) == "invalid_argument: most must be at least 0");
    CHECK(message_of(db.run(sum_of_first({.most = -3}))) == "invalid_argument: rows must be at least 0");
    CHECK(value_of(db.run(sum_of_first({.most = 1}))) == 100);
    CHECK(message_of(db.batch(bank::close({.id = "b"}), slice({.limit = -2}))) == negative);
    CHECK(db.balances() == at_first);
    CHECK(value_of(db.run(close_first({.most = 1}))) == lines{"b"});
}

TEST_CASE("an argument that is declared to be 0 or more is checked once", "[core][plan]") {
    bank::opened db;
    CHECK(message_of(db.run(declared({.limit = -1}))) == "invalid_argument: limit must be from 0 to 50");
    CHECK(message_of(db.run(declared({.offset = -1}))) == "invalid_argument: offset must be at least 0");
    STATIC_REQUIRE(detail::unchecked_row_counts<decltype(slice_of_accounts), inputs<arguments<declared_fields>>>::count == 0);
    STATIC_REQUIRE(detail::unchecked_row_counts<decltype(slice_of_accounts), inputs<arguments<slice_fields>>>::count == 2);
}

TEST_CASE("a page has at least one row", "[core][plan]") {
    bank::opened db;
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{-5}, INT64_MIN})
        CHECK(message_of(db.run(walk({.rows = n}))) == "invalid_argument: rows must be at least 1");
    for (const std::int64_t n : {std::int64_t{2147483648}, (std::int64_t{1} << 32) + 1, INT64_MAX})
        CHECK(message_of(db.run(walk({.rows = n}))) == "invalid_argument: rows must be at most 2147483647");
    CHECK(value_of(db.run(walk({.rows = 1}))).items.size() == 1);
    CHECK(value_of(db.run(walk({.rows = 2147483647}))).items.size() == 2);
}

TEST_CASE("a walk over keys of which some are blobs ends with an error that names the column", "[core][plan]") {
    bank::opened db;
    REQUIRE(db.execute("INSERT INTO accounts (id, owner) VALUES (x'61', 'cleo'), (x'00ff', 'dora'), ('c', 'emma')").ok());
    const std::string blob = "limit: id of the page's last row is a blob, which a cursor cannot contain";
    for (const std::int64_t rows : {1, 2, 3, 4}) {
        std::optional<std::string> cursor, failed;
        std::size_t seen = 0;
        for (int pages = 0; pages < 9 && !failed; ++pages) {
            const auto page = db.run(walk({.cursor = cursor, .rows = rows}));
            if (!page.ok()) {
                failed = page.error().message;
                CHECK(page.error().columns == lines{"id"});
                break;
            }
            seen += page.value().items.size();
            if (!page.value().next_cursor) break;
            cursor = page.value().next_cursor;
        }
        // The three texts stand before the blobs; pages of three end with the last text and with the last row.
        CHECK(failed.value_or("") == (rows == 3 ? "" : blob));
        CHECK(seen == std::size_t(rows == 3 ? 5 : 3 / rows * rows));
    }
    CHECK(value_of(db.run(walk({.rows = 5}))).items.size() == 5);
}
