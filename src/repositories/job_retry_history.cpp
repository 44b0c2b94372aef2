#include "job_retry_history.hpp"

namespace iofold::job_retry_history {

using namespace squall;
using schema::job_retry_history;

plan<vector<JobRetryHistory>> list(list_args&& args) {
    constexpr auto query = select(job_retry_history)
                               .from(job_retry_history)
                               .where(job_retry_history.job_id == param<"job_id">)
                               .order_by(job_retry_history.attempt.asc(), job_retry_history.created_at.asc(), job_retry_history.id.asc());
    return single<vector<JobRetryHistory>>(query, args);
}

plan<optional<JobRetryHistory>> get(id_args&& args) {
    constexpr auto query = select(job_retry_history).from(job_retry_history).where(job_retry_history.id == param<"id">);
    return single<optional<JobRetryHistory>>(query, args);
}

plan<JobRetryHistory> create(create_args&& args) {
    constexpr auto insert =
        insert_into(job_retry_history)
            .set(job_retry_history.id, job_retry_history.job_id, job_retry_history.attempt, job_retry_history.error,
                 job_retry_history.error_category, job_retry_history.delay_ms, job_retry_history.created_at = param<"now">)
            .returning(job_retry_history);
    plan<JobRetryHistory> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "retry"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(job_retry_history).where(job_retry_history.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::job_retry_history
