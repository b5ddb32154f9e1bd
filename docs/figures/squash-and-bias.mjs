/**
 * `<primer-squash-and-bias sum="6" bias="-10">`: move the weighted sum and the bias of one neuron,
 * and see its activation and how steep its curve is there.
 */
import { LiveFigure } from "./live-figure.mjs"
import { activations } from "./model.mjs"

const REACH = 14 // of the sums, to both sides
const [WIDTH, HEIGHT, MARGIN] = [360, 200, 26]
const TANGENT = 40 // how far it goes to both sides
const { apply, pullBack } = activations.sigmoid
const SUMS = Float64Array.from({ length: 20 * REACH + 1 }, (_, n) => n / 10 - REACH)
const PANEL = `
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
<path class="grid" d="M${MARGIN} ${y(1)}H${WIDTH}M${MARGIN} ${y(0.5)}H${WIDTH}"/>
<path class="axis" d="M${MARGIN} ${y(0)}H${WIDTH}"/>
${[0, 0.5, 1].map((a) => `<text x="${MARGIN - 6}" y="${y(a) + 4}" text-anchor="end">${a}</text>`).join("")}
${[-10, -5, 0, 5, 10].map((z) => `<text x="${x(z)}" y="${HEIGHT - 6}" text-anchor="middle">${signed(z, 0)}</text>`).join("")}
<text x="${MARGIN}" y="13">activation</text>
<text x="${x(-0.2)}" y="${y(0.7)}" text-anchor="end">bias 0</text>
<path class="before"/><path class="curve"/><path class="drop"/><path class="tangent"/><circle r="5"/></svg>
<div class="dials">
<label>weighted sum <input type="range" name="sum" min="${-REACH}" max="${REACH}" step="0.1"></label>
<label>bias <input type="range" name="bias" min="-12" max="12" step="0.1"></label></div>
<p><output></output> <button>Reset</button></p>`

/** @param {number} z */
function x(z) {
  return MARGIN + ((z + REACH) / (2 * REACH)) * (WIDTH - MARGIN)
}

/** @param {number} a */
function y(a) {
  return HEIGHT - MARGIN - a * (HEIGHT - 2 * MARGIN)
}

/** @param {number} number */
function signed(number, digits = 1) {
  return number.toFixed(digits).replace("-", "−")
}

class SquashAndBias extends LiveFigure {
  build() {
    this.panel.innerHTML = PANEL
    this.panel.addEventListener("input", () => this.changed())
    this.panel.addEventListener("change", () => this.settled())
    this.find("button").addEventListener("click", () => this.reset())
    this.chart = /** @type {SVGElement} */ (this.panel.querySelector("svg"))
    this.#drag(this.chart)
  }

  get state() {
    return { sum: this.#dial("sum").value, bias: this.#dial("bias").value }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    for (const name of ["sum", "bias"]) this.#dial(name).value = state.get(name) ?? "0"
  }

  draw() {
    const [sum, bias] = [this.#dial("sum").valueAsNumber, this.#dial("bias").valueAsNumber]
    const { a, slope } = neuron(sum + bias)
    this.#line("before", curve(0))
    this.#line("curve", curve(bias))
    this.#line("drop", `M${x(sum)} ${y(0)}V${y(a)}`)
    const [right, up] = [x(1) - x(0), slope * (y(0) - y(1))]
    const reach = TANGENT / Math.hypot(right, up)
    const ends = [-reach, reach].map((step) => `${x(sum + step)} ${y(a + step * slope)}`)
    this.#line("tangent", `M${ends.join("L")}`)
    this.chart?.querySelector("circle")?.setAttribute("transform", `translate(${x(sum)} ${y(a)})`)
    const inside = `${signed(sum)} ${bias < 0 ? "−" : "+"} ${Math.abs(bias).toFixed(1)}`
    this.find("output").textContent =
      `activation = σ(${inside}) = σ(${signed(sum + bias)}) = ${a.toFixed(3)}, slope ${slope.toFixed(3)}`
  }

  /** @param {string} name */
  #dial(name) {
    return this.find("input", `[name=${name}]`)
  }

  /**
   * @param {string} name
   * @param {string} path
   */
  #line(name, path) {
    this.chart?.querySelector(`.${name}`)?.setAttribute("d", path)
  }

  /** @param {SVGElement} chart */
  #drag(chart) {
    /** @param {PointerEvent} event */
    const follow = ({ clientX }) => {
      const { left, width } = chart.getBoundingClientRect()
      const place = ((clientX - left) / width) * WIDTH
      const sum = ((place - MARGIN) / (WIDTH - MARGIN)) * 2 * REACH - REACH
      this.#dial("sum").value = sum.toFixed(1)
      this.changed()
    }
    chart.addEventListener("pointerdown", (event) => {
      chart.setPointerCapture(event.pointerId)
      follow(event)
    })
    chart.addEventListener("pointermove", (event) => {
      if (chart.hasPointerCapture(event.pointerId)) follow(event)
    })
    chart.addEventListener("lostpointercapture", () => this.settled())
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
  return `M${Array.from(a, (value, n) => `${x(SUMS[n]).toFixed(1)} ${y(value).toFixed(1)}`).join("L")}`
}

customElements.define("primer-squash-and-bias", SquashAndBias)
