// Pseudo-random choices that a seed repeats exactly (mulberry32).

export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }
  /** A number from 0 up to, but not including, 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  /** A whole number from 0 up to, but not including, n. */
  below(n) {
    return Math.floor(this.next() * n);
  }
  between(low, high) {
    return low + this.below(high - low + 1);
  }
  chance(probability) {
    return this.next() < probability;
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  /** One of the values of [[weight, value], …]. */
  weighted(choices) {
    const total = choices.reduce((sum, [weight]) => sum + weight, 0);
    let at = this.next() * total;
    for (const [weight, value] of choices) {
      if (at < weight) return value;
      at -= weight;
    }
    return choices.at(-1)[1];
  }
  shuffled(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; --i) {
      const j = this.below(i + 1);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }
  /** n different elements, in their order. */
  some(list, n) {
    const chosen = new Set(this.shuffled(list.map((_, i) => i)).slice(0, n));
    return list.filter((_, i) => chosen.has(i));
  }
}
