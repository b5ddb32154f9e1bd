/**
 * Reading the files that `primer.export` writes: fetched once, checked, and made into arrays.
 *
 * @typedef {import("./model.mjs").Network} Network
 * @typedef {{ name: string, type: keyof typeof KINDS, shape: number[], scale: number }} Description
 * @typedef {{ facts: any, arrays: Record<string, Float32Array> }} Unpacked
 * @typedef {{ images: Float32Array, labels: Float32Array }} Digits images stand row after row
 */

const KINDS = { int8: Int8Array, uint8: Uint8Array, float32: Float32Array }
const END_OF_LINE = 10

/** @type {Map<string, Promise<Unpacked>>} A second figure of a page takes what the first fetched. */
const fetched = new Map()

/**
 * Fetch a network: a copy that may be changed.
 * @param {string} name of a file in `data/`, without its ending
 * @returns {Promise<Network>}
 */
export const loadNetwork = async (name) => networkOf(await load(name))

/**
 * Return the network that a file holds: a copy that may be changed.
 * @param {Unpacked} unpacked
 * @returns {Network}
 */
export function networkOf({ facts, arrays }) {
  const { sizes, activation, output, cost } = facts
  /** @param {string} kind */
  const each = (kind) =>
    sizes.slice(1).map((/** @type {number} */ _, /** @type {number} */ layer) =>
      Float64Array.from(arrays[kind + layer]))
  return { sizes, activation, output, cost, weights: each("weights"), biases: each("biases") }
}

/**
 * Fetch digits, which are shared.
 * @param {string} name of a file in `data/`, without its ending
 * @returns {Promise<Digits>}
 */
export async function loadDigits(name) {
  const { images, labels } = (await load(name)).arrays
  return { images, labels }
}

/**
 * Fetch a file, whatever it holds.
 * @param {string} name of a file in `data/`, without its ending
 */
export function load(name) {
  const address = new URL(`../data/${name}.bin`, import.meta.url)
  const promise = fetched.get(name) ?? fetch(address).then(unpack)
  fetched.set(name, promise)
  promise.catch(() => fetched.delete(name)) // the next figure may have more luck
  return promise
}

/**
 * Unpack a file; one that is cut short or changed gives an error.
 * @param {Response} response
 * @returns {Promise<Unpacked>}
 */
export async function unpack(response) {
  if (!response.ok || !response.body) throw new Error(`${response.url}: answer ${response.status}`)
  const stream = response.body.pipeThrough(new DecompressionStream("deflate"))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const end = bytes.indexOf(END_OF_LINE)
  const facts = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
  /** @type {Record<string, Float32Array>} */
  const arrays = {}
  let first = bytes.byteOffset + end + 1
  for (const { name, type, shape, scale } of /** @type {Description[]} */ (facts.arrays)) {
    const size = shape.reduce((product, length) => product * length, KINDS[type].BYTES_PER_ELEMENT)
    const stored = new KINDS[type](bytes.buffer.slice(first, first + size))
    arrays[name] = Float32Array.from(stored, (number) => number * scale)
    first += size
  }
  return { facts, arrays }
}
