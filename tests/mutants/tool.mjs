// Mutants of src/tool.
const m = (id, file, means, find, put, more) => ({
  id,
  room: "tool",
  file: `src/tool/${file}`,
  means,
  find,
  put,
  killers: ["migrate"],
  ...more,
});

export const tool = [
  m("T01", "dump.cpp", "the numbers that AUTOINCREMENT has reached are lost", "if (o_.data && has_sequences_) sequences();", ""),
  m("T02", "dump.cpp", "rows behind a gap get other rowids", ' <> 1 OR max(" + r + ") <> count(*)"', ' <> 1"'),
  m("T03", "dump.cpp", "children are made before their parents", "return missing.contains(p); });", "return !missing.contains(p); });"),
  m("T04", "dump.cpp", "a carriage return is written as it is", "+ with_plain_lines(literal);", "+ literal;"),
  m("T05", "dump.cpp", "a full-text index without content is filled as if it had one", "return contentless ? virtual_form::as_parts : virtual_form::rebuilt;", "return virtual_form::rebuilt;"),
  m("T06", "dump.cpp", "triggers are made before their views", '{"index", "view", "trigger"}', '{"index", "trigger", "view"}'),
  m("T07", "dump.cpp", "the settings of a full-text index are lost", "if (v.form != virtual_form::created)\n", "if (false)\n"),
  m("T08", "dump_check.cpp", "a dump whose rows differ passes", " && at->second.checksum == t.checksum;", ";"),
  m("T09", "dump_check.cpp", "a dump that makes one object too many passes", "if (!expected.objects.contains(name)) differs", "if (false) differs"),
  m("T10", "dump_check.cpp", "a dump that lacks an object passes", "if (at == found.objects.end() || trimmed(at->second) != trimmed(sql))", "if (at != found.objects.end() && trimmed(at->second) != trimmed(sql))"),
  m("T11", "wrangler_json.cpp", "a comma before a closing bracket stays", "if (comma != text.npos) text[comma] = ' ';", ""),
  m("T12", "wrangler_json.cpp", "an escaped quote ends a string", "i += text[i] == '\\\\' ? 2 : 1;", "i += 1;"),
  m(
    "T13",
    "wrangler_json.cpp",
    "an environment that is not there means none",
    'refuse(file, "there is no environment " + environment);',
    "return {};",
  ),
  m("T14", "wrangler_json.cpp", "a comment in a string is blanked", "end = end_of_string(text, i);\n            comma", "comma"),
  m("T15", "sql_text.cpp", "statements that fail are not undone", 'sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);', "", { killers: ["migrate", "migrations:call"] }),
  m("T16", "sql_text.cpp", "only the first statement is performed", "while (passed && !sql.empty()) passed", "if (passed && !sql.empty()) passed", { killers: ["migrate", "migrations:call", "cases"] }),
  m("T17", "seeded_rows.cpp", "a seeded reference may be null where it is not", 'if (offered == "null" || (!have.empty()', "if ((!have.empty()"),
  m("T18", "seeded_rows.cpp", "seeded rows refer across workspaces", "if (same != row.above.end() && same->second != number) return false;", ""),
];
