#include "task_similar_traces.hpp"

namespace iofold::task_similar_traces {

using namespace squall;
using schema::task_similar_traces;

plan<optional<TaskSimilarTrace>> get(id_args&& args) {
    constexpr auto query = select(task_similar_traces).from(task_similar_traces).where(task_similar_traces.id == param<"id">);
    return single<optional<TaskSimilarTrace>>(query, args);
}

plan<SimilarTracePage> list(list_args&& args) {
    constexpr auto by_score = task_similar_traces.similarity_score.desc();
    constexpr auto by_id = task_similar_traces.id.desc();
    constexpr auto query = select(task_similar_traces)
                               .from(task_similar_traces)
                               .where(task_similar_traces.task_metadata_id == param<"task_metadata_id"> &&
                                      when<"after_value">(after(by_score, by_id, param<"after_value">, param<"after_id">)))
                               .order_by(by_score, by_id)
                               .limit(param<"fetch">);
    plan<SimilarTracePage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<double>>(args));
    return p;
}

plan<TaskSimilarTrace> create(create_args&& args) {
    constexpr auto insert =
        insert_into(task_similar_traces)
            .set(task_similar_traces.id, task_similar_traces.task_metadata_id, task_similar_traces.similar_trace_id,
                 task_similar_traces.similarity_score, task_similar_traces.human_score, task_similar_traces.created_at = param<"now">)
            .returning(task_similar_traces);
    plan<TaskSimilarTrace> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "sim"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal =
        delete_from(task_similar_traces).where(task_similar_traces.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::task_similar_traces
