// Arguments for every function, by their declarations: most are good, some are not.
import declared from "../../build/wasm/generated/arguments.json";

export const functions = Object.entries(declared).map(([name, list]) => [...name.split("."), list]);

const bad = [7n, NaN, "\ud800", Symbol("s"), [[]], { secret: 1 }, "x".repeat(10_000), -1, 2 ** 60];

function valueOf(a, random) {
  const one = () => {
    switch (a.kind) {
      case "integer":
        return Math.min(a.most ?? 50, Math.max(a.least ?? 0, Math.floor(random() * 50)));
      case "real":
        return Math.min(a.most ?? 1, Math.max(a.least ?? 0, random()));
      case "boolean":
        return random() < 0.5;
      case "timestamp":
        return new Date(1.7e12 + Math.floor(random() * 1e11)).toISOString();
      case "date":
        return "2026-01-02";
      case "enum":
        return a.values[Math.floor(random() * a.values.length)];
      case "json":
        return a.opening === "[" ? ["a"] : { a: ["b", random()] };
      case "object":
        return argumentsFor(a.fields, random);
      default:
        return a.name === "cursor"
          ? "spoiled"
          : `${a.name} ${Math.floor(random() * 1000)} ${"ä".repeat(random() < 0.1 ? 500 : 3)}`;
    }
  };
  return a.list ? Array.from({ length: 1 + Math.floor(random() * 5) }, one) : one();
}

export function argumentsFor(list, random) {
  const args = {};
  for (const a of list)
    if (a.required || random() < 0.4)
      args[a.name] = random() < 0.01 ? bad[Math.floor(random() * bad.length)] : valueOf(a, random);
  return args;
}
