// Selections, conditions, orders.
#include "library.hpp"
#include "squall/core/choose.hpp"
#include "squall/sql/optional_reads.hpp"
#include "squall/sql/raw_statement.hpp"
#include "squall/sql/sqlite_functions.hpp"

using namespace squall;
using namespace library;

void peers::read_cases() {
    same("select: every column", "SELECT * FROM counters", select(counters).from(counters));
    same("select: some columns", "SELECT name, age FROM readers ORDER BY id",
         select(readers.name, readers.age).from(readers).order_by(readers.id));
    same("select: a column under another name", "SELECT name AS who FROM readers", select(as<"who">(readers.name)).from(readers));
    same("select: an expression", "SELECT price * 2 AS twice FROM books", select(as<"twice">(books.price * literal<2>)).from(books));
    same("select: without FROM", "SELECT 1 AS one", select(as<"one">(literal<1>)));
    same("select: a bound value", "SELECT ?1 AS x", select(as<"x">(param<"x", std::string>)), {"hello"});
    same("select: distinct", "SELECT DISTINCT city FROM readers", select(readers.city).from(readers).distinct());
    same("select: texts joined", "SELECT name || ' of ' || city AS t FROM readers",
         select(as<"t">(concat(concat(readers.name, literal<" of ">), readers.city))).from(readers));
    same("select: a scalar subquery", "SELECT name, (SELECT count(*) FROM books WHERE owner_id = readers.id) AS n FROM readers",
         select(readers.name, as<"n">(scalar(select(count()).from(books).where(books.owner_id == readers.id)))).from(readers));
    same("select: a cast", "SELECT CAST(pages AS TEXT) AS p FROM books", select(as<"p">(cast<std::string>(books.pages))).from(books));
    same("select: coalesce", "SELECT coalesce(nickname, name) AS n FROM readers",
         select(as<"n">(coalesce(readers.nickname, readers.name))).from(readers));
    same("select: nullif", "SELECT nullif(city, 'Bern') AS c FROM readers",
         select(as<"c">(nullif(readers.city, literal<"Bern">))).from(readers));

    constexpr auto names = select(readers.name).from(readers);
    same("where: a comparison with a bound value", "SELECT name FROM readers WHERE age > ?1", names.where(readers.age > param<"age">),
         {25.0});
    same("where: and, or, not", "SELECT name FROM readers WHERE (city = 'Bern' OR age < 21) AND NOT name = 'Cy'",
         names.where((readers.city == literal<"Bern"> || readers.age < literal<21>)&&!(readers.name == literal<"Cy">)));
    same("where: called several times", "SELECT name FROM readers WHERE city = ?1 AND age IS NOT NULL",
         names.where(readers.city == param<"city">).where(readers.age.is_not_null()), {"Bern"});
    same("where: a list of constants", "SELECT name FROM readers WHERE id IN (1, 3)", names.where(readers.id.in<1, 3>()));
    same("where: a bound list of any length", "SELECT name FROM readers WHERE id IN (SELECT value FROM json_each(?1))",
         names.where(readers.id.in(list<"ids">)), {"[2,4]"});
    same("where: not in a list", "SELECT name FROM readers WHERE city NOT IN ('Bern')", names.where(readers.city.not_in<"Bern">()));
    same("where: in a query", "SELECT name FROM readers WHERE id IN (SELECT reader_id FROM loans)",
         names.where(readers.id.in(select(loans.reader_id).from(loans))));
    same("where: tuples in a query", "SELECT day FROM loans WHERE (book_id, reader_id) IN (SELECT id, owner_id + 1 FROM books)",
         select(loans.day).from(loans).where(
             row(loans.book_id, loans.reader_id).in(select(books.id, as<"o">(books.owner_id + literal<1>)).from(books))));
    same("where: tuples compared", "SELECT title FROM books WHERE (pages, id) > (?1, ?2)",
         select(books.title).from(books).where(row(books.pages, books.id) > row(param<"pages">, param<"id">)), {80.0, 4.0});
    same("where: exists", "SELECT name FROM readers WHERE EXISTS (SELECT 1 FROM loans WHERE reader_id = readers.id AND returned = 0)",
         names.where(exists(select(loans.day).from(loans).where(loans.reader_id == readers.id && loans.returned == literal<false>))));
    same("where: between", "SELECT title FROM books WHERE pages BETWEEN 80 AND 200",
         select(books.title).from(books).where(books.pages.between(literal<80>, literal<200>)));
    same("where: like", "SELECT name FROM readers WHERE name LIKE ?1", names.where(readers.name.like(param<"p">)), {"%d%"});
    same("where: not like", "SELECT name FROM readers WHERE name NOT LIKE 'A%'", names.where(readers.name.not_like(literal<"A%">)));
    same("where: like with an escape", "SELECT name FROM readers WHERE name || '%' LIKE '%!%' ESCAPE '!'",
         names.where(concat(readers.name, literal<"%">).like<"!">(literal<"%!%">)));
    same("where: glob", "SELECT name FROM readers WHERE name GLOB '[AB]*'", names.where(readers.name.glob(literal<"[AB]*">)));
    same("where: is null", "SELECT name FROM readers WHERE nickname IS NULL", names.where(readers.nickname.is_null()));
    same("where: is, with a bound null", "SELECT name FROM readers WHERE nickname IS ?1", names.where(readers.nickname.is(param<"n">)),
         {nullptr});
    same("where: is not", "SELECT name FROM readers WHERE nickname IS NOT 'ad'", names.where(readers.nickname.is_not(literal<"ad">)));
    same("where: a boolean column", "SELECT book_id FROM loans WHERE returned", select(loans.book_id).from(loans).where(loans.returned));
    same("where: arithmetic, signs and bits", "SELECT id FROM books WHERE -pages < -100 AND pages & 4 = 4 AND pages % 2 = 0",
         select(books.id).from(books).where(-books.pages < literal<-100> && (books.pages & literal<4>) == literal<4> &&
                                            books.pages % literal<2> == literal<0>));
    same("where: a condition that is always true", "SELECT name FROM readers WHERE 1", names.where(literal<true>));
    same("where: an optional condition", "SELECT name FROM readers WHERE 1 AND city = ?1",
         names.where(literal<true> && when<"city">(readers.city == param<"city">)), {"Bern"});

    same("where: not like with an escape, not glob, not between",
         "SELECT title FROM books WHERE title NOT LIKE 'A!%%' ESCAPE '!' AND title NOT GLOB 'B*' AND pages NOT BETWEEN 50 AND 100",
         select(books.title)
             .from(books)
             .where(books.title.not_like<"!">(literal<"A!%%">) && books.title.not_glob(literal<"B*">) &&
                    books.pages.not_between(literal<50>, literal<100>)));
    same("where: a constant date", "SELECT book_id FROM loans WHERE day >= '2026-02-01' AND day NOT IN ('2026-03-04')",
         select(loans.book_id).from(loans).where(loans.day >= literal<"2026-02-01"> && loans.day.not_in<"2026-03-04">()));
    same("where: a constant date on the left, and between two",
         "SELECT book_id FROM loans WHERE '2026-01-15' <= day AND day BETWEEN '2026-01-01' AND '2026-02-28'",
         select(loans.book_id)
             .from(loans)
             .where(literal<"2026-01-15"> <= loans.day && loans.day.between(literal<"2026-01-01">, literal<"2026-02-28">)));
    same("where: a subquery over the same table", "SELECT title FROM books WHERE pages > (SELECT avg(pages) FROM books)",
         select(books.title).from(books).where(books.pages > scalar(select(avg(books.pages)).from(books))));
    same("where: in a query over the same table",
         "SELECT name FROM readers WHERE city IN (SELECT city FROM readers GROUP BY city HAVING count(*) > 1)",
         names.where(readers.city.in(select(readers.city).from(readers).group_by(readers.city).having(count() > literal<1>))));
    same("where: rows after a key of three columns", "SELECT title FROM books WHERE (genre, pages, id) > ('novel', 80, 4)",
         select(books.title)
             .from(books)
             .where(after(books.genre.asc(), books.pages.asc(), books.id.asc(), literal<Genre::novel>, literal<80>, literal<4>)));
    same("where: rows after a key of three columns that go different ways",
         "SELECT title FROM books WHERE pages < ?1 OR pages = ?1 AND (genre > ?2 OR genre = ?2 AND id < ?3)",
         select(books.title)
             .from(books)
             .where(after(books.pages.desc(), books.genre.asc(), books.id.desc(), param<"pages">, param<"genre">, param<"id">)),
         {300.0, "novel", 9.0});

    same("order: several terms and directions", "SELECT title FROM books ORDER BY pages DESC, title",
         select(books.title).from(books).order_by(books.pages.desc(), books.title));
    same("order: by an expression", "SELECT title FROM books ORDER BY price / pages, id",
         select(books.title).from(books).order_by(books.price / books.pages, books.id));
    same("order: by the name of a result", "SELECT title, price * pages AS cost FROM books ORDER BY cost DESC", [] {
        constexpr auto cost = as<"cost">(books.price * books.pages);
        return select(books.title, cost).from(books).order_by(cost.desc());
    }());
    same("order: nulls first and last", "SELECT name FROM readers ORDER BY age NULLS LAST, nickname DESC NULLS FIRST, id",
         names.order_by(readers.age.asc().nulls_last(), readers.nickname.desc().nulls_first(), readers.id));
    same("order: a collation", "SELECT nickname FROM readers ORDER BY nickname COLLATE NOCASE DESC, id",
         select(readers.nickname).from(readers).order_by(collate<"NOCASE">(readers.nickname).desc(), readers.id));
    same("order: chosen at run time", "SELECT name FROM readers ORDER BY age DESC, id",
         names.order_by(choice<"sort">(by<"name">(readers.name), by<"age">(readers.age.desc(), readers.id))).chosen<"age">());
    same("order: a direction chosen at run time", "SELECT name FROM readers ORDER BY name DESC",
         names.order_by(directed<"way">(readers.name)).chosen<"desc">());
    same("limit: constant", "SELECT name FROM readers ORDER BY id LIMIT 2", names.order_by(readers.id).limit<2>());
    same("limit and offset: bound", "SELECT name FROM readers ORDER BY id LIMIT ?1 OFFSET ?2",
         names.order_by(readers.id).limit(param<"n">).offset(param<"from">), {2.0, 1.0});
    same("offset: constant", "SELECT name FROM readers ORDER BY id LIMIT 2 OFFSET 1", names.order_by(readers.id).limit<2>().offset<1>());

    same(
        "case: with conditions", "SELECT CASE WHEN age < 30 THEN 'young' WHEN age IS NULL THEN '?' ELSE 'old' END AS a FROM readers",
        select(
            as<"a">(
                case_when(readers.age < literal<30>, literal<"young">).when(readers.age.is_null(), literal<"?">).otherwise(literal<"old">)))
            .from(readers));
    same("case: of a value", "SELECT CASE genre WHEN 'novel' THEN 1 WHEN 'poetry' THEN 2 ELSE 0 END AS g FROM books",
         select(as<"g">(case_of(books.genre)
                            .when(literal<Genre::novel>, literal<1>)
                            .when(literal<Genre::poetry>, literal<2>)
                            .otherwise(literal<0>)))
             .from(books));
    same("case: without ELSE", "SELECT CASE WHEN pages > 100 THEN title END AS t FROM books",
         select(as<"t">(case_when(books.pages > literal<100>, books.title))).from(books));

    same("json: a path as a value", "SELECT settings ->> '$.theme' AS t FROM readers",
         select(as<"t">(json_extract<"$.theme", std::string>(readers.settings))).from(readers));
    same("json: a path in a condition", "SELECT name FROM readers WHERE settings ->> '$.tabs[0]' = 1",
         names.where(json_extract<"$.tabs[0]", std::int64_t>(readers.settings) == literal<1>));
    same("json: a path in an order", "SELECT name FROM readers ORDER BY settings ->> '$.theme', id",
         names.order_by(json_extract<"$.theme", std::string>(readers.settings), readers.id));
    same("json: the length of an array", "SELECT json_array_length(settings, '$.tabs') AS n FROM readers",
         select(as<"n">(fn<"json_array_length">(readers.settings, literal<"$.tabs">))).from(readers));
    same("json: an object built", "SELECT json_object('id', id, 'name', name) AS o FROM readers",
         select(as<"o">(json_object(entry<"id">(readers.id), entry<"name">(readers.name)))).from(readers));

    same("functions: texts", "SELECT upper(name) AS u, length(name) AS l, substr(name, 2) AS s, replace(city, 'B', 'b') AS r FROM readers",
         select(as<"u">(upper(readers.name)), as<"l">(length(readers.name)), as<"s">(substring(readers.name, literal<2>)),
                as<"r">(replace(readers.city, literal<"B">, literal<"b">)))
             .from(readers));
    same("functions: numbers", "SELECT abs(-pages) AS a, round(price) AS r, ceil(price) AS c, pow(pages, 2) AS p FROM books",
         select(as<"a">(abs(-books.pages)), as<"r">(round(books.price)), as<"c">(fn<"ceil">(books.price)),
                as<"p">(fn<"pow">(books.pages, literal<2>)))
             .from(books));
    same("functions: dates", "SELECT strftime('%m', day) AS m, date(day, '+1 day') AS d, julianday(day) AS j FROM loans",
         select(as<"m">(fn<"strftime">(literal<"%m">, loans.day)), as<"d">(fn<"date">(loans.day, literal<"+1 day">)),
                as<"j">(fn<"julianday">(loans.day)))
             .from(loans));
    same("functions: printf", "SELECT printf('%03d', id) AS p FROM books",
         select(as<"p">(fn<"printf">(literal<"%03d">, books.id))).from(books));
    same("functions: typeof", "SELECT typeof(age) AS t FROM readers", select(as<"t">(fn<"typeof">(readers.age))).from(readers));
    same("functions: a bound value first",
         "SELECT ?1 || name AS t, max(CAST(?2 AS INTEGER), id) AS g, min(CAST(?2 AS INTEGER), id) AS l FROM readers",
         select(as<"t">(concat(param<"mark">, readers.name)), as<"g">(greatest(param<"n">, readers.id)),
                as<"l">(least(param<"n">, readers.id)))
             .from(readers),
         {"*", 2.0});
    same("functions: many texts joined", "SELECT name || ' of ' || city || '!' AS t FROM readers",
         select(as<"t">(concat(readers.name, literal<" of ">, readers.city, literal<"!">))).from(readers));
    same("functions: greatest and least of three", "SELECT max(pages, price, 100) AS g, min(pages, id, 3) AS l FROM books",
         select(as<"g">(greatest(books.pages, books.price, literal<100>)), as<"l">(least(books.pages, books.id, literal<3>))).from(books));
    same("functions: greatest and least", "SELECT max(pages, 100) AS g, min(pages, 100) AS l FROM books",
         select(as<"g">(greatest(books.pages, literal<100>)), as<"l">(least(books.pages, literal<100>))).from(books));

    same("optional: a join and a column",
         "SELECT title, name AS name FROM books LEFT JOIN readers ON readers.id = owner_id AND city <> '-' ORDER BY books.id",
         select(books.title, value_when<"with_owner">(readers.name))
             .from(books)
             .left_join(when<"with_owner">(readers), readers.id == books.owner_id && readers.city != literal<"-">)
             .order_by(books.id));
    same("optional: a join for a condition", "SELECT title FROM books JOIN loans ON book_id = books.id WHERE 1 AND day = ?1",
         select(books.title)
             .from(books)
             .join(when<"day">(loans), loans.book_id == books.id)
             .where(literal<true> && when<"day">(loans.day == param<"day">)),
         {"2026-02-01"});
    same("optional: an aggregate of a group, and an order by the column", "SELECT city AS city, count(*) AS n FROM readers GROUP BY city",
         select(value_when<"by_city">(readers.city), as<"n">(value_when<"count">(count()))).from(readers).group_by(readers.city));

    same("raw: an expression", "SELECT unicode(name) % 7 AS u FROM readers",
         select(as<"u">(raw<"unicode($1) % 7", std::int64_t>(readers.name))).from(readers));
    same("raw: a condition", "SELECT name FROM readers WHERE name < 'C' COLLATE BINARY",
         names.where(raw<"$1 < 'C' COLLATE BINARY", bool>(readers.name)));
    same("raw: a whole query with values", "SELECT name FROM readers WHERE id >= ?1 ORDER BY id",
         raw_query<"SELECT name FROM readers WHERE id >= $1 ORDER BY id", std::string>(param<"id", std::int64_t>), {3.0});
}
