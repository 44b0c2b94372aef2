// Joins, queries in FROM and WITH, set operations, values, JSON as rows.
#include "library.hpp"
#include "squall/core/choose.hpp"
#include "squall/sql/json_each.hpp"
#include "squall/sql/raw_statement.hpp"
#include "squall/sql/values.hpp"

using namespace squall;
using namespace library;

void peers::source_cases() {
    constexpr auto titles = select(books.title, as<"owner">(readers.name)).from(books);
    same("join: inner", "SELECT title, name AS owner FROM books JOIN readers ON readers.id = owner_id",
         titles.join(readers, readers.id == books.owner_id));
    same("join: on several conditions", "SELECT title, name AS owner FROM books JOIN readers ON readers.id = owner_id AND city = 'Bern'",
         titles.join(readers, readers.id == books.owner_id && readers.city == literal<"Bern">));
    same("join: left", "SELECT title, name AS owner FROM books LEFT JOIN readers ON readers.id = owner_id",
         titles.left_join(readers, readers.id == books.owner_id));
    same("join: right", "SELECT title, name AS owner FROM books RIGHT JOIN readers ON readers.id = owner_id",
         titles.right_join(readers, readers.id == books.owner_id));
    same("join: full", "SELECT title, name AS owner FROM books FULL JOIN readers ON readers.id = owner_id",
         titles.full_join(readers, readers.id == books.owner_id));
    same("join: cross", "SELECT title, name AS owner FROM books CROSS JOIN readers", titles.cross_join(readers));
    same("join: tables by comma", "SELECT title, name AS owner FROM books, readers WHERE readers.id = owner_id",
         titles.cross_join(readers).where(readers.id == books.owner_id));
    same("join: several", "SELECT name, title, day FROM loans JOIN books ON books.id = book_id JOIN readers ON readers.id = reader_id",
         select(readers.name, books.title, loans.day)
             .from(loans)
             .join(books, books.id == loans.book_id)
             .join(readers, readers.id == loans.reader_id));
    constexpr auto parent = alias<"parent">(shelves);
    same("join: a table with itself", "SELECT s.label, p.label AS above FROM shelves s LEFT JOIN shelves p ON p.id = s.parent_id",
         select(shelves.label, as<"above">(parent.label)).from(shelves).left_join(parent, parent.id == shelves.parent_id));
    constexpr auto owned = derived<"owned">(select(books.owner_id, as<"n">(count())).from(books).group_by(books.owner_id));
    same("join: a query",
         "SELECT name, n FROM readers JOIN (SELECT owner_id, count(*) AS n FROM books GROUP BY owner_id) o ON o.owner_id = id",
         select(readers.name, as<"n">(owned.get<"n", std::int64_t>())).from(readers).join(owned, owned[books.owner_id] == readers.id));
    same("join: on the equality of a column that both have (USING)", "SELECT shelves.label FROM shelves JOIN counters USING (id)",
         select(shelves.label).from(shelves).join(counters, counters.id == shelves.id), {});
    roundabout("join: every column of both tables", "columns are listed: two of one name are one in a row",
               "SELECT s.id, s.label, c.n FROM shelves s JOIN counters c ON c.id = s.id",
               select(shelves.id, shelves.label, counters.n).from(shelves).join(counters, counters.id == shelves.id));
    same("from: a query", "SELECT max(n) AS m FROM (SELECT owner_id, count(*) AS n FROM books GROUP BY owner_id)",
         select(as<"m">(max(owned.get<"n", std::int64_t>()))).from(owned));
    same("from: the first rows per group",
         "SELECT title FROM (SELECT title, row_number() OVER (PARTITION BY genre ORDER BY price DESC) AS place FROM books) WHERE place = 1",
         [] {
             constexpr auto placed = derived<"placed">(
                 select(books.title, as<"place">(over(row_number(), partition_by(books.genre), order_by(books.price.desc())))).from(books));
             return select(placed[books.title]).from(placed).where(placed.get<"place", std::int64_t>() == literal<1>);
         }());
    constexpr auto bernese = named<"bernese">(select(readers).from(readers).where(readers.city == literal<"Bern">));
    same("with: one query", "WITH b AS (SELECT * FROM readers WHERE city = 'Bern') SELECT name FROM b",
         with(bernese)(select(bernese[readers.name]).from(bernese)));
    same("with: two queries, one on the other",
         "WITH b AS (SELECT * FROM readers WHERE city = 'Bern'), o AS (SELECT name FROM b WHERE age > 30) SELECT name FROM o", [=] {
             constexpr auto old = named<"old">(select(bernese[readers.name]).from(bernese).where(bernese[readers.age] > literal<30>));
             return with(bernese, old)(select(old[readers.name]).from(old));
         }());
    constexpr auto found = so_far<"below">(select(shelves.id, shelves.label).from(shelves).where(shelves.id == param<"root">));
    constexpr auto below =
        recursive(found, select(shelves.id, shelves.label).from(shelves).join(found, shelves.parent_id == found[shelves.id]));
    same("with: recursive",
         "WITH RECURSIVE b AS (SELECT id, label FROM shelves WHERE id = ?1 UNION ALL SELECT s.id, s.label FROM shelves s JOIN b ON "
         "s.parent_id = b.id) SELECT label FROM b",
         with(below)(select(below[shelves.label]).from(below)), {2.0});

    constexpr auto cities = select(readers.city).from(readers);
    constexpr auto labels = select(as<"city">(shelves.label)).from(shelves);
    same("set: union all", "SELECT city FROM readers UNION ALL SELECT label FROM shelves", union_all(cities, labels));
    same("set: union", "SELECT city FROM readers UNION SELECT label FROM shelves", union_distinct(cities, labels));
    same("set: intersect", "SELECT city FROM readers INTERSECT SELECT city FROM readers WHERE age > 30",
         intersect(cities, cities.where(readers.age > literal<30>)));
    same("set: except", "SELECT city FROM readers EXCEPT SELECT city FROM readers WHERE age > 30",
         except(cities, cities.where(readers.age > literal<30>)));
    same("set: an ordered and limited whole", "SELECT city FROM readers UNION SELECT label FROM shelves ORDER BY 1 LIMIT 3",
         union_distinct(cities, labels).order_by_columns<1>().limit<3>());
    same("set: ordered and limited terms",
         "SELECT * FROM (SELECT city FROM readers ORDER BY city DESC LIMIT 1) UNION ALL SELECT * FROM (SELECT label FROM shelves ORDER BY "
         "label LIMIT 1)",
         union_all(cities.order_by(readers.city.desc()).limit<1>(), labels.order_by(shelves.label).limit<1>()));
    same("set: ordered by the name of a result", "SELECT city FROM readers UNION SELECT label FROM shelves ORDER BY city DESC LIMIT 4",
         union_distinct(cities, labels).order_by(readers.city.desc()).limit<4>());
    same("set: ordered by another name, a collation and nulls",
         "SELECT nickname AS n, id FROM readers UNION ALL SELECT label, id FROM shelves ORDER BY n COLLATE NOCASE DESC NULLS FIRST, id",
         [] {
             constexpr auto n = as<"n">(readers.nickname);
             return union_all(select(n, readers.id).from(readers), select(as<"n">(shelves.label), shelves.id).from(shelves))
                 .order_by(collate<"NOCASE">(n).desc().nulls_first(), readers.id);
         }());
    same("set: an order chosen at run time", "SELECT city FROM readers UNION SELECT label FROM shelves ORDER BY city DESC",
         union_distinct(cities, labels).order_by(directed<"way">(readers.city)).chosen<"desc">());
    same("set: nested", "SELECT city FROM readers UNION ALL SELECT * FROM (SELECT label FROM shelves EXCEPT SELECT 'left')",
         union_all(cities, except(labels, select(as<"city">(literal<"left">)))));
    same("set: in a condition", "SELECT name FROM readers WHERE city IN (SELECT city FROM readers WHERE id = 2 UNION SELECT 'Chur')", [] {
        constexpr auto other = alias<"other">(readers);  // as the condition of a subquery may see the outer table
        constexpr auto cities_of =
            union_distinct(select(other.city).from(other).where(other.id == literal<2>), select(as<"city">(literal<"Chur">)));
        return select(readers.name).from(readers).where(readers.city.in(cities_of));
    }());

    constexpr auto wanted = derived<"wanted">(values(row(as<"id">(literal<1>), as<"why">(literal<"old">)), row(literal<3>, param<"why">)));
    same("values: as a source", "SELECT name, v.column2 AS why FROM readers JOIN (VALUES (1, 'old'), (3, ?1)) v ON v.column1 = id",
         select(readers.name, as<"why">(wanted.get<"why", std::string>())).from(readers).join(wanted, wanted[readers.id] == readers.id),
         {"new"});
    same("values: a bound list of rows",
         "SELECT name FROM readers JOIN json_each(?1) l ON l.value ->> 0 = readers.id AND l.value ->> 1 = city",
         [] {
             constexpr auto pairs = rows<"pairs", readers.id, readers.city>;
             return select(readers.name).from(readers).join(pairs, pairs[readers.id] == readers.id && pairs[readers.city] == readers.city);
         }(),
         {"[[1,\"Bern\"],[2,\"Bern\"]]"});
    constexpr auto tag = json_each<"tag">(books.tags);
    same("json: the elements of a column as rows", "SELECT title, value AS tag FROM books, json_each(tags)",
         select(books.title, as<"tag">(tag.value<std::string>())).from(books).cross_join(tag));
    same("json: the elements of a path", "SELECT name, value AS tab FROM readers, json_each(settings, '$.tabs')", [] {
        constexpr auto tab = json_each<"tab", "$.tabs">(readers.settings);
        return select(readers.name, as<"tab">(tab.value<std::int64_t>())).from(readers).cross_join(tab);
    }());
    same("json: everything in a document", "SELECT fullkey FROM readers, json_tree(settings) WHERE atom IS NOT NULL", [] {
        constexpr auto node = json_tree<"node">(readers.settings);
        return select(node.full_key()).from(readers).cross_join(node).where(node.atom<std::string>().is_not_null());
    }());
    same("json: a condition on an element", "SELECT title FROM books WHERE EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?1)",
         select(books.title).from(books).where(exists(select(tag.id()).from(tag).where(tag.value<std::string>() == param<"tag">))),
         {"sand"});
    same("raw: a source", "SELECT name FROM pragma_table_info('books') WHERE pk = 1", [] {
        constexpr auto info = raw_table<"info", "pragma_table_info('books')">();
        return select(info.get<"name", std::string>()).from(info).where(info.get<"pk", std::int64_t>() == literal<1>);
    }());
}
