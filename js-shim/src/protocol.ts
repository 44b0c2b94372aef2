// Generated from the C++ headers by wasm/protocol_writer.hpp.
/** @internal */
export const enum ValueType {
  absent = 0,
  undefined = 1,
  null = 2,
  boolean = 3,
  number = 4,
  text = 5,
  brokenText = 6,
  bigint = 7,
  list = 8,
  object = 9,
  json = 10,
  brokenJson = 11,
  unreadable = 12,
  other = 13,
  integer = 14,
  real = 15,
  unknownField = 16,
  batchIndex = 17,
  notPlain = 18,
  notOwn = 19,
  blob = 20,
}
/** @internal */
export const enum JsonFault {
  cyclic = 0,
  notFinite = 1,
  bigint = 2,
  loneSurrogate = 3,
  unreadable = 4,
  other = 5,
  notPlain = 6,
  undefined = 7,
}
/** @internal */
export const enum ArgumentShape {
  scalar = 0,
  json = 1,
  list = 2,
  object = 3,
  objects = 4,
}
/** @internal */
export const enum BindKind {
  null = 0,
  number = 1,
  text = 2,
  hostText = 3,
  batchIndex = 4,
  blob = 5,
}
/** @internal */
export const enum Idempotency {
  unknown = 0,
  same = 1,
  empty = 2,
  refused = 3,
}
/** @internal */
export const enum StatementFlag {
  isAnswer = 1,
  writes = 2,
  isRowGuard = 4,
  idempotencyShift = 3,
  freesKeys = 32,
  isChangeGuard = 64,
}
/** @internal */
export const enum Limit {
  slotSize = 16,
  lastHostText = 65535,
  longestName = 256,
  deepestJson = 1000,
}
/** @internal A hash of all names and numbers above. */
export const protocolVersion = 243297666;
/** What went wrong. */
export type ErrorKind =
  | "not_found"
  | "conflict"
  | "foreign_key"
  | "not_null"
  | "check"
  | "invalid_argument"
  | "guard_failed"
  | "limit"
  | "unavailable"
  | "internal";
/** @internal */
export const errorKinds: readonly ErrorKind[] = [
  "not_found",
  "conflict",
  "foreign_key",
  "not_null",
  "check",
  "invalid_argument",
  "guard_failed",
  "limit",
  "unavailable",
  "internal",
];
