/**
 * `<primer-bottleneck size="16" first="0" errors="0.0562_…" waists="4_16" networks="0.03_…">`: squeeze
 * eight digits through few numbers by principal components. `errors` are those on all test images, from
 * one number up; `waists` and `networks` say the same of autoencoders.
 *
 * @typedef {import("./common/data.mjs").Digits} Digits
 * @typedef {import("./common/model.mjs").Network} Network
 */
import { Chart } from "./common/chart.mjs"
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { paint } from "./common/draw.mjs"
import { follow } from "./common/follow.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { rowOf } from "./common/model.mjs"

const [PIXELS, SHOWN, DIGITS, LONGEST] = [784, 8, 200, 32]
const chart = new Chart(
  { from: 0, to: LONGEST, ticks: [0, 4, 8, 12, 16, 20, 24, 28, 32], label: "numbers in the code" },
  { from: 0, to: 0.066, ticks: [0, 0.02, 0.04, 0.06], label: "mean squared error, all test images", digits: 2 },
  { width: 360, height: 190 },
)
const row = (/** @type {string} */ name) =>
  `<p>${name}</p><div class="row ${name}">${'<canvas aria-hidden="true"></canvas>'.repeat(SHOWN)}</div>`
const PANEL = `<p><span><strong>Shorten the code:</strong> how few numbers still leave all eight legible?</span></p>
<div>${row("written")}${row("rebuilt")}</div>
<div class="errors">${chart.svg('<path class="pca"/><g></g><path class="drop"/><circle class="now" r="5"/>')}</div>
<div class="dials"><label>numbers <input type="range" name="size" min="1" max="${LONGEST}"><b></b></label></div>
<p><output></output><span><button data-does="next">Other digits</button>
<button data-does="reset">Reset</button></span><input type="hidden" name="first"></p>`

class Bottleneck extends LiveFigure {
  controls = PANEL
  /** @type {Digits} */ digits
  /** @type {Network} */ decoder

  async load() {
    ;[this.decoder, this.digits] = await Promise.all([loadNetwork("patterns"), loadDigits("samples")])
  }

  build() {
    super.build()
    follow(this.#part(".errors .chart"), (x) => {
      this.control("size").value = chart.acrossAt(x).toFixed()
      this.changed()
    }, () => this.settled())
    this.find("button", "[data-does=next]").addEventListener("click", () => {
      this.control("first").value = String((this.number("first") + SHOWN) % DIGITS)
      this.changed()
      this.settled()
    })
    const numbers = (/** @type {string} */ name) => (this.getAttribute(name) ?? "").split("_").map(Number)
    this.errors = numbers("errors")
    const errors = numbers("networks")
    this.#part("g").innerHTML = numbers("waists").map((waist, n) =>
      `<circle r="4" cx="${chart.x(waist)}" cy="${chart.y(errors[n])}"/>`).join("")
    this.#part(".pca").setAttribute("d", chart.path(this.errors.map((_, n) => n + 1), this.errors))
  }

  draw() {
    const [size, first] = [this.number("size"), this.number("first")]
    const [written, rebuilt] = ["written", "rebuilt"].map((name) =>
      [...this.find("div", `.${name}`).getElementsByTagName("canvas")])
    written.forEach((canvas, n) => {
      const image = rowOf(this.digits.images, first + n, PIXELS)
      paint(image, canvas)
      paint(decode(this.decoder, encode(this.decoder, image, size)), rebuilt[n])
    })
    const error = this.errors?.[size - 1] ?? 0
    this.#part(".drop").setAttribute("d", chart.path([size, size], [0, error]))
    this.#part(".now").setAttribute("transform", `translate(${chart.x(size)} ${chart.y(error)})`)
    this.find("b").textContent = String(size)
    this.find("output").textContent = `${size === 1 ? "One number" : `${size} numbers`} instead of ${
      PIXELS}: mean squared error ${error.toFixed(4)} on all test images.`
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {SVGElement} */ (this.panel.querySelector(selector))
  }
}

/**
 * Return how much of each of the first patterns is in an image.
 * @param {Network} decoder a row of weights for each pixel, and the mean image as biases
 * @param {ArrayLike<number>} image
 * @param {number} size of the code
 */
function encode({ weights: [patterns], biases: [mean] }, image, size) {
  const code = new Float64Array(size)
  for (let i = 0; i < mean.length; i++)
    for (let k = 0; k < size; k++) code[k] += patterns[LONGEST * i + k] * (image[i] - mean[i])
  return code
}

/**
 * Return the image that a code stands for, cut off at 0 and 1.
 * @param {Network} decoder
 * @param {Float64Array} code
 */
function decode({ weights: [patterns], biases: [mean] }, code) {
  return Float64Array.from(mean, (value, i) => {
    for (let k = 0; k < code.length; k++) value += patterns[LONGEST * i + k] * code[k]
    return Math.min(1, Math.max(0, value))
  })
}

customElements.define("primer-bottleneck", Bottleneck)
