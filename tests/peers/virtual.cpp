// Full-text tables and R*Trees.
#include "library.hpp"

using namespace squall;
using namespace library;

void peers::virtual_cases() {
    constexpr auto found = matches(reviews, param<"q">);
    same("full text: MATCH, the best first", "SELECT isbn, body FROM reviews WHERE reviews MATCH ?1 ORDER BY rank",
         select(reviews.isbn, reviews.body).from(reviews).where(found).order_by(reviews.rank), {"snow"});
    same("full text: bm25 with weights",
         "SELECT isbn, bm25(reviews, 0, 5, 1) AS weight FROM reviews WHERE reviews MATCH 'snow' ORDER BY weight",
         select(reviews.isbn, as<"weight">(bm25(reviews, literal<0>, literal<5>, literal<1>)))
             .from(reviews)
             .where(matches(reviews, literal<"snow">))
             .order_by(bm25(reviews, literal<0>, literal<5>, literal<1>)));
    same("full text: highlight and snippet",
         "SELECT highlight(reviews, 1, '<', '>') AS t, snippet(reviews, 2, '[', ']', '...', 4) AS s FROM reviews WHERE reviews MATCH ?1",
         select(as<"t">(highlight<"title", "<", ">">(reviews)), as<"s">(snippet<"body", "[", "]", "...", 4>(reviews)))
             .from(reviews)
             .where(found),
         {"hill"});
    same("full text: insert, update and delete of a table with its own texts",
         "INSERT INTO reviews (rowid, isbn, title, body) VALUES (9, 'x9', ?1, '')",
         insert_into(reviews).set(reviews.rowid = literal<9>, reviews.isbn = literal<"x9">, reviews.title, reviews.body = literal<"">),
         {"New"});
    same("full text: insert, update and delete of a table with its own texts", "UPDATE reviews SET body = ?1 WHERE isbn = 'x2'",
         update(reviews).set(reviews.body).where(reviews.isbn == literal<"x2">), {"changed"});
    same("full text: insert, update and delete of a table with its own texts", "DELETE FROM reviews WHERE rowid = 1",
         delete_from(reviews).where(reviews.rowid == literal<1>));
    same("R*Tree: the boxes around a point", "SELECT name, west FROM rooms WHERE west <= 5 AND east >= 5 ORDER BY id",
         select(rooms.name, rooms.west).from(rooms).where(rooms.west <= real<"5"> && rooms.east >= real<"5">).order_by(rooms.id));
    same("R*Tree: a join of boxes that overlap",
         "SELECT a.name, b.name AS other FROM rooms a JOIN rooms b ON a.west <= b.east AND a.east >= b.west AND a.id < b.id", [] {
             constexpr auto other = alias<"b">(rooms);
             return select(rooms.name, as<"other">(other.name))
                 .from(rooms)
                 .join(other, rooms.west <= other.east && rooms.east >= other.west && rooms.id < other.id);
         }());
    same("R*Tree: insert, update and delete", "INSERT INTO rooms (id, west, east, name) VALUES (9, ?1, 3.25, 'porch')",
         insert_into(rooms).set(rooms.id = literal<9>, rooms.west, rooms.east = real<"3.25">, rooms.name = literal<"porch">), {1.5});
    same("R*Tree: insert, update and delete", "UPDATE rooms SET east = 7, name = 'wide' WHERE id = 2",
         update(rooms).set(rooms.east = real<"7">, rooms.name = literal<"wide">).where(rooms.id == literal<2>));
    same("R*Tree: insert, update and delete", "DELETE FROM rooms WHERE west > 10", delete_from(rooms).where(rooms.west > real<"10">));
}
