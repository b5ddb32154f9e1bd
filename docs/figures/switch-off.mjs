/**
 * `<primer-switch-off decays="0_0.0001_…" decay="0" off="0" held="silent">`: the weight grids of the
 * first hidden layer after training with more or less weight decay. Switch neurons off, or hold them
 * at their average over the test digits, and see which digits the network still reads.
 *
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {{ network: Network, rest: Network, hidden: Float64Array, averages: Float64Array }} Case
 */
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { coloursOf } from "./common/draw.mjs"
import { paintSigned } from "./common/grids.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { forward, largest, roomFor, rowOf } from "./common/model.mjs"
import { percent } from "./common/numbers.mjs"

const PIXELS = 784
const FULL = 0.12 // of the length of a grid: a weight with the full colour
const NEURONS = [...Array(16).keys()]
const DIGITS = [...Array(10).keys()]
const HELD = [["silent", "at 0"], ["average", "at its average"]]

class SwitchOff extends LiveFigure {
  decays = (this.getAttribute("decays") ?? "").split("_")
  controls = `<p><span><strong>Switch neurons off:</strong> which digits need which neuron?</span></p>
<p><label class="decay">weight decay <input type="range" name="decay" min="0" max="${this.decays.length - 1}" value="0"><b></b></label>
<button data-does="all">All on</button><button data-does="reset">Reset</button></p>
<fieldset class="neurons"><legend class="for-listeners">Neurons that are on</legend>${NEURONS.map(neuron).join("")}</fieldset>
<div class="held" role="radiogroup" aria-label="Off means held"><span>off means held</span>${HELD.map(([value, label]) =>
  `<label><input type="radio" name="held" value="${value}"${value === "silent" ? " checked" : ""}>${label}</label>`).join("")}</div>
<output></output>
<table class="data"><thead><tr><th>digit${DIGITS.map((digit) => `<th scope="col">${digit}`).join("")}
<tbody>${line("all on, %")}${line("now, %")}</table>`
  /** @type {import("./common/data.mjs").Digits} */ digits
  /** @type {Network[]} */ networks
  /** @type {Case[]} One for each network that was looked at. */
  cases = []

  async load() {
    const networks = this.decays.map((decay) => loadNetwork(`decay-${decay}`))
    ;[this.digits, ...this.networks] = await Promise.all([loadDigits("test"), ...networks])
  }

  /** @type {HTMLInputElement[]} */ boxes = []

  build() {
    super.build()
    this.boxes = [...this.panel.querySelectorAll("input")].filter(({ type }) => type === "checkbox")
    this.find("button", "[data-does=all]").addEventListener("click", () => {
      for (const box of this.boxes) box.checked = true
      this.changed()
      this.settled()
    })
  }

  get state() {
    return { ...super.state, off: this.off.join("_") }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    const off = (state.get("off") ?? "").split("_")
    this.boxes.forEach((box, neuron) => (box.checked = !off.includes(String(neuron))))
  }

  /** Which neurons are off. */
  get off() {
    return NEURONS.filter((neuron) => !this.boxes[neuron].checked)
  }

  draw() {
    const which = this.number("decay")
    const decay = this.decays[which]
    const shown = (this.cases[which] ??= caseOf(this.networks[which], this.digits.images))
    this.find("b").textContent = this.control("decay").ariaValueText = decay
    this.#drawGrids(shown.network.weights[0])
    const { value } = this.control("held")
    const [before, now] = [[], this.off].map((off) => this.#readRight(shown, off, value === "average"))
    this.#show(before, now)
  }

  /** @param {import("./common/model.mjs").Floats} weights */
  #drawGrids(weights) {
    const colour = coloursOf(this)
    this.panel.querySelectorAll("canvas").forEach((canvas, neuron) => {
      const grid = rowOf(weights, neuron, PIXELS)
      paintSigned(grid, colour, { most: FULL * Math.hypot(...grid), canvas })
    })
  }

  /**
   * Return which share of each digit is read right, and of all at the end.
   * @param {Case} shown
   * @param {number[]} off
   * @param {boolean} isAverage
   */
  #readRight({ rest, hidden, averages }, off, isAverage) {
    const { labels } = this.digits
    const [right, all, room] = [Array(11).fill(0), Array(11).fill(0), roomFor(rest)]
    for (let row = 0; row < labels.length; row++) {
      const active = rowOf(hidden, row, NEURONS.length).slice()
      for (const neuron of off) active[neuron] = isAverage ? averages[neuron] : 0
      const isRight = largest(forward(rest, active, room)[2]) === labels[row]
      for (const place of [labels[row], DIGITS.length]) {
        right[place] += Number(isRight)
        all[place]++
      }
    }
    return right.map((count, place) => count / all[place])
  }

  /**
   * @param {number[]} before
   * @param {number[]} now
   */
  #show(before, now) {
    const rows = [...this.panel.querySelectorAll("tbody tr")].map((row) => row.querySelectorAll("td"))
    DIGITS.forEach((digit) => {
      rows[0][digit].textContent = (100 * before[digit]).toFixed()
      const [bar, number] = /** @type {any} */ (rows[1][digit].children)
      bar.style.setProperty("--before", before[digit])
      bar.style.setProperty("--now", now[digit])
      number.textContent = (100 * now[digit]).toFixed()
    })
    const count = this.off.length
    this.find("output").textContent = `${count || "No"} neuron${count === 1 ? " is" : "s are"} off: the network reads ${
      percent(now[10])} of ${this.digits.labels.length.toLocaleString("en")} test digits; with all on ${percent(before[10])}.`
  }
}

/** @param {number} number */
function neuron(number) {
  return `<label><canvas width="28" height="28" aria-hidden="true"></canvas><input type="checkbox" checked aria-label="neuron ${number}"></label>`
}

/** @param {string} name of a row of the table */
function line(name) {
  const cell = name.startsWith("now") ? "<td><i></i><span></span>" : "<td>"
  return `<tr><th scope="row">${name}${cell.repeat(DIGITS.length)}`
}

/**
 * Work out, once, what the first hidden layer makes of all digits, and the network behind it.
 * @param {Network} network
 * @param {Float32Array} images
 * @returns {Case}
 */
function caseOf(network, images) {
  const { sizes, weights, biases } = network
  const rest = { ...network, sizes: sizes.slice(1), weights: weights.slice(1), biases: biases.slice(1) }
  const [count, room, averages] = [images.length / PIXELS, roomFor(network), new Float64Array(sizes[1])]
  const hidden = new Float64Array(count * sizes[1])
  for (let row = 0; row < count; row++) {
    const active = forward(network, rowOf(images, row, PIXELS), room)[1]
    hidden.set(active, row * sizes[1])
    active.forEach((value, j) => (averages[j] += value / count))
  }
  return { network, rest, hidden, averages }
}

customElements.define("primer-switch-off", SwitchOff)
