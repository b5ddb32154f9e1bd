/**
 * `<primer-train-it rate="3" batch="10">`: train the network of the course on 10,000 digits, here
 * and now, and see what it reads, or why it learns nothing.
 *
 * @typedef {import("./training-worker.mjs").Report} Report
 * @typedef {import("./training-worker.mjs").Spell} Spell
 */
import { Chart } from "./common/chart.mjs"
import { paintSigned } from "./common/grids.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { percent } from "./common/numbers.mjs"

const PIXELS = 784
const EPOCH = 10_000 // digits
const SPELL = 0.12 // seconds between two pictures
/** @param {(string | number)[]} options */
const choices = (...options) => options.map((option) => `<option>${option}`).join("")
const PANEL = `
<div class="buttons"><button data-does="train">Train</button> <button data-does="step">One step</button>
<button data-does="epoch">One epoch</button> <button data-does="reset">Reset</button></div>
<div class="choices">
<label>learning rate <select name="rate">${choices(0.03, 0.3, 3, 30, 300)}</select></label>
<label>mini-batch <select name="batch">${choices(1, 10, 32, 100, 1000)}</select></label>
<label>cost <select name="cost"><option value="squared_error">squared error
<option value="cross_entropy">cross-entropy</select></label>
<label>neurons <select name="activation"><option>sigmoid<option value="relu">ReLU</select></label>
<label>start <select name="seed">${choices(0, 1, 2, 3, 4)}</select></label></div>
<p class="now"></p><p class="why"></p><output class="for-listeners"></output>
<div class="curve"></div>
<div class="grids" role="img" aria-label="The weights of the sixteen neurons of the first layer"></div>
<ol class="answers" aria-label="Ten test digits, and how they are read now"></ol>`

class TrainIt extends LiveFigure {
  controls = PANEL
  isRunning = false
  isWaiting = false
  /** @type {Report[]} */ reports = []
  /** @type {(name: string) => string} */ colour
  #extent = 0 // of the curve, in epochs

  async load() {
    this.worker = new Worker(new URL("training-worker.mjs", import.meta.url), { type: "module" })
    this.digits = await new Promise((resolve, reject) => {
      this.worker?.addEventListener("message", ({ data }) => (data.failed ? reject() : resolve(data)), { once: true })
      this.worker?.addEventListener("error", reject, { once: true })
    })
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.worker?.terminate()
  }

  build() {
    super.build()
    this.worker?.addEventListener("message", ({ data }) => this.#hear(data))
    const does = { train: () => this.#trainOrPause(), step: () => this.#order({ batches: 1 }), epoch: () => this.#epoch() }
    for (const [name, act] of Object.entries(does))
      this.find("button", `[data-does=${name}]`).addEventListener("click", act)
    for (const name of ["cost", "activation", "seed"])
      this.control(name).addEventListener("change", () => this.#begin())
    this.find("div", ".grids").innerHTML = '<canvas aria-hidden="true"></canvas>'.repeat(16)
    for (const digit of this.digits.labels.keys()) {
      const place = document.createElement("li")
      const pixels = this.digits.shown.subarray(digit * PIXELS, (digit + 1) * PIXELS)
      const image = paintSigned(pixels, () => "255 255 255", { most: 1 })
      Object.assign(image, { role: "img", ariaLabel: `A ${this.digits.labels[digit]}, read as` })
      place.append(image, document.createElement("span"))
      this.find("ol").append(place)
    }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    this.#begin()
  }

  measure() {
    const style = getComputedStyle(this)
    this.colour = (/** @type {string} */ name) => style.getPropertyValue(`--figure-${name}`)
  }

  #begin() {
    this.#pause()
    this.reports = []
    const cost = this.control("cost").value
    const output = cost === "squared_error" ? "sigmoid" : "softmax"
    const start = { cost, output, activation: this.control("activation").value, seed: this.number("seed") }
    this.worker?.postMessage({ start })
  }

  #trainOrPause() {
    this.isRunning = !this.isRunning
    this.find("button", "[data-does=train]").textContent = this.isRunning ? "Pause" : "Train"
    this.changed()
  }

  #pause() {
    if (this.isRunning) this.#trainOrPause()
  }

  #epoch() {
    const batch = this.number("batch")
    const left = EPOCH - ((this.reports.at(-1)?.seen ?? 0) % EPOCH)
    this.#order({ batches: Math.ceil(left / batch) })
  }

  /** @param {Partial<Spell>} until */
  #order(until) {
    if (this.isWaiting) return
    this.isWaiting = true
    const spell = { learningRate: this.number("rate"), batchSize: this.number("batch"), ...until }
    this.worker?.postMessage({ spell })
  }

  /** @param {{ report?: Report, failed?: boolean }} news */
  #hear({ report, failed }) {
    this.isWaiting = false
    if (report) this.reports.push(report)
    if (failed) this.#pause()
    this.find("p", ".why").textContent = failed ? "The training digits could not be fetched." : ""
    this.changed()
    if (!this.isRunning && report) this.find("output").textContent = told(report)
  }

  draw() {
    const report = this.reports.at(-1)
    if (!report) return
    if (this.isRunning) this.#order({ seconds: SPELL })
    this.#drawCurve(report)
    this.#drawGrids(report)
    this.find("p", ".now").textContent = told(report)
    const why = this.find("p", ".why")
    why.textContent ||= reason(report, this.control("activation").value)
    for (const [n, place] of [...this.find("ol").children].entries()) {
      const isRight = report.answers[n] === this.digits.labels[n]
      place.classList.toggle("wrong", !isRight)
      place.children[1].textContent = `${report.answers[n]} ${isRight ? "✓" : "✗"}`
    }
  }

  /** @param {Report} report */
  #drawCurve({ seen }) {
    const extent = [5, 10, 20, 50, 100, 200, 500].find((epochs) => epochs * EPOCH >= seen) ?? 5000
    const ticks = [0, 1, 2, 3, 4, 5].map((n) => (n * extent) / 5)
    const chart = new Chart(
      { from: 0, to: extent, ticks, label: "epochs" },
      { from: 0, to: 100, ticks: [0, 50, 100], label: "% of the test digits read" },
      { width: 360, height: 150 },
    )
    if (extent !== this.#extent) this.find("div", ".curve").innerHTML = chart.svg("<path/>")
    this.#extent = extent
    const xs = this.reports.map((report) => report.seen / EPOCH)
    const path = chart.path(xs, this.reports.map(({ accuracy }) => 100 * accuracy))
    this.panel.querySelector(".curve path:last-child")?.setAttribute("d", path)
  }

  /** @param {Report} report */
  #drawGrids({ grids }) {
    this.panel.querySelectorAll(".grids canvas").forEach((canvas, j) => {
      const weights = grids.subarray(j * PIXELS, (j + 1) * PIXELS)
      paintSigned(weights, this.colour, { canvas: /** @type {HTMLCanvasElement} */ (canvas) })
    })
  }
}

/** @param {Report} report */
function told({ seen, seconds, accuracy, cost }) {
  const reads = `It reads ${percent(accuracy)} of 1,000 test digits, at a cost of ${cost.toFixed(3)}.`
  if (!seen) return `Not trained yet. ${reads}`
  const digits = seen.toLocaleString("en")
  return `${digits} digits, ${(seen / EPOCH).toFixed(2)} epochs, in ${seconds.toFixed(2)} seconds of arithmetic. ${reads}`
}

/**
 * Say why it does not learn, if it does not.
 * @param {Report} report
 * @param {string} activation
 */
function reason({ seen, accuracy, cost, stuck, commonest }, activation) {
  if (!seen || accuracy > 0.5) return ""
  if (!Number.isFinite(cost)) return "The steps were so long that the numbers ran away."
  const where = activation === "relu" ? "are 0" : "stick at 0 or 1"
  if (stuck > 0.8 && commonest > 0.3)
    return `${percent(stuck, 0)} of the activations in the second layer ${where}, where slopes vanish: the steps were too long.`
  if (seen >= EPOCH / 2 && commonest > 0.5)
    return `${percent(commonest, 0)} of all digits get the same answer: the steps are so short, or so few, that it has hardly left its start.`
  return ""
}

customElements.define("primer-train-it", TrainIt)
