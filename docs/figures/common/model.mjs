/**
 * The network in the browser: the same arithmetic as the Python package, checked against it.
 * Imports nothing and touches no page. Row j of a weight matrix goes into neuron j.
 *
 * @typedef {Float32Array | Float64Array} Floats
 * @typedef {{ weights: Floats[], biases: Floats[] }} Parameters
 * @typedef {Parameters & { sizes: number[], activation: string, output: string, cost: string }} Network
 * @typedef {{ apply: (sums: Floats) => void, pullBack: (a: Floats, slopes: Floats) => void }} Activation
 * @typedef {{ of: (a: Floats, y: Floats) => number, fits: string }} Cost
 * @typedef {{ layers: Floats[], errors: Floats[], indices: Uint32Array[], active: Uint32Array[] }} Room
 */

const SMALLEST = 2.2250738585072014e-308 // keeps a logarithm finite

/**
 * @param {(z: number) => number} value
 * @param {(a: number) => number} slope for the activation, not for the sum
 * @returns {Activation}
 */
function each(value, slope) {
  return {
    apply: (sums) => {
      for (let j = 0; j < sums.length; j++) sums[j] = value(sums[j])
    },
    pullBack: (a, slopes) => {
      for (let j = 0; j < a.length; j++) slopes[j] *= slope(a[j])
    },
  }
}

/** @type {Record<string, Activation>} Both functions work in place. */
export const activations = {
  sigmoid: each((z) => 1 / (1 + Math.exp(-z)), (a) => a * (1 - a)),
  tanh: each(Math.tanh, (a) => 1 - a * a),
  relu: each((z) => Math.max(0, z), (a) => (a > 0 ? 1 : 0)),
  identity: each((z) => z, () => 1),
  softmax: {
    apply: (sums) => {
      const top = Math.max(...sums)
      let total = 0
      for (let j = 0; j < sums.length; j++) total += sums[j] = Math.exp(sums[j] - top)
      for (let j = 0; j < sums.length; j++) sums[j] /= total
    },
    pullBack: (a, slopes) => {
      let mean = 0
      for (let j = 0; j < a.length; j++) mean += slopes[j] * a[j]
      for (let j = 0; j < a.length; j++) slopes[j] = a[j] * (slopes[j] - mean)
    },
  },
}

/**
 * @param {(a: number, y: number) => number} part what one output adds
 * @param {string} fits the activation for which the slope for the sum is `a - y`
 * @returns {Cost}
 */
function sum(part, fits) {
  /** @type {Cost["of"]} */
  const of = (a, y) => {
    let total = 0
    for (let j = 0; j < a.length; j++) total += part(a[j], y[j])
    return total
  }
  return { of, fits }
}

/** @param {number} a */
const log = (a) => Math.log(Math.max(a, SMALLEST))

/** @type {Record<string, Cost>} The cost of one example. */
export const costs = {
  squared_error: sum((a, y) => (a - y) ** 2 / 2, "identity"),
  cross_entropy: sum((a, y) => -y * log(a), "softmax"),
  binary_cross_entropy: sum((a, y) => -y * log(a) - (1 - y) * log(1 - a), "sigmoid"),
}

/**
 * Make the arrays in which one example is worked out; use them again for the next.
 * @param {Network} network
 * @returns {Room}
 */
export function roomFor({ sizes, weights }) {
  const Kind = weights[0] instanceof Float32Array ? Float32Array : Float64Array
  const layers = sizes.map((size) => new Kind(size))
  const errors = sizes.map((size) => new Kind(size))
  const indices = sizes.map((size) => new Uint32Array(size))
  return { layers, errors, indices, active: [...indices] }
}

/**
 * Work out the activations of every layer, the input first.
 * @param {Network} network
 * @param {Floats} input
 * @param {Room} room
 * @returns {Floats[]} overwritten when the room is used again
 */
export function forward(network, input, room = roomFor(network)) {
  const { layers, indices, active } = room
  if (input.length !== layers[0].length)
    throw new RangeError(`expected ${layers[0].length} inputs, got ${input.length}`)
  layers[0].set(input)
  const last = network.weights.length - 1
  network.weights.forEach((w, l) => {
    active[l] = whereActive(layers[l], indices[l])
    weightedSums(w, network.biases[l], layers[l], active[l], layers[l + 1])
    activations[l < last ? network.activation : network.output].apply(layers[l + 1])
  })
  return layers
}

/**
 * Four sums at a time, which makes it twice as fast.
 * @param {Floats} w
 * @param {Floats} b
 * @param {Floats} a
 * @param {Uint32Array} active where a is not 0: of a digit, one pixel in five
 * @param {Floats} sums where the result goes
 */
function weightedSums(w, b, a, active, sums) {
  const width = a.length
  let j = 0
  for (; j + 4 <= sums.length; j += 4) {
    const [row0, row1, row2, row3] = [j * width, (j + 1) * width, (j + 2) * width, (j + 3) * width]
    let [sum0, sum1, sum2, sum3] = [b[j], b[j + 1], b[j + 2], b[j + 3]]
    for (let k = 0; k < active.length; k++) {
      const i = active[k]
      const value = a[i]
      sum0 += w[row0 + i] * value
      sum1 += w[row1 + i] * value
      sum2 += w[row2 + i] * value
      sum3 += w[row3 + i] * value
    }
    sums[j] = sum0
    sums[j + 1] = sum1
    sums[j + 2] = sum2
    sums[j + 3] = sum3
  }
  for (; j < sums.length; j++) {
    let sum = b[j]
    for (let k = 0; k < active.length; k++) sum += w[j * width + active[k]] * a[active[k]]
    sums[j] = sum
  }
}

/**
 * Return where values are not 0, without a branch that a processor would guess wrong.
 * @param {Floats} values
 * @param {Uint32Array} room
 */
function whereActive(values, room) {
  let count = 0
  for (let i = 0; i < values.length; i++) {
    room[count] = i
    count += values[i] === 0 ? 0 : 1
  }
  return room.subarray(0, count)
}

/**
 * Return the mean cost of some examples.
 * @param {Network} network
 * @param {Floats} inputs row after row
 * @param {Floats} targets row after row
 * @param {ArrayLike<number>} rows which examples
 */
export function cost(network, inputs, targets, rows, room = roomFor(network)) {
  const { of } = costs[network.cost]
  let total = 0
  for (let n = 0; n < rows.length; n++) {
    const a = forward(network, rowOf(inputs, rows[n], network.sizes[0]), room)
    total += of(a[a.length - 1], rowOf(targets, rows[n], network.sizes[a.length - 1]))
  }
  return total / rows.length
}

/**
 * @param {Floats} values
 * @param {number} row
 * @param {number} width
 */
export const rowOf = (values, row, width) => values.subarray(row * width, (row + 1) * width)

/**
 * Return where the largest value stands: for ten outputs, the digit.
 * @param {ArrayLike<number>} values
 */
export function largest(values) {
  let best = 0
  for (let j = 1; j < values.length; j++) if (values[j] > values[best]) best = j
  return best
}
