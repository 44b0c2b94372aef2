#include "jobs.hpp"

#include "schema/agents.hpp"

namespace iofold::jobs {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::job_retry_history;
using schema::jobs;

namespace {

constexpr auto by_id = jobs.id == param<"id">;
constexpr auto by_id_in_workspace = by_id && when<"workspace_id">(jobs.workspace_id == param<"workspace_id">);
constexpr auto job_must_exist = must_exist<"job">(exists(select(jobs.id).from(jobs).where(by_id)));
constexpr auto job_must_exist_in_workspace = must_exist<"job">(exists(select(jobs.id).from(jobs).where(by_id_in_workspace)));

/// A transition is allowed from these states only.
template <JobStatus... From>
constexpr auto status_must_be() {
    return must_hold<"status">(scalar(select(jobs.status).from(jobs).where(by_id)).template in<From...>());
}
constexpr auto unfinished = status_must_be<JobStatus::queued, JobStatus::running>();
constexpr auto unfinished_or_failed = status_must_be<JobStatus::queued, JobStatus::running, JobStatus::failed>();
constexpr auto row_by_id = select(jobs).from(jobs).where(by_id);

}  // namespace

plan<Job> create(create_args&& args) {
    constexpr auto agent_of_workspace = must_refer<"agent_id">(
        exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">)));
    constexpr auto owner = alias<"owner">(agents);
    constexpr auto version_of_workspace = must_refer<"agent_version_id">(
        exists(select(agent_versions.id)
                   .from(agent_versions)
                   .join(owner, owner.id == agent_versions.agent_id)
                   .where(agent_versions.id == param<"agent_version_id"> && owner.workspace_id == param<"workspace_id">)));
    // A taken id is reported before a missing reference.
    constexpr auto allowed = guard(must_be_free<"id">(!exists(select(jobs.id).from(jobs).where(by_id))),
                                   when<"agent_id">(agent_of_workspace), when<"agent_version_id">(version_of_workspace));
    constexpr auto insert = insert_into(jobs)
                                .set(jobs.id, jobs.workspace_id, jobs.type, jobs.status, jobs.progress = literal<0>, jobs.metadata,
                                     jobs.retry_count = literal<0>, jobs.max_retries, jobs.priority, jobs.created_at = param<"now">,
                                     jobs.agent_id, jobs.agent_version_id, jobs.trigger_event, jobs.trigger_threshold)
                                .returning(jobs);
    plan<Job> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "job")), bind<"status", JobStatus>(args.status)};
    if (args.agent_id.has_value() || args.agent_version_id.has_value())
        p.take(allowed, insert, in);
    else
        p.take(insert, in);
    return p;
}

plan<vector<Job>> create_many(create_many_args&& args) {
    constexpr auto item = rows<"jobs", fields_in<new_job>, jobs.id>;
    constexpr auto insert = insert_into(jobs).set_each(item, jobs.status = literal<JobStatus::queued>, jobs.created_at = param<"now">);
    constexpr auto stored =
        select(jobs).from(rows<"ids">).join(jobs, jobs.id == rows<"ids">.value<string>()).order_by(rows<"ids">.position().asc());
    plan<vector<Job>> p{args};
    if (p.refused()) return p;
    row_lists new_jobs(p, item);
    vector<value> ids;
    for (const new_job& job : args.jobs) {
        const auto id = p.id_or_new(job.id, "job");
        new_jobs.add(job, bind<"id">(id));
        ids.push_back(id);
    }
    for (const auto& list : new_jobs) p.run(insert, inputs{args, list});
    p.take(stored, inputs{args, bind_list<"ids">(list_value(ids))});
    return p;
}

plan<optional<Job>> get(any_workspace_id_args&& args) {
    constexpr auto query = select(jobs).from(jobs).where(by_id_in_workspace);
    return single<optional<Job>>(query, args);
}

plan<vector<Job>> list(list_args&& args) {
    constexpr auto query =
        select(jobs)
            .from(jobs)
            .where(jobs.workspace_id == param<"workspace_id"> && when<"type">(jobs.type == param<"type">) &&
                   when<"error_category">(jobs.error_category == param<"error_category">) && when<"status">(jobs.status == param<"status">))
            .order_by(jobs.created_at.desc(), jobs.id.desc())
            .limit(param<"limit">);
    return single<vector<Job>>(query, args);
}

plan<vector<Job>> list_due_retries(list_due_retries_args&& args) {
    constexpr auto query = select(jobs)
                               .from(jobs)
                               .where(jobs.workspace_id == param<"workspace_id"> && jobs.status == literal<JobStatus::queued> &&
                                      jobs.next_retry_at.is_not_null() && at_or_before(jobs.next_retry_at, param<"now">))
                               .order_by(jobs.priority.desc(), instant(jobs.next_retry_at).asc(), jobs.id.asc())
                               .limit(param<"limit">);
    plan<vector<Job>> p{args};
    if (p.refused()) return p;
    p.take(query, inputs{args, bind<"now">(args.now.value_or(p.now()))});
    return p;
}

plan<int64_t> count(count_args&& args) {
    constexpr auto query =
        select_value<int64_t>(squall::count())
            .from(jobs)
            .where(when<"status">(jobs.status == param<"status">) && when<"workspace_id">(jobs.workspace_id == param<"workspace_id">));
    return single<int64_t>(query, args);
}

plan<vector<Job>> claim_next(claim_next_args&& args) {
    // The rows are read as they will be, and then marked by the same choice: a batch is serial.
    constexpr auto queued = [](auto j) {
        return j.status == literal<JobStatus::queued> && when<"workspace_id">(j.workspace_id == param<"workspace_id">) &&
               when<"due_only">(j.next_retry_at.is_null() || at_or_before(j.next_retry_at, param<"now">));
    };
    constexpr auto claimed =
        select_into<Job>(jobs.id, jobs.workspace_id, jobs.type, as<"status">(literal<JobStatus::running>), as<"progress">(literal<0>),
                         jobs.metadata, jobs.result, jobs.error, jobs.retry_count, jobs.max_retries, jobs.error_category,
                         jobs.last_error_at, jobs.next_retry_at, jobs.priority, jobs.created_at, as<"started_at">(param<"now", timestamp>),
                         jobs.completed_at, jobs.agent_id, jobs.agent_version_id, jobs.trigger_event, jobs.trigger_threshold)
            .from(jobs)
            .where(queued(jobs))
            .order_by(instant(jobs.created_at).asc(), jobs.id.asc())
            .limit(param<"limit">);
    constexpr auto due = alias<"due">(jobs);
    constexpr auto mark =
        update(jobs)
            .set(jobs.status = literal<JobStatus::running>, jobs.progress = literal<0>, jobs.started_at = param<"now">)
            .where(jobs.id.in(
                select(due.id).from(due).where(queued(due)).order_by(instant(due.created_at).asc(), due.id.asc()).limit(param<"limit">)));
    plan<vector<Job>> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(claimed, in).run(mark, in);
    return p;
}

plan<Job> start(id_args&& args) {
    constexpr auto change = update(jobs)
                                .set(jobs.status = literal<JobStatus::running>, jobs.progress = literal<0>, jobs.started_at = param<"now">)
                                .where(by_id)
                                .returning(jobs);
    plan<Job> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(job_must_exist, unfinished_or_failed), change, in);
    return p;
}

plan<nothing> set_progress(set_progress_args&& args) {
    constexpr auto status =
        case_when(param < "progress", int64_t >> literal<0>, literal<JobStatus::running>).otherwise(literal<JobStatus::queued>);
    constexpr auto change = update(jobs).set(jobs.progress, jobs.status = status).where(by_id);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(job_must_exist, unfinished), change, in);
    return p;
}

plan<Job> complete(complete_args&& args) {
    // A queue may deliver a finished job again: the first result stays.
    constexpr auto unfinished_or_completed = status_must_be<JobStatus::queued, JobStatus::running, JobStatus::completed>();
    constexpr auto change =
        update(jobs)
            .set(jobs.status = literal<JobStatus::completed>, jobs.progress = literal<100>, jobs.completed_at = param<"now">, jobs.result)
            .where(by_id && jobs.status.in<JobStatus::queued, JobStatus::running>());
    plan<Job> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(job_must_exist, unfinished_or_completed), in).run(change, in).take(row_by_id, in);
    return p;
}

plan<Job> fail(fail_args&& args) {
    // A job that has completed or was cancelled stays as it is, however late its failure is reported.
    constexpr auto change = update(jobs)
                                .set(jobs.status = literal<JobStatus::failed>, jobs.error, jobs.completed_at = param<"now">)
                                .where(by_id && jobs.status.in<JobStatus::queued, JobStatus::running, JobStatus::failed>());
    plan<Job> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(job_must_exist), in).run(change, in).take(row_by_id, in);
    return p;
}

plan<Job> cancel(any_workspace_id_args&& args) {
    constexpr auto change = update(jobs)
                                .set(jobs.status = literal<JobStatus::cancelled>, jobs.completed_at = param<"now">)
                                .where(by_id_in_workspace)
                                .returning(jobs);
    plan<Job> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(job_must_exist_in_workspace, unfinished), change, in);
    return p;
}

plan<Job> retry(any_workspace_id_args&& args) {
    constexpr auto failed = status_must_be<JobStatus::failed>();
    constexpr auto change = update(jobs)
                                .set(jobs.status = literal<JobStatus::queued>, jobs.progress = literal<0>, jobs.error = null<string>,
                                     jobs.error_category = null<ErrorCategory>, jobs.retry_count = jobs.retry_count + literal<1>,
                                     jobs.next_retry_at = param<"now">, jobs.completed_at = null<timestamp>)
                                .where(by_id_in_workspace)
                                .returning(jobs);
    plan<Job> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(job_must_exist_in_workspace, failed), change, in);
    return p;
}

plan<JobRetryHistory> record_retry(record_retry_args&& args) {
    constexpr auto exists_job = must_exist<"job">(exists(select(jobs.id).from(jobs).where(jobs.id == param<"job_id">)));
    constexpr auto insert =
        insert_into(job_retry_history)
            .set(job_retry_history.id, job_retry_history.job_id, job_retry_history.attempt, job_retry_history.error,
                 job_retry_history.error_category, job_retry_history.delay_ms, job_retry_history.created_at = param<"now">)
            .returning(job_retry_history);
    constexpr auto change = update(jobs)
                                .set(jobs.retry_count = param<"attempt">, jobs.error_category, jobs.last_error_at = param<"now">,
                                     jobs.next_retry_at = param<"next">)
                                .where(jobs.id == param<"job_id">);
    plan<JobRetryHistory> p{args};
    if (p.refused()) return p;
    const int64_t whole_seconds = (args.delay_ms.integer() + 999) / 1000;
    const inputs in{args, bind<"id">(p.id_or_new(args.history_id, "retry")), bind<"next">(p.now_plus(whole_seconds * 1000))};
    p.run(guard(exists_job), in).take(insert, in).run(change, in);
    return p;
}

plan<Job> mark_dead_letter(mark_dead_letter_args&& args) {
    // json_type() fails on what is not JSON, so validity is asked first.
    constexpr auto is_object =
        case_when(json_valid(jobs.metadata), json_type(jobs.metadata) == literal<"object">).otherwise(jobs.metadata.is_null());
    constexpr auto metadata_object = must_hold<"metadata_object">(exists(select(jobs.id).from(jobs).where(by_id && is_object)));
    constexpr auto merged = json_set_when<"suggested_action">(
        json_set_when<"requires_user_action">(json_set(coalesce(jobs.metadata, json_object()), at<"$.moved_to_dlq">(literal<1>),
                                                       at<"$.final_attempt">(param<"final_attempt", int64_t>)),
                                              at<"$.requires_user_action">(param<"action_needed", int64_t>)),
        at<"$.suggested_action">(param<"suggested_action", optional<string>>));
    constexpr auto change = update(jobs)
                                .set(jobs.status = literal<JobStatus::failed>, jobs.error, jobs.completed_at = param<"now">,
                                     when<"error_category">(jobs.error_category = param<"error_category">), jobs.metadata = merged)
                                .where(by_id)
                                .returning(jobs);
    plan<Job> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind_integer<"action_needed">(args.requires_user_action.is_true()),
                    bind_flag<"requires_user_action">(args.requires_user_action.has_value())};
    p.take(guard(job_must_exist, unfinished_or_failed, metadata_object), change, in);
    return p;
}

plan<nothing> set_error_category(set_error_category_args&& args) {
    constexpr auto change = update(jobs).set(jobs.error_category).where(by_id);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(job_must_exist), change, in);
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(jobs).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::jobs
