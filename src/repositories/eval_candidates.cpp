#include "eval_candidates.hpp"

#include "schema/agents.hpp"

namespace iofold::eval_candidates {

using namespace squall;
using schema::agents;
using schema::eval_candidates;

namespace {

constexpr auto by_id = eval_candidates.id == param<"id">;
constexpr auto of_agent = eval_candidates.agent_id == param<"agent_id">;
constexpr auto listed_of_agent = unindexed(eval_candidates.agent_id) == param<"agent_id">;

/// The agent's active candidates, of which there is one unless older writes left more.
constexpr auto active = alias<"active">(eval_candidates);
constexpr auto active_of_agent = active.agent_id == param<"agent_id"> && active.status == literal<CandidateStatus::active>;
constexpr auto other_actives = scalar(select(count()).from(active).where(active_of_agent && active.id != param<"id">));
constexpr auto archive_others =
    update(eval_candidates)
        .set(eval_candidates.status = literal<CandidateStatus::archived>)
        .where(of_agent && eval_candidates.status == literal<CandidateStatus::active> && eval_candidates.id != param<"id">);
constexpr auto point_agent = update(agents).set(agents.active_eval_id = param<"id">).where(agents.id == param<"agent_id">);

}  // namespace

plan<vector<EvalCandidate>> create_many(create_many_args&& args) {
    constexpr auto item = rows<"candidates", fields_in<new_candidate>, eval_candidates.id>;
    constexpr auto insert =
        insert_into(eval_candidates)
            .set_each(item, eval_candidates.agent_id = param<"agent_id">, eval_candidates.status = literal<CandidateStatus::candidate>,
                      eval_candidates.created_at = param<"now">);
    constexpr auto stored = select(eval_candidates)
                                .from(rows<"ids">)
                                .join(eval_candidates, eval_candidates.id == rows<"ids">.value<string>())
                                .order_by(rows<"ids">.position().asc());
    plan<vector<EvalCandidate>> p{args};
    if (p.refused()) return p;
    row_lists candidates(p, item);
    vector<value> ids;
    for (const new_candidate& candidate : args.candidates) {
        const auto id = p.id_or_new(candidate.id, "candidate");
        candidates.add(candidate, bind<"id">(id));
        ids.push_back(id);
    }
    for (const auto& list : candidates) p.run(insert, inputs{args, list});
    p.take(stored, inputs{args, bind_list<"ids">(list_value(ids))});
    return p;
}

plan<EvalCandidate> create(create_args&& args) {
    constexpr auto insert =
        insert_into(eval_candidates)
            .set(eval_candidates.id, eval_candidates.agent_id, eval_candidates.code, eval_candidates.variation,
                 eval_candidates.agreement_rate, eval_candidates.accuracy, eval_candidates.cohen_kappa, eval_candidates.f1_score,
                 eval_candidates.confusion_matrix, eval_candidates.per_trace_results, eval_candidates.total_cost_usd,
                 eval_candidates.avg_duration_ms, eval_candidates.status, eval_candidates.parent_candidate_id,
                 eval_candidates.created_at = param<"now">, eval_candidates.activated_at)
            .returning(eval_candidates);
    plan<EvalCandidate> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "candidate"))});
    return p;
}

plan<optional<EvalCandidate>> get(id_args&& args) {
    constexpr auto query = select(eval_candidates).from(eval_candidates).where(by_id);
    return single<optional<EvalCandidate>>(query, args);
}

plan<EvalCandidatePage> list(list_args&& args) {
    constexpr auto by_age = eval_candidates.created_at.desc();
    constexpr auto then = eval_candidates.id.desc();
    constexpr auto query = select(eval_candidates)
                               .from(eval_candidates)
                               .where(of_agent && when<"status">(eval_candidates.status == param<"status">) &&
                                      when<"tested_only">(eval_candidates.accuracy.is_not_null()) &&
                                      when<"after_value">(after(by_age, then, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_age, then, param<"after_id">)))
                               .order_by(by_age, then)
                               .limit(param<"fetch">);
    plan<EvalCandidatePage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<vector<EvalCandidate>> list_by_ids(list_by_ids_args&& args) {
    constexpr auto query = select(eval_candidates)
                               .from(eval_candidates)
                               .where(eval_candidates.id.in(squall::list<"ids">)&&listed_of_agent &&
                                      when<"tested_only">(eval_candidates.accuracy.is_not_null()))
                               .order_by(eval_candidates.id.asc());
    plan<vector<EvalCandidate>> p{args};
    if (p.refused()) return p;
    for (const sorted_list& ids : sorted_lists(args.ids.items())) p.take(query, inputs{args, bind_list<"ids">(text_value(ids.text))});
    return p;
}

plan<int64_t> record_test_results(record_test_results_args&& args) {
    constexpr auto known =
        scalar(select(count()).from(eval_candidates).where(eval_candidates.id.in(squall::list<"ids">)&&when<"agent_id">(listed_of_agent)));
    constexpr auto all_known = guard(must_exist<"candidates">(known == param<"id_count">));
    constexpr auto item = rows<"results", fields_in<candidate_result>>;
    constexpr auto change =
        update(eval_candidates)
            .set(eval_candidates.agreement_rate = item[eval_candidates.agreement_rate],
                 eval_candidates.accuracy = item[eval_candidates.accuracy], eval_candidates.cohen_kappa = item[eval_candidates.cohen_kappa],
                 eval_candidates.f1_score = item[eval_candidates.f1_score],
                 eval_candidates.confusion_matrix = item[eval_candidates.confusion_matrix],
                 eval_candidates.per_trace_results = item[eval_candidates.per_trace_results],
                 eval_candidates.total_cost_usd = item[eval_candidates.total_cost_usd],
                 eval_candidates.avg_duration_ms = item[eval_candidates.avg_duration_ms])
            .from(item)
            .where(eval_candidates.id == item.field<"candidate_id">());
    constexpr auto written = select_value<int64_t>(param<"written", int64_t>);
    plan<int64_t> p{args};
    if (p.refused() || args.results.size() == 0) return p;
    if (p.has_duplicates<"candidate_id">(args.results)) {
        p.refuse(invalid_argument("results", "must name each candidate once"));
        return p;
    }
    row_lists results(p, item);
    vector<value> candidates;
    for (const candidate_result& result : args.results) {
        results.add(result);
        candidates.push_back(*result.candidate_id);
    }
    for (const sorted_list& ids : sorted_lists(candidates))
        p.run(all_known, inputs{args, bind_list<"ids">(text_value(ids.text)), bind_integer<"id_count">(static_cast<int64_t>(ids.count))});
    for (const auto& list : results) p.run(change, inputs{args, list});
    p.take(written, inputs{args, bind_integer<"written">(static_cast<int64_t>(args.results.size()))});
    return p;
}

plan<optional<EvalCandidate>> get_active(get_active_args&& args) {
    constexpr auto query = select(eval_candidates)
                               .from(eval_candidates)
                               .where(of_agent && eval_candidates.status == literal<CandidateStatus::active> &&
                                      when<"candidate_id">(eval_candidates.id == param<"candidate_id">))
                               .order_by(eval_candidates.activated_at.desc(), eval_candidates.id.desc())
                               .limit<1>();
    return single<optional<EvalCandidate>>(query, args);
}

plan<ActivatedCandidate> activate(activate_args&& args) {
    constexpr auto candidate = select(eval_candidates.id).from(eval_candidates).where(by_id && of_agent);
    constexpr auto accuracy = scalar(select(eval_candidates.accuracy).from(eval_candidates).where(by_id));
    constexpr auto allowed = guard(must_exist<"candidate">(exists(candidate)), must_hold<"tested">(accuracy.is_not_null()));
    constexpr auto previous =
        scalar(select(active.id).from(active).where(active_of_agent).order_by(active.activated_at.desc(), active.id.desc()).limit<1>());
    constexpr auto outcome = select_into<ActivatedCandidate>(as<"activated_eval_id">(param<"id", string>), as<"previous_eval_id">(previous),
                                                             as<"archived_count">(other_actives));
    constexpr auto change = update(eval_candidates)
                                .set(eval_candidates.status = literal<CandidateStatus::active>, eval_candidates.activated_at = param<"now">)
                                .where(by_id);
    plan<ActivatedCandidate> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(allowed, in).take(outcome, in).run(archive_others, in).run(change, in).run(point_agent, in);
    return p;
}

plan<CreatedActiveCandidate> create_active(create_active_args&& args) {
    constexpr auto agent_must_exist = must_exist<"agent">(exists(select(agents.id).from(agents).where(agents.id == param<"agent_id">)));
    constexpr auto outcome = select_into<CreatedActiveCandidate>(as<"id">(param<"id", string>), as<"archived_count">(other_actives));
    constexpr auto insert = insert_into(eval_candidates)
                                .set(eval_candidates.id, eval_candidates.agent_id, eval_candidates.code, eval_candidates.variation,
                                     eval_candidates.agreement_rate, eval_candidates.accuracy, eval_candidates.cohen_kappa,
                                     eval_candidates.f1_score, eval_candidates.confusion_matrix, eval_candidates.per_trace_results,
                                     eval_candidates.total_cost_usd, eval_candidates.avg_duration_ms,
                                     eval_candidates.status = literal<CandidateStatus::active>, eval_candidates.parent_candidate_id,
                                     eval_candidates.created_at = param<"now">, eval_candidates.activated_at = param<"now">);
    plan<CreatedActiveCandidate> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "eval"))};
    p.run(guard(agent_must_exist), in).take(outcome, in).run(insert, in).run(archive_others, in).run(point_agent, in);
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(eval_candidates).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::eval_candidates
