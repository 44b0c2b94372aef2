#include "check.hpp"

TEST_CASE("delete, and what it returns", "[sql][delete]") {
    check_text(delete_from(agents).where(agents.id == param<"id"> && when<"owner">(agents.owner_id == param<"owner">)),
               "DELETE FROM agents WHERE id = ?1 AND owner_id = ?2");
    check_text(delete_from(users).where(users.id.in(list<"ids">)).returning(users),
               "DELETE FROM users WHERE id IN (SELECT value FROM json_each(?1)) RETURNING id, email, name");
    constexpr auto q = delete_from(runs).where(runs.status == literal<RunStatus::done>).returning_value<std::int64_t>(runs.number);
    check_text(q, "DELETE FROM runs WHERE status = 'done' RETURNING number AS value");
    CHECK(columns_of(q) == "value integer");
}

TEST_CASE("delete by what another table says", "[sql][delete]") {
    check_text(delete_from(runs).where(!exists(select(agents.id).from(agents).where(agents.id == runs.agent_id))),
               "DELETE FROM runs WHERE NOT EXISTS (SELECT agents.id FROM agents WHERE agents.id = runs.agent_id)");
}
