// INSERT, UPDATE, DELETE and what they return.
#include "library.hpp"
#include "squall/sql/raw_statement.hpp"
#include "squall/sql/values.hpp"

using namespace squall;
using namespace library;

void peers::write_cases() {
    same("update: to a bound value, else the one that is there",
         "UPDATE readers SET name = coalesce(?1, name), age = coalesce(?2, age) WHERE id = 2",
         update(readers)
             .set(readers.name = coalesce(param<"name">, readers.name), readers.age = coalesce(param<"age">, readers.age))
             .where(readers.id == literal<2>),
         {nullptr, 21.0});
    same("update: to a number above the highest", "UPDATE counters SET n = (SELECT max(n) FROM counters) + 1 WHERE id = 1",
         update(counters)
             .set(counters.n = never_null(scalar(select(max(counters.n)).from(counters))) + literal<1>)
             .where(counters.id == literal<1>));
    same("update: to a constant date", "UPDATE loans SET day = '2026-05-06' WHERE day < '2026-01-10'",
         update(loans).set(loans.day = literal<"2026-05-06">).where(loans.day < literal<"2026-01-10">));
    same("delete: rows of a query over the same table",
         "DELETE FROM loans WHERE (book_id, day) IN (SELECT book_id, max(day) FROM loans GROUP BY book_id)",
         delete_from(loans).where(
             row(loans.book_id, loans.day).in(select(loans.book_id, as<"last">(max(loans.day))).from(loans).group_by(loans.book_id))));
    constexpr auto one = insert_into(counters).set(counters.n = param<"n">, counters.label = literal<"x">);
    same("insert: a row whose id SQLite assigns", "INSERT INTO counters (n, label) VALUES (?1, 'x')", one, {9.0});
    same("insert: returning the id", "INSERT INTO counters (n, label) VALUES (?1, 'x') RETURNING id",
         one.returning_value<std::int64_t>(counters.id), {9.0});
    same("insert: returning every column", "INSERT INTO counters (n, label) VALUES (?1, 'x') RETURNING *", one.returning(counters), {9.0});
    same("insert: default values", "INSERT INTO counters DEFAULT VALUES RETURNING *",
         insert_into(counters).default_values().returning(counters));
    same("insert: null", "INSERT INTO readers (name, nickname) VALUES ('Ed', NULL)",
         insert_into(readers).set(readers.name = literal<"Ed">, readers.nickname = null<std::string>));
    same("insert: an expression and a subquery", "INSERT INTO counters (n) VALUES ((SELECT count(*) FROM readers) + 1)",
         insert_into(counters).set(counters.n = scalar(select(count()).from(readers)) + literal<1>));
    same("insert: several constant rows", "INSERT INTO counters (n, label) VALUES (1, 'p'), (2, 'q')",
         insert_into(counters).set_each(values(row(as<"n">(literal<1>), as<"label">(literal<"p">)), row(literal<2>, literal<"q">))));
    same("insert: a bound list of rows", "INSERT INTO counters (n, label) SELECT value ->> 0, value ->> 1 FROM json_each(?1)",
         insert_into(counters).set_each(rows<"rows", counters.n, counters.label>), {"[[4,\"r\"],[5,\"s\"]]"});
    same("insert: a whole query", "INSERT INTO counters (label, n) SELECT city, count(*) FROM readers GROUP BY city ORDER BY city LIMIT 2",
         insert_into(counters).set_each(
             select(as<"label">(readers.city), as<"n">(count())).from(readers).group_by(readers.city).order_by(readers.city).limit<2>()));
    same("insert: from WITH", "WITH o AS (SELECT name FROM readers WHERE age > 30) INSERT INTO counters (label) SELECT name FROM o", [] {
        constexpr auto old = named<"old">(select(as<"label">(readers.name)).from(readers).where(readers.age > literal<30>));
        return with(old)(insert_into(counters).set_each(select(old[counters.label]).from(old)));
    }());
    same("insert: only where a condition holds", "INSERT INTO counters (n) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM counters WHERE n = 1)",
         insert_into(counters)
             .set(counters.n = literal<1>)
             .where(!exists(select(counters.id).from(counters).where(counters.n == literal<1>))));
    constexpr auto taken = insert_into(counters).set(counters.id = literal<1>, counters.n = literal<50>);
    same("upsert: do nothing", "INSERT INTO counters (id, n) VALUES (1, 50) ON CONFLICT DO NOTHING RETURNING id",
         taken.on_conflict().do_nothing().returning_value<std::int64_t>(counters.id));
    same("upsert: do nothing for a key", "INSERT INTO counters (id, n) VALUES (1, 50) ON CONFLICT (id) DO NOTHING",
         taken.on_conflict(counters.id).do_nothing());
    same("upsert: insert or ignore", "INSERT OR IGNORE INTO counters (id, n) VALUES (1, 50)", taken.on_conflict().do_nothing());
    same(
        "upsert: update",
        "INSERT INTO counters (id, n) VALUES (1, 50) ON CONFLICT (id) DO UPDATE SET n = excluded.n + counters.n RETURNING n",
        taken.on_conflict(counters.id).do_update(counters.n = excluded(counters.n) + counters.n).returning_value<std::int64_t>(counters.n));
    same("upsert: update where", "INSERT INTO counters (id, n) VALUES (1, 50) ON CONFLICT (id) DO UPDATE SET n = 0 WHERE counters.n > 5",
         taken.on_conflict(counters.id).do_update_where(counters.n > literal<5>, counters.n = literal<0>));
    same("upsert: several targets",
         "INSERT INTO books (id, title, price, genre) VALUES (9, 'Brook', 1, 'novel') ON CONFLICT (id) DO NOTHING ON CONFLICT (title) DO "
         "UPDATE SET price = 3",
         insert_into(books)
             .set(books.id = literal<9>, books.title = literal<"Brook">, books.price = literal<1>, books.genre = literal<Genre::novel>)
             .on_conflict(books.id)
             .do_nothing()
             .on_conflict(books.title)
             .do_update(books.price = literal<3>));
    same("upsert: the key of a partial index",
         "INSERT INTO loans (book_id, reader_id, day) VALUES (1, 4, ?1) ON CONFLICT (book_id) WHERE returned = 0 DO UPDATE SET "
         "reader_id = 4",
         insert_into(loans)
             .set(loans.book_id = literal<1>, loans.reader_id = literal<4>, loans.day = param<"day">)
             .on_conflict(loans.book_id)
             .where(loans.returned == literal<false>)
             .do_update(loans.reader_id = literal<4>),
         {"2026-05-01"});

    constexpr auto some = counters.n == literal<7>;
    same("update: constants and values", "UPDATE counters SET n = ?1, label = 'z' WHERE n = 7",
         update(counters).set(counters.n = param<"n">, counters.label = literal<"z">).where(some), {1.0});
    same("update: by its own value", "UPDATE counters SET n = n + 1 WHERE n = 7",
         update(counters).set(counters.n = counters.n + literal<1>).where(some));
    same("update: every row", "UPDATE counters SET n = 0", update(counters).set(counters.n = literal<0>).where(literal<true>));
    same("update: null", "UPDATE readers SET nickname = NULL WHERE id = 1",
         update(readers).set(readers.nickname = null<std::string>).where(readers.id == literal<1>));
    same("update: by a subquery", "UPDATE readers SET age = (SELECT count(*) FROM loans WHERE reader_id = readers.id) WHERE id = 2",
         update(readers)
             .set(readers.age = scalar(select(count()).from(loans).where(loans.reader_id == readers.id)))
             .where(readers.id == literal<2>));
    same("update: columns that may be left out", "UPDATE counters SET label = label, n = ?1 WHERE id = 1",
         update(counters).set(when<"n">(counters.n)).where(counters.id == literal<1>), {8.0});
    same("update: returning an expression", "UPDATE counters SET n = n * 2 WHERE n = 7 RETURNING id * 100 + n AS value",
         update(counters)
             .set(counters.n = counters.n * literal<2>)
             .where(some)
             .returning_value<std::int64_t>(counters.id * literal<100> + counters.n));
    same("update: from one source", "UPDATE books SET price = price * age FROM readers WHERE readers.id = owner_id AND age IS NOT NULL",
         update(books)
             .set(books.price = never_null(books.price * readers.age))
             .from(readers)
             .where(readers.id == books.owner_id && readers.age.is_not_null()));
    same("update: from a join",
         "UPDATE counters SET label = name FROM books JOIN readers ON readers.id = owner_id WHERE books.id = counters.id",
         update(counters)
             .set(counters.label = readers.name)
             .from(books)
             .join(readers, readers.id == books.owner_id)
             .where(books.id == counters.id));
    same("update: from a query",
         "UPDATE books SET pages = n FROM (SELECT book_id, count(*) AS n FROM loans GROUP BY book_id) l WHERE l.book_id = books.id", [] {
             constexpr auto lent = derived<"lent">(select(loans.book_id, as<"n">(count())).from(loans).group_by(loans.book_id));
             return update(books).set(books.pages = lent.get<"n", std::int64_t>()).from(lent).where(lent[loans.book_id] == books.id);
         }());
    same("update: with ORDER BY and LIMIT", "UPDATE counters SET label = 'first' WHERE n > 0 ORDER BY n DESC, id DESC LIMIT 1",
         update(counters)
             .set(counters.label = literal<"first">)
             .where(counters.n > literal<0>)
             .order_by(counters.n.desc(), counters.id.desc())
             .limit<1>());
    same("update: a JSON path", "UPDATE readers SET settings = json_set(settings, '$.theme', ?1) WHERE id = 1",
         update(readers)
             .set(readers.settings = json_set(readers.settings, at<"$.theme">(param<"theme", std::string>)))
             .where(readers.id == literal<1>),
         {"sepia"});
    same("update: with WITH",
         "WITH m AS (SELECT max(n) AS top FROM counters) UPDATE counters SET label = 'top' WHERE n = (SELECT top FROM m)", [] {
             constexpr auto most = named<"most">(select(as<"top">(max(counters.n))).from(counters));
             return with(most)(update(counters)
                                   .set(counters.label = literal<"top">)
                                   .where(counters.n == scalar(select(most.get<"top", std::int64_t>()).from(most))));
         }());

    same("delete: where", "DELETE FROM counters WHERE n = 7", delete_from(counters).where(some));
    same("delete: every row", "DELETE FROM counters", delete_from(counters).where(literal<true>));
    same("delete: returning", "DELETE FROM counters WHERE n = 7 RETURNING *", delete_from(counters).where(some).returning(counters));
    same("delete: by a query", "DELETE FROM loans WHERE reader_id IN (SELECT id FROM readers WHERE city = ?1)",
         delete_from(loans).where(loans.reader_id.in(select(readers.id).from(readers).where(readers.city == param<"city">))), {"Bern"});
    same("delete: with ORDER BY and LIMIT", "DELETE FROM loans WHERE returned ORDER BY day LIMIT ?1",
         delete_from(loans).where(loans.returned).order_by(loans.day).limit(param<"n">), {2.0});
    same("delete: with WITH", "WITH m AS (SELECT min(n) AS least FROM counters) DELETE FROM counters WHERE n IN (SELECT least FROM m)", [] {
        constexpr auto least_one = named<"m">(select(as<"least">(min(counters.n))).from(counters));
        return with(least_one)(delete_from(counters).where(counters.n.in(select(least_one.get<"least", std::int64_t>()).from(least_one))));
    }());
    same("raw: a whole write", "UPDATE OR IGNORE books SET title = 'Alps' WHERE id = ?1",
         raw_write<"UPDATE OR IGNORE books SET title = 'Alps' WHERE id = $1">(param<"id", std::int64_t>), {2.0});
}
