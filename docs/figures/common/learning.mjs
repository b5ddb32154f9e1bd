/**
 * How a network in the browser learns: backpropagation and mini-batch gradient descent, as the
 * Python package does them. Touches no page.
 *
 * @typedef {import("./model.mjs").Floats} Floats
 * @typedef {import("./model.mjs").Network} Network
 * @typedef {import("./model.mjs").Parameters} Parameters
 * @typedef {import("./model.mjs").Room} Room
 */
import { activations, costs, forward, roomFor, rowOf } from "./model.mjs"

/**
 * Return slopes of 0 in the shapes of a network's parameters.
 * @param {Parameters} network
 * @returns {Parameters}
 */
export function noSlopes({ weights, biases }) {
  return { weights: weights.map((w) => w.slice().fill(0)), biases: biases.map((b) => b.slice().fill(0)) }
}

/**
 * Backpropagation: return the slope of the mean cost for every weight and bias.
 * @param {Network} network
 * @param {Floats} inputs row after row
 * @param {Floats} targets row after row
 * @param {ArrayLike<number>} rows which examples
 * @param {Parameters} slopes overwritten and returned
 */
export function gradient(
  network, inputs, targets, rows, slopes = noSlopes(network), room = roomFor(network),
) {
  for (const values of [...slopes.weights, ...slopes.biases]) values.fill(0)
  const last = network.sizes.length - 1
  for (let n = 0; n < rows.length; n++) {
    forward(network, rowOf(inputs, rows[n], network.sizes[0]), room)
    errorOfOutputs(network, rowOf(targets, rows[n], network.sizes[last]), rows.length, room)
    for (let l = last; l > 0; l--) {
      addSlopes(room.errors[l], room.layers[l - 1], room.active[l - 1], slopes.weights[l - 1])
      const biases = slopes.biases[l - 1]
      for (let j = 0; j < biases.length; j++) biases[j] += room.errors[l][j]
      if (l > 1) pullBack(network, l, room)
    }
  }
  return slopes
}

/**
 * Return the slope of one example's cost for the weighted sum of each output.
 * @param {{ cost: string, output: string }} network
 * @param {Floats} a the outputs
 * @param {Floats} y the target
 * @param {Floats} slopes overwritten and returned
 */
export function slopesBySum({ cost, output }, a, y, slopes = a.slice()) {
  for (let j = 0; j < a.length; j++) slopes[j] = a[j] - y[j]
  if (output !== costs[cost].fits) activations[output].pullBack(a, slopes)
  return slopes
}

/**
 * @param {Network} network
 * @param {Floats} target
 * @param {number} count how many examples share the mean
 * @param {Room} room
 */
function errorOfOutputs(network, target, count, { layers, errors }) {
  const error = errors[errors.length - 1]
  slopesBySum(network, layers[layers.length - 1], target, error)
  for (let j = 0; j < error.length; j++) error[j] /= count
}

/**
 * @param {Floats} error
 * @param {Floats} a
 * @param {Uint32Array} active where a is not 0
 * @param {Floats} slopes
 */
function addSlopes(error, a, active, slopes) {
  const width = a.length
  let j = 0
  for (; j + 4 <= error.length; j += 4) {
    const [row0, row1, row2, row3] = [j * width, (j + 1) * width, (j + 2) * width, (j + 3) * width]
    const [error0, error1, error2, error3] = [error[j], error[j + 1], error[j + 2], error[j + 3]]
    for (let k = 0; k < active.length; k++) {
      const i = active[k]
      const value = a[i]
      slopes[row0 + i] += error0 * value
      slopes[row1 + i] += error1 * value
      slopes[row2 + i] += error2 * value
      slopes[row3 + i] += error3 * value
    }
  }
  for (; j < error.length; j++)
    for (let k = 0; k < active.length; k++)
      slopes[j * width + active[k]] += error[j] * a[active[k]]
}

/**
 * Take the error of layer l back to the layer before.
 * @param {Network} network
 * @param {number} l
 * @param {Room} room
 */
function pullBack(network, l, { layers, errors }) {
  const [w, error, before] = [network.weights[l - 1], errors[l], errors[l - 1]]
  before.fill(0)
  for (let j = 0, row = 0; j < error.length; j++, row += before.length)
    for (let i = 0; i < before.length; i++) before[i] += error[j] * w[row + i]
  activations[network.activation].pullBack(layers[l - 1], before)
}

/**
 * Move every parameter a little downhill, in place.
 * @param {Parameters} network
 * @param {Parameters} slopes
 * @param {number} learningRate
 * @param {number} weightDecay pull towards 0: this times each weight, not bias, joins its slope
 */
export function step(network, slopes, learningRate, weightDecay = 0) {
  network.weights.forEach((values, l) => moveAgainst(values, slopes.weights[l], learningRate, weightDecay))
  network.biases.forEach((values, l) => moveAgainst(values, slopes.biases[l], learningRate, 0))
}

/**
 * @param {Floats} values
 * @param {Floats} slopes
 * @param {number} rate
 * @param {number} decay
 */
function moveAgainst(values, slopes, rate, decay) {
  for (let i = 0; i < values.length; i++) values[i] -= rate * (slopes[i] + decay * values[i])
}

/**
 * Train in place: a step for each mini-batch, through the examples in the order given.
 * @param {Network} network
 * @param {Floats} inputs row after row
 * @param {Floats} targets row after row
 * @param {Uint32Array} order rows; one epoch names each once
 * @param {number} batchSize the last batch may be smaller
 * @param {number} learningRate
 * @param {number} weightDecay
 */
export function train(network, inputs, targets, order, batchSize, learningRate, weightDecay = 0) {
  const [slopes, room] = [noSlopes(network), roomFor(network)]
  for (let first = 0; first < order.length; first += batchSize) {
    const rows = order.subarray(first, first + batchSize)
    step(network, gradient(network, inputs, targets, rows, slopes, room), learningRate, weightDecay)
  }
}
