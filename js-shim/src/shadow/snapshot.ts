// An answer as plain data, taken before the caller gets it and may change it.

/** What has no plain form, and why. */
export class NotComparable extends Error {
  override readonly name = "NotComparable";
}
const maxDepth = 500;

/** As JSON would see it, but undefined, bigints and NaN stay. */
export function plainOf(value: unknown, above: readonly object[] = []): unknown {
  const convertible = value as { toJSON?: unknown } | null | undefined;
  if (typeof convertible?.toJSON === "function") return convertible.toJSON();
  if (typeof value === "function" || typeof value === "symbol") throw new NotComparable(`a ${typeof value}`);
  if (typeof value !== "object" || value === null) return value;
  if (above.includes(value)) throw new NotComparable("a circular answer");
  if (above.length > maxDepth) throw new NotComparable("an answer that is too deep");
  const within = [...above, value];
  if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as ArrayLike<number>);
  if (Array.isArray(value)) return Array.from(value as unknown[], (item) => plainOf(item, within));
  const keys = Object.keys(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  // A Map, a Response or a stream has its content elsewhere.
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!isPlain && keys.length === 0) throw new NotComparable(`a ${value.constructor?.name ?? "class"}`);
  return Object.fromEntries(keys.map((key) => [key, plainOf((value as Record<string, unknown>)[key], within)]));
}

/** The plain form of an answer, and the parts that could not be read. */
export type Snapshot = { data: () => Promise<unknown>; notes: string[] };

const isText = /json|^text\/(?!event-stream)/;

/** Of a Response its status, and its body where that is text. */
export function snapshotOf(answer: unknown): Snapshot {
  if (typeof Response === "function" && answer instanceof Response) {
    const { status } = answer;
    if (answer.bodyUsed) return { data: async () => ({ status }), notes: ["the body of a Response that was read"] };
    if (answer.body !== null && !isText.test(answer.headers.get("content-type") ?? ""))
      return { data: async () => ({ status }), notes: ["the body of a Response that is not text"] };
    const body = answer.clone().text();
    body.catch(() => undefined);
    return { data: async () => ({ status, body: parsed(await body) }), notes: [] };
  }
  const data = plainOf(answer);
  return { data: async () => data, notes: [] };
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
