// Values that no honest caller passes, for every argument of every function: of the module (tests/worker/all_functions) and of the
// schemas (tests/schema).
const cyclic = () => {
  const value = {};
  value.self = value;
  return value;
};
const nested = new Map();
/** Lists in lists. Made once: that takes as long as thousands of calls. */
const deep = (levels) => {
  if (!nested.has(levels)) nested.set(levels, JSON.parse("[".repeat(levels) + "]".repeat(levels)));
  return nested.get(levels);
};
const throws = () => {
  throw new Error("secret");
};
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const hostile = () => new Proxy({}, { get: throws, ownKeys: throws, has: throws, getOwnPropertyDescriptor: throws });
const withGetter = () => Object.defineProperty({}, "name", { enumerable: true, get: throws });

/** By name; each use makes its own, but of deep lists. */
export const badValues = {
  "a bigint": () => 7n,
  "a symbol": () => Symbol("secret"),
  "a function": () => throws,
  "a Date": () => new Date(0),
  "a Map": () => new Map([["secret", 1]]),
  bytes: () => new Uint8Array([1, 2]),
  "a boxed text": () => new String("secret"),
  true: () => true,
  "an empty text": () => "",
  blank: () => " \t",
  "a text": () => "secret text",
  "a text with NUL": () => "a\0b",
  "a lone high surrogate": () => "secret\ud800",
  "a lone low surrogate": () => "\udc00secret",
  "a surrogate in a list": () => ["\ud800"],
  zero: () => 0,
  "minus zero": () => -0,
  "one half": () => 0.5,
  "a negative number": () => -1,
  "2^53 - 1": () => 2 ** 53 - 1,
  "2^53": () => 2 ** 53,
  "2^53 + 2": () => 2 ** 53 + 2,
  "-2^53 - 2": () => -(2 ** 53) - 2,
  "the largest number": () => Number.MAX_VALUE,
  "the smallest number": () => Number.MIN_VALUE,
  NaN: () => NaN,
  infinity: () => Infinity,
  "minus infinity": () => -Infinity,
  null: () => null,
  undefined: () => undefined,
  "an object": () => ({ hidden: "secret" }),
  "an empty object": () => ({}),
  "an object without a prototype": () => Object.assign(Object.create(null), { hidden: "secret" }),
  "keys named like the prototype's": () =>
    JSON.parse('{"__proto__": {"hidden": "secret"}, "constructor": 1, "toString": 2, "hasOwnProperty": 3}'),
  "an object whose getter throws": withGetter,
  "an object whose toJSON throws": () => ({ toJSON: throws }),
  "a cyclic object": cyclic,
  "a proxy that throws": hostile,
  "a proxy that was revoked": () => revoked({}),
  "a list that was revoked": () => revoked([]),
  "an empty list": () => [],
  "a list of null": () => [null],
  "a list of numbers": () => [1, NaN],
  "a list with holes": () => Array(3),
  "a list of lists": () => [[]],
  "a list whose getter throws": () => [hostile()],
  "a list that says it is longer than there can be": () =>
    new Proxy([], { get: (t, k) => (k === "length" ? 2 ** 40 : Reflect.get(t, k)) }),
  "a cyclic list": () => [cyclic()],
  "JSON that is deep": () => deep(500),
  "JSON that is too deep": () => deep(1500),
  "JSON beyond all depth": () => deep(100_000),
  "JSON with NaN": () => ({ hidden: NaN }),
  "JSON with undefined": () => ({ hidden: undefined }),
  "text that is no JSON": () => '{"secret":',
  "an enum's value in capitals": () => "ACTIVE",
  "a moment that is none": () => "2026-02-30T00:00:00.000Z",
  "a moment out of time": () => "+275760-09-14T00:00:00.000Z",
  "an id as SQL": () => "' OR 1=1 --",
};

/** Names that no function has. */
export const extraNames = ["colour", "__proto__", "constructor", "toString", "", "a\0b", "\ud800", "x".repeat(100_000)];
