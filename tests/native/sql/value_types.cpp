// Blobs and exact integers in statements: what D1 would lose or round goes another way.
#include "check.hpp"

namespace {

template <template <squall::fixed_string, class, auto...> class column>
struct parcels_table {
    column<"id", bigint, squall::primary_key> id{};
    column<"content", blob> content{};
    column<"seal", std::optional<blob>, squall::unique> seal{};
    column<"weight", std::optional<bigint>> weight{};
    column<"count", std::int64_t> count{};
};
inline constexpr squall::table<parcels_table, "parcels"> parcels;
using Parcel = squall::row_of<parcels>;

template <template <squall::fixed_string, class, auto...> class field>
struct weight_fields {
    field<"weight", std::optional<bigint>> weight{};
};
using Weight = fields_of<weight_fields>;

template <template <squall::fixed_string, class, auto...> class column>
struct heavy_view {
    column<"id", bigint> id{};
};
inline constexpr auto heavy = view<heavy_view, "heavy">(select(parcels.id).from(parcels).where(parcels.weight > literal<100>));

template <class Query>
void check_statement(const Query& query, const char* text) {
    static test_database db = [] {
        test_database made;
        made.run(create_table<parcels>);
        return made;
    }();
    CHECK(text_of(query) == text);
    CHECK(db.error_in(text_of(query)) == "");
}

}  // namespace

TEST_CASE("the columns of blobs and bigints", "[sql][value_types]") {
    CHECK(create_table<parcels> ==
          "CREATE TABLE parcels (\n  id INTEGER PRIMARY KEY,\n  content BLOB NOT NULL,\n  seal BLOB UNIQUE,\n  weight INTEGER,\n  "
          "count INTEGER NOT NULL\n)");
    CHECK(create_view<heavy> == "CREATE VIEW heavy AS\nSELECT id FROM parcels WHERE weight > 100");
    static_assert(std::same_as<decltype(Parcel::id), std::int64_t>);
    static_assert(std::same_as<decltype(Parcel::weight), std::optional<std::int64_t>>);
    static_assert(std::same_as<decltype(Parcel::content), std::vector<std::byte>>);
}

TEST_CASE("a bigint is sent as text, and is sorted, compared and grouped as the number that it is", "[sql][value_types]") {
    check_statement(select(parcels).from(parcels).where(parcels.id == param<"id">).order_by(parcels.weight.desc(), parcels.count),
              "SELECT CAST(id AS TEXT) AS id, content, seal, CAST(weight AS TEXT) AS weight, count FROM parcels WHERE id = ?1 ORDER BY "
              "parcels.weight DESC, count");
    check_statement(select_value<bigint>(parcels.id).from(parcels).order_by(parcels.id),
              "SELECT CAST(id AS TEXT) AS value FROM parcels ORDER BY id");
    check_statement(select_into<Weight>(as<"weight">(sum(parcels.weight)))
                  .from(parcels)
                  .group_by(parcels.count)
                  .having(sum(parcels.weight) > param<"n">),
              "SELECT CAST(sum(weight) AS TEXT) AS weight FROM parcels GROUP BY count HAVING sum(weight) > CAST(?1 AS INTEGER)");
    constexpr auto inner = named<"inner_rows">(select(as<"w">(parcels.weight)).from(parcels));
    check_statement(
        with(inner)(select_into<Weight>(as<"weight">(inner.get<"w", bigint>())).from(inner).order_by(inner.get<"w", bigint>())),
        "WITH inner_rows AS (SELECT parcels.weight AS w FROM parcels) SELECT CAST(inner_rows.w AS TEXT) AS weight FROM inner_rows ORDER BY "
        "inner_rows.w");
    constexpr auto other = alias<"other">(parcels);
    check_statement(select(parcels.count).from(parcels).where(parcels.weight.in(select(other.id).from(other))),
              "SELECT parcels.count FROM parcels WHERE parcels.weight IN (SELECT other.id FROM parcels AS other)");
}

TEST_CASE("terms of a compound query are compared as numbers, then sent as text", "[sql][value_types]") {
    check_statement(
        union_distinct(select_into<Weight>(parcels.weight).from(parcels), select(as<"weight">(parcels.id)).from(parcels))
            .order_by_columns<-1>()
            .limit<2>(),
        "SELECT CAST(weight AS TEXT) AS weight FROM (SELECT parcels.weight FROM parcels UNION SELECT parcels.id AS weight FROM parcels "
        "ORDER BY 1 DESC LIMIT 2)");
}

TEST_CASE("numbers of different types: the result holds both", "[sql][value_types]") {
    constexpr auto* exact = type_of<bigint>;
    CHECK(detail::type_of_node<decltype(parcels.id + parcels.count)::node> == exact);
    CHECK(detail::type_of_node<decltype(coalesce(parcels.weight, literal<0>))::node> == exact);
    CHECK(detail::type_of_node<decltype(parcels.count & parcels.id)::node> == exact);
    CHECK(detail::type_of_node<decltype(parcels.id * cast<double>(parcels.count))::node> == type_of<double>);
    CHECK(detail::type_of_node<decltype(avg(parcels.id))::node> == type_of<double>);
    CHECK(holds(exact, type_of<std::int64_t>));
    CHECK_FALSE(holds(type_of<std::int64_t>, exact));
    CHECK_FALSE(holds(type_of<double>, exact));
    CHECK_FALSE(holds(exact, type_of<double>));
}

TEST_CASE("blobs are compared and written as they are, and come through JSON as digits", "[sql][value_types]") {
    check_statement(select(parcels.count).from(parcels).where(parcels.content == param<"content"> && parcels.seal.in(list<"seals">)),
              "SELECT count FROM parcels WHERE content = ?1 AND seal IN (SELECT unhex(value) FROM json_each(?2))");
    constexpr auto item = rows<"new", fields_in<Parcel>>;
    check_statement(insert_into(parcels).set_each(item),
              "INSERT INTO parcels (id, content, seal, weight, count) SELECT new.value ->> 0, unhex(new.value ->> 1), "
              "unhex(new.value ->> 2), new.value ->> 3, new.value ->> 4 FROM json_each(?1) AS new");
    check_statement(select(as<"digits">(hex(parcels.content)), as<"size">(length(parcels.content)),
                     as<"head">(substring(parcels.content, literal<1>, literal<4>)))
                  .from(parcels),
              "SELECT hex(content) AS digits, length(content) AS size, substr(content, 1, 4) AS head FROM parcels");
    CHECK(detail::type_of_node<decltype(substring(parcels.content, literal<1>))::node> == type_of<blob>);
}
