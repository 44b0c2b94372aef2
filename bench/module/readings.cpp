#include "readings.hpp"

#include "core/json_text.hpp"

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
    const auto& patch = args.patch;
    p.take(change, inputs{args, bind<"title", optional<string>>(patch.item(0)), bind<"is_valid", bool>(patch.item(1)),
                          bind_flag<"has_is_valid">(patch.item(1).given()), bind<"score", optional<double>>(patch.item(2)),
                          bind<"note", optional<string>>(patch.item(3))});
    return p;
}

plan<nothing> create_many(create_many_args&& args) {
    constexpr auto item = rows<"rows", "id", "sensor_id", "sequence", "title", "labels", "is_valid", "score", "note", "previous_id">;
    constexpr auto& t = readings;
    constexpr auto insert =
        insert_into(t)
            .set(t.id = item[t.id], t.sensor_id = item[t.sensor_id], t.sequence = item[t.sequence], t.title = item[t.title],
                 t.labels = item[t.labels], t.is_valid = item[t.is_valid], t.score = item[t.score], t.note = item[t.note],
                 t.previous_id = item[t.previous_id], t.created_at = param<"now">)
            .from(item);
    plan<nothing> p{args};
    if (p.refused()) return p;
    row_lists lists;
    for (std::size_t i = 0; i < args.rows.size(); ++i) lists.add({args.rows.item(i).items, 9});
    for (const string& list : lists.finish()) p.run(insert, inputs{args, bind_list<"rows">(text_value(list))});
    return p;
}

}  // namespace bench::readings
