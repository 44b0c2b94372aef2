#include "notes.hpp"

#include "squall/squall.hpp"

namespace app::notes {

using namespace squall;
using schema::authors;
using schema::notes;

plan<schema::Note> add(arguments<add_fields>&& args) {
    constexpr auto author = must_exist<"author">(exists(select(authors.id).from(authors).where(authors.id == param<"author_id">)));
    constexpr auto insert =
        insert_into(notes).set(notes.id, notes.author_id, notes.text, notes.pinned, notes.created_at = param<"now">).returning(notes);
    plan<schema::Note> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.new_id("note"))};
    p.take(guard(author), insert, in);
    return p;
}

plan<std::vector<schema::Note>> list(arguments<list_fields>&& args) {
    constexpr auto query = select(notes)
                               .from(notes)
                               .where(notes.author_id == param<"author_id"> && when<"pinned">(notes.pinned == param<"pinned">))
                               .order_by(notes.created_at.desc(), notes.id.desc())
                               .limit(param<"limit">);
    return single<std::vector<schema::Note>>(query, args);
}

}  // namespace app::notes
