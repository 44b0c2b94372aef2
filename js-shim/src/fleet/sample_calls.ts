// Sample calls of a function, so that every statement is seen that it can send: with none of its optional arguments, with each alone,
// with all, and with every value of an enum. tests/native/support/sample_calls.cpp does the same for the query plans.

export interface ArgumentFacts {
  name: string;
  kind: string;
  required?: boolean;
  tenant?: boolean;
  nullable?: boolean;
  list?: boolean;
  least?: number;
  most?: number;
  values?: string[];
  fields?: ArgumentFacts[];
  opening?: string;
}

interface Choice {
  all: boolean;
  argument?: number;
  variant?: number;
}

export function* sampleCalls(specs: ArgumentFacts[], cursors: string[]): Generator<Record<string, unknown>> {
  const make = (choice: Choice) => new CallMaker(choice, cursors).call(specs);
  const { args, variants } = make({ all: false });
  yield args;
  yield make({ all: true }).args;
  for (const all of [false, true])
    for (const [argument, count] of variants.entries())
      for (let variant = all ? 1 : 0; variant < count; variant++) yield make({ all, argument, variant }).args;
}

class CallMaker {
  readonly #variants: number[] = [];
  constructor(
    private readonly choice: Choice,
    private readonly cursors: string[],
  ) {}

  call(specs: ArgumentFacts[]): { args: Record<string, unknown>; variants: number[] } {
    return { args: this.#fields(specs), variants: this.#variants };
  }
  #fields(specs: ArgumentFacts[]): Record<string, unknown> {
    const all: Record<string, unknown> = {};
    for (const spec of specs) {
      const value = this.#argument(spec);
      if (value !== undefined) all[spec.name] = value;
    }
    return all;
  }
  #argument(spec: ArgumentFacts): unknown {
    const values = this.#count(spec);
    const variants = values + (spec.nullable ? 1 : 0);
    const leavesChoice = !spec.required || variants > 1;
    const place = this.#variants.length;
    if (leavesChoice) this.#variants.push(variants);
    const variant = leavesChoice && this.choice.argument === place ? (this.choice.variant ?? 0) : 0;
    const value = variant === values ? null : this.#value(spec, variant);
    const { argument } = this.choice;
    const isChosen = argument !== undefined && argument >= place && argument < this.#variants.length;
    return spec.required || this.choice.all || isChosen ? value : undefined;
  }
  #count(spec: ArgumentFacts): number {
    if (spec.name === "cursor" && this.cursors.length > 0) return this.cursors.length;
    if (spec.list) return 2;
    if (spec.kind === "boolean") return 2;
    return spec.kind === "enum" ? spec.values!.length : 1;
  }
  #value(spec: ArgumentFacts, variant: number): unknown {
    if (!spec.list) return this.#element(spec, variant);
    return Array.from({ length: Math.max(variant + 1, 1) }, () => this.#element(spec, 0));
  }
  #element(spec: ArgumentFacts, variant: number): unknown {
    if (spec.name === "cursor" && this.cursors.length > 0) return this.cursors[variant];
    switch (spec.kind) {
      case "integer":
      case "real":
        return !spec.list && spec.least !== undefined ? spec.least : 1;
      case "bigint":
        return 1n;
      case "blob":
        return new Uint8Array([1]);
      case "boolean":
        return variant === 0;
      case "timestamp":
      case "date":
        return "2026-02-03";
      case "enum":
        return spec.values![variant];
      case "json":
        return spec.opening === "[" ? [] : { x: "x" };
      case "object":
        return this.#fields(spec.fields!);
      default:
        return "x";
    }
  }
}
