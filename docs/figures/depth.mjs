/**
 * `<primer-depth depth="8">`: fresh networks of up to eight hidden layers, and the typical slope for a
 * bias in each layer, for three activation functions and five random starts. Drag the end of the
 * lines, and change how large the weights between the hidden layers start.
 *
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {{ depth: number, scale: number, start: number }} Start
 */
import { Chart } from "./common/chart.mjs"
import { loadDigits } from "./common/data.mjs"
import { follow } from "./common/follow.mjs"
import { gradient, noSlopes } from "./common/learning.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { roomFor } from "./common/model.mjs"
import { freshNetwork, randomFrom } from "./common/random.mjs"

const FUNCTIONS = [["sigmoid", "sigmoid"], ["tanh", "tanh"], ["relu", "ReLU"]]
const LAYERS = [1, 2, 3, 4, 5, 6, 7, 8]
const POWERS = [-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4]
const [WIDTH, STARTS, DIGITS] = [32, 5, 40]
const GOAL = 100 // how many times smaller the sigmoid's slope in layer 1 may be
const chart = new Chart(
  { from: 1, to: 8, ticks: LAYERS, label: "hidden layer" },
  { from: POWERS[0], to: 4, ticks: [], label: "slope for a bias" },
)
const LINES = POWERS.map((power) => chart.path([1, 8], [power, power])).join("")
const LABELS = POWERS.filter((power) => power % 2 === 0).map((power) =>
  `<text x="30" y="${chart.y(power) + 4}" text-anchor="end">${power ? powerOfTen(power) : 1}</text>`)
const MARKS = `<path class="grid" d="${LINES}"/>${LABELS.join("")}${FUNCTIONS.map(([name]) => `<path class="${name}"/>`).join("")}`

class Depth extends LiveFigure {
  controls = `<p><b>Goal: keep eight layers, but let the sigmoid’s slope shrink less than ${GOAL} times.</b></p>${chart.svg(MARKS)}
<p>${FUNCTIONS.map(([name, label]) =>
    `<label><input type="checkbox" name="${name}" checked><svg viewBox="0 0 24 8" aria-hidden="true"><path class="${name}" d="M0 4h24"/></svg>${label}</label>`).join("")}</p>
<div class="dials"><label>hidden layers <input type="range" name="depth" min="1" max="8" value="8"><b></b></label>
<label>weights start <input type="range" name="scale" min="0.5" max="4" step="0.1" value="1"><b></b></label></div>
<output></output>
<p><input type="hidden" name="start"><button data-does="another">Other random starts</button><button data-does="reset">Reset</button></p>
<details><summary>The slopes as numbers</summary><table class="data"><thead><tr><th>layer${
    FUNCTIONS.map(([, label]) => `<th scope="col">${label}`).join("")}<tbody></table></details>`
  /** @type {import("./common/data.mjs").Digits} */ digits
  /** @type {Start} */ shown
  /** @type {Float64Array[][]} By function and start, the slope in each hidden layer. */
  slopes = []
  #isBusy = false

  async load() {
    this.digits = await loadDigits("samples")
    const { labels } = this.digits
    this.targets = Float32Array.from({ length: 10 * labels.length }, (_, n) =>
      Number(labels[Math.floor(n / 10)] === n % 10))
  }

  build() {
    super.build()
    const start = this.control("start")
    this.find("button", "[data-does=another]").addEventListener("click", () => {
      start.value = String(Number(start.value) + 1)
      this.changed()
      this.settled()
    })
    follow(/** @type {SVGElement} */ (this.panel.querySelector(".chart")), (x) => {
      this.control("depth").value = String(Math.round(chart.acrossAt(x)))
      this.changed()
    }, () => this.settled())
  }

  /** @returns {Start} */
  get wanted() {
    return { depth: this.number("depth"), scale: this.number("scale"), start: this.number("start") }
  }

  draw() {
    const { depth, scale } = this.wanted
    const texts = [String(depth), `× ${scale.toFixed(1)}`]
    this.panel.querySelectorAll(".dials b").forEach((place, n) => (place.textContent = texts[n]))
    this.#measureAll()
    if (this.slopes.length) this.#show()
  }

  /** Measure the wanted networks, one after the other, if they are not those that are shown. */
  async #measureAll() {
    if (this.#isBusy) return
    this.#isBusy = true
    while (this.isConnected && JSON.stringify(this.wanted) !== JSON.stringify(this.shown)) {
      const { wanted } = this
      /** @type {Float64Array[][]} */
      const slopes = FUNCTIONS.map(() => [])
      for (let n = 0; n < STARTS * FUNCTIONS.length; n++) {
        const which = n % FUNCTIONS.length
        slopes[which].push(this.#slopesOf(networkOf(FUNCTIONS[which][0], wanted, Math.floor(n / FUNCTIONS.length))))
        await new Promise((next) => setTimeout(next)) // the page gets its turn
      }
      this.slopes = slopes
      this.shown = wanted
      this.changed()
    }
    this.#isBusy = false
  }

  /**
   * Return the typical slope of one digit's cost for a bias, for each hidden layer: the root of the
   * mean square over digits and neurons.
   * @param {Network} network
   */
  #slopesOf(network) {
    const [slopes, room] = [noSlopes(network), roomFor(network)]
    const squares = new Float64Array(network.sizes.length - 2)
    for (let row = 0; row < DIGITS; row++) {
      gradient(network, this.digits.images, this.targets ?? new Float32Array(), [row], slopes, room)
      squares.forEach((_, l) => {
        for (const slope of slopes.biases[l]) squares[l] += slope ** 2
      })
    }
    return squares.map((sum) => Math.sqrt(sum / (DIGITS * WIDTH)))
  }

  #show() {
    const { depth } = this.shown
    const layers = LAYERS.slice(0, depth)
    const seen = FUNCTIONS.map(([name]) => this.control(name).checked)
    FUNCTIONS.forEach(([name], which) => {
      const lines = this.slopes[which].map((slopes) => chart.path(layers, slopes.map(Math.log10)) + (depth > 1 ? "" : "h1"))
      this.panel.querySelector(`.chart .${name}`)?.setAttribute("d", seen[which] ? lines.join("") : "")
    })
    const means = this.slopes.map(meanOf)
    this.find("tbody").innerHTML = layers.map((layer) =>
      `<tr><th scope="row">${layer}${means.map((slopes) => `<td>${written(slopes[layer - 1])}`).join("")}`).join("")
    const parts = FUNCTIONS.map(([, label], which) => `${label} ${change(means[which])}`).filter((_, which) => seen[which])
    this.find("output").textContent = depth === 1
      ? "One hidden layer: its slopes come straight from the outputs."
      : `Slope in layer 1 against layer ${depth}: ${parts.join(", ")}.${this.#hasReached(means[0]) ? " Goal reached!" : ""}`
  }

  /** @param {Float64Array} sigmoid its slopes, layer by layer */
  #hasReached(sigmoid) {
    return sigmoid.length === LAYERS.length && sigmoid[LAYERS.length - 1] < GOAL * sigmoid[0]
  }
}

/**
 * @param {string} activation
 * @param {Start} start
 * @param {number} number of the random start
 */
function networkOf(activation, { depth, scale, start }, number) {
  const sizes = [784, ...Array(depth).fill(WIDTH), 10]
  const functions = { sizes, activation, output: "softmax", cost: "cross_entropy" }
  const network = freshNetwork(functions, randomFrom(STARTS * start + number))
  for (const weights of network.weights.slice(1, -1)) weights.forEach((weight, n) => (weights[n] = scale * weight))
  return network
}

/**
 * Return the mean over the starts, layer by layer.
 * @param {Float64Array[]} starts
 */
function meanOf(starts) {
  return starts[0].map((_, layer) => starts.reduce((sum, slopes) => sum + slopes[layer], 0) / starts.length)
}

/** @param {Float64Array} slopes */
function change(slopes) {
  const ratio = slopes[slopes.length - 1] / slopes[0]
  const [times, word] = ratio < 1 ? [1 / ratio, "larger"] : [ratio, "smaller"]
  return `${times < 10 ? times.toFixed(1) : Number(times.toPrecision(2)).toLocaleString("en")} times ${word}`
}

/** @param {number} slope */
function written(slope) {
  if (slope >= 0.01 && slope < 100) return slope.toPrecision(2)
  const [digits, power] = slope.toExponential(1).split("e")
  return `${digits} · ${powerOfTen(Number(power))}`
}

/** @param {number} power */
function powerOfTen(power) {
  return `10${power < 0 ? "⁻" : ""}${"⁰¹²³⁴⁵⁶⁷⁸⁹"[Math.abs(power)]}`
}

customElements.define("primer-depth", Depth)
