#include "functions.hpp"

namespace value_types {

using namespace squall;
using schema::File;
using schema::Folder;

namespace folders {

plan<Folder> create(arguments<create_fields>&& args) {
    constexpr auto insert = insert_into(schema::folders).set(schema::folders.id, schema::folders.key).returning(schema::folders);
    return single<Folder>(insert, args);
}

plan<std::optional<FolderTree>> tree(arguments<key_fields>&& args) {
    using schema::files;
    using schema::folders;
    constexpr auto of_folder = files.folder_id == folders.id;
    constexpr auto query =
        select_into<FolderTree>(
            folders.id, folders.key,
            as<"files">(
                nested_rows(select_into<FileSummary>(files.id, files.hash, files.size).from(files).where(of_folder).order_by(files.id))),
            as<"largest">(nested_row(select(files).from(files).where(of_folder).order_by(files.size.desc(), files.id).limit<1>())))
            .from(folders)
            .where(folders.key == param<"key">);
    return single<std::optional<FolderTree>>(query, args);
}

}  // namespace folders

namespace files {

namespace {
constexpr auto& t = schema::files;
constexpr auto by_id = t.id == param<"id">;
}  // namespace

plan<File> create(new_file&& args) {
    constexpr auto insert = insert_into(t).set(t.id, t.folder_id, t.data, t.hash, t.size).returning(t);
    return single<File>(insert, args);
}

plan<std::vector<File>> create_many(arguments<create_many_fields>&& args) {
    constexpr auto item = rows<"files", fields_in<new_file>>;
    constexpr auto insert = insert_into(t).set_each(item).returning(t);
    plan<std::vector<File>> p{args};
    if (p.refused()) return p;
    row_lists files(p, item);
    for (const new_file& file : args.files) files.add(file);
    for (const auto& list : files) p.take(insert, inputs{args, list});
    return p;
}

plan<std::optional<File>> get(arguments<id_fields>&& args) { return single<std::optional<File>>(select(t).from(t).where(by_id), args); }
plan<std::optional<blob>> data_of(arguments<id_fields>&& args) {
    return single<std::optional<blob>>(select_value<blob>(t.data).from(t).where(by_id), args);
}
plan<std::optional<bigint>> size_of(arguments<id_fields>&& args) {
    return single<std::optional<bigint>>(select_value<std::optional<bigint>>(t.size).from(t).where(by_id), args);
}
plan<std::optional<bigint>> size_plus_one(arguments<id_fields>&& args) {
    return single<std::optional<bigint>>(select_value<std::optional<bigint>>(t.size + literal<1>).from(t).where(by_id), args);
}

plan<std::vector<File>> list_by_hashes(arguments<hashes_fields>&& args) {
    return single<std::vector<File>>(select(t).from(t).where(t.hash.in(squall::list<"hashes">)).order_by(t.id), args);
}
plan<std::vector<File>> list_by_ids(arguments<ids_fields>&& args) {
    return single<std::vector<File>>(select(t).from(t).where(t.id.in(squall::list<"ids">)).order_by(t.id.desc()), args);
}

plan<page<File, "size", "id">> list(arguments<list_fields>&& args) {
    constexpr auto by_size = t.size.desc();
    constexpr auto by_number = t.id.desc();
    constexpr auto query = select(t)
                               .from(t)
                               .where(t.folder_id == param<"folder_id"> && when<"larger_than">(t.size > param<"larger_than">) &&
                                      when<"after_value">(after(by_size, by_number, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_size, by_number, param<"after_id">)))
                               .order_by(by_size, by_number)
                               .limit(param<"fetch">);
    plan<page<File, "size", "id">> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<std::optional<bigint>, bigint>(args));
    return p;
}

plan<OrderedFiles> list_ordered(arguments<list_ordered_fields>&& args) {
    constexpr auto of_folder = t.folder_id == param<"folder_id">;
    constexpr auto largest = t.size.desc();
    constexpr auto latest = t.id.desc();
    constexpr auto by_size = select(t)
                                 .from(t)
                                 .where(of_folder && when<"after_value">(after(largest, latest, param<"after_value">, param<"after_id">)) &&
                                        when<"after_null">(after_null(largest, latest, param<"after_id">)))
                                 .order_by(largest, latest)
                                 .limit(param<"fetch">);
    constexpr auto first =
        select(t).from(t).where(of_folder && when<"after_value">(t.id > param<"after_value">)).order_by(t.id).limit(param<"fetch">);
    constexpr auto last =
        select(t).from(t).where(of_folder && when<"after_value">(t.id < param<"after_value">)).order_by(latest).limit(param<"fetch">);
    plan<OrderedFiles> p{args};
    if (p.refused()) return p;
    const page_start start = args.order.is<"largest">() ? p.page<"largest">(args.cursor, args.limit)
                             : args.order.is<"first">() ? p.page<"first">(args.cursor, args.limit)
                                                        : p.page<"last">(args.cursor, args.limit);
    if (p.refused()) return p;
    if (args.order.is<"largest">())
        p.take(by_size, start.inputs<std::optional<bigint>, bigint>(args));
    else if (args.order.is<"first">())
        p.take(first, start.inputs<bigint>(args));
    else
        p.take(last, start.inputs<bigint>(args));
    return p;
}

plan<File> update(arguments<update_fields>&& args) {
    constexpr auto change = squall::update(t)
                                .set(when<"data">(t.data = param<"data">), when<"hash">(t.hash = param<"hash">),
                                     when<"size">(t.size = param<"size">), t.id = t.id)
                                .where(by_id)
                                .returning(t);
    plan<File> p{args};
    if (p.refused()) return p;
    const auto& patch = *args.patch;
    p.take(change, inputs{args, bind(patch.data), bind(patch.hash), bind(patch.size)});
    return p;
}

plan<Totals> totals(no_arguments&& args) {
    constexpr auto query =
        select_into<Totals>(as<"total">(sum(t.size)), as<"largest">(max(t.size)), as<"bytes">(sum(length(t.data)))).from(t);
    return single<Totals>(query, args);
}

plan<std::vector<Number>> numbers(no_arguments&& args) {
    constexpr auto query =
        union_distinct(select_into<Number>(as<"number">(t.size)).from(t).where(t.size.is_not_null()), select(as<"number">(t.id)).from(t))
            .order_by_columns<-1>();
    return single<std::vector<Number>>(query, args);
}

}  // namespace files

namespace prices {

namespace {
constexpr auto& p = schema::prices;
}  // namespace

plan<schema::Price> set(arguments<set_fields>&& args) {
    constexpr auto upsert = insert_into(p)
                                .set(p.country, p.price, p.reduced, p.priority)
                                .on_conflict(p.country)
                                .do_update(p.price = excluded(p.price), p.reduced = excluded(p.reduced), p.priority = excluded(p.priority))
                                .returning(p);
    return single<schema::Price>(upsert, args);
}
plan<std::vector<schema::Price>> list(arguments<limit_fields>&& args) {
    constexpr auto query = select(p).from(p).where(coalesce(p.reduced, p.price) <= param<"at_most">).order_by(p.price, p.country);
    return single<std::vector<schema::Price>>(query, args);
}

}  // namespace prices

}  // namespace value_types
