#include "check.hpp"

TEST_CASE("exists sees the tables around it", "[sql][subquery]") {
    constexpr auto q = select(agents.id).from(agents).where(!exists(select(runs.number).from(runs).where(runs.agent_id == agents.id)));
    check_text(q, "SELECT agents.id FROM agents WHERE NOT EXISTS (SELECT runs.number FROM runs WHERE runs.agent_id = agents.id)");
}

TEST_CASE("a scalar subquery is null when it may have no row", "[sql][subquery]") {
    constexpr auto q = select(agents.id, as<"runs">(scalar(select(count()).from(runs).where(runs.agent_id == agents.id))),
                              as<"score">(scalar(select(coalesce(max(runs.score), literal<0>)).from(runs))),
                              as<"first">(scalar(select(runs.number).from(runs).order_by(runs.number).limit<1>())))
                           .from(agents);
    check_text(q,
               "SELECT agents.id, (SELECT count(*) FROM runs WHERE runs.agent_id = agents.id) AS runs, "
               "(SELECT coalesce(max(runs.score), 0) FROM runs) AS score, "
               "(SELECT runs.number FROM runs ORDER BY runs.number LIMIT 1) AS first FROM agents");
    CHECK(columns_of(q) == "id text, runs integer, score real, first integer?");
}
