/**
 * `<primer-learning-clinic start="large" activation="sigmoid" cost="squared_error" rate="0.3">`: train
 * a small network from a bad start, look at the activations of its layers, and cure it.
 *
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {import("./common/data.mjs").Digits} Digits
 * @typedef {{ network: Network, random: import("./common/random.mjs").Random, order: Uint32Array,
 *   done: number, shares: number[], first: Layer[] }} Run
 * @typedef {{ heights: number[], flat: number, stuck: number, size: number }} Layer
 */
import { Chart } from "./common/chart.mjs"
import { loadDigits } from "./common/data.mjs"
import { train } from "./common/learning.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { activations, forward, largest, roomFor, rowOf } from "./common/model.mjs"
import { percent } from "./common/numbers.mjs"
import { freshNetwork, randomFrom, shuffled } from "./common/random.mjs"

const [STEPS, SLICE, BATCH, LOOKED_AT] = [500, 50, 10, 200]
const GOAL = 0.8
const calm = matchMedia("(prefers-reduced-motion: reduce)")
const FLAT = 0.0067 // the sigmoid's slope at a sum of 5
const BARS = 20
const SIZES = [784, 16, 16, 10]
const LAYERS = ["hidden 1", "hidden 2", "outputs"]
/** @type {Record<string, [number, number]>} */
const ENDS = { sigmoid: [0, 1], tanh: [-1, 1], relu: [0, 5] }
const chart = new Chart(
  { from: 0, to: STEPS, ticks: [0, 100, 200, 300, 400], label: "step" },
  { from: 0, to: 100, ticks: [0, 50, 100], label: "read right, %" },
  { width: 360, height: 150 },
)
const LINES = `<path class="goal" d="${chart.path([0, STEPS], [100 * GOAL, 100 * GOAL])}"/>
<text x="${chart.x(STEPS)}" y="${chart.y(100 * GOAL) - 4}" text-anchor="end">goal</text><path class="before"/><path class="curve"/>`
/**
 * @param {string} label
 * @param {string} name
 * @param {[string, string][]} options
 */
const choice = (label, name, options) => `<label>${label} <select name="${name}">${options.map(([value, text]) =>
  `<option value="${value}">${text}`).join("")}</select></label>`
const same = (/** @type {string} */ value) => /** @type {[string, string]} */ ([value, value])
const PANEL = `<p><span><strong>Cure it:</strong> change one setting after the other until it reads ${percent(GOAL, 0)}.</span></p>
<p class="choices">${choice("starting weights", "start", [["small", "too small"], ["right", "scaled"], ["large", "too large"]])}
${choice("activation", "activation", [["sigmoid", "sigmoid"], ["tanh", "tanh"], ["relu", "ReLU"]])}
${choice("cost", "cost", [["squared_error", "squared error"], ["binary_cross_entropy", "cross-entropy"]])}
${choice("learning rate", "rate", ["0.03", "0.1", "0.3", "1", "3", "10"].map(same))}
${choice("seed", "seed", ["0", "1", "2", "3", "4"].map(same))}<button data-does="reset">Reset</button></p>
<table class="data"><thead><tr><td>${LAYERS.map((layer) => `<th scope="col">${layer}`).join("")}
<tbody><tr><th scope="row">activations${'<td><svg viewBox="0 0 100 62" aria-hidden="true"><path class="now"/><path class="first"/><text y="60"></text><text x="100" y="60" text-anchor="end"></text></svg>'.repeat(3)}
<tr><th scope="row">where the slope is near 0<td><td><td><tr><th scope="row">neurons always there<td><td><td></table>
<div class="end">${chart.svg(LINES)}<output></output></div>`

class LearningClinic extends LiveFigure {
  controls = PANEL
  /** @type {Digits} */ lessons
  /** @type {Digits} */ test
  /** @type {Float32Array} */ targets
  #started = ""
  #said = ""
  /** @type {number[]} of the run before */ #before = []
  /** @type {Run | undefined} */ run

  async load() {
    ;[this.lessons, this.test] = await Promise.all(["few", "test"].map(loadDigits))
    this.targets = new Float32Array(10 * this.lessons.labels.length)
    this.lessons.labels.forEach((digit, n) => this.targets.fill(1, 10 * n + digit, 10 * n + digit + 1))
  }

  reset() {
    this.#started = ""
    this.run = undefined
    super.reset()
  }

  draw() {
    const told = new URLSearchParams(this.state).toString()
    if (told !== this.#started) this.#begin(told)
    const run = /** @type {Run} */ (this.run)
    if (run.done < STEPS) this.#trainOn(run)
    if (run.done < STEPS) this.changed()
    if (run.done === STEPS || !calm.matches) this.#show(run)
  }

  /** @param {string} told */
  #begin(told) {
    this.#started = told
    this.#before = this.run?.shares ?? []
    const random = randomFrom(this.number("seed"))
    const network = this.#freshNetwork(random)
    this.run = { network, random, order: new Uint32Array(), done: 0, shares: [], first: [] }
    this.run.first = this.#look(network)
    this.run.shares.push(this.#share(network))
  }

  /** @param {import("./common/random.mjs").Random} random */
  #freshNetwork(random) {
    const [activation, cost] = [this.control("activation").value, this.control("cost").value]
    const network = freshNetwork({ sizes: SIZES, activation, output: "sigmoid", cost }, random)
    const spread = { small: 0.01, large: 1 }[this.control("start").value]
    network.weights.forEach((weights, l) => {
      const scaled = Math.sqrt((activation === "relu" ? 2 : 1) / SIZES[l])
      if (spread) weights.forEach((weight, n) => (weights[n] = (weight * spread) / scaled))
    })
    return network
  }

  /** @param {Run} run */
  #trainOn(run) {
    const { lessons, targets } = this
    const count = lessons.labels.length
    const at = (run.done * BATCH) % count
    if (at === 0) run.order = shuffled(count, run.random)
    train(run.network, lessons.images, targets, run.order.subarray(at, at + SLICE * BATCH), BATCH, this.number("rate"))
    run.done += SLICE
    run.shares.push(this.#share(run.network))
  }

  /**
   * Return the share of the test images that are read right.
   * @param {Network} network
   */
  #share(network) {
    const { images, labels } = this.test
    const room = roomFor(network)
    let right = 0
    for (let n = 0; n < labels.length; n++)
      right += Number(largest(forward(network, rowOf(images, n, 784), room)[3]) === labels[n])
    return right / labels.length
  }

  /**
   * Look at the activations of each layer for some test images.
   * @param {Network} network
   * @returns {Layer[]}
   */
  #look(network) {
    const { images } = this.test
    const room = roomFor(network)
    const seen = Array.from({ length: LOOKED_AT }, (_, n) =>
      forward(network, rowOf(images, n, 784), room).slice(1).map((layer) => layer.slice()))
    return LAYERS.map((_, l) => lookAt(seen.map((layers) => layers[l]), l < 2 ? network.activation : "sigmoid"))
  }

  /** @param {Run} run */
  #show({ network, done, shares, first }) {
    const now = this.#look(network)
    const cells = [...this.panel.querySelectorAll("tbody td")]
    now.forEach((layer, l) => {
      const ends = ENDS[l < 2 ? network.activation : "sigmoid"]
      drawBars(cells[l], layer.heights, first[l].heights, ends)
      cells[3 + l].textContent = percent(layer.flat, 0)
      cells[6 + l].textContent = `${layer.stuck} of ${layer.size}`
    })
    const steps = shares.map((_, n) => n * SLICE)
    for (const [name, line] of /** @type {const} */ ([["curve", shares], ["before", this.#before]]))
      this.panel.querySelector(`.${name}`)?.setAttribute("d", chart.path(steps.concat(steps).slice(0, line.length), line.map((share) => 100 * share)))
    const share = shares[shares.length - 1]
    if (done === STEPS) this.#say(share)
  }

  /** @param {number} share */
  #say(share) {
    const before = this.#before[STEPS / SLICE]
    const html = `<b>${percent(share)}</b> of ${this.test.labels.length.toLocaleString("en")} test images after ${STEPS} steps${
      before === undefined ? "" : `; the run before (dashed): ${percent(before)}`}. Goal: ${percent(GOAL, 0)}. <b>${share >= GOAL ? "✓ Cured." : "✗ Not cured yet."}</b>`
    if (this.#said !== html) this.find("output").innerHTML = html
    this.#said = html
  }
}

/**
 * Sum up the activations of a layer: their histogram, how many are where the slope is nearly 0,
 * and how many neurons are there for every image.
 * @param {import("./common/model.mjs").Floats[]} images activations for each
 * @param {string} activation
 * @returns {Layer}
 */
function lookAt(images, activation) {
  const [from, to] = ENDS[activation]
  const [heights, size] = [Array(BARS).fill(0), images[0].length]
  const awake = new Set()
  let flat = 0
  for (const a of images) {
    const slopes = a.slice().fill(1)
    activations[activation].pullBack(a, slopes)
    a.forEach((value, j) => {
      const bar = Math.floor((BARS * (value - from)) / (to - from))
      heights[Math.min(BARS - 1, Math.max(0, bar))] += 1 / (images.length * size)
      if (Math.abs(slopes[j]) < FLAT) flat += 1 / (images.length * size)
      else awake.add(j)
    })
  }
  return { heights, flat, stuck: size - awake.size, size }
}

/**
 * Draw a histogram, and as a line the one before training.
 * @param {Element} cell
 * @param {number[]} now
 * @param {number[]} first
 * @param {[number, number]} ends
 */
function drawBars(cell, now, first, ends) {
  const [width, most] = [100 / BARS, Math.max(...now, ...first)]
  const y = (/** @type {number} */ share) => (46 - (42 * share) / most).toFixed(1)
  const [bars, line] = cell.querySelectorAll("path")
  bars.setAttribute("d", now.map((share, n) => `M${n * width + 0.5} 46V${y(share)}h${width - 1}V46Z`).join(""))
  line.setAttribute("d", `M0 46${first.map((share) => `V${y(share)}h${width}`).join("")}V46`)
  cell.querySelectorAll("text").forEach((text, n) => (text.textContent = `${ends[n]}`.replace("-", "−")))
}

customElements.define("primer-learning-clinic", LearningClinic)
