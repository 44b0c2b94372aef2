// Errors of both sides in the same words: the kinds of squall. Never by their message: a foreign message may contain values.

const kinds =
  /\b(not_found|conflict|foreign_key|not_null|check|invalid_argument|guard_failed|limit|unavailable|internal)\b/;
const texts: readonly [RegExp, string][] = [
  [/bad JSON path: '?(not_found|conflict|foreign_key|guard_failed)\b/, ""],
  [/UNIQUE constraint failed|PRIMARY KEY must be unique/, "conflict"],
  [/FOREIGN KEY constraint failed/, "foreign_key"],
  [/NOT NULL constraint failed/, "not_null"],
  [/CHECK constraint failed/, "check"],
];

/** The kind of a SquallError, or of what D1 refuses; undefined where the error does not tell. */
export function kindOfError(error: unknown): string | undefined {
  for (let at = error, depth = 0; at !== undefined && at !== null && depth < 8; depth++) {
    const { kind, message, cause } = at as { kind?: unknown; message?: unknown; cause?: unknown };
    if (typeof kind === "string" && kinds.exec(kind)?.[0] === kind) return kind;
    for (const [text, known] of texts) {
      const found = text.exec(String(message));
      if (found !== null) return known || found[1];
    }
    at = cause;
  }
  return undefined;
}
/** Its kind, or else its class. */
export const nameOfError = (error: unknown): string =>
  kindOfError(error) ?? (error instanceof Error ? error.constructor.name : "error");
