/**
 * `<primer-backprop-stepper weights="1_2_-2_4_2_-3" biases="-0.5_1_1.5" x1="1" x2="0.5" target="1">`:
 * go forward and back through five neurons, number by number; then nudge a weight or bias, and
 * compare its slope with what the cost does.
 *
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {import("./common/five-neurons.mjs").Facts} Facts
 */
import { DRAWING, LINES, STEPS, plain, stepOf, told } from "./common/five-neurons.mjs"
import { gradient, noSlopes } from "./common/learning.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { cost, forward, roomFor } from "./common/model.mjs"
import { signed } from "./common/numbers.mjs"
import { Player } from "./common/player.mjs"

const ROUNDING = 1e-6
const LAST = STEPS.length - 1
const SHORT = ["x₁", "x₂", "upper", "lower", "output"]
const DIALS = [
  ...LINES.map(([from, to]) => `${SHORT[from]} → ${SHORT[to]}`),
  ...[2, 3, 4].map((neuron) => `bias of ${SHORT[neuron]}`),
]
const INPUTS = [["x1", "x₁"], ["x2", "x₂"], ["target", "target"]]
const REACH = 2.2 // of the curve, to both sides
const [WIDTH, HEIGHT] = [220, 112]
const TURNS = Array.from({ length: 89 }, (_, n) => REACH * (n / 44 - 1))
const PANEL = `<div><p class="steps"><span><button data-does="back">Back</button>
<button data-does="next">Next</button> <button data-does="play">Play</button></span>
<label>step <input type="range" name="step" min="0" max="${LAST}" value="${LAST}"></label></p>
${DRAWING}<output class="told"></output></div>
<div><p class="three">${INPUTS.map(([name, label]) =>
    `<label><span>${label} <b></b></span><input type="range" name="${name}" min="-2" max="2" step="0.5"></label>`).join("")}</p>
<p><label>nudge <select name="dial">${DIALS.map((dial, n) => `<option value="${n}">${dial}`).join("")}</select></label>
<label>by ± <select name="by"><option>2<option>1<option selected>0.1<option>0.01</select></label></p>
<svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><path class="cost"/><path class="measured"/><path class="tangent"/>
<circle r="4"/><circle r="4"/><text x="2" y="12">cost</text><text x="2" y="${HEIGHT - 3}">turned down</text><text class="up" x="${WIDTH - 2}" y="${HEIGHT - 3}">turned up</text></svg>
<output class="nudged"></output><p><button data-does="reset">Reset</button></p></div>`

class BackpropStepper extends LiveFigure {
  controls = PANEL
  /** @type {Network} */ network
  /** @type {Map<string, string>} */ #said = new Map()

  build() {
    super.build()
    this.network = networkOf(this.getAttribute("weights") ?? "", this.getAttribute("biases") ?? "")
    this.player = new Player(this.find("button", "[data-does=play]"), () => this.#go(1), 1500, () => {
      if (this.number("step") === LAST) this.control("step").value = "0"
    })
    this.panel.addEventListener("click", ({ target }) => this.#click(/** @type {Element} */ (target)))
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    this.player?.stop()
    super.restore(state)
  }

  /** @param {number} steps */
  #go(steps) {
    const control = this.control("step")
    control.value = String(this.number("step") + steps)
    this.changed()
    this.settled()
    return this.number("step") < LAST
  }

  /** @param {Element} target */
  #click(target) {
    const dial = target.closest("[data-dial]")?.getAttribute("data-dial")
    const does = target.getAttribute("data-does")
    if (dial) this.control("dial").value = dial
    if (does === "back" || does === "next") {
      this.player?.stop()
      this.#go(does === "back" ? -1 : 1)
    } else if (dial) {
      this.changed()
      this.settled()
    }
  }

  draw() {
    const facts = factsOf(this.network, [this.number("x1"), this.number("x2")], this.number("target"))
    const step = this.number("step")
    this.#drawLines(facts, step)
    this.#drawNeurons(facts, step)
    const [title, letters, numbers] = told(STEPS[step], facts)
    this.#say(".told", `<span>${title}</span><span>${letters}</span><span>${numbers}</span>`)
    INPUTS.forEach(([name], n) => (this.panel.querySelectorAll(".three b")[n].textContent = plain(this.number(name))))
    this.#nudge(facts)
    this.player?.drawn()
  }

  /**
   * Say what is new, and only then: a screen reader reads it out.
   * @param {string} where
   * @param {string} html
   */
  #say(where, html) {
    const output = this.find("output", where)
    if (this.#said.get(where) !== html) output.innerHTML = html
    this.#said.set(where, html)
  }

  /**
   * @param {Facts} facts
   * @param {number} step
   */
  #drawLines({ weights, slopes }, step) {
    const { kind, at } = STEPS[step]
    this.panel.querySelectorAll(".line").forEach((line, n) => {
      const [weight, slope] = line.querySelectorAll("text")
      weight.textContent = plain(weights[n])
      slope.textContent = step < stepOf("slope", n) ? "" : plain(slopes[n])
      line.classList.toggle("forward", kind === "sum" && LINES[n][1] === at)
      line.classList.toggle("back", kind === "slope" ? n === at : kind === "error" && LINES[n][0] === at)
      line.classList.toggle("chosen", n === this.number("dial"))
    })
  }

  /**
   * @param {Facts} facts
   * @param {number} step
   */
  #drawNeurons({ a, biases, errors, target, cost }, step) {
    const { kind, at } = STEPS[step]
    this.panel.querySelectorAll(".neuron").forEach((neuron, n) => {
      const [value, error, beside] = neuron.querySelectorAll("text")
      const [isKnown, hasError] = [n < 2 || step >= stepOf("sum", n), n > 1 && step >= stepOf("error", n)]
      value.textContent = isKnown ? plain(a[n]) : ""
      error.textContent = hasError ? plain(errors[n]) : ""
      if (n > 1) beside.textContent = `bias ${plain(biases[n - 2])}`
      const ends = kind === "slope" ? LINES[at] : [at]
      neuron.classList.toggle("forward", n === at && ["sum", "cost"].includes(kind) || kind === "slope" && n === ends[0])
      neuron.classList.toggle("back", kind === "error" && n === at || kind === "slope" && n === ends[1])
      neuron.classList.toggle("off", n > 1 && isKnown && a[n] === 0)
      neuron.classList.toggle("chosen", n + 4 === this.number("dial"))
    })
    const [wanted, wrong] = this.panel.querySelectorAll(".end")
    wanted.textContent = `target ${plain(target)}`
    wrong.textContent = step < stepOf("cost", 4) ? "" : `cost ${plain(cost)}`
  }

  /** @param {Facts} facts */
  #nudge({ a, slopes, errors, target }) {
    const [dial, by] = [this.number("dial"), this.number("by")]
    const slope = [...slopes, ...errors.slice(2)][dial]
    const costAt = (/** @type {number} */ turn) => costNudged(this.network, dial, turn, a.slice(0, 2), target)
    const [down, up] = [costAt(-by), costAt(by)]
    const measured = (up - down) / (2 * by)
    const agree = Math.abs(measured - slope) < ROUNDING
    this.#drawCurve(costAt, by, slope)
    const verdict = agree ? "✓ They agree." : "✗ They differ: on the way a hidden neuron turns on or off."
    this.#say(".nudged", `<span class="measured">nudging: (${long(up)} − ${long(down)}) / ${plain(2 * by)} = <b>${plain(measured)}</b></span>
<span>backpropagation: <b class="error">${plain(slope)}</b></span><b>${verdict}</b>`)
  }

  /**
   * Draw the cost over the turns of a dial, and the two slopes on it.
   * @param {(turn: number) => number} costAt
   * @param {number} by
   * @param {number} slope
   */
  #drawCurve(costAt, by, slope) {
    const heights = TURNS.map(costAt)
    const [least, most] = [Math.min(...heights), Math.max(...heights)]
    const x = (/** @type {number} */ turn) => (WIDTH / 2) * (1 + turn / REACH)
    const y = (/** @type {number} */ cost) => HEIGHT - 22 - (76 * (cost - least)) / (most - least || 1)
    const path = (/** @type {number[]} */ turns, /** @type {(turn: number) => number} */ height) =>
      `M${turns.map((turn) => `${x(turn).toFixed(1)} ${y(height(turn)).toFixed(1)}`).join("L")}`
    const measured = (costAt(by) - costAt(-by)) / (2 * by)
    const middle = (costAt(by) + costAt(-by)) / 2
    const paths = [path(TURNS, costAt), path([-REACH, REACH], (turn) => middle + measured * turn),
      path([-REACH, REACH], (turn) => costAt(0) + slope * turn)]
    this.panel.querySelectorAll(".curve path").forEach((line, n) => line.setAttribute("d", paths[n]))
    this.panel.querySelectorAll(".curve circle").forEach((dot, n) =>
      dot.setAttribute("transform", `translate(${x(n ? by : -by)} ${y(costAt(n ? by : -by))})`))
  }
}

/** @param {number} cost */
const long = (cost) => signed(cost, 5).replace(/\.?0+$/, "")

/**
 * @param {string} weights
 * @param {string} biases
 * @returns {Network}
 */
function networkOf(weights, biases) {
  const [w, b] = [weights, biases].map((text) => Float64Array.from(text.split("_"), Number))
  return {
    sizes: [2, 2, 1], activation: "relu", output: "identity", cost: "squared_error",
    weights: [w.slice(0, 4), w.slice(4)], biases: [b.slice(0, 2), b.slice(2)],
  }
}

/**
 * Run the network forward and back, and return all that is found.
 * @param {Network} network
 * @param {number[]} x
 * @param {number} target
 * @returns {Facts}
 */
function factsOf(network, x, target) {
  const [room, inputs, targets] = [roomFor(network), Float64Array.from(x), Float64Array.of(target)]
  const slopes = gradient(network, inputs, targets, [0], noSlopes(network), room)
  const a = room.layers.flatMap((layer) => [...layer])
  const sums = forward({ ...network, activation: "identity" }, inputs)[1]
  return {
    a, z: [...x, ...sums, a[4]], target, cost: cost(network, inputs, targets, [0]),
    weights: network.weights.flatMap((w) => [...w]), biases: network.biases.flatMap((b) => [...b]),
    errors: [0, 0, ...room.errors[1], ...room.errors[2]], slopes: slopes.weights.flatMap((w) => [...w]),
  }
}

/**
 * Return the cost with one dial turned.
 * @param {Network} network
 * @param {number} dial the weights count first
 * @param {number} turn
 * @param {number[]} x
 * @param {number} target
 */
function costNudged(network, dial, turn, x, target) {
  const [weights, biases] = [network.weights, network.biases].map((kind) => kind.map((values) => values.slice()))
  const places = [...weights, ...biases].flatMap((values) => [...values.keys()].map((at) => ({ values, at })))
  const { values, at } = places[dial]
  values[at] += turn
  return cost({ ...network, weights, biases }, Float64Array.from(x), Float64Array.of(target), [0])
}

customElements.define("primer-backprop-stepper", BackpropStepper)
