#include "readings.hpp"

#include "squall/squall.hpp"

namespace bench::readings {

using namespace squall;
using schema::readings;

plan<vector<Reading>> list(list_args&& args) {
    constexpr auto query = select(readings)
                               .from(readings)
                               .where(readings.sensor_id == param<"sensor_id">)
                               .order_by(readings.sequence.asc())
                               .limit(param<"limit">);
    return single<vector<Reading>>(query, args);
}

plan<vector<Reading>> find(find_args&& args) {
    constexpr auto query = select(readings).from(readings).where(readings.id.in(squall::list<"ids">)).order_by(readings.id.asc());
    return single<vector<Reading>>(query, args);
}

plan<Reading> update(update_args&& args) {
    constexpr auto change =
        squall::update(readings)
            .set(when<"title">(readings.title = param<"title">), when<"has_is_valid">(readings.is_valid = param<"is_valid">),
                 when<"score">(readings.score = param<"score">), when<"note">(readings.note = param<"note">))
            .where(readings.id == param<"id">)
            .returning(readings);
    plan<Reading> p{args};
    if (p.refused()) return p;
    const auto& patch = *args.patch;
    p.take(change, inputs{args, bind(patch.title), bind<"is_valid", bool>(patch.is_valid.cell),
                          bind_flag<"has_is_valid">(patch.is_valid.given()), bind(patch.score), bind(patch.note)});
    return p;
}

plan<nothing> create_many(create_many_args&& args) {
    constexpr auto item = rows<"rows", fields_in<arguments<reading_fields>>>;
    constexpr auto insert = insert_into(readings).set_each(item, readings.created_at = param<"now">);
    plan<nothing> p{args};
    if (p.refused()) return p;
    row_lists readings_to_add(p, item);
    for (const auto& row : args.rows) readings_to_add.add(row);
    for (const auto& list : readings_to_add) p.run(insert, inputs{args, list});
    return p;
}

}  // namespace bench::readings
