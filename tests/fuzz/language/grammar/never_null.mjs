// Expressions that are never NULL, and are known as such: for columns that are NOT NULL.
import { Documents } from "./documents.mjs";

export class NeverNull extends Documents {
  notNull(type, d, ctx) {
    const { random } = this;
    const columns = ctx.scope.filter((c) => c.type === type && !c.nullable);
    const leaf = () => {
      if (columns.length > 0 && random.chance(0.7)) return this.columnNode(random.pick(columns));
      if (random.chance(0.6) || ["date", "timestamp", "stamp"].includes(type))
        return this.parameter(type, { typed: true, not_null: true });
      return this.literal(type);
    };
    if (d <= 0 || random.chance(0.3)) return leaf();
    const same = () => this.notNull(type, d - 1, ctx);
    const choices = [
      [2, () => this.node("coalesce", type, this.gen(type, d - 1, ctx), same())],
      [1, () => ({ op: "case", type, has_else: true, args: [this.gen("boolean", d - 1, ctx), same(), same()] })],
    ];
    if (type === "integer" || type === "real")
      choices.push([4, () => this.node(random.pick(["add", "sub", "mul"]), type, same(), same())]);
    if (type === "text")
      choices.push(
        [3, () => this.node(random.pick(["lower", "upper", "trim"]), type, same())],
        [2, () => this.node("concat", type, same(), same())],
      );
    if (type === "boolean") {
      choices.push(
        [2, () => this.node("is_null", type, this.gen("integer", d - 1, ctx))],
        [2, () => this.node("not", type, same())],
      );
      choices.push([2, () => this.node(random.pick(["and", "or"]), type, same(), same())]);
      choices.push([
        2,
        () => this.node("eq", type, this.notNull("integer", d - 1, ctx), this.notNull("integer", d - 1, ctx)),
      ]);
    }
    return this.random.weighted(choices)();
  }
}
