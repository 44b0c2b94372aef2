// What D1 does not let a statement do, beside transactions, temporary tables and ATTACH.

/** All other pragmas are refused. */
export const allowedPragmas: ReadonlySet<string> = new Set([
  "case_sensitive_like",
  "data_version", // full-text search asks for it
  "defer_foreign_keys",
  "foreign_key_check",
  "foreign_key_list",
  "foreign_keys", // has no effect inside a transaction
  "function_list",
  "ignore_check_constraints",
  "index_info",
  "index_list",
  "index_xinfo",
  "legacy_alter_table",
  "optimize",
  "quick_check",
  "recursive_triggers",
  "reverse_unordered_selects",
  "table_info",
  "table_list",
  "table_xinfo",
]);

export const refusedFunctions: ReadonlySet<string> = new Set([
  "load_extension",
  "sqlite_compileoption_get",
  "sqlite_compileoption_used",
  "sqlite_source_id",
  "sqlite_version",
]);
