#include "check.hpp"

namespace {
template <class E>
constexpr auto value_of(E e) {
    return select(as<"v">(e)).from(runs);
}
template <class E>
void check_value(E e, std::string_view text, std::string_view column) {
    check_text(value_of(e), "SELECT " + std::string(text) + " AS v FROM runs");
    CHECK(columns_of(value_of(e)) == "v " + std::string(column));
}
}  // namespace

TEST_CASE("functions of one row are null when an argument is", "[sql][functions]") {
    check_value(lower(runs.agent_id), "lower(agent_id)", "text");
    check_value(upper(runs.agent_id), "upper(agent_id)", "text");
    check_value(length(trim(runs.agent_id)), "length(trim(agent_id))", "integer");
    check_value(abs(runs.score), "abs(score)", "real?");
    check_value(round(runs.score, literal<2>), "round(score, 2)", "real?");
    check_value(position(runs.agent_id, param<"needle">), "instr(agent_id, ?1)", "integer");
    check_value(substring(runs.agent_id, literal<1>, literal<8>), "substr(agent_id, 1, 8)", "text");
    check_value(concat(runs.agent_id, literal<"-">), "agent_id || '-'", "text");
    check_value(greatest(runs.number, param<"n">), "max(number, CAST(?1 AS INTEGER))", "integer");
    check_value(least(runs.score, literal<1>), "min(score, 1)", "real?");
    check_value(changes, "changes()", "integer");
}

TEST_CASE("casts", "[sql][functions]") {
    check_value(cast<double>(runs.number) / literal<2>, "CAST(number AS REAL) / 2", "real");
    check_value(cast<std::string>(runs.number), "CAST(number AS TEXT)", "text");
    check_value(cast<std::int64_t>(runs.score), "CAST(score AS INTEGER)", "integer?");
}

TEST_CASE("coalesce, nullif and never_null change what may be null", "[sql][functions]") {
    check_value(coalesce(runs.score, literal<0>), "coalesce(score, 0)", "real");
    check_value(coalesce(runs.score, runs.order), "coalesce(score, [order])", "real?");
    check_value(nullif(runs.number, literal<0>), "nullif(number, 0)", "integer?");
    check_value(never_null(runs.score), "score", "real");
    check_value(null<std::string>, "NULL", "text?");
}

TEST_CASE("aggregates are null over no rows; counts are not", "[sql][functions]") {
    check_value(count(), "count(*)", "integer");
    check_value(count(runs.score), "count(score)", "integer");
    check_value(count_distinct(runs.agent_id), "count(DISTINCT agent_id)", "integer");
    check_value(max(runs.number), "max(number)", "integer?");
    check_value(min(runs.ended_at), "min(ended_at)", "timestamp?");
    check_value(sum(runs.is_good), "sum(is_good)", "integer?");
    check_value(avg(runs.number), "avg(number)", "real?");
    check_value(group_concat(runs.agent_id, literal<", ">), "group_concat(agent_id, ', ')", "text?");
    check_value(coalesce(max(runs.number), literal<0>) + literal<1>, "coalesce(max(number), 0) + 1", "integer");
}

TEST_CASE("case", "[sql][functions]") {
    check_value(case_when(runs.score.is_null(), literal<"none">).when(runs.score > literal<1>, param<"high">).otherwise(literal<"low">),
                "CASE WHEN score IS NULL THEN 'none' WHEN score > 1 THEN ?1 ELSE 'low' END", "text");
    check_value(case_when(runs.number > literal<1>, runs.agent_id), "CASE WHEN number > 1 THEN agent_id END", "text?");
    check_value(iif(runs.number > literal<1>, runs.score, literal<0>), "CASE WHEN number > 1 THEN score ELSE 0 END", "real?");
    check_value(count(case_when(runs.status == literal<RunStatus::done>, literal<1>)), "count(CASE WHEN status = 'done' THEN 1 END)",
                "integer");
}

TEST_CASE("window functions stand beside columns", "[sql][functions]") {
    check_value(over(row_number(), partition_by(runs.agent_id), order_by(runs.number.desc())),
                "row_number() OVER (PARTITION BY agent_id ORDER BY number DESC)", "integer");
    check_value(over(rank(), order_by(runs.score)), "rank() OVER (ORDER BY score)", "integer");
    check_value(over(dense_rank(), order_by(runs.score)), "dense_rank() OVER (ORDER BY score)", "integer");
    check_value(over(lag(runs.number), order_by(runs.number)), "lag(number) OVER (ORDER BY number)", "integer?");
    check_value(over(lead(runs.number), order_by(runs.number)), "lead(number) OVER (ORDER BY number)", "integer?");
    check_value(over(first_value(runs.score), order_by(runs.number)), "first_value(score) OVER (ORDER BY number)", "real?");
    check_text(select(runs.number, as<"all">(over(count()))).from(runs), "SELECT number, count(*) OVER () AS [all] FROM runs");
}

TEST_CASE("more functions of texts and numbers", "[sql][functions]") {
    check_value(replace(runs.agent_id, literal<"a">, param<"to">), "replace(agent_id, 'a', ?1)", "text");
    check_value(ltrim(runs.agent_id), "ltrim(agent_id)", "text");
    check_value(rtrim(nullif(runs.agent_id, literal<"x">)), "rtrim(nullif(agent_id, 'x'))", "text?");
    check_value(substring(runs.agent_id, literal<2>), "substr(agent_id, 2)", "text");
    check_value(round(runs.score), "round(score)", "real?");
    check_value(sign(runs.number), "sign(number)", "integer");
    check_value(hex(nullif(runs.agent_id, literal<"x">)), "hex(nullif(agent_id, 'x'))", "text");
    check_value(collate<"NOCASE">(nullif(runs.agent_id, literal<"x">)), "nullif(agent_id, 'x') COLLATE NOCASE", "text?");
    check_value(collate<"RTRIM">(concat(runs.agent_id, literal<"x">)), "(agent_id || 'x') COLLATE RTRIM", "text");
    check_value(collate<"NOCASE">(runs.agent_id) == literal<"A">, "agent_id COLLATE NOCASE = 'A'", "boolean");
}

TEST_CASE("signs and bits", "[sql][functions]") {
    check_value(-runs.number, "-(number)", "integer");
    check_value(-literal<-5>, "-(-5)", "integer");
    check_value(-(-runs.score), "-(-(score))", "real?");
    check_value(runs.number - -runs.number, "number - -(number)", "integer");
    check_value(~runs.number, "~(number)", "integer");
    check_value((runs.number & literal<6>) == literal<2>, "number & 6 = 2", "boolean");
    check_value(runs.number | literal<1>, "number | 1", "integer");
    check_value((runs.number + literal<1>) << literal<2>, "number + 1 << 2", "integer");
    check_value((runs.number >> param<"n">)*literal<2>, "(number >> CAST(?1 AS INTEGER)) * 2", "integer");
    check_value((runs.number & literal<3>) < literal<2>, "number & 3 < 2", "boolean");
}

TEST_CASE("aggregates over some rows, distinct values, and rows in an order", "[sql][functions]") {
    check_value(filter(count(), runs.status == literal<RunStatus::done>), "count(*) FILTER (WHERE status = 'done')", "integer");
    check_value(filter(max(runs.number), runs.number > param<"n">), "max(number) FILTER (WHERE number > ?1)", "integer?");
    check_value(sum_distinct(runs.number), "sum(DISTINCT number)", "integer?");
    check_value(avg_distinct(runs.score), "avg(DISTINCT score)", "real?");
    check_value(total(runs.score), "total(score)", "real");
    check_value(group_concat(runs.agent_id, literal<", ">, runs.agent_id.desc(), runs.number),
                "group_concat(agent_id, ', ' ORDER BY agent_id DESC, number)", "text?");
    // A group may have no row of the kind.
    constexpr auto grouped =
        select(runs.agent_id, as<"last">(max(runs.number)), as<"done">(filter(max(runs.number), runs.status == literal<RunStatus::done>)))
            .from(runs)
            .group_by(runs.agent_id);
    CHECK(columns_of(grouped) == "agent_id text, last integer, done integer?");
    check_value(over(filter(count(), runs.is_good), order_by(runs.number)), "count(*) FILTER (WHERE is_good) OVER (ORDER BY number)",
                "integer");
}

TEST_CASE("frames and more functions of windows", "[sql][functions]") {
    constexpr auto by_number = order_by(runs.number);
    check_value(over(sum(runs.number), by_number, rows_between(preceding<6>, current_row)),
                "sum(number) OVER (ORDER BY number ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)", "integer");
    check_value(over(sum(runs.number), by_number, rows_between(following<1>, following<3>)),
                "sum(number) OVER (ORDER BY number ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING)", "integer?");
    check_value(over(count(), by_number, rows_between(preceding<3>, preceding<1>)),
                "count(*) OVER (ORDER BY number ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING)", "integer");
    check_value(over(last_value(runs.number), by_number, range_between(current_row, unbounded_following)),
                "last_value(number) OVER (ORDER BY number RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)", "integer");
    check_value(over(first_value(runs.number), by_number, groups_between(preceding<2>, preceding<1>)),
                "first_value(number) OVER (ORDER BY number GROUPS BETWEEN 2 PRECEDING AND 1 PRECEDING)", "integer?");
    check_value(over(max(runs.number), rows_between(unbounded_preceding, unbounded_following)),
                "max(number) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)", "integer");
    check_value(over(nth_value<2>(runs.number), by_number), "nth_value(number, 2) OVER (ORDER BY number)", "integer?");
    check_value(over(ntile<4>(), by_number), "ntile(4) OVER (ORDER BY number)", "integer");
    check_value(over(percent_rank(), by_number), "percent_rank() OVER (ORDER BY number)", "real");
    check_value(over(cume_dist(), by_number), "cume_dist() OVER (ORDER BY number)", "real");
    check_value(over(lag(runs.number, literal<2>, literal<0>), by_number), "lag(number, 2, 0) OVER (ORDER BY number)", "integer");
    check_value(over(row_number(), by_number, rows_between(following<1>, following<2>)),
                "row_number() OVER (ORDER BY number ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING)", "integer");
}

TEST_CASE("CASE of one value", "[sql][functions]") {
    check_value(case_of(runs.status).when(literal<RunStatus::done>, literal<1>).when(param<"other">, literal<2>).otherwise(literal<0>),
                "CASE status WHEN 'done' THEN 1 WHEN ?1 THEN 2 ELSE 0 END", "integer");
    check_value(case_of(runs.score).when(literal<1>, runs.agent_id), "CASE score WHEN 1 THEN agent_id END", "text?");
    check_value(case_of(runs.number + literal<1>).when(param<"n">, literal<1>).otherwise(real<"0.5">),
                "CASE number + 1 WHEN CAST(?1 AS INTEGER) THEN 1 ELSE 0.5 END", "real");
}

TEST_CASE("several functions over one window", "[sql][functions]") {
    constexpr auto by_agent = window(partition_by(runs.agent_id), order_by(runs.number));
    check_value(over(rank(), by_agent), "rank() OVER (PARTITION BY agent_id ORDER BY number)", "integer");
    check_value(over(sum(runs.number), by_agent, rows_between(preceding<1>, current_row)),
                "sum(number) OVER (PARTITION BY agent_id ORDER BY number ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)", "integer");
}
