// Writes the arguments of a call into the module's memory. Nothing is decided here: every value gets a tag that says
// what it is, and C++ decides (src/core/check_arguments.cpp). A value has the layout of squall::value.

import { SquallError } from "./error.js";
import { writeDocument } from "./json_document.js";
import { isPlainObject, isWellFormed, maxBytes } from "./json_value.js";
import { ArgumentShape, Limit, ValueType as Tag } from "./protocol.js";

/** Writes a value of a type that few clients have; false where the value is none of them. */
export type ValueWriter = (writer: ArgumentWriter, value: unknown, at: number) => boolean;

/** The arguments of a function as the generator writes them: a name alone is a scalar. */
export type Declared = (string | readonly [name: string, shape: ArgumentShape, inside?: Declared | ValueWriter])[];

/** What the shim must know of an argument to lay it out. */
export interface ArgumentLayout {
  name: string;
  shape: ArgumentShape;
  fields: Layout;
  write: ValueWriter | undefined;
}
export interface Layout {
  arguments: ArgumentLayout[];
  /** From a name to its place. */
  places: Map<string, number>;
}

export function layoutOf(declared: Declared): Layout {
  const all = declared.map((argument): ArgumentLayout => {
    const [name, shape, inside = []] = typeof argument === "string" ? [argument, ArgumentShape.scalar] : argument;
    return typeof inside === "function"
      ? { name, shape, fields: layoutOf([]), write: inside }
      : { name, shape, fields: layoutOf(inside), write: undefined };
  });
  return { arguments: all, places: new Map(all.map(({ name }, i) => [name, i])) };
}

export interface Memory {
  readonly buffer: ArrayBuffer;
  /** Reserves room for arguments and returns its address; what was written stays. */
  reserve(size: number): number;
}

const encoder = new TextEncoder();
/** Up to so many a loop beats fill(). */
const fewWords = 64;

export class ArgumentWriter {
  /** The strings of this call, by number from 1: the module fetches the bytes of those that it reads. */
  readonly hostTexts: string[] = [];
  // What a ValueWriter uses as well: the module's memory, and where the arguments begin in it.
  bytes: Uint8Array | undefined;
  words!: Uint32Array;
  base = 0;
  private reals!: Float64Array;
  private size = 0;
  private top = 0;

  constructor(private readonly memory: Memory) {}

  /** Writes a call's arguments; returns the number of the string that names an unknown one, or 0. */
  write(layout: Layout, args: unknown): number {
    this.begin(layout.arguments.length);
    this.clear(0, this.top);
    if (args === undefined) return 0;
    const unknown =
      args !== null && typeof args === "object" && isPlainObject(args)
        ? this.fields(layout, args as Record<string, unknown>, 0, false)
        : "the call's one argument, which must be a plain object of named arguments,";
    if (unknown === undefined) return 0;
    this.reset(); // whatever else was given, the call is refused
    return this.addHostText(unknown);
  }

  /** Begins with room for so many values. */
  begin(count: number): void {
    this.reset();
    this.top = count * Limit.slotSize;
    this.reserve(this.top);
  }

  /** Popping a few is faster than setting the length. */
  private reset(): void {
    while (this.hostTexts.length > 0) this.hostTexts.pop();
  }
  /** A number has 16 bits. Only the names of unknown fields can be so many that the last one stands for all beyond it. */
  addHostText(text: string): number {
    return this.hostTexts.length < Limit.lastHostText ? this.hostTexts.push(text) : Limit.lastHostText;
  }

  /** Writes the fields of a plain object; returns the name of one that the layout does not have. */
  private fields(layout: Layout, from: Record<string, unknown>, at: number, inside: boolean): string | undefined {
    let unknown: string | undefined;
    let written = 0;
    let keys: string[];
    try {
      keys = Object.keys(from);
    } catch {
      return "an object that cannot be read";
    }
    for (const key of keys) {
      const place = layout.places.get(key);
      if (place === undefined) {
        unknown ??= wellFormed(key.slice(0, Limit.longestName / 3));
        continue;
      }
      written++;
      let value: unknown;
      try {
        const property = Object.getOwnPropertyDescriptor(from, key);
        if (property === undefined || property.get !== undefined || property.set !== undefined) {
          this.tag(at + place * Limit.slotSize, Tag.notOwn, 0);
          continue;
        }
        value = from[key];
      } catch {
        this.tag(at + place * Limit.slotSize, Tag.unreadable, 0);
        continue;
      }
      this.argument(layout.arguments[place]!, value, at + place * Limit.slotSize, inside);
    }
    if (written < layout.arguments.length) this.refuseHidden(layout, from, at);
    return unknown;
  }
  /**
   * A name that is there, but inherited or not enumerable, must not count as left out: a workspace on the prototype would
   * mean every workspace.
   */
  private refuseHidden(layout: Layout, from: Record<string, unknown>, at: number): void {
    const all = layout.arguments;
    for (let i = 0; i < all.length; i++) {
      const place = at + i * Limit.slotSize;
      if (this.words[(this.base + place) >> 2] !== Tag.absent) continue;
      const name = all[i]!.name;
      try {
        if (name in from && !isMethodOfObjects(name)) this.tag(place, Tag.notOwn, 0);
      } catch {
        this.tag(place, Tag.unreadable, 0);
      }
    }
  }

  private argument(layout: ArgumentLayout, value: unknown, at: number, inside: boolean): void {
    if (value !== null && typeof value === "object") {
      if (layout.shape === ArgumentShape.object && !isList(value)) return this.object(layout.fields, value, at, inside);
      if ((layout.shape === ArgumentShape.list || layout.shape === ArgumentShape.objects) && isList(value))
        return this.list(layout, value, at);
    }
    if (layout.shape === ArgumentShape.json && value !== undefined && value !== null)
      return writeDocument(this, value, at);
    if (layout.write?.(this, value, at) !== true) this.scalar(value, at, inside);
  }

  scalar(value: unknown, at: number, inside: boolean): void {
    switch (typeof value) {
      case "string":
        if (!isWellFormed(value)) return this.tag(at, Tag.brokenText, 0);
        if (inside) return this.text(value, at, Tag.text);
        this.tag(at, Tag.text | (this.addHostText(value) << 16), value.length);
        return;
      case "number":
        this.tag(at, Tag.number, 0);
        this.reals[(this.base + at + 8) >> 3] = value;
        return;
      case "boolean":
        this.tag(at, Tag.boolean, 0);
        this.words[(this.base + at + 8) >> 2] = value ? 1 : 0;
        return;
      case "undefined":
        return this.tag(at, Tag.undefined, 0);
      case "bigint":
        return this.tag(at, Tag.bigint, 0);
      default:
        return this.tag(at, value === null ? Tag.null : Tag.other, 0);
    }
  }

  private list(layout: ArgumentLayout, items: unknown[], at: number): void {
    let count: number;
    try {
      count = items.length;
    } catch {
      return this.tag(at, Tag.unreadable, 0);
    }
    if (count !== count >>> 0) return this.tag(at, Tag.unreadable, 0);
    const offset = this.allocate(count * Limit.slotSize);
    for (let i = 0; i < count; i++) {
      const slot = offset + i * Limit.slotSize;
      let item: unknown;
      try {
        item = items[i];
      } catch {
        this.tag(slot, Tag.unreadable, 0);
        continue;
      }
      if (layout.shape === ArgumentShape.objects && item !== null && typeof item === "object" && !isList(item))
        this.object(layout.fields, item, slot, true);
      else if (layout.write?.(this, item, slot) !== true) this.scalar(item, slot, true);
    }
    this.point(at, Tag.list, count, offset);
  }

  private object(layout: Layout, from: object, at: number, inside: boolean): void {
    if (!isPlainObject(from)) return this.tag(at, Tag.notPlain, 0);
    const count = layout.arguments.length;
    const offset = this.allocate(count * Limit.slotSize);
    const unknown = this.fields(layout, from as Record<string, unknown>, offset, inside);
    this.point(at, Tag.object, count, offset);
    if (unknown !== undefined) {
      const number = this.addHostText(unknown);
      this.tag(at, Tag.unknownField | (number << 16), this.hostTexts[number - 1]!.length);
    }
  }

  /** The bytes themselves, in the memory. */
  text(text: string, at: number, tag: Tag): void {
    const offset = this.allocate(text.length * 3);
    const { written } = encoder.encodeInto(
      text,
      this.bytes!.subarray(this.base + offset, this.base + offset + text.length * 3),
    );
    this.top = align(offset + written);
    this.point(at, tag, written, offset);
  }

  /** The first word of a value: its tag, and in the upper half the number of a host handle. */
  tag(at: number, tag: number, size: number): void {
    const words = this.words;
    const word = (this.base + at) >> 2;
    words[word] = tag;
    words[word + 1] = size;
    words[word + 2] = 0;
    words[word + 3] = 0;
  }
  private clear(from: number, to: number): void {
    const first = (this.base + from) >> 2;
    const last = (this.base + to) >> 2;
    if (last - first > fewWords) this.words.fill(0, first, last);
    else for (let i = first; i < last; i++) this.words[i] = 0;
  }
  point(at: number, tag: Tag, size: number, offset: number): void {
    this.tag(at, tag, size);
    this.words[(this.base + at + 8) >> 2] = offset;
  }

  /** Room for bytes that a value points at; the arrays above may be others afterwards. */
  allocate(size: number): number {
    const offset = this.top;
    if (offset + size > maxBytes) throw new SquallError("limit", "limit: the arguments are larger than 64 MB");
    this.top = align(offset + size);
    this.reserve(this.top);
    this.clear(offset, this.top);
    return offset;
  }
  /** Room for something else than arguments, from its address on; only the writer may ask the module for it. */
  room(size: number): number {
    this.reserve(size);
    return this.base;
  }
  private reserve(size: number): void {
    if (size > this.size || this.base === 0) {
      this.size = Math.max(4096, size, Math.min(2 * this.size, maxBytes));
      this.base = this.memory.reserve(this.size);
    }
    // Memory that grew leaves its old buffer behind without a length.
    if (this.bytes === undefined || this.bytes.length === 0) {
      const buffer = this.memory.buffer;
      this.bytes = new Uint8Array(buffer);
      this.words = new Uint32Array(buffer);
      this.reals = new Float64Array(buffer);
    }
  }
}

/** Array.isArray throws on a proxy that was revoked. */
function isList(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** toString, valueOf, constructor …: every object inherits them, whatever an argument is called. */
const isMethodOfObjects = (name: string): boolean =>
  typeof (Object.prototype as unknown as Record<string, unknown>)[name] === "function";

const align = (n: number): number => (n + 15) & ~15;

const wellFormed = (text: string): string => (isWellFormed(text) ? text : "an ill-formed name");
