#include "prompt_best_practices.hpp"

namespace iofold::prompt_best_practices {

using namespace squall;
using schema::prompt_best_practices;

plan<vector<PromptBestPractice>> list(list_args&& args) {
    constexpr auto category = rows<"categories">;
    constexpr auto newest = alias<"newest">(prompt_best_practices);
    // Of each category as many as the list may have, from its index.
    constexpr auto of_category = select(newest.id)
                                     .from(newest)
                                     .where(newest.category == category.value<PracticeCategory>())
                                     .order_by(newest.created_at.desc(), newest.id.desc())
                                     .limit(param<"limit">);
    constexpr auto query = select(prompt_best_practices)
                               .distinct()
                               .from(category)
                               .join(prompt_best_practices, prompt_best_practices.id.in(of_category))
                               .order_by(prompt_best_practices.created_at.desc(), prompt_best_practices.id.desc())
                               .limit(param<"limit">);
    plan<vector<PromptBestPractice>> p{args};
    if (p.refused()) return p;
    const bool chosen = args.categories.has_value();
    if (chosen && args.categories.size() == 0) return p;
    p.take(query, inputs{args, bind_list<"categories">(chosen ? args.categories.cell
                                                              : p.keep(R"(["clarity","structure","reasoning","general"])"))});
    return p;
}

plan<optional<PromptBestPractice>> get(id_args&& args) {
    constexpr auto query = select(prompt_best_practices).from(prompt_best_practices).where(prompt_best_practices.id == param<"id">);
    return single<optional<PromptBestPractice>>(query, args);
}

plan<PromptBestPractice> create(create_args&& args) {
    constexpr auto insert =
        insert_into(prompt_best_practices)
            .set(prompt_best_practices.id, prompt_best_practices.source, prompt_best_practices.category, prompt_best_practices.title,
                 prompt_best_practices.content, prompt_best_practices.url, prompt_best_practices.created_at = param<"now">)
            .returning(prompt_best_practices);
    plan<PromptBestPractice> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "pbp"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal =
        delete_from(prompt_best_practices).where(prompt_best_practices.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::prompt_best_practices
