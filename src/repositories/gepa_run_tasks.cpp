#include "gepa_run_tasks.hpp"

namespace iofold::gepa_run_tasks {

using namespace squall;
using schema::gepa_run_tasks;

plan<optional<GepaRunTask>> get(id_args&& args) {
    constexpr auto query = select(gepa_run_tasks).from(gepa_run_tasks).where(gepa_run_tasks.id == param<"id">);
    return single<optional<GepaRunTask>>(query, args);
}

plan<GepaRunTaskPage> list(list_args&& args) {
    constexpr auto query = select(gepa_run_tasks)
                               .from(gepa_run_tasks)
                               .where(gepa_run_tasks.run_id == param<"run_id"> && when<"split">(gepa_run_tasks.split == param<"split">) &&
                                      when<"after_value">(gepa_run_tasks.id > param<"after_value">))
                               .order_by(gepa_run_tasks.id.asc())
                               .limit(param<"fetch">);
    plan<GepaRunTaskPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<string>>(args));
    return p;
}

plan<GepaRunTask> create(create_args&& args) {
    constexpr auto insert =
        insert_into(gepa_run_tasks)
            .set(gepa_run_tasks.id, gepa_run_tasks.run_id, gepa_run_tasks.task_id, gepa_run_tasks.split, gepa_run_tasks.score)
            .returning(gepa_run_tasks);
    plan<GepaRunTask> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "grt"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(gepa_run_tasks).where(gepa_run_tasks.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::gepa_run_tasks
