#include "authors.hpp"

#include "squall/squall.hpp"

namespace app::authors {

using namespace squall;
using schema::authors;

plan<schema::Author> create(arguments<create_fields>&& args) {
    constexpr auto insert = insert_into(authors).set(authors.id, authors.email, authors.created_at = param<"now">).returning(authors);
    plan<schema::Author> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.new_id("author"))});
    return p;
}

}  // namespace app::authors
