// Random JSON: documents, and what is read out of them.
import { Expressions } from "./expressions.mjs";

const PATHS = [
  ["$.a", "integer"],
  ["$.b", "text"],
  ["$.x", "real"],
  ["$.c", "json"],
  ["$.nothing", "integer"],
];

export class Documents extends Expressions {
  json(d, ctx) {
    const { random } = this;
    return this.choose([
      [2, () => this.jsonObject(d, ctx)],
      [
        2,
        () =>
          this.node(
            "json_array",
            "json",
            ...Array.from({ length: random.between(1, 3) }, () => this.jsonValue(d, ctx)),
          ),
      ],
      [
        2,
        () => ({
          op: "json_set",
          type: "json",
          paths: ["$.n"],
          args: [this.leaf("json", ctx), this.jsonValue(d, ctx)],
        }),
      ],
      [1, () => this.jsonExtract("json", ctx)],
      [1, () => this.jsonDocument(ctx)],
      ...this.common("json", d, ctx),
    ]);
  }
  /** A document that grows by another. */
  jsonDocument(ctx) {
    const { random } = this;
    const columns = this.columns("json", ctx);
    if (ctx.group !== undefined || columns.length === 0) return undefined;
    const op = random.pick(["json_append", "json_merge"]);
    const value = random.pick(
      op === "json_append"
        ? ["[7]", '["a",{"z":null}]']
        : ['{"a":5}', '{"b":null,"z":"é"}', '{"x":{"y":[1]},"n":0.25}'],
    );
    return this.node(
      op,
      "json",
      this.columnNode(random.pick(columns)),
      this.parameter("json", { typed: true, not_null: true, value }),
    );
  }
  jsonValue(d, ctx) {
    return this.gen(
      this.random.pick(["integer", "text", "boolean", "json", "enumeration", "date"]),
      Math.min(d, 1),
      ctx,
    );
  }
  jsonObject(d, ctx) {
    const keys = this.random.some(["k", "l", "it's"], this.random.between(1, 2));
    return { op: "json_object", type: "json", keys, args: keys.map(() => this.jsonValue(d, ctx)) };
  }
  /** Only of a table's own column: what its documents hold is known. */
  jsonExtract(type, ctx) {
    if (ctx.group !== undefined) return undefined;
    const columns = this.columns("json", ctx).filter((c) => c.via === "column");
    const paths = PATHS.filter(([, t]) => t === type);
    if (columns.length === 0 || paths.length === 0) return undefined;
    const op = this.random.chance(0.7) ? "json_extract" : "json_extract_if_valid";
    return { op, type, path: this.random.pick(paths)[0], args: [this.columnNode(this.random.pick(columns))] };
  }
}
