// The module's memory. It grows, and then its views are others.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

export class Memory {
  /** Of the instance, as soon as there is one. */
  buffer = undefined;
  #bytes = new Uint8Array();
  #view = new DataView(new ArrayBuffer(0));

  get bytes() {
    if (this.#bytes.buffer !== this.buffer.buffer) this.#bytes = new Uint8Array(this.buffer.buffer);
    return this.#bytes;
  }
  get view() {
    if (this.#view.buffer !== this.buffer.buffer) this.#view = new DataView(this.buffer.buffer);
    return this.#view;
  }
  /** A part of it, which is valid until the module runs again. */
  part(at, size) {
    at >>>= 0;
    return this.bytes.subarray(at, at + size);
  }
  /** The bytes of a text that a NUL ends, copied. */
  cString(at) {
    at >>>= 0;
    return Buffer.from(this.bytes.subarray(at, this.bytes.indexOf(0, at)));
  }
  text(at) {
    return decoder.decode(this.cString(at));
  }
  textOf(at, size) {
    return decoder.decode(this.part(at, size));
  }
  u32(at) {
    return this.view.getUint32(at >>> 0, true);
  }
  setU32(at, value) {
    this.view.setUint32(at >>> 0, value, true);
  }
  setU64(at, value) {
    this.view.setBigUint64(at >>> 0, BigInt.asUintN(64, BigInt(value)), true);
  }
  setF64(at, value) {
    this.view.setFloat64(at >>> 0, value, true);
  }
  /** Puts a text there, with a NUL behind it; returns the number of its bytes. */
  putText(at, text) {
    const bytes = typeof text === "string" ? encoder.encode(text) : text;
    this.part(at, bytes.length).set(bytes);
    this.bytes[(at >>> 0) + bytes.length] = 0;
    return bytes.length;
  }
}
