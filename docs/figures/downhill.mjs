/**
 * `<primer-downhill bowl="0.15_0.1_0.2" bottom="0.9_1.1" least="0.1" first="0.5" second="-0.6"
 * orange="8" blue="0.1" steps="20">`: let two balls go downhill from one place at two learning
 * rates. `bowl` is the table of second slopes of the cost: of the first weight, of both, of the
 * second; `least` is the cost at the bottom.
 *
 * @typedef {[number, number]} Place first and second weight
 * @typedef {{ across: number, along: number, angle: number }} Curvatures `angle` of the steep way
 */
import { Chart } from "./common/chart.mjs"
import { follow } from "./common/follow.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { signed } from "./common/numbers.mjs"
import { Player } from "./common/player.mjs"

const MOST = 40 // steps
const HIGHEST = 0.6 // cost in the chart
const WALKS = ["orange", "blue"]
const [LEFT, TOP, SIDE] = [34, 20, 258]
const map = new Chart(
  { from: -1.2, to: 2.7, ticks: [-1, 0, 1, 2], label: "first weight" },
  { from: -1, to: 2.9, ticks: [-1, 0, 1, 2], label: "second weight" },
  { width: SIDE + 42, height: SIDE + 54 },
)
const chart = new Chart(
  { from: 0, to: MOST, ticks: [0, 10, 20, 30, 40], label: "step" },
  { from: 0, to: HIGHEST, ticks: [0, 0.2, 0.4, 0.6], label: "cost", digits: 1 },
  { width: 300, height: 130 },
)
const GROUND = `<svg aria-hidden="true" x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}" viewBox="${LEFT} ${TOP} ${SIDE} ${SIDE}">
<g class="ground"></g>${WALKS.map((walk) => `<g class="${walk}"><path/><path class="dots"/><circle r="6"/></g>`).join("")}
<g class="start"><circle r="10"/><text x="15" y="4">start</text></g></svg>`
const LINES = `<svg aria-hidden="true" x="${LEFT}" y="${TOP}" width="${SIDE}" height="76" viewBox="${LEFT} ${TOP} ${SIDE} 76">
${WALKS.map((walk) => `<g class="${walk}"><path/><path class="dots"/><circle r="4"/></g>`).join("")}</svg>`
const slider = (/** @type {string} */ label, /** @type {string} */ name, /** @type {string} */ range) =>
  `<label class="${name}"><span>${label} <b></b></span><input type="range" name="${name}" ${range}></label>`
const PANEL = `<p><span><strong>Lower the orange rate:</strong> which rate gets to the bottom (+) soonest?</span></p>
<div class="map">${map.svg(GROUND)}</div><div class="side">
<p class="rates">${slider("orange rate", "orange", 'min="0.1" max="9" step="0.1"')}${slider("blue rate", "blue", 'min="0.1" max="9" step="0.1"')}
${slider("start, first weight", "first", 'min="-1.2" max="2.7" step="0.1"')}${slider("second weight", "second", 'min="-1" max="2.9" step="0.1"')}</p>
<p class="go"><span><button data-does="back">Back</button> <button data-does="next">Next</button> <button data-does="play">Play</button></span>
${slider("step", "steps", `min="0" max="${MOST}"`)}</p>
${chart.svg(LINES)}<p><output></output><button data-does="reset">Reset</button></p></div>
<table class="data"><caption>Each step multiplies the distance to the bottom by 1 − rate × curvature</caption>
<thead><tr><td><th><th><tbody>${WALKS.map((walk) =>
    `<tr class="${walk}"><th scope="row">${walk}<td><td>`).join("")}</table>`

class Downhill extends LiveFigure {
  controls = PANEL
  /** @type {number[]} */ bowl = []
  /** @type {number[]} */ bottom = []

  build() {
    super.build()
    const numbers = (/** @type {string} */ name) => (this.getAttribute(name) ?? "").split("_").map(Number)
    ;[this.bowl, this.bottom] = [numbers("bowl"), numbers("bottom")]
    this.#part(".ground").innerHTML = groundOf(this.#curvatures, this.bottom)
    follow(this.#part(".map .chart"), (x, y) => {
      this.control("first").value = map.acrossAt(x).toFixed(1)
      this.control("second").value = map.upAt(y).toFixed(1)
      this.changed()
    }, () => this.settled())
    this.player = new Player(this.find("button", "[data-does=play]"), () => this.#go(1), 400, () => {
      if (this.number("steps") === MOST) this.control("steps").value = "0"
    })
    for (const [does, steps] of /** @type {const} */ ([["back", -1], ["next", 1]]))
      this.find("button", `[data-does=${does}]`).addEventListener("click", () => {
        this.player?.stop()
        this.#go(steps)
      })
    this.#nameDirections()
  }

  get #curvatures() {
    return curvaturesOf(this.bowl)
  }

  #nameDirections() {
    const { across, along } = this.#curvatures
    const [first, second] = this.panel.querySelectorAll("thead th")
    first.textContent = `across, curvature ${signed(across, 4)}`
    second.textContent = `along, curvature ${signed(along, 4)}`
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    this.player?.stop()
    super.restore(state)
  }

  /** @param {number} steps */
  #go(steps) {
    this.control("steps").value = String(this.number("steps") + steps)
    this.changed()
    this.settled()
    return this.number("steps") < MOST
  }

  draw() {
    const steps = this.number("steps")
    const [right, up] = [map.x(this.number("first")), map.y(this.number("second"))]
    this.#part(".start").setAttribute("transform", `translate(${right.toFixed(1)} ${up.toFixed(1)})`)
    const said = WALKS.map((walk) => {
      const path = this.#walk(this.number(walk))
      const costs = path.map((place) => this.#cost(place))
      this.#drawWalk(walk, path.slice(0, steps + 1), costs.slice(0, steps + 1))
      this.#drawFactors(walk)
      return `${walk} cost ${brief(costs[steps])}`
    })
    for (const label of this.panel.querySelectorAll("label")) {
      const [number, { value }] = [label.querySelector("b"), this.control(label.className)]
      if (number) number.textContent = signed(Number(value), label.className === "steps" ? 0 : 1)
    }
    const text = `After ${steps} steps: ${said.join(", ")}. At the bottom: ${brief(Number(this.getAttribute("least")))}.`
    const output = this.find("output")
    if (output.textContent !== text) output.textContent = text
    this.player?.drawn()
  }

  /**
   * @param {string} walk
   * @param {Place[]} path
   * @param {number[]} costs
   */
  #drawWalk(walk, path, costs) {
    const near = path.map((place) => place.map((weight) => Math.min(99, Math.max(-99, weight))))
    const low = costs.map((cost) => Math.min(99, cost))
    const last = path.length - 1
    const onMap = near.map(([x, y]) => [map.x(x), map.y(y)])
    const onChart = low.map((cost, step) => [chart.x(step), chart.y(cost)])
    for (const [where, places] of /** @type {const} */ ([[".map", onMap], [".side", onChart]])) {
      const points = places.map((place) => place.map((along) => along.toFixed(1)).join(" "))
      const [line, dots, ball] = this.#part(`${where} g.${walk}`).children
      line.setAttribute("d", `M${points.join("L")}`)
      dots.setAttribute("d", points.map((point) => `M${point}h0`).join(""))
      ball.setAttribute("transform", `translate(${points[last]})`)
    }
  }

  /** @param {string} walk */
  #drawFactors(walk) {
    const { across, along } = this.#curvatures
    const cells = this.panel.querySelectorAll(`tr.${walk} td`)
    ;[across, along].forEach((curvature, n) => {
      const product = this.number(walk) * curvature
      cells[n].innerHTML = `1 − ${signed(this.number(walk))} × ${signed(curvature, 4)} = <b>${signed(1 - product, 3)}</b> <i>${verdictOn(1 - product)}</i>`
    })
  }

  /**
   * Return the places of all steps from the start.
   * @param {number} learningRate
   */
  #walk(learningRate) {
    const [a, b, c] = this.bowl
    /** @type {Place[]} */
    const path = [[this.number("first"), this.number("second")]]
    for (let step = 0; step < MOST; step++) {
      const [right, up] = path[step].map((weight, n) => weight - this.bottom[n])
      path.push([path[step][0] - learningRate * (a * right + b * up), path[step][1] - learningRate * (b * right + c * up)])
    }
    return path
  }

  /** @param {Place} place */
  #cost(place) {
    const [[a, b, c], [right, up]] = [this.bowl, place.map((weight, n) => weight - this.bottom[n])]
    return Number(this.getAttribute("least")) + (a * right * right + 2 * b * right * up + c * up * up) / 2
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {SVGElement} */ (this.panel.querySelector(selector))
  }
}

/** @param {number} cost */
const brief = (cost) => (cost < 1e4 ? signed(cost, 4) : "over 10,000")

/** @param {number} factor */
function verdictOn(factor) {
  if (Math.abs(factor) > 1) return "✗ grows"
  return factor < 0 ? "✓ crosses, shrinks" : "✓ shrinks"
}

/**
 * Return how fast the slope grows on the two ways on which it points straight to the bottom.
 * @param {number[]} bowl
 * @returns {Curvatures}
 */
function curvaturesOf([a, b, c]) {
  const [mean, half] = [(a + c) / 2, Math.hypot((a - c) / 2, b)]
  return { across: mean + half, along: mean - half, angle: Math.atan2(2 * b, a - c) / 2 }
}

/**
 * Return the lines of equal cost, which are ellipses, and a cross at the bottom.
 * @param {Curvatures} curvatures
 * @param {number[]} bottom
 */
function groundOf({ across, along, angle }, [right, up]) {
  const unit = map.x(1) - map.x(0)
  const place = `translate(${map.x(right)} ${map.y(up)})`
  const rings = [6, 5, 4, 3, 2, 1, 0].map((n) => {
    const [steep, flat] = [across, along].map((curvature) =>
      (unit * Math.sqrt((2 * 0.02 * (n + 0.75) ** 2) / curvature)).toFixed(1))
    return `<ellipse rx="${steep}" ry="${flat}"/>`
  })
  return `<g transform="${place} rotate(${(-angle * 180) / Math.PI})">${rings.join("")}</g><path class="bottom" d="M-6 0H6M0 -6V6" transform="${place}"/>`
}

customElements.define("primer-downhill", Downhill)
