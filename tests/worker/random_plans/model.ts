// What the functions of this module mean, on a plain Map.
export interface Item {
  id: string;
  kind: string;
  amount: number;
  weight: number | null;
  note: string | null;
}
type Given = Pick<Item, "id" | "kind" | "amount"> & { weight?: number; note?: string };

/** A refusal: its kind, and the guard's name or nothing. */
export class Refused {
  constructor(readonly error: [kind: string, guard: string]) {}
}
const refuse = (kind: string, guard = ""): never => {
  throw new Refused([kind, guard]);
};
const byId = (a: Item, b: Item): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
/** Heavier first, those without a weight last, then by id. */
const byWeight = (a: Item, b: Item): number => (b.weight ?? -1e9) - (a.weight ?? -1e9) || byId(a, b);

export class Model {
  items = new Map<string, Item>();
  /** The last item of the page that a cursor comes from. */
  private places = new Map<string, Item>();

  /** One call, or several that happen together or not at all. */
  perform(calls: { name: string; args: Record<string, unknown> }[]): unknown[] {
    const before = new Map(this.items);
    try {
      return calls.map(({ name, args }) => this[name.slice("items.".length) as "get"](args as never));
    } catch (refused) {
      this.items = before;
      throw refused;
    }
  }
  /** Tells which place the cursor of a page is. */
  remember(cursor: string, last: Item): void {
    this.places.set(cursor, last);
  }

  put(given: Given): Item {
    const note = given.note ?? this.items.get(given.id)?.note ?? null;
    const { id, kind, amount, weight = null } = given;
    const item = { id, kind, amount, weight, note };
    this.items.set(id, item);
    return item;
  }
  put_many({ items }: { items: Given[] }): undefined {
    for (const { id, kind, amount, weight = null, note = null } of items) {
      if (this.items.has(id)) refuse("conflict");
      this.items.set(id, { id, kind, amount, weight, note });
    }
  }
  move({ from, to, amount }: { from: string; to: string; amount: number }): Item {
    const source = this.items.get(from) ?? refuse("not_found", "from");
    if (!this.items.has(to)) refuse("not_found", "to");
    if (source.amount < amount) refuse("guard_failed", "enough");
    this.items.set(from, { ...source, amount: source.amount - amount });
    const target = this.items.get(to)!;
    const after = { ...target, amount: target.amount + amount };
    this.items.set(to, after);
    return after;
  }
  remove({ id }: { id: string }): boolean {
    return this.items.delete(id);
  }
  get({ id }: { id: string }): Item {
    return this.items.get(id) ?? refuse("not_found", "row");
  }
  find({ ids }: { ids: string[] }): Item[] {
    return [...this.items.values()].filter(({ id }) => ids.includes(id)).sort(byId);
  }
  list({ kind, least, limit, cursor }: { kind?: string; least?: number; limit: number; cursor?: string }): Item[] {
    const place = cursor === undefined ? undefined : this.places.get(cursor)!;
    return [...this.items.values()]
      .filter((item) => kind === undefined || item.kind === kind)
      .filter((item) => least === undefined || item.amount >= least)
      .sort(byWeight)
      .filter((item) => place === undefined || byWeight(item, place) > 0)
      .slice(0, limit);
  }
  totals(): { kind: string; how_many: number; sum: number; heaviest: number | null }[] {
    const kinds = [...new Set([...this.items.values()].map(({ kind }) => kind))].sort();
    return kinds.flatMap((kind) => {
      const all = [...this.items.values()].filter((item) => item.kind === kind);
      const weights = all.flatMap(({ weight }) => (weight === null ? [] : [weight]));
      const sum = all.reduce((total, { amount }) => total + amount, 0);
      const heaviest = weights.length === 0 ? null : Math.max(...weights);
      return all.length > 1 ? [{ kind, how_many: all.length, sum, heaviest }] : [];
    });
  }
}
