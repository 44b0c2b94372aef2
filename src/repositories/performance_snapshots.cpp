#include "performance_snapshots.hpp"

namespace iofold::performance_snapshots {

using namespace squall;
using schema::performance_snapshots;

namespace {

/// The day so many days before another, as text; the first that has a text when there is none.
string days_before(std::string_view day, int64_t days) {
    constexpr int64_t day_ms = 86'400'000;
    const int64_t first = *parse_timestamp("0000-01-01"), from = parse_timestamp(day).value_or(first);
    const int64_t most = (from - first) / day_ms;
    char iso[iso_size];
    write_iso(from - (days < most ? days : most) * day_ms, iso);
    return {iso, 10};
}

}  // namespace

plan<PerformanceSnapshot> upsert(upsert_args&& args) {
    constexpr auto& t = performance_snapshots;
    constexpr auto store =
        insert_into(t)
            .set(t.id = param<"id">, t.eval_id, t.snapshot_date, t.accuracy, t.execution_count, t.contradiction_count, t.error_count,
                 t.pass_count, t.fail_count, t.prompt_distribution, t.created_at = param<"now">)
            .on_conflict(t.eval_id, t.snapshot_date)
            .do_update(t.accuracy = excluded(t.accuracy), t.execution_count = excluded(t.execution_count),
                       t.contradiction_count = excluded(t.contradiction_count), t.error_count = excluded(t.error_count),
                       t.pass_count = excluded(t.pass_count), t.fail_count = excluded(t.fail_count), t.created_at = excluded(t.created_at),
                       when<"prompt_distribution">(t.prompt_distribution = excluded(t.prompt_distribution)))
            .returning(t);
    plan<PerformanceSnapshot> p{args};
    if (p.refused()) return p;
    const string id = string(p.text(args.eval_id)) + '_' + string(p.text(args.snapshot_date));
    p.take(store, inputs{args, bind<"id">(p.keep(id))});
    return p;
}

plan<vector<PerformanceSnapshot>> list(list_args&& args) {
    constexpr auto query =
        select(performance_snapshots)
            .from(performance_snapshots)
            .where(performance_snapshots.eval_id == param<"eval_id"> && performance_snapshots.snapshot_date >= param<"first_day">)
            .order_by(performance_snapshots.snapshot_date.asc());
    plan<vector<PerformanceSnapshot>> p{args};
    if (p.refused()) return p;
    const string today(args.today.has_value() ? p.text(args.today) : p.now().view().substr(0, 10));
    p.take(query, inputs{args, bind<"first_day">(p.keep<date>(days_before(today, args.days.integer())))});
    return p;
}

plan<optional<PerformanceSnapshot>> get(id_args&& args) {
    constexpr auto query = select(performance_snapshots).from(performance_snapshots).where(performance_snapshots.id == param<"id">);
    return single<optional<PerformanceSnapshot>>(query, args);
}

plan<PerformanceSnapshot> create(create_args&& args) {
    constexpr auto& t = performance_snapshots;
    constexpr auto insert = insert_into(t)
                                .set(t.id, t.eval_id, t.snapshot_date, t.accuracy, t.execution_count, t.contradiction_count, t.error_count,
                                     t.pass_count, t.fail_count, t.prompt_distribution, t.created_at = param<"now">)
                                .returning(t);
    plan<PerformanceSnapshot> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "snap"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal =
        delete_from(performance_snapshots).where(performance_snapshots.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::performance_snapshots
