// Expressions of types with a codec and of blobs.
import { NeverNull } from "./never_null.mjs";

export class StoredTypes extends NeverNull {
  seconds(d, ctx) {
    return this.choose(this.common("seconds", d, ctx));
  }
  millis(d, ctx) {
    return this.choose(this.common("millis", d, ctx));
  }
  money(d, ctx) {
    return this.choose(this.common("money", d, ctx));
  }
  label(d, ctx) {
    return this.choose(this.common("label", d, ctx));
  }
  blob(d, ctx) {
    return this.choose([
      [2, () => this.node("cast", "blob", this.gen("text", d, ctx))],
      [
        2,
        () => this.fn("unhex", "blob", this.node("hex", "text", this.gen(this.random.pick(["text", "blob"]), d, ctx))),
      ],
      [0.5, () => this.fn("zeroblob", "blob", { op: "lit", type: "integer", value: 2n, args: [] })],
      ...this.common("blob", d, ctx),
    ]);
  }
  /** A function of SQLite by its name. */
  fn(name, type, ...args) {
    return { op: "fn", name, type, args };
  }
}
