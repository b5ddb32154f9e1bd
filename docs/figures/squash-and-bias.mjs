/**
 * `<primer-squash-and-bias sum="6" bias="-10">`: move the weighted sum and the bias of one neuron,
 * and see its activation and how steep its curve is there.
 */
import { Chart } from "./common/chart.mjs"
import { follow } from "./common/follow.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { activations } from "./common/model.mjs"
import { signed } from "./common/numbers.mjs"

const REACH = 14 // of the sums, to both sides
const TANGENT = 40 // how far it goes to both sides
const { apply, pullBack } = activations.sigmoid
const SUMS = Float64Array.from({ length: 20 * REACH + 1 }, (_, n) => n / 10 - REACH)
const chart = new Chart(
  { from: -REACH, to: REACH, ticks: [-10, -5, 0, 5, 10], label: "weighted sum" },
  { from: 0, to: 1, ticks: [0, 0.5, 1], label: "activation", digits: 1 },
)
const MARKS = `<text x="${chart.x(-0.2)}" y="${chart.y(0.7)}" text-anchor="end">bias 0</text>
<path class="before"/><path class="curve"/><path class="drop"/><path class="tangent"/><circle r="5"/>`

class SquashAndBias extends LiveFigure {
  controls = `<p><span><strong>Move the bias</strong> until the activation is below one half.</span></p>
${chart.svg(MARKS)}<div class="dials">
<label>weighted sum <input type="range" name="sum" min="${-REACH}" max="${REACH}" step="0.1"></label>
<label>bias <input type="range" name="bias" min="-12" max="12" step="0.1"></label></div>
<p><output></output> <button data-does="reset">Reset</button></p>`

  build() {
    super.build()
    follow(this.#part(".chart"), (x) => {
      this.control("sum").value = chart.acrossAt(x).toFixed(1)
      this.changed()
    }, () => this.settled())
  }

  draw() {
    const [sum, bias] = [this.number("sum"), this.number("bias")]
    const { a, slope } = neuron(sum + bias)
    this.#line("before", curve(0))
    this.#line("curve", curve(bias))
    this.#line("drop", chart.path([sum, sum], [0, a]))
    const [right, up] = [chart.x(1) - chart.x(0), slope * (chart.y(0) - chart.y(1))]
    const reach = TANGENT / Math.hypot(right, up)
    this.#line("tangent", chart.path([sum - reach, sum + reach], [a - reach * slope, a + reach * slope]))
    this.#part("circle").setAttribute("transform", `translate(${chart.x(sum)} ${chart.y(a)})`)
    const inside = `${signed(sum)} ${bias < 0 ? "−" : "+"} ${Math.abs(bias).toFixed(1)}`
    this.find("output").textContent =
      `activation = σ(${inside}) = σ(${signed(sum + bias)}) = ${a.toFixed(3)}, slope ${slope.toFixed(3)}`
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {SVGElement} */ (this.panel.querySelector(selector))
  }

  /**
   * @param {string} name
   * @param {string} path
   */
  #line(name, path) {
    this.#part(`.${name}`).setAttribute("d", path)
  }
}

/** @param {number} z */
function neuron(z) {
  const [a, slope] = [Float64Array.of(z), Float64Array.of(1)]
  apply(a)
  pullBack(a, slope)
  return { a: a[0], slope: slope[0] }
}

/** @param {number} bias */
function curve(bias) {
  const a = SUMS.map((sum) => sum + bias)
  apply(a)
  return chart.path(SUMS, a)
}

customElements.define("primer-squash-and-bias", SquashAndBias)
