// Aggregates, groups, windows.
#include "library.hpp"
#include "squall/sql/sqlite_functions.hpp"

using namespace squall;
using namespace library;

void peers::aggregate_cases() {
    same("aggregate: of all rows",
         "SELECT count(*) AS n, sum(pages) AS s, avg(price) AS a, min(title) AS f, max(price) AS m, total(pages) AS t FROM books",
         select(as<"n">(count()), as<"s">(sum(books.pages)), as<"a">(avg(books.price)), as<"f">(min(books.title)),
                as<"m">(max(books.price)), as<"t">(total(books.pages)))
             .from(books));
    same("aggregate: of values that are not null", "SELECT count(age) AS n FROM readers",
         select(as<"n">(count(readers.age))).from(readers));
    same("aggregate: of distinct values", "SELECT count(DISTINCT city) AS c, sum(DISTINCT age) AS s FROM readers",
         select(as<"c">(count_distinct(readers.city)), as<"s">(sum_distinct(readers.age))).from(readers));
    same("aggregate: with FILTER",
         "SELECT count(*) FILTER (WHERE returned) AS back, count(*) FILTER (WHERE NOT returned) AS out FROM loans",
         select(as<"back">(filter(count(), loans.returned)), as<"out">(filter(count(), !loans.returned))).from(loans));
    same("aggregate: texts in an order", "SELECT group_concat(title, ', ' ORDER BY pages, title) AS t FROM books",
         select(as<"t">(group_concat(books.title, literal<", ">, books.pages, books.title))).from(books));
    same(
        "aggregate: texts with commas, and different ones",
        "SELECT group_concat(title) AS t, group_concat(DISTINCT city) AS c FROM (SELECT title, city FROM books JOIN readers ON owner_id = "
        "readers.id ORDER BY books.id)",
        [] {
            constexpr auto ordered = derived<"ordered">(
                select(books.title, readers.city).from(books).join(readers, readers.id == books.owner_id).order_by(books.id));
            return select(as<"t">(group_concat(ordered[books.title])), as<"c">(group_concat_distinct(ordered[readers.city]))).from(ordered);
        }());
    same("aggregate: into JSON", "SELECT json_group_array(id) AS ids FROM (SELECT id FROM readers ORDER BY id)", [] {
        constexpr auto ordered = derived<"ordered">(select(readers.id).from(readers).order_by(readers.id));
        return select(as<"ids">(json_group_array(ordered[readers.id]))).from(ordered);
    }());
    same("aggregate: into a JSON object", "SELECT json_group_object(name, age) AS ages FROM (SELECT * FROM readers ORDER BY id)", [] {
        constexpr auto ordered = derived<"ordered">(select(readers.name, readers.age).from(readers).order_by(readers.id));
        return select(as<"ages">(fn<"json_group_object">(ordered[readers.name], ordered[readers.age]))).from(ordered);
    }());
    same("group: by a column", "SELECT city, count(*) AS n FROM readers GROUP BY city",
         select(readers.city, as<"n">(count())).from(readers).group_by(readers.city));
    same("group: by an expression", "SELECT pages / 100 AS h, count(*) AS n FROM books GROUP BY pages / 100", [] {
        constexpr auto hundreds = books.pages / literal<100>;
        return select(as<"h">(hundreds), as<"n">(count())).from(books).group_by(hundreds);
    }());
    same("group: by several", "SELECT genre, owner_id, max(price) AS p FROM books GROUP BY genre, owner_id",
         select(books.genre, books.owner_id, as<"p">(max(books.price))).from(books).group_by(books.genre, books.owner_id));
    same("group: of a left join", "SELECT name, count(book_id) AS n FROM readers LEFT JOIN loans ON reader_id = id GROUP BY id",
         select(readers.name, as<"n">(count(loans.book_id)))
             .from(readers)
             .left_join(loans, loans.reader_id == readers.id)
             .group_by(readers.id));
    same("having: an aggregate", "SELECT city FROM readers GROUP BY city HAVING count(*) > ?1",
         select(readers.city).from(readers).group_by(readers.city).having(count() > param<"n", std::int64_t>), {1.0});
    same("having: an optional condition", "SELECT city FROM readers GROUP BY city HAVING count(*) > ?1",
         select(readers.city).from(readers).group_by(readers.city).having(when<"n">(count() > param<"n">)), {1.0});
    same("order: by an aggregate", "SELECT genre FROM books GROUP BY genre ORDER BY sum(pages) DESC",
         select(books.genre).from(books).group_by(books.genre).order_by(sum(books.pages).desc()));
    constexpr auto by_price = order_by(books.price, books.id);
    same("window: numbers of rows",
         "SELECT title, row_number() OVER (ORDER BY price, id) AS n, rank() OVER (ORDER BY price) AS r, dense_rank() OVER (ORDER BY price) "
         "AS d FROM books",
         select(books.title, as<"n">(over(row_number(), by_price)), as<"r">(over(rank(), order_by(books.price))),
                as<"d">(over(dense_rank(), order_by(books.price))))
             .from(books));
    same("window: an aggregate over parts", "SELECT title, sum(pages) OVER (PARTITION BY genre) AS s FROM books",
         select(books.title, as<"s">(over(sum(books.pages), partition_by(books.genre)))).from(books));
    same(
        "window: neighbours",
        "SELECT title, lag(title) OVER (ORDER BY price, id) AS l, lead(title, 2, '-') OVER (ORDER BY price, id) AS n FROM books",
        select(books.title, as<"l">(over(lag(books.title), by_price)), as<"n">(over(lead(books.title, literal<2>, literal<"-">), by_price)))
            .from(books));
    same("window: frames", "SELECT title, sum(pages) OVER (ORDER BY price, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM books",
         select(books.title, as<"s">(over(sum(books.pages), by_price, rows_between(preceding<1>, current_row)))).from(books));
    same("window: first, last, nth",
         "SELECT title, first_value(title) OVER w AS f, last_value(title) OVER w AS l, nth_value(title, 2) OVER w AS n FROM books WINDOW w "
         "AS (ORDER BY price, id)",
         [=] {
             constexpr auto w = window(by_price);
             return select(books.title, as<"f">(over(first_value(books.title), w)), as<"l">(over(last_value(books.title), w)),
                           as<"n">(over(nth_value<2>(books.title), w)))
                 .from(books);
         }());
    same("window: ntile, percent_rank, cume_dist",
         "SELECT title, ntile(2) OVER w AS t, percent_rank() OVER w AS p, cume_dist() OVER w AS c FROM books WINDOW w AS (ORDER BY price, "
         "id)",
         [=] {
             constexpr auto w = window(by_price);
             return select(books.title, as<"t">(over(ntile<2>(), w)), as<"p">(over(percent_rank(), w)), as<"c">(over(cume_dist(), w)))
                 .from(books);
         }());
    same("window: two rows away", "SELECT title, lag(title, 2) OVER (ORDER BY id) AS l, lead(pages, 3) OVER (ORDER BY id) AS n FROM books",
         select(books.title, as<"l">(over(lag(books.title, literal<2>), order_by(books.id))),
                as<"n">(over(lead(books.pages, literal<3>), order_by(books.id))))
             .from(books));
    same("window: a frame by value",
         "SELECT title, count(*) OVER (ORDER BY price RANGE BETWEEN 1 PRECEDING AND 2 FOLLOWING) AS n FROM books",
         select(books.title, as<"n">(over(count(), order_by(books.price), range_between(preceding<1>, following<2>)))).from(books));
    same("window: a frame by value among nulls",
         "SELECT name, count(*) OVER (ORDER BY age DESC RANGE BETWEEN 16 PRECEDING AND CURRENT ROW) AS n FROM readers",
         select(readers.name, as<"n">(over(count(), order_by(readers.age.desc()), range_between(preceding<16>, current_row))))
             .from(readers));
    same("window: a frame without rows",
         "SELECT title, sum(pages) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS a, max(id) OVER "
         "(ORDER "
         "BY pages GROUPS BETWEEN CURRENT ROW AND CURRENT ROW EXCLUDE GROUP) AS b, count(*) OVER (ORDER BY pages RANGE BETWEEN UNBOUNDED "
         "PRECEDING AND CURRENT ROW EXCLUDE TIES) AS c FROM books",
         select(books.title,
                as<"a">(over(sum(books.pages), order_by(books.id), rows_between(preceding<1>, following<1>).exclude_current_row())),
                as<"b">(over(max(books.id), order_by(books.pages), groups_between(current_row, current_row).exclude_group())),
                as<"c">(over(count(), order_by(books.pages), range_between(unbounded_preceding, current_row).exclude_ties())))
             .from(books));
    same("window: over aggregates, a share of the whole",
         "SELECT genre, count(*) * 1.0 / sum(count(*)) OVER () AS share, sum(sum(pages)) OVER (ORDER BY genre) AS so_far FROM books GROUP "
         "BY "
         "genre",
         select(books.genre, as<"share">(count() * real<"1"> / over(sum(count()))),
                as<"so_far">(over(sum(sum(books.pages)), order_by(books.genre))))
             .from(books)
             .group_by(books.genre));
    same("window: over an aggregate of all rows", "SELECT sum(count(*)) OVER () AS n, first_value(max(price)) OVER () AS p FROM books",
         select(as<"n">(over(sum(count()))), as<"p">(over(first_value(max(books.price))))).from(books));
    same("window: with FILTER", "SELECT title, count(*) FILTER (WHERE price > 9) OVER (ORDER BY price, id) AS n FROM books",
         select(books.title, as<"n">(over(filter(count(), books.price > literal<9>), by_price))).from(books));
}
