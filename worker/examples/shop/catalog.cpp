#include "catalog.hpp"

namespace shop {

using namespace squall;

namespace categories {

using schema::categories;

plan<schema::Category> create(arguments<create_fields>&& args) {
    return single<schema::Category>(insert_into(categories).set(categories.parent_id, categories.name).returning(categories), args);
}

plan<std::vector<TreeNode>> subtree(arguments<id_fields>&& args) {
    constexpr auto child = alias<"child">(categories);
    constexpr auto found = so_far<"tree">(
        select(categories.id, categories.name, as<"depth">(literal<0>)).from(categories).where(categories.id == param<"id">));
    constexpr auto depth = found.get<"depth", std::int64_t>();
    constexpr auto tree = recursive(
        found,
        select(child.id, child.name, as<"depth">(depth + literal<1>)).from(child).join(found, child.parent_id == found[categories.id]));
    constexpr auto query =
        with(tree)(select_into<TreeNode>(tree[categories.id], tree[categories.name], as<"depth">(tree.get<"depth", std::int64_t>()))
                       .from(tree)
                       .order_by(tree.get<"depth", std::int64_t>(), tree[categories.name]));
    return single<std::vector<TreeNode>>(query, args);
}

}  // namespace categories

namespace products {

using schema::product_images;
using schema::product_search;
using schema::product_tags;
using schema::products;

namespace {
constexpr auto by_id = products.id == param<"id">;
}

plan<std::vector<schema::Product>> import(arguments<import_fields>&& args) {
    constexpr auto item = rows<"products", fields_in<arguments<new_product_fields>>>;
    constexpr auto upsert =
        insert_into(products)
            .set_each(item)
            .on_conflict(products.sku)
            .do_update(products.category_id = excluded(products.category_id), products.name = excluded(products.name),
                       products.price = excluded(products.price), products.supplier_id = excluded(products.supplier_id),
                       products.attributes = excluded(products.attributes), products.version = products.version + literal<1>)
            .returning(products);
    plan<std::vector<schema::Product>> p{args};
    if (p.refused()) return p;
    row_lists lists(p, item);
    for (const auto& product : args.products) lists.add(product);
    for (const auto& list : lists) p.take(upsert, inputs{args, list});
    return p;
}

plan<std::optional<schema::Product>> get(arguments<id_fields>&& args) {
    return single<std::optional<schema::Product>>(select(products).from(products).where(by_id), args);
}

plan<schema::Product> reprice(arguments<reprice_fields>&& args) {
    constexpr auto is_there = must_exist<"product">(exists(select(products.id).from(products).where(by_id)));
    constexpr auto unchanged = must_hold<"version">(scalar(select(products.version).from(products).where(by_id)) == param<"version">);
    constexpr auto change =
        update(products).set(products.price, products.version = products.version + literal<1>).where(by_id).returning(products);
    plan<schema::Product> p{args};
    if (p.refused()) return p;
    p.take(guard(is_there, unchanged), change, inputs{args});
    return p;
}

plan<std::vector<schema::Product>> list(arguments<list_fields>&& args) {
    constexpr auto query = select(products)
                               .from(products)
                               .where(when<"category_id">(products.category_id == param<"category_id">) &&
                                      when<"color">(json_extract<"$.color", std::string>(products.attributes) == param<"color">))
                               .order_by(choice<"sort">(by<"name">(directed<"direction">(products.name, products.id)),
                                                        by<"price">(directed<"direction">(products.price, products.id))))
                               .limit(param<"limit">);
    return single<std::vector<schema::Product>>(query, args);
}

plan<ProductPage> pages(arguments<page_fields>&& args) {
    constexpr auto by_price = products.price.desc();
    constexpr auto then = products.id.desc();
    constexpr auto query = select(products)
                               .from(products)
                               .where(when<"after_value">(after(by_price, then, param<"after_value">, param<"after_id">)))
                               .order_by(by_price, then)
                               .limit(param<"fetch">);
    plan<ProductPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<std::optional<std::int64_t>, std::optional<std::int64_t>>(args));
    return p;
}

plan<std::vector<schema::Product>> by_sku(arguments<prefix_fields>&& args) {
    constexpr auto query = select(products)
                               .from(products)
                               .where(products.sku.like<"!">(concat(param<"prefix", std::string>, literal<"%">)))
                               .order_by(products.sku);
    return single<std::vector<schema::Product>>(query, args);
}

plan<nothing> tag(arguments<tag_fields>&& args) {
    constexpr auto tags = rows<"tags">;
    constexpr auto insert =
        insert_into(product_tags)
            .set_each(select(as<"product_id">(param<"product_id", std::int64_t>), as<"tag">(tags.value<std::string>())).from(tags))
            .on_conflict()
            .do_nothing();
    plan<nothing> p{args};
    if (p.refused()) return p;
    p.run(insert, inputs{args});
    return p;
}

plan<std::vector<schema::Product>> with_any_tag(arguments<tags_fields>&& args) {
    constexpr auto tagged = select(product_tags.product_id).from(product_tags).where(product_tags.tag.in(squall::list<"tags">));
    return single<std::vector<schema::Product>>(select(products).from(products).where(products.id.in(tagged)).order_by(products.id), args);
}

plan<std::vector<PlacedProduct>> top(arguments<top_fields>&& args) {
    constexpr auto placed = derived<"placed">(
        select(products.category_id, products.name,
               as<"place">(over(row_number(), partition_by(products.category_id), order_by(products.price.desc(), products.id))))
            .from(products));
    constexpr auto place = placed.get<"place", std::int64_t>();
    constexpr auto query = select_into<PlacedProduct>(placed[products.category_id], placed[products.name], as<"place">(place))
                               .from(placed)
                               .where(place <= param<"count">)
                               .order_by(placed[products.category_id], place);
    return single<std::vector<PlacedProduct>>(query, args);
}

plan<std::vector<FoundProduct>> search(arguments<search_fields>&& args) {
    constexpr auto query =
        select_into<FoundProduct>(products.id, as<"name">(highlight<"name", "[", "]">(product_search)), product_search.rank)
            .from(product_search)
            .join(products, products.id == product_search.rowid)
            .where(matches(product_search, param<"query">))
            .order_by(product_search.rank, products.id)
            .limit(param<"limit">);
    plan<std::vector<FoundProduct>> p{args};
    if (p.refused()) return p;
    p.take(query, inputs{args, bind<"query">(p.keep(full_text_query(p.text(args.text))))});
    return p;
}

plan<schema::ProductImage> add_image(arguments<image_fields>&& args) {
    constexpr auto insert = insert_into(product_images)
                                .set(product_images.product_id, product_images.media_type, product_images.content)
                                .returning(product_images);
    return single<schema::ProductImage>(insert, args);
}
plan<std::optional<schema::ProductImage>> image(arguments<id_fields>&& args) {
    constexpr auto query = select(product_images).from(product_images).where(product_images.id == param<"id">);
    return single<std::optional<schema::ProductImage>>(query, args);
}

}  // namespace products
}  // namespace shop
