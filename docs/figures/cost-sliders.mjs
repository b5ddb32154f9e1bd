/**
 * `<primer-cost-sliders digit="9" sums="-3.1_-1.0_…">`: move the weighted sums of ten softmax outputs,
 * and see what both costs make of them, and their slopes for each sum.
 *
 * @typedef {import("./common/model.mjs").Floats} Floats
 */
import { slopesBySum } from "./common/learning.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { activations, costs } from "./common/model.mjs"
import { signed } from "./common/numbers.mjs"

const REACH = 10 // of the sums, to both sides
const COSTS = ["squared_error", "cross_entropy"]
const DIGITS = [...Array(10).keys()]
const BAR = "<td><b></b><i></i>"
const PANEL = `<p><span><strong>Raise the sum of the right digit:</strong> when does squared error pull too?</span></p>
<p><label>right digit <select>${DIGITS.map((digit) => `<option>${digit}`).join("")}</select></label>
<button data-does="reset">Reset</button></p>
<table class="data"><thead><tr><th>digit<th>weighted sum<th>output<th>slope of squared error<th>slope of cross-entropy
<tbody>${DIGITS.map(row).join("")}</table>
<p><output></output></p>`

/** @param {number} digit */
function row(digit) {
  const name = `weighted sum of ${digit}`
  const slider = `<input type="range" aria-label="${name}" min="${-REACH}" max="${REACH}" step="0.1">`
  return `<tr><th scope="row">${digit}<td><div>${slider}<span aria-hidden="true"></span></div>${BAR}${BAR}${BAR}`
}

class CostSliders extends LiveFigure {
  controls = PANEL
  /** @type {HTMLInputElement[]} */ sliders

  build() {
    super.build()
    this.sliders = [...this.panel.querySelectorAll("input")]
  }

  get state() {
    const sums = this.sliders.map(({ valueAsNumber }) => valueAsNumber.toFixed(1))
    return { digit: this.find("select").value, sums: sums.join("_") }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    const sums = (state.get("sums") ?? "").split("_")
    this.find("select").selectedIndex = DIGITS.indexOf(Number(state.get("digit") ?? 0)) || 0
    this.sliders.forEach((slider, digit) => (slider.value = sums[digit] ?? "0"))
  }

  draw() {
    const right = this.find("select").selectedIndex
    const y = Float64Array.from(DIGITS, (digit) => Number(digit === right))
    const a = Float64Array.from(this.sliders, ({ valueAsNumber }) => valueAsNumber)
    activations.softmax.apply(a)
    const slopes = COSTS.map((cost) => slopesBySum({ cost, output: "softmax" }, a, y))
    this.sliders.forEach((slider, digit) => {
      const line = /** @type {HTMLTableRowElement} */ (slider.closest("tr"))
      line.classList.toggle("right", digit === right)
      line.cells[1].getElementsByTagName("span")[0].textContent = signed(slider.valueAsNumber)
      show(line.cells[2], a[digit], -1, 2 * a[digit])
      slopes.forEach((slope, n) => show(line.cells[3 + n], slope[digit], Math.min(0, slope[digit])))
    })
    const [squared, surprise] = COSTS.map((cost) => signed(costs[cost].of(a, y), 3))
    this.find("output").textContent = `squared error ${squared}, cross-entropy ${surprise}`
  }
}

/**
 * Write a number, and a bar on a scale from -1 to 1.
 * @param {HTMLTableCellElement} cell
 * @param {number} number
 * @param {number} from where the bar begins
 */
function show(cell, number, from, length = Math.abs(number)) {
  const [written, bar] = /** @type {any} */ (cell.children)
  written.textContent = signed(number, 3)
  bar.style.setProperty("--from", from.toFixed(3))
  bar.style.setProperty("--length", length.toFixed(3))
}

customElements.define("primer-cost-sliders", CostSliders)
