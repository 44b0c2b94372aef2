#include "task_feedback_pairs.hpp"

namespace iofold::task_feedback_pairs {

using namespace squall;
using schema::task_feedback_pairs;

plan<optional<TaskFeedbackPair>> get(id_args&& args) {
    constexpr auto query = select(task_feedback_pairs).from(task_feedback_pairs).where(task_feedback_pairs.id == param<"id">);
    return single<optional<TaskFeedbackPair>>(query, args);
}

plan<FeedbackPairPage> list(list_args&& args) {
    constexpr auto by_age = task_feedback_pairs.created_at.desc();
    constexpr auto by_id = task_feedback_pairs.id.desc();
    constexpr auto query = select(task_feedback_pairs)
                               .from(task_feedback_pairs)
                               .where(task_feedback_pairs.task_metadata_id == param<"task_metadata_id"> &&
                                      when<"after_value">(after(by_age, by_id, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_age, by_id, param<"after_id">)))
                               .order_by(by_age, by_id)
                               .limit(param<"fetch">);
    plan<FeedbackPairPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<TaskFeedbackPair> create(create_args&& args) {
    constexpr auto insert =
        insert_into(task_feedback_pairs)
            .set(task_feedback_pairs.id, task_feedback_pairs.task_metadata_id, task_feedback_pairs.feedback_trace_id,
                 task_feedback_pairs.human_feedback, task_feedback_pairs.human_score, task_feedback_pairs.created_at = param<"now">)
            .returning(task_feedback_pairs);
    plan<TaskFeedbackPair> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "tfp"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal =
        delete_from(task_feedback_pairs).where(task_feedback_pairs.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::task_feedback_pairs
