/**
 * `<primer-kernel digit="7" row="9" column="12" kernel="1_1_1_0_0_0_-1_-1_-1">`: slide a kernel over
 * a digit, or over one's own drawing, and see the nine products and their sum; change its weights, and
 * move the digit. Row and column are those of the map; a digit is the first of its kind in the test set.
 *
 * @typedef {import("./common/data.mjs").Digits} Digits
 */
import { loadDigits } from "./common/data.mjs"
import { coloursOf, fit, paint } from "./common/draw.mjs"
import { DrawingPad } from "./common/drawing-pad.mjs"
import { follow } from "./common/follow.mjs"
import { paintSigned } from "./common/grids.mjs"
import { FINE, prepare, SIDE } from "./common/ink.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { signed } from "./common/numbers.mjs"

const MAP = SIDE - 2
const NINE = [...Array(9).keys()]
/** @type {Record<string, string>} */
const PRESETS = {
  "level edges": "1_1_1_0_0_0_-1_-1_-1",
  "upright edges": "1_0_-1_1_0_-1_1_0_-1",
  blur: "0.1_0.1_0.1_0.1_0.2_0.1_0.1_0.1_0.1",
  sharpen: "0_-1_0_-1_5_-1_0_-1_0",
  "one pixel": "0_0_0_0_1_0_0_0_0",
}
const OWN = "your own"
const SLIDING = "Slide the window: where is the sum large? Then draw your own digit."
const DRAWING = "Draw on the left; slide the window on the map. What does the kernel see?"

/** @param {string} text */
const option = (text) => `<option>${text}`

/**
 * @param {string} label
 * @param {string} name
 * @param {number} from
 * @param {number} to
 */
const dial = (label, name, from, to) =>
  `<label>${label} <input type="range" name="${name}" min="${from}" max="${to}" value="0"></label>`

/** @param {number} n of nine */
const cell = (n) => `<span><i></i><b></b>
<input type="number" step="0.1" aria-label="weight ${(n % 3) + 1} of row ${Math.floor(n / 3) + 1}"><em></em></span>`

const PANEL = `
<p class="try"><span></span> <button data-does="draw">Draw</button></p>
<p><label>digit <select name="digit">${[...Array.from(Array(10).keys(), String), OWN].map(option).join("")}</select></label>
<label>kernel <select class="preset">${[...Object.keys(PRESETS), OWN].map(option).join("")}</select></label></p>
<div class="sheets"><div class="image sheet"><canvas aria-hidden="true"></canvas><canvas class="pad"></canvas><u></u></div>
<div class="window" role="group" aria-label="Pixels of the window times weights of the kernel">${NINE.map(cell).join("")}</div>
<div class="map sheet"><canvas aria-hidden="true"></canvas><u></u></div></div>
<p><output></output> <button data-does="reset">Reset</button></p>
<div class="dials">${dial("window across", "column", 0, MAP - 1)}${dial("window down", "row", 0, MAP - 1)}
${dial("move the digit right", "right", -6, 6)}${dial("move the digit down", "down", -6, 6)}</div>`

class Kernel extends LiveFigure {
  controls = PANEL
  /** @type {Digits} */ digits
  /** @type {HTMLInputElement[]} */ weights
  /** @type {DrawingPad} */ pad
  /** @type {(name: string) => string} */ colour

  async load() {
    this.digits = await loadDigits("samples")
  }

  build() {
    super.build()
    this.weights = [...this.find("div", ".window").getElementsByTagName("input")]
    this.preset.addEventListener("input", () => this.#lay(PRESETS[this.preset.value] ?? this.kernel))
    for (const sheet of this.panel.querySelectorAll(".sheet"))
      follow(sheet, (x, y) => this.#look(x, y), () => this.settled())
    this.pad = new DrawingPad(this.find("canvas", ".pad"))
    // The sheet below must not follow a finger that draws.
    this.pad.canvas.addEventListener("pointerdown", (event) => event.stopPropagation())
    this.pad.addEventListener("change", () => this.changed())
    this.pad.addEventListener("settle", () => this.settled())
    this.find("button", "[data-does=draw]").addEventListener("click", () => this.#drawOrClear())
  }

  get isOwn() {
    return this.control("digit").value === OWN
  }

  /** Bring out the pad; or, when it is out, empty it. */
  #drawOrClear() {
    if (this.isOwn) this.pad.clear()
    this.control("digit").value = OWN
    this.#showPad()
    this.pad.canvas.focus()
    this.changed()
    this.settled()
  }

  #showPad() {
    const { classList } = this.find("div", ".image")
    classList.toggle("own", this.isOwn)
    classList.toggle("empty", this.isOwn && this.pad.isEmpty)
    this.find("span", ":is(.try *)").textContent = this.isOwn ? DRAWING : SLIDING
    this.find("button", "[data-does=draw]").textContent = this.isOwn ? "Clear" : "Draw"
  }

  get preset() {
    return this.find("select", ".preset")
  }

  /** The weights, as a short text. */
  get kernel() {
    return this.weights.map(({ value }) => Number(value)).join("_")
  }

  get state() {
    return { ...super.state, kernel: this.kernel, ...(this.isOwn && { strokes: this.pad.strokes }) }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    this.#lay(state.get("kernel") ?? "")
    this.pad.strokes = state.get("strokes") ?? ""
  }

  /** @param {string} kernel */
  #lay(kernel) {
    const numbers = kernel.split("_")
    this.weights.forEach((weight, n) => (weight.value = String(Number(numbers[n]) || 0)))
  }

  /**
   * Put the middle of the window to a place of the image.
   * @param {number} x
   * @param {number} y
   */
  #look(x, y) {
    this.control("column").value = String(Math.floor(x * SIDE) - 1)
    this.control("row").value = String(Math.floor(y * SIDE) - 1)
    this.changed()
  }

  measure() {
    this.colour = coloursOf(this)
    fit(this.pad.canvas)
  }

  draw() {
    const kernel = this.weights.map(({ value }) => Number(value))
    const [image, row, column] = [this.#image, this.number("row"), this.number("column")]
    const map = mapOf(image, kernel)
    this.#showPad()
    this.pad.offset = { x: FINE * this.number("right"), y: FINE * this.number("down") }
    if (this.isOwn) this.pad.draw(this.colour, {}, image)
    else paint(image, this.find("canvas"))
    paintSigned(map, this.colour, { canvas: this.find("canvas", ":is(.map *)") })
    for (const [name, value] of Object.entries({ row, column }))
      this.find("div", ".sheets").style.setProperty(`--${name}`, String(value))
    this.#showProducts(windowOf(image, row, column), kernel)
    this.preset.value = Object.keys(PRESETS).find((name) => PRESETS[name] === this.kernel) ?? OWN
    this.find("output").textContent =
      `The nine products add up to ${signed(map[row * MAP + column], 2)}. ` +
      `The largest of all ${map.length} sums is ${signed(Math.max(...map), 2)}.${this.isOwn && this.pad.isPenDown ? " The pen is down." : ""}`
  }

  /** The digit or the drawing, moved; what leaves the image is lost. */
  get #image() {
    const [image, right, down] = [this.#unmoved, this.number("right"), this.number("down")]
    return image.map((_, at) => {
      const [x, y] = [(at % SIDE) - right, Math.floor(at / SIDE) - down]
      return x >= 0 && x < SIDE && y >= 0 && y < SIDE ? image[y * SIDE + x] : 0
    })
  }

  get #unmoved() {
    if (this.isOwn) return prepare(this.pad.sheet, false).image
    const first = this.digits.labels.indexOf(this.number("digit"))
    return this.digits.images.subarray(first * SIDE * SIDE, (first + 1) * SIDE * SIDE)
  }

  /**
   * @param {number[]} pixels
   * @param {number[]} kernel
   */
  #showProducts(pixels, kernel) {
    this.weights.forEach((weight, n) => {
      const [shade, pixel, , product] = /** @type {any} */ (weight.parentElement).children
      shade.style.background = `rgb(${Array(3).fill(Math.round(255 * pixels[n])).join(" ")})`
      pixel.textContent = `${signed(pixels[n], 2)} ×`
      product.textContent = `= ${signed(pixels[n] * kernel[n], 2)}`
      product.className = ["minus", "", "plus"][1 + Math.sign(pixels[n] * kernel[n])]
    })
  }
}

/**
 * Return the nine pixels of the window in a row and a column of the map.
 * @param {Float32Array} image
 * @param {number} row
 * @param {number} column
 */
const windowOf = (image, row, column) =>
  NINE.map((n) => image[(row + Math.floor(n / 3)) * SIDE + column + (n % 3)])

/**
 * Lay the kernel on every place of the image, multiply and add up.
 * @param {Float32Array} image
 * @param {number[]} kernel
 */
function mapOf(image, kernel) {
  return Float64Array.from({ length: MAP * MAP }, (_, at) => {
    const pixels = windowOf(image, Math.floor(at / MAP), at % MAP)
    return pixels.reduce((sum, pixel, n) => sum + pixel * kernel[n], 0)
  })
}

customElements.define("primer-kernel", Kernel)
