/**
 * The worker behind `two-curves.mjs`: it keeps the digits and trains, from one point of the curves to
 * the next when it is told to, so that the page stays free.
 *
 * @typedef {import("./common/data.mjs").Digits} Digits
 * @typedef {{ count: number, copies: boolean, decay: number, seed: number }} Remedies learn from the
 *   first `count` images, with or without copies of each moved by a pixel, under a weight decay
 * @typedef {{ training: Score, validation: Score }} Point
 * @typedef {{ cost: number, accuracy: number }} Score
 */
import { loadDigits } from "./common/data.mjs"
import { shift } from "./common/images.mjs"
import { train } from "./common/learning.mjs"
import { costs, forward, largest, roomFor, rowOf } from "./common/model.mjs"
import { freshNetwork, randomFrom, shuffled } from "./common/random.mjs"

const SHOWN = 1000 // images between two points
const [PIXELS, BATCH, RATE] = [784, 20, 0.15]
const FUNCTIONS = { sizes: [PIXELS, 40, 10], activation: "relu", output: "softmax", cost: "cross_entropy" }
const MOVES = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]]

/**
 * Train without an end, and stop after every thousand images to measure.
 * @param {Digits} digits to learn from
 * @param {Digits} others to measure on as well
 * @param {Remedies} remedies
 * @returns {Generator<Point, never, undefined>}
 */
function* learning(digits, others, { count, copies, decay, seed }) {
  const few = { images: digits.images.subarray(0, count * PIXELS), labels: digits.labels.subarray(0, count) }
  const { images, labels } = copies ? withCopies(few) : few
  const [random, targets] = [randomFrom(seed), targetsOf(labels)]
  const network = freshNetwork(FUNCTIONS, random)
  let waiting = new Uint32Array()
  for (;;) {
    for (let left = SHOWN; left > 0; left -= BATCH) {
      if (!waiting.length) waiting = shuffled(labels.length, random)
      train(network, images, targets, waiting.subarray(0, BATCH), BATCH, RATE, decay)
      waiting = waiting.subarray(BATCH)
    }
    yield { training: measured(network, few), validation: measured(network, others) }
  }
}

/** @param {Digits} digits */
function withCopies({ images, labels }) {
  const moved = new Float32Array(MOVES.length * images.length)
  MOVES.forEach(([right, down], move) => {
    for (let n = 0; n < labels.length; n++)
      moved.set(shift(rowOf(images, n, PIXELS), right, down), (move * labels.length + n) * PIXELS)
  })
  return { images: moved, labels: Float32Array.from({ length: MOVES.length * labels.length }, (_, n) => labels[n % labels.length]) }
}

/** @param {Float32Array} labels */
function targetsOf(labels) {
  const targets = new Float32Array(10 * labels.length)
  labels.forEach((label, n) => (targets[10 * n + label] = 1))
  return targets
}

/**
 * @param {import("./common/model.mjs").Network} network
 * @param {Digits} digits
 * @returns {Score}
 */
function measured(network, { images, labels }) {
  const [room, targets] = [roomFor(network), targetsOf(labels)]
  let [cost, right] = [0, 0]
  labels.forEach((label, n) => {
    const outputs = forward(network, rowOf(images, n, PIXELS), room)[2]
    cost += costs[network.cost].of(outputs, rowOf(targets, n, 10)) / labels.length
    right += Number(largest(outputs) === label) / labels.length
  })
  return { cost, accuracy: right }
}

const both = Promise.all(["memorising", "validation"].map(loadDigits))
/** @type {Map<string, Generator<Point, never, undefined>>} */
const runs = new Map()

both.then(() => postMessage({}), () => postMessage({ failed: true }))

addEventListener("message", async ({ data: { key, remedies } }) => {
  const [few, others] = await both
  const run = runs.get(key) ?? learning(few, others, remedies)
  runs.set(key, run)
  postMessage({ key, point: run.next().value })
})
