#include "auto_refine_cooldowns.hpp"

#include "schema/agents.hpp"
#include "schema/evals.hpp"

namespace iofold::auto_refine_cooldowns {

using namespace squall;
using schema::agents;
using schema::auto_refine_cooldowns;
using schema::evals;

plan<optional<AutoRefineCooldown>> get(eval_args&& args) {
    constexpr auto query =
        select(auto_refine_cooldowns).from(auto_refine_cooldowns).where(auto_refine_cooldowns.eval_id == param<"eval_id">);
    return single<optional<AutoRefineCooldown>>(query, args);
}

plan<AutoRefineCooldown> record_attempt(record_attempt_args&& args) {
    constexpr auto& t = auto_refine_cooldowns;
    constexpr auto failures = coalesce(t.consecutive_failures, literal<0>);
    constexpr auto streak = case_when(param<"success"> == literal<true>, literal<0>).otherwise(failures + literal<1>);
    constexpr auto after_failures = case_when(failures <= literal<0>, param<"after_first", timestamp>)
                                        .when(failures == literal<1>, param<"after_second", timestamp>)
                                        .when(failures == literal<2>, param<"after_third_failure", timestamp>)
                                        .otherwise(param<"after_more", timestamp>);
    constexpr auto record =
        insert_into(t)
            .set(t.id = param<"eval_id">, t.eval_id, t.last_attempt_at = param<"now">, t.next_allowed_at = param<"after_first">,
                 t.consecutive_failures = param<"first_streak">, t.updated_at = param<"now">)
            .on_conflict(t.eval_id)
            .do_update(t.last_attempt_at = param<"now">, t.next_allowed_at = after_failures, t.consecutive_failures = streak,
                       t.updated_at = param<"now">)
            .returning(t);
    plan<AutoRefineCooldown> p{args};
    if (p.refused()) return p;
    const bool success = args.success.is_true();
    const auto now = args.now.value_or(p.now());
    const int64_t called_at = parse_timestamp(now.view()).value_or(0);
    constexpr int64_t last_timestamp = 253'402'300'799'999;  // the end of the year 9999
    const auto in_hours = [&](int64_t after_success, int64_t after_failure) {
        char iso[iso_size];
        const int64_t then = called_at + (success ? after_success : after_failure) * 3'600'000;
        write_iso(then < last_timestamp ? then : last_timestamp, iso);
        return p.keep<timestamp>({iso, iso_size});
    };
    p.take(record, inputs{args, bind<"now">(now), bind_integer<"first_streak">(success ? 0 : 1), bind<"after_first">(in_hours(24, 96)),
                          bind<"after_second">(in_hours(24, 192)), bind<"after_third_failure">(in_hours(24, 384)),
                          bind<"after_more">(in_hours(24, 768))});
    return p;
}

plan<vector<AutoRefineCooldown>> list(list_args&& args) {
    constexpr auto query = select(auto_refine_cooldowns)
                               .from(agents)
                               .join(evals, evals.agent_id == agents.id)
                               .join(auto_refine_cooldowns, auto_refine_cooldowns.eval_id == evals.id)
                               .where(agents.workspace_id == param<"workspace_id">)
                               .order_by(auto_refine_cooldowns.next_allowed_at.asc(), auto_refine_cooldowns.id.asc());
    return single<vector<AutoRefineCooldown>>(query, args);
}

plan<AutoRefineCooldown> create(create_args&& args) {
    constexpr auto& t = auto_refine_cooldowns;
    constexpr auto insert =
        insert_into(t)
            .set(t.id, t.eval_id, t.last_attempt_at, t.next_allowed_at, t.consecutive_failures, t.updated_at = param<"now">)
            .returning(t);
    plan<AutoRefineCooldown> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "cooldown"))});
    return p;
}

plan<bool> delete_(eval_args&& args) {
    constexpr auto removal =
        delete_from(auto_refine_cooldowns).where(auto_refine_cooldowns.eval_id == param<"eval_id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::auto_refine_cooldowns
