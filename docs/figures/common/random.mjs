/**
 * Random numbers that a seed repeats, and networks that start from them.
 *
 * @typedef {import("./model.mjs").Network} Network
 * @typedef {() => number} Random gives a number from 0 to below 1
 */

/**
 * Mulberry32, by Tommy Ettinger: quick, and random enough for a start.
 * @param {number} seed a whole number
 * @returns {Random}
 */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Draw from the normal distribution with mean 0 and standard deviation 1 (Box and Muller, 1958).
 * @param {Random} random
 */
export function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/**
 * Return the numbers from 0 in a random order.
 * @param {number} count
 * @param {Random} random
 */
export function shuffled(count, random) {
  const order = Uint32Array.from({ length: count }, (_, n) => n)
  for (let n = count - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1))
    ;[order[n], order[other]] = [order[other], order[n]]
  }
  return order
}

/**
 * Make a network as the package does: the weights of a neuron normal, with standard deviation
 * 1 / √inputs, for ReLU √(2 / inputs), and no biases.
 * @param {{ sizes: number[], activation: string, output: string, cost: string }} functions
 * @param {Random} random
 * @returns {Network}
 */
export function freshNetwork(functions, random) {
  const { sizes, activation } = functions
  const gain = activation === "relu" ? 2 : 1
  const weights = sizes.slice(1).map((size, l) => {
    const spread = Math.sqrt(gain / sizes[l])
    return Float32Array.from({ length: size * sizes[l] }, () => spread * normal(random))
  })
  return { ...functions, weights, biases: sizes.slice(1).map((size) => new Float32Array(size)) }
}
