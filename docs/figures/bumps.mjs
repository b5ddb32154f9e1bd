/**
 * `<primer-bumps bumps="-1_0.25_0.29_…" steepness="200" bump="3" goal="0.15">`: build a curve from bumps, two
 * hidden neurons for each, and see the largest gap. `bumps` holds the left end, the right end and the
 * height of each; what stays below the goal has reached it.
 *
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {[left: number, right: number, height: number]} Bump
 */
import { Chart } from "./common/chart.mjs"
import { follow } from "./common/follow.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { forward, roomFor } from "./common/model.mjs"
import { signed } from "./common/numbers.mjs"

const MOST = 6
const NARROWEST = 0.02
const POINTS = 4000 // of the interval, at which the gap is measured
const LINE = 300 // pieces of a line that is drawn
const PARTS = ["left end", "right end", "height"]
const LIMITS = [[-1, 2], [-1, 2], [-0.5, 1.5]]
const near = new Chart(
  { from: 0, to: 1, ticks: [0, 0.5, 1], digits: 1, label: "input" },
  { from: -0.2, to: 0.8, ticks: [0, 0.4, 0.8], digits: 1, label: "output" },
)
const far = new Chart(
  { from: -1, to: 2, ticks: [-1, 0, 1, 2], label: "input" },
  { from: -1, to: 3, ticks: [-1, 0, 1, 2, 3], label: "output" },
)

/**
 * The curve of the page.
 * @param {number} x
 */
const curve = (x) => Math.abs(x - 0.3) + 0.4 * x * Math.sin(12 * x)

const dials = PARTS.map((name, part) => {
  const [from, to] = LIMITS[part]
  return `<label>${name} <input type="range" class="part" min="${from}" max="${to}" step="0.01"></label>`
})
const PANEL = `<p><span><strong>Drag the bumps</strong> until the curve lies close to the grey one.</span></p>
<div class="plot"></div>
<p class="choose"><label>bump <select name="bump"></select></label>
<button data-does="add">Add a bump</button> <button data-does="drop">Remove it</button></p>
<div class="dials">${dials.join("")}
<label>steepness <input type="range" name="steepness" min="5" max="200" step="5"></label></div>
<p><label><input type="checkbox" name="far"> look further out</label> <button data-does="reset">Reset</button></p>
<p><output></output></p>`

class Bumps extends LiveFigure {
  controls = PANEL
  /** @type {Bump[]} */ bumps = []
  /** @type {HTMLInputElement[]} */ dials
  /** @type {number | undefined} The part of the chosen bump that a pointer holds. */ #held

  build() {
    super.build()
    this.dials = /** @type {any} */ ([...this.panel.querySelectorAll(".part")])
    this.dials.forEach((dial, part) =>
      dial.addEventListener("input", () => this.#set(part, dial.valueAsNumber)))
    this.find("button", "[data-does=add]").addEventListener("click", () => this.#add())
    this.find("button", "[data-does=drop]").addEventListener("click", () => this.#drop())
    follow(this.find("div", ".plot"), (x, y) => this.#drag(x, y), () => {
      this.#held = undefined
      this.settled()
    })
  }

  get state() {
    return { bumps: this.bumps.flat().join("_"), ...super.state }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    const told = state.get("bumps") ?? this.getAttribute("bumps") ?? ""
    const numbers = told.split("_").map((number) => Number(number) || 0)
    this.bumps = []
    for (let at = 0; at + 3 <= numbers.length && at < 3 * MOST; at += 3)
      this.bumps.push([numbers[at], numbers[at + 1], numbers[at + 2]])
    this.#number()
    super.restore(state)
  }

  get chosen() {
    return this.number("bump") - 1
  }

  get chart() {
    return this.control("far").checked ? far : near
  }

  /** The network of these bumps: two neurons for each, one up and one down again. */
  get network() {
    const steep = this.number("steepness")
    const places = this.bumps.flatMap(([left, right]) => [left, right])
    return {
      sizes: [1, places.length, 1], activation: "sigmoid", output: "identity", cost: "squared_error",
      weights: [Float64Array.from(places, () => steep),
        Float64Array.from(this.bumps.flatMap(([, , height]) => [height, -height]))],
      biases: [Float64Array.from(places, (place) => -steep * place), Float64Array.of(0)],
    }
  }

  /** Offer as many bumps as there are. */
  #number(chosen = 0) {
    this.find("select").innerHTML = this.bumps.map((_, n) => `<option>${n + 1}`).join("")
    this.find("select").selectedIndex = chosen
  }

  /** Add a bump where the gap is largest, as high as the gap. */
  #add() {
    const { at, gap } = worst(valuesOf(this.network))
    this.bumps.push([hundredth(at - 0.05), hundredth(at + 0.05), hundredth(gap)])
    this.#number(this.bumps.length - 1)
    this.changed()
    this.settled()
  }

  #drop() {
    this.bumps.splice(this.chosen, 1)
    this.#number(Math.min(this.chosen, this.bumps.length - 1))
    this.changed()
    this.settled()
  }

  /**
   * Set an end or the height of the chosen bump; its ends keep apart.
   * @param {number} part
   * @param {number} value
   */
  #set(part, value) {
    const bump = this.bumps[this.chosen]
    const [from, to] = LIMITS[part]
    if (part === 0) value = Math.min(value, bump[1] - NARROWEST)
    if (part === 1) value = Math.max(value, bump[0] + NARROWEST)
    bump[part] = hundredth(within(value, { from, to }))
    this.changed()
  }

  /**
   * Take hold of the handle that is nearest, and move it.
   * @param {number} x
   * @param {number} y
   */
  #drag(x, y) {
    const { chart } = this
    if (this.#held === undefined) {
      const away = this.#handles.map((handle) =>
        Math.hypot(handle.x - x * chart.width, handle.y - y * chart.height))
      const nearest = away.indexOf(Math.min(...away))
      this.find("select").selectedIndex = Math.floor(nearest / 3)
      this.#held = nearest % 3
    }
    this.#set(this.#held, this.#held < 2 ? chart.acrossAt(x) : chart.upAt(y))
  }

  /** Where each bump can be held: its left end, its right end, its top. */
  get #handles() {
    const { chart } = this
    return this.bumps.flatMap(([left, right, height]) => {
      const [from, to] = [left, right].map((end) => within(end, chart.across))
      const top = within(height, chart.up)
      return [[from, top / 2], [to, top / 2], [(from + to) / 2, top]].map(([across, up]) =>
        ({ x: chart.x(across), y: chart.y(up) }))
    })
  }

  draw() {
    const { network, chart, chosen } = this
    const { at, gap } = worst(valuesOf(network))
    this.dials.forEach((dial, part) => (dial.valueAsNumber = this.bumps[chosen][part]))
    this.find("div", ".plot").innerHTML = chart.svg(this.#marks(network, at))
    this.find("button", "[data-does=add]").disabled = this.bumps.length === MOST
    this.find("button", "[data-does=drop]").disabled = this.bumps.length === 1
    const goal = Number(this.getAttribute("goal"))
    this.find("output").textContent =
      `${network.sizes[1]} hidden neurons. Largest gap between 0 and 1: ${signed(Math.abs(gap), 3)}, at ${signed(at, 2)}. ` +
      (Math.abs(gap) < goal ? "Goal reached!" : `Get it below ${goal}.`)
  }

  /**
   * @param {Network} network
   * @param {number} at where the gap is largest
   */
  #marks(network, at) {
    const { chart, chosen } = this
    const { from, to } = chart.across
    const xs = Float64Array.from({ length: LINE + 1 }, (_, n) => from + (n / LINE) * (to - from))
    const path = (/** @type {string} */ name, /** @type {number[]} */ across, /** @type {number[]} */ up) =>
      `<path class="${name}" d="${chart.path(across, up.map((y) => within(y, chart.up)))}"/>`
    const [low, high] = [curve(at), valueAt(network, at)]
    const boxes = this.bumps.map(([left, right, height], n) => path(n === chosen ? "chosen box" : "box",
      [left, left, right, right].map((x) => within(x, chart.across)), [0, height, height, 0]))
    const handles = this.#handles.map(({ x, y }, n) =>
      `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${Math.floor(n / 3) === chosen ? 5 : 3}"/>`)
    const border = chart === far ? [0, 1].map((x) => path("border", [x, x], [-1, 3])) : []
    return [path("target", [...xs], [...xs].map(curve)), ...border, ...boxes,
      path("sum", [...xs], valuesOf(network, xs)), path("gap", [at, at], [low, high]), ...handles].join("")
  }
}

const EVERYWHERE = Float64Array.from({ length: POINTS + 1 }, (_, n) => n / POINTS)

/**
 * @param {Network} network
 * @param {Float64Array} xs
 */
function valuesOf(network, xs = EVERYWHERE) {
  const room = roomFor(network)
  return Array.from(xs, (x) => forward(network, Float64Array.of(x), room)[2][0])
}

/**
 * @param {Network} network
 * @param {number} x
 */
const valueAt = (network, x) => valuesOf(network, Float64Array.of(x))[0]

/**
 * Return where the curve and the network are furthest apart, and by how much.
 * @param {number[]} values
 */
function worst(values) {
  const gaps = values.map((value, n) => curve(EVERYWHERE[n]) - value)
  const most = gaps.reduce((best, gap, n) => (Math.abs(gap) > Math.abs(gaps[best]) ? n : best), 0)
  return { at: EVERYWHERE[most], gap: gaps[most] }
}

/**
 * @param {number} value
 * @param {{ from: number, to: number }} ends
 */
const within = (value, { from, to }) => Math.min(to, Math.max(from, value))

/** @param {number} value */
const hundredth = (value) => Number(value.toFixed(2))

customElements.define("primer-bumps", Bumps)
