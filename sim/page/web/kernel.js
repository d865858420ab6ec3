/** The kernel: runs of the model in WebAssembly. This file copies bytes and reads fields; it computes nothing. */

const LINE = 64;

const READ = {
  f8: (view, at) => view.getFloat64(at, true),
  i8: (view, at) => view.getInt32(at, true),
  u8: (view, at) => view.getUint32(at, true),
  i4: (view, at) => view.getInt32(at, true),
  i2: (view, at) => view.getInt16(at, true),
  i1: (view, at) => view.getInt8(at),
  b1: (view, at) => view.getUint8(at),
};

const WRITE = {
  f8: (view, at, value) => view.setFloat64(at, value, true),
  i8: (view, at, value) => {
    view.setInt32(at, value, true);
    view.setInt32(at + 4, value < 0 ? -1 : 0, true);
  },
};

export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The module, and its memory, in which each case keeps its arrays. */
export class Kernel {
  constructor(exports) {
    this.exports = exports;
    this.top = exports.heap.value;
  }

  /** @param packed the module, compressed by gzip */
  static async load(packed) {
    const { instance } = await WebAssembly.instantiate(await unpacked(packed), {});
    return new Kernel(instance.exports);
  }

  /** Return the address of so many free bytes. */
  reserve(bytes) {
    const at = Math.ceil(this.top / LINE) * LINE;
    this.top = at + bytes;
    const { memory } = this.exports;
    const missing = this.top - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    return at;
  }

  get view() {
    if (!this.seen || this.seen.buffer !== this.exports.memory.buffer) this.seen = new DataView(this.exports.memory.buffer);
    return this.seen;
  }

  bytes(at, size) {
    return new Uint8Array(this.exports.memory.buffer, at, size);
  }
}

/**
 * @typedef {{ name: string, shape: number[], item: number, type: string | null, fields: Record<string, [number, string]> }} Layout
 * @typedef {{ layout: Layout[], segments: [number, number, string][], keys: [number, number][], fixed: boolean,
 *   resources: number }} Image
 */

/** The arrays of one scenario, and a run in them. */
export class Run {
  /**
   * @param {Kernel} kernel
   * @param {Image} image
   * @param {Record<string, number[]>} sizes sizes of arrays that differ from those of the layout, by name
   */
  constructor(kernel, image, sizes = {}) {
    this.kernel = kernel;
    this.image = image;
    /** @type {Record<string, Layout & { at: number, bytes: number }>} */ this.arrays = {};
    const layout = image.layout.map((each) => ({ ...each, shape: sizes[each.name] ?? each.shape, at: 0, bytes: 0 }));
    const words = layout.reduce((sum, each) => sum + 1 + each.shape.length, 0);
    this.table = kernel.reserve(8 * words);
    this.start = Math.ceil(kernel.top / LINE) * LINE;
    for (const each of layout) {
      each.bytes = each.shape.reduce((product, size) => product * size, each.item);
      each.at = kernel.reserve(each.bytes);
      this.arrays[each.name] = each;
    }
    this.size = kernel.top - this.start;
    const list = kernel.bytes(this.table, 8 * words);
    const table = new Uint32Array(list.buffer, list.byteOffset, 2 * words);
    let word = 0;
    for (const each of layout) for (const value of [each.at, ...each.shape]) {
      table[word] = value;
      table[word + 1] = 0;
      word += 2;
    }
    /** @type {[number, Uint8Array][]} */
    this.filled = image.segments.map(([number, first, data]) => [layout[number].at + first, bytesOf(data)]);
  }

  call(name, ...numbers) {
    if (this.kernel.exports[name](this.table, ...numbers) !== 0) throw new Error(`kernel: ${name}`);
  }

  /** Return the address and the type of a number in an array.
   * @param {string} array
   * @param {number} index
   * @param {string} [field]
   * @returns {[number, string]}
   */
  place(array, index, field) {
    const { at, item, fields, type } = this.arrays[array];
    if (field === undefined) return [at + index * item, type];
    const [offset, kind] = fields[field];
    return [at + index * item + offset, kind];
  }

  get(array, index, field) {
    const [at, kind] = this.place(array, index, field);
    return READ[kind](this.kernel.view, at);
  }

  set(array, index, field, value) {
    const [at, kind] = this.place(array, index, field);
    WRITE[kind](this.kernel.view, at, value);
  }

  floats(array) {
    const { at, shape } = this.arrays[array];
    return Array.from(new Float64Array(this.kernel.exports.memory.buffer, at, shape[0]));
  }

  /** Begin the run of a world, with other values of some parameters: [array, index, field, value]. */
  begin(world, values = []) {
    this.kernel.bytes(this.start, this.size).fill(0);
    for (const [at, data] of this.filled) this.kernel.bytes(at, data.length).set(data);
    const key = new Uint32Array(this.kernel.exports.memory.buffer, this.place("state.society", 0, "key")[0], 2);
    key.set(this.image.keys[world]);
    if (!this.image.fixed) {
      new Uint32Array(this.kernel.exports.memory.buffer, this.arrays["inputs.key"].at, 2).set(this.image.keys[world]);
    }
    for (const [array, index, field, value] of values) this.set(array, index, field ?? undefined, value);
    this.call("begin");
  }

  play(first, last) {
    this.call("play", first, last);
  }

  /** Return what organization i can expect if it is told to pool or not, and leave the run as it is. */
  prospect(i, month, together) {
    const kept = this.kernel.bytes(this.start, this.size).slice();
    if (together !== null) this.call("decide", i, 0, month, together ? 1 : 0);
    this.call("look", i, 0);
    const read = (field) => this.get("results.prospect", 0, field);
    const found = Object.fromEntries(["alone", "now", "later", "entry", "members", "bound_until"].map((f) => [f, read(f)]));
    this.kernel.bytes(this.start, this.size).set(kept);
    return found;
  }

  decide(i, month, together) {
    this.call("decide", i, 0, month, together ? 1 : 0);
  }

  /** Finish the run, and return the cumulative gain of all by month. */
  end(i = 0) {
    this.call("end", i);
    return this.floats("results.group");
  }

  summary(field) {
    return this.get("results.summary", 0, field);
  }

  pool(i) {
    return this.get("state.place", i * this.image.resources, "pool");
  }
}
