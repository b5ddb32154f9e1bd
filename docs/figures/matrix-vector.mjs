/**
 * `<primer-matrix-vector example="0" row="7" step="17">`: multiply the last weight matrix of the
 * trained network with a vector of activations, cell by cell: 16 products, the bias, the sigmoid.
 * The example is a digit of the test set, 0 to 199.
 *
 * @typedef {import("./common/data.mjs").Digits} Digits
 * @typedef {import("./common/model.mjs").Floats} Floats
 * @typedef {import("./common/model.mjs").Network} Network
 */
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { follow } from "./common/follow.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { forward, rowOf } from "./common/model.mjs"
import { signed } from "./common/numbers.mjs"

const [ROWS, COLUMNS] = [10, 16]
const [CELL, LEFT, TOP, WIDTH] = [12, 18, 8, 360]
const [BIAS, SQUASH] = [COLUMNS, COLUMNS + 1] // the steps after the products
const AT = { w: LEFT, a: LEFT + 18 * CELL, b: LEFT + 21.5 * CELL, out: LEFT + 25.5 * CELL }
const HEIGHT = TOP + COLUMNS * CELL + 22
const MIDDLE = TOP + (3 + ROWS / 2) * CELL
/** @param {number} x @param {number} y @param {number} columns @param {number} rows */
const box = (x, y, columns, rows) => `x="${x}" y="${y}" width="${columns * CELL}" height="${rows * CELL}"`
/** @param {number} row */
const rowAt = (row) => TOP + (3 + row) * CELL
const SIGNS = [[LEFT - 9, "σ("], [AT.a - 12, "×"], [AT.b - 12, "+"], [AT.b + 24, ")"], [AT.out - 14, "="]]
const NAMES = [[AT.w + 8 * CELL, "W"], [AT.a + 6, "a"], [AT.b + 6, "b"], [AT.out + 6, "a′"]]
const PANEL = `<p><span><strong>Press Back:</strong> which numbers make the framed one?</span></p>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><g></g>
${SIGNS.map(([x, sign]) => `<text x="${x}" y="${MIDDLE + 5}">${sign}</text>`).join("")}
${NAMES.map(([x, name]) => `<text x="${x}" y="${HEIGHT - 6}">${name}</text>`).join("")}
<rect class="row" ${box(AT.w, 0, COLUMNS, 1)}/><rect class="row" ${box(AT.out, 0, 1, 1)}/>
<rect class="now w" ${box(0, 0, 1, 1)}/><rect class="now v" ${box(0, 0, 1, 1)}/></svg>
<div class="dials"><label>image <select name="example"></select></label>
<label>row <input type="range" name="row" min="0" max="${ROWS - 1}"></label>
<label>step <input type="range" name="step" min="0" max="${SQUASH}"></label></div>
<output></output>
<p><span><button data-does="back">Back</button> <button data-does="next">Next</button></span>
<button data-does="reset">Reset</button></p>`

class MatrixVector extends LiveFigure {
  controls = PANEL
  /** @type {Network} */ network
  /** @type {Digits} */ digits

  async load() {
    ;[this.network, this.digits] = await Promise.all([loadNetwork("network"), loadDigits("samples")])
  }

  build() {
    super.build()
    const examples = Array.from({ length: ROWS }, (_, digit) => this.digits.labels.indexOf(digit))
    this.find("select").innerHTML =
      examples.map((example, digit) => `<option value="${example}">a ${digit}`).join("")
    this.find("button", "[data-does=back]").addEventListener("click", () => this.#go(-1))
    this.find("button", "[data-does=next]").addEventListener("click", () => this.#go(1))
    follow(this.#part("svg"), (x, y) => this.#point(x * WIDTH, y * HEIGHT), () => this.settled())
  }

  /** @param {number} steps */
  #go(steps) {
    this.control("step").value = String(this.number("step") + steps)
    this.changed()
    this.settled()
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #point(x, y) {
    const [row, column] = [Math.floor((y - rowAt(0)) / CELL), Math.floor((x - AT.w) / CELL)]
    if (row < 0 || row >= ROWS || column < 0 || column >= COLUMNS) return
    this.control("row").value = String(row)
    this.control("step").value = String(column)
    this.changed()
  }

  draw() {
    const image = rowOf(this.digits.images, this.number("example"), this.network.sizes[0])
    const [, , a, out] = forward(this.network, image)
    const [row, step] = [this.number("row"), this.number("step")]
    const [weights, biases] = [this.network.weights[2], this.network.biases[2]]
    this.#part("g").innerHTML = [
      cells(weights, COLUMNS, AT.w, rowAt(0)), cells(biases, 1, AT.b, rowAt(0)),
      shades(a, AT.a, TOP), shades(out, AT.out, rowAt(0)),
    ].join("")
    for (const frame of this.panel.querySelectorAll(".row")) frame.setAttribute("y", `${rowAt(row)}`)
    this.#mark(row, step)
    this.find("output").textContent = told(rowOf(weights, row, COLUMNS), a, biases[row], out[row], row, step)
  }

  /**
   * @param {number} row
   * @param {number} step
   */
  #mark(row, step) {
    const [x, vx] = step < BIAS ? [AT.w + step * CELL, AT.a] : step === BIAS ? [AT.b, AT.b] : [AT.out, AT.out]
    const places = { ".w": [x, rowAt(row)], ".v": [vx, step < BIAS ? TOP + step * CELL : rowAt(row)] }
    for (const [name, [left, top]] of Object.entries(places)) {
      this.#part(name).setAttribute("x", String(left))
      this.#part(name).setAttribute("y", String(top))
    }
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {SVGElement} */ (this.panel.querySelector(selector))
  }
}

/**
 * @param {Floats} values row after row
 * @param {number} columns
 * @param {number} x
 * @param {number} y
 */
function cells(values, columns, x, y) {
  const most = Math.max(...values.map(Math.abs))
  return Array.from(values, (value, at) => {
    const place = box(x + (at % columns) * CELL, y + Math.floor(at / columns) * CELL, 1, 1)
    const colour = value > 0 ? "positive" : "negative"
    return `<rect ${place} fill="var(--figure-${colour})" fill-opacity="${Math.abs(value / most).toFixed(2)}"/>`
  }).join("")
}

/**
 * @param {Floats} values from 0 black to 1 white
 * @param {number} x
 * @param {number} y
 */
function shades(values, x, y) {
  return Array.from(values, (value, at) => {
    const shade = Math.round(255 * value)
    return `<rect ${box(x, y + at * CELL, 1, 1)} fill="rgb(${shade} ${shade} ${shade})"/>`
  }).join("")
}

/**
 * Say what a step computes.
 * @param {Floats} weights of the row
 * @param {Floats} a
 * @param {number} bias
 * @param {number} output
 * @param {number} row
 * @param {number} step
 */
function told(weights, a, bias, output, row, step) {
  /** @param {number} end */
  const sum = (end) => Array.from(a).slice(0, end).reduce((total, value, k) => total + weights[k] * value, 0)
  const whole = sum(COLUMNS)
  if (step === BIAS)
    return `Row ${row}: the sixteen products add up to ${signed(whole, 2)}. Plus the bias: ${signed(whole, 2)} ${bias < 0 ? "−" : "+"} ${Math.abs(bias).toFixed(2)} = ${signed(whole + bias, 2)}.`
  if (step === SQUASH)
    return `Row ${row}, squashed: σ(${signed(whole + bias, 2)}) = ${output.toFixed(3)}, the activation of the output for ${row}.`
  const product = `${signed(weights[step], 2)} × ${a[step].toFixed(2)} = ${signed(weights[step] * a[step], 2)}`
  return `Row ${row}, column ${step}: ${product}. The sum so far: ${signed(sum(step + 1), 2)}.`
}

customElements.define("primer-matrix-vector", MatrixVector)
