// A binding that only listens, and arguments with one of them replaced.
import type { Argument } from "./filled.js";
import type { Binding } from "./squall.js";

/** Keeps what is bound, and answers with no rows. */
export function recording() {
  const bound: unknown[] = [];
  const texts: string[] = [];
  let sent = 0;
  const statement = {
    bind(...values: unknown[]) {
      bound.push(...values);
      return statement;
    },
    raw: async () => (sent++, []),
    all: async () => (sent++, { results: [] }),
  };
  const batch = async (list: unknown[]) => (sent++, list.map(() => ({ results: [] })));
  return {
    binding: { prepare: (sql: string) => (texts.push(sql), statement), batch } as Binding,
    bound,
    texts,
    sent: () => sent,
  };
}

/** The arguments and, one level down, the fields of those that are objects. */
export const placesIn = (list: Argument[]): { argument: Argument; within: Argument[] }[] =>
  list.flatMap((argument) => [
    { argument, within: [] },
    ...(argument.fields ?? []).map((field) => ({ argument: field, within: [argument] })),
  ]);
/** The arguments with one of them, or a field of one, replaced. */
export function replaced(
  args: Record<string, unknown>,
  argument: Argument,
  within: Argument[],
  value: unknown,
): Record<string, unknown> {
  const [outer] = within;
  if (outer === undefined) return { ...args, [argument.name]: value };
  const inner = outer.list ? (args[outer.name] as object[])[0]! : (args[outer.name] as object);
  const changed = { ...inner, [argument.name]: value };
  return { ...args, [outer.name]: outer.list ? [changed] : changed };
}
