#include "squall/d1_rest/d1_rest_database.hpp"

#include "rest_reply.hpp"
#include "rest_request.hpp"
#include "squall/core/statement_text.hpp"

namespace squall {
namespace {

error unavailable(std::string_view why, bool retryable) {
    error e;
    e.kind = error_kind::unavailable;
    e.retryable = retryable;
    e.message = "unavailable: " + std::string(why);
    return e;
}

error error_of(long status, const std::string& fault) {
    if (status == 429) return unavailable("D1's API answered 429 Too Many Requests; nothing was done", true);
    if (status == 401 || status == 403) return unavailable("D1's API refused the token of CLOUDFLARE_API_TOKEN", false);
    if (status == 404) return unavailable("D1's API found no such account or database", false);
    error e = read_error(fault);
    if (e.kind == error_kind::internal && status >= 500) return unavailable("D1's API failed", true);
    if (e.kind == error_kind::internal && status < 400) e.message = "internal: D1's API returned an undocumented answer";
    return e;
}

}  // namespace

result<d1_rest_database> d1_rest_database::open(d1_rest::database_address address, d1_rest::request_options options) {
    auto api = d1_rest::rest_api::open(std::move(address), options);
    if (!api) return api.error();
    return d1_rest_database(std::move(api).value());
}

result<batch_answers> d1_rest_database::perform(std::span<const plan_core* const> plans, bool guarded) {
    d1_rest::request_text request;
    std::vector<std::optional<std::size_t>> plan_of;  // of each statement sent: whose answer it is
    bool only_reads = true;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const std::string batch_index = std::to_string(i);
        for (const plan_statement& s : plans[i]->statements()) {
            const std::span values{plans[i]->values_of(s), s.value_count};
            if (guarded && s.is_answer && plans[i]->needs_row() && !s.statement->writes) {
                request.add(row_guard_text(*s.statement, s.active_conditions), values, batch_index, true);
                plan_of.emplace_back();
            }
            request.add(variant_text(*s.statement, s.active_conditions), values, batch_index, false);
            plan_of.push_back(s.is_answer ? std::optional(i) : std::nullopt);
            only_reads = only_reads && !s.statement->writes;
        }
    }
    batch_answers all(plans.size());
    if (plan_of.empty()) return all;

    d1_rest::reply reply = api_.ask("/raw", request.finish(), only_reads);
    if (reply.status == 0)
        return unavailable(only_reads ? "D1's API did not answer" : "D1's API did not answer; the writes may have been done", true);
    d1_rest::read_reply got = d1_rest::read(reply.body, reply.status, d1_rest::reply_form::raw, api_.token());
    if (!got.fault.empty()) return error_of(reply.status, got.fault);
    if (got.results.size() != plan_of.size()) {
        error e;
        e.message = "internal: D1's API returned " + std::to_string(got.results.size()) + " results for " + std::to_string(plan_of.size()) +
                    " statements";
        return e;
    }
    for (std::size_t i = 0; i < plan_of.size(); ++i)
        if (const std::optional<std::size_t>& plan = plan_of[i]) all[*plan].push_back(std::move(got.results[i].rows));
    return all;
}

}  // namespace squall
