/**
 * The worker behind `train-it.mjs`: it keeps the digits and the network, and trains when it is
 * told to, one spell after another, so that the page stays free.
 *
 * @typedef {import("./common/data.mjs").Digits} Digits
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {{ activation: string, output: string, cost: string, seed: number }} Start
 * @typedef {{ learningRate: number, batchSize: number, batches?: number, seconds?: number }} Spell
 *   goes on until so many batches are learned from or so many seconds are over
 * @typedef {ReturnType<typeof report>} Report
 */
import { loadDigits } from "./common/data.mjs"
import { gradient, noSlopes, step } from "./common/learning.mjs"
import { costs, forward, largest, roomFor, rowOf } from "./common/model.mjs"
import { freshNetwork, randomFrom, shuffled } from "./common/random.mjs"

const SIZES = [784, 16, 16, 10]
const ENDS = 0.01 // an activation so near to 0 or 1 sticks there
const SHOWN = 10

/** @type {Network} */ let network
/** @type {Digits & { targets: Float32Array }} */ let test
/** @type {Promise<Digits & { targets: Float32Array }> | undefined} */ let training
/** @type {import("./common/random.mjs").Random} */ let random
let [seen, trainingSeconds] = [0, 0]
/** @type {Uint32Array} */ let waiting // digits that this epoch has not visited

/** @param {string} name */
async function load(name) {
  const { images, labels } = await loadDigits(name)
  const targets = new Float32Array(10 * labels.length)
  labels.forEach((label, n) => (targets[10 * n + label] = 1))
  return { images, labels, targets }
}

/** @param {Start} start */
function begin({ seed, ...functions }) {
  random = randomFrom(seed)
  network = freshNetwork({ sizes: SIZES, ...functions }, random)
  ;[seen, trainingSeconds] = [0, 0]
  waiting = new Uint32Array()
}

/** @param {Spell} spell */
async function train({ learningRate, batchSize, batches = Infinity, seconds = Infinity }) {
  training ??= load("training")
  training.catch(() => (training = undefined)) // the next press may have more luck
  const { images, labels, targets } = await training
  const [slopes, room] = [noSlopes(network), roomFor(network)]
  const start = performance.now()
  let passed = 0
  for (let done = 0; done < batches && passed < seconds; done++) {
    if (!waiting.length) waiting = shuffled(labels.length, random)
    const rows = waiting.subarray(0, batchSize)
    waiting = waiting.subarray(batchSize)
    step(network, gradient(network, images, targets, rows, slopes, room), learningRate)
    seen += rows.length
    passed = (performance.now() - start) / 1000
  }
  trainingSeconds += passed
}

/** Measure on the test digits. */
function report() {
  const room = roomFor(network)
  const answers = new Uint8Array(test.labels.length)
  let [cost, right, stuck] = [0, 0, 0]
  test.labels.forEach((label, n) => {
    const layers = forward(network, rowOf(test.images, n, SIZES[0]), room)
    answers[n] = largest(layers[3])
    cost += costs[network.cost].of(layers[3], rowOf(test.targets, n, 10))
    right += Number(answers[n] === label)
    for (const a of layers[2]) stuck += Number(Math.abs(a - 0.5) > 0.5 - ENDS)
  })
  const count = test.labels.length
  return {
    seen,
    seconds: trainingSeconds,
    cost: cost / count,
    accuracy: right / count,
    stuck: stuck / count / SIZES[2],
    commonest: Math.max(...shares(answers)),
    answers: answers.subarray(0, SHOWN),
    grids: network.weights[0].slice(),
  }
}

/** @param {Uint8Array} answers */
function shares(answers) {
  const counts = new Float64Array(10)
  for (const answer of answers) counts[answer] += 1 / answers.length
  return counts
}

/** @type {Promise<unknown>} Orders are carried out one after another. */
let last = load("test").then((digits) => {
  test = digits
  postMessage({ shown: test.images.slice(0, SHOWN * SIZES[0]), labels: test.labels.slice(0, SHOWN) })
})
last.catch(() => postMessage({ failed: true }))

addEventListener("message", ({ data: { start, spell } }) => {
  last = last
    .then(async () => {
      if (start) begin(start)
      if (spell) await train(spell)
      postMessage({ report: report() })
    })
    .catch(() => postMessage({ failed: true }))
})
