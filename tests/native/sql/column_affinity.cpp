// What a column's declared type does to the numbers in it.
#include "check.hpp"

namespace {
template <template <fixed_string, class, auto...> class column>
struct goods_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"price", double, type_name<"DECIMAL(10, 2)">> price{};
    column<"rate", std::optional<double>, type_name<"DOUBLE PRECISION">> rate{};
    column<"weight", double> weight{};
    column<"code", std::int64_t, type_name<"VARCHAR(9)">> code{};
    column<"grade", std::optional<std::int64_t>, type_name<"">> grade{};
    column<"is_new", bool, type_name<"CHAR(1)">> is_new{};
    column<"count", std::int64_t, type_name<"NUMERIC">> count{};
};
constexpr table<goods_table, "goods"> goods;

class goods_database : public test_database {
  public:
    goods_database() {
        run(create_table<goods>);
        run("INSERT INTO goods VALUES (1, 10, 10, 10, 7, 7, 1, 7), (2, 2.5, NULL, 2.5, 8, NULL, 0, 8), (3, -3, -3, -3, 9, 9, 0, 9)");
    }
    /// The first column with a number bound as D1 binds it, a REAL.
    std::string answer_to(std::string_view sql, double number) {
        std::string bound(sql);
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.1f", number);
        for (std::size_t at = bound.find("?1"); at != bound.npos; at = bound.find("?1")) bound.replace(at, 2, digits);
        return answer(bound);
    }
};
}  // namespace

TEST_CASE("a division of a double is one of reals whatever the column makes of it", "[sql][affinity]") {
    goods_database database;
    const auto check = [&](auto expression, std::string_view rendered, std::string_view rows) {
        const auto q = select(as<"v">(expression)).from(goods).order_by(goods.id);
        CHECK(text_of(q) == "SELECT " + std::string(rendered) + " AS v FROM goods ORDER BY id");
        CHECK(database.answer(text_of(q)) == rows);
    };
    check(goods.price / literal<4>, "CAST(price AS REAL) / 4", "2.5 0.625 -0.75");
    check(-goods.price / literal<4>, "CAST(-(price) AS REAL) / 4", "-2.5 -0.625 0.75");
    check(literal<6> / goods.price, "CAST(6 AS REAL) / price", "0.6 2.4 -2.0");
    check(coalesce(goods.rate, goods.weight) / literal<4>, "coalesce(rate, weight) / 4", "2.5 0.625 -0.75");
    check(goods.weight / literal<4>, "weight / 4", "2.5 0.625 -0.75");
    check(goods.price * goods.weight / literal<8>, "price * weight / 8", "12.5 0.78125 1.125");
    const auto total = select(as<"v">(sum(goods.price) / literal<2>)).from(goods);
    CHECK(text_of(total) == "SELECT CAST(sum(price) AS REAL) / 2 AS v FROM goods");
}

TEST_CASE("an integer that is bound for a column of another type stays one", "[sql][affinity]") {
    goods_database database;
    CHECK(text_of(select(goods.id).from(goods).where(goods.count == param<"n">)) == "SELECT id FROM goods WHERE count = ?1");
    CHECK(database.answer_to(text_of(select(goods.id).from(goods).where(goods.code == param<"n">)), 8) == "2");
    CHECK(database.answer_to(text_of(select(goods.id).from(goods).where(goods.grade >= param<"n">)), 8) == "3");
    CHECK(database.answer_to(text_of(select(goods.id).from(goods).where(goods.is_new == param<"n">)), 1) == "1");
    database.answer_to(text_of(update(goods).set(goods.code = param<"n">, goods.grade = param<"n">).where(goods.id == literal<1>)), 5);
    CHECK(database.answer("SELECT typeof(code) || code || typeof(grade) || grade FROM goods WHERE id = 1") == "text5integer5");
    CHECK(text_of(insert_into(goods).set(goods.price, goods.weight, goods.code, goods.is_new, goods.count)) ==
          "INSERT INTO goods (price, weight, code, is_new, count) VALUES (?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER), ?5)");
}
