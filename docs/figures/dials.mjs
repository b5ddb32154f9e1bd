/**
 * `<primer-dials dial="12801">`: count the parameters of a network of any sizes. Then set the
 * dials of the course's network by hand, from a random start or from the trained network, and
 * see how many of 1,000 test digits it reads. Point at a dial in the picture of all.
 *
 * @typedef {import("./common/model.mjs").Network} Network
 */
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { coloursOf } from "./common/draw.mjs"
import { follow } from "./common/follow.mjs"
import { paintSigned } from "./common/grids.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { activations, forward, largest, roomFor, rowOf } from "./common/model.mjs"
import { percent, signed } from "./common/numbers.mjs"

const [PIXELS, OUTPUTS] = [784, 10]
const [MOST_LAYERS, MOST_NEURONS] = [3, 1000]
const REACH = 8 // of a dial, to both sides
const GOAL = 0.15
const PLACES = ["first hidden layer", "second hidden layer", "outputs"]
const written = (/** @type {number} */ count) => count.toLocaleString("en")
const PANEL = `<p><label>hidden layers <input name="hidden" value="16, 16" size="12"></label><output class="total"></output></p>
<ol aria-label="parameters of each step"></ol>
<div class="hand"><canvas role="img"></canvas><div><p><b>Goal: from chance, turn dials until it reads ${percent(GOAL, 0)}.</b></p>
<p><label>start from <select name="from"><option value="chance" selected>chance<option value="network">the trained network</select></label></p>
<p><label>dial number <input type="number" name="dial" min="1"></label><button data-does="another">Another dial</button></p>
<p class="which"></p>
<p><label class="turn">turn it <input type="range" aria-label="turn the dial" min="${-REACH}" max="${REACH}" step="0.01"><b></b></label></p>
<p><button data-does="undo">Put it back</button><button data-does="reset">Reset</button></p>
<div class="score" aria-hidden="true"><u style="--goal: ${GOAL}"></u><i></i></div><output class="read"></output></div></div>`

class Dials extends LiveFigure {
  controls = PANEL
  /** @type {Network[]} What readers may start from. */ starts
  /** @type {import("./common/data.mjs").Digits} */ digits
  /** @type {Network} with views of `values` */ network
  /** @type {Network} all behind the first hidden layer */ rest
  /** Every weight, then every bias. */ values = new Float64Array()
  /** What they were at the start. */ given = this.values
  /** The weighted sums of the first hidden layer, for each test digit. */ sums = this.values
  /** Which dials were turned, and to what. @type {Map<number, number>} */ turned = new Map()
  best = 0

  async load() {
    [this.digits, ...this.starts] = await Promise.all(
      [loadDigits("test"), loadNetwork("chance"), loadNetwork("network")])
  }

  build() {
    super.build()
    this.slider = this.find("input", "[type=range]")
    this.control("dial").max = String(valuesOf(this.starts[0]).length)
    this.slider.addEventListener("input", () => this.#turn(this.slider?.valueAsNumber))
    this.control("from").addEventListener("input", () => this.#start(new Map()))
    this.find("button", "[data-does=undo]").addEventListener("click", () => {
      this.#turn()
      this.settled()
    })
    this.find("button", "[data-does=another]").addEventListener("click", () => {
      this.#choose(Math.floor(Math.random() * this.values.length))
      this.settled()
    })
    const picture = this.find("canvas")
    follow(picture, (x, y) => {
      const [column, row] = [x, y].map((share) => Math.floor(Math.min(0.999, Math.max(0, share)) * picture.width))
      this.#choose(row * picture.width + column)
    }, () => this.settled())
  }

  get state() {
    return { ...super.state, turned: [...this.turned].flat().join("_") }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    const numbers = (state.get("turned") ?? "").split("_").map(Number)
    /** @type {Map<number, number>} */
    const turned = new Map()
    for (let n = 0; n + 1 < numbers.length; n += 2) turned.set(numbers[n], numbers[n + 1])
    this.#start(turned)
  }

  /** @param {Map<number, number>} turned */
  #start(turned) {
    const start = this.starts[this.control("from").value === "chance" ? 0 : 1]
    this.given = valuesOf(start)
    this.values = this.given.slice()
    for (const [at, value] of turned) if (at in this.values) this.values[at] = value
    this.turned = turned
    this.network = networkOn(this.values, start)
    const { sizes, weights, biases } = this.network
    this.rest = { ...this.network, sizes: sizes.slice(1), weights: weights.slice(1), biases: biases.slice(1) }
    this.room = roomFor(this.rest)
    this.sums = firstSums(this.network, this.digits.images)
    this.best = 0
  }

  /** The chosen dial, counted from 0. */
  get dial() {
    const number = Math.round(this.number("dial")) || 1
    return Math.min(this.values.length, Math.max(1, number)) - 1
  }

  /** @param {number} dial */
  #choose(dial) {
    this.control("dial").value = String(Math.min(dial, this.values.length - 1) + 1)
    this.changed()
  }

  /**
   * Turn the chosen dial, or without a value put it back.
   * @param {number} [value]
   */
  #turn(value) {
    const { dial } = this
    const by = (value ?? this.given[dial]) - this.values[dial]
    this.values[dial] += by
    if (value === undefined) this.turned.delete(dial)
    else this.turned.set(dial, value)
    this.#passOn(dial, by)
    this.changed()
  }

  /**
   * Of the first hidden layer, only the sums of one neuron follow a dial.
   * @param {number} dial
   * @param {number} by
   */
  #passOn(dial, by) {
    const { step, to, from } = placeOf(dial, this.network.sizes)
    if (step) return
    const width = this.network.sizes[1]
    for (let row = 0; row < this.digits.labels.length; row++)
      this.sums[row * width + to] += by * (from === undefined ? 1 : this.digits.images[row * PIXELS + from])
  }

  measure() {
    this.colour = coloursOf(this)
  }

  draw() {
    this.#count()
    this.#drawAll()
    const { dial } = this
    this.find("p", ".which").textContent = this.#nameOf(dial)
    const value = signed(this.values[dial], 2)
    this.find("input", "[type=range]").value = String(this.values[dial])
    this.find("b", ":is(.turn *)").textContent = value
    const share = this.#share()
    this.best = Math.max(this.best, share)
    const { style } = this.find("div", ".score")
    style.setProperty("--share", String(share))
    style.setProperty("--best", String(this.best))
    this.find("output", ".read").textContent = `It reads ${percent(share)} of ${
      written(this.digits.labels.length)} test digits; your best is ${percent(this.best)}. ${
      this.best >= GOAL && this.control("from").value === "chance" ? "Goal reached! " : ""}${written(this.turned.size)} of ${written(this.values.length)} dials turned.`
  }

  /** Count the parameters of the sizes that the reader has typed. */
  #count() {
    const hidden = sizesOf(this.control("hidden").value)
    const list = this.find("ol")
    if (!hidden) {
      this.find("output", ".total").textContent =
        `Up to ${MOST_LAYERS} layers of 1 to ${written(MOST_NEURONS)} neurons, such as 30, 20`
      return
    }
    const sizes = [PIXELS, ...hidden, OUTPUTS]
    const counts = hidden.concat(OUTPUTS).map((size, step) => size * (sizes[step] + 1))
    const most = Math.max(...counts)
    list.innerHTML = counts.map((count, step) => `<li style="--side: ${Math.sqrt(count / most).toFixed(4)}"><i></i>
<span>${sizes[step]} × ${sizes[step + 1]}</span> <span>+ ${sizes[step + 1]}</span> <span>= ${written(count)}</span>`).join("")
    const total = counts.reduce((sum, count) => sum + count, 0)
    const biases = sizes.slice(1).reduce((sum, size) => sum + size, 0)
    this.find("output", ".total").textContent =
      `${written(total)} parameters: ${written(total - biases)} weights, ${written(biases)} biases`
  }

  #drawAll() {
    const side = Math.ceil(Math.sqrt(this.values.length))
    const all = new Float64Array(side * side)
    all.set(this.values)
    const canvas = paintSigned(all, this.colour ?? coloursOf(this), { most: 3 * spreadOf(this.given), canvas: this.find("canvas") })
    canvas.ariaLabel = `All ${written(this.values.length)} dials; dial ${this.dial + 1} is marked`
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
    context.strokeStyle = this.colour?.("ink") ?? ""
    context.strokeRect((this.dial % side) - 2.5, Math.floor(this.dial / side) - 2.5, 6, 6)
  }

  /** Return the share of the test digits that are read right. */
  #share() {
    const { labels } = this.digits
    const width = this.network.sizes[1]
    let right = 0
    for (let row = 0; row < labels.length; row++) {
      const a = this.sums.slice(row * width, (row + 1) * width)
      activations[this.network.activation].apply(a)
      right += Number(largest(forward(this.rest, a, this.room)[2]) === labels[row])
    }
    return right / labels.length
  }

  /** @param {number} dial */
  #nameOf(dial) {
    const { step, to, from } = placeOf(dial, this.network.sizes)
    const target = step === 2 ? `output ${to}` : `neuron ${to + 1} of the ${PLACES[step]}`
    if (from === undefined) return `Bias of ${target}`
    const source = step === 0 ? `pixel in row ${Math.floor(from / 28) + 1}, column ${from % 28 + 1}` : `neuron ${from + 1} of the ${PLACES[step - 1]}`
    return `Weight from ${source} to ${target}`
  }
}

/**
 * Return the sizes of the hidden layers, if there may be such ones.
 * @param {string} text such as `16, 16`; empty for none
 */
function sizesOf(text) {
  const sizes = text.split(/[\s,]+/).filter(Boolean).map(Number)
  const fits = sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= MOST_NEURONS)
  return fits && sizes.length <= MOST_LAYERS ? sizes : undefined
}

/** @param {Network} network */
function valuesOf({ weights, biases }) {
  return Float64Array.from([...weights, ...biases].flatMap((values) => [...values]))
}

/**
 * Return a network whose parameters are views of the values.
 * @param {Float64Array} values
 * @param {Network} like
 * @returns {Network}
 */
function networkOn(values, like) {
  let first = 0
  const views = [...like.weights, ...like.biases].map(({ length }) => values.subarray(first, first += length))
  return { ...like, weights: views.slice(0, like.weights.length), biases: views.slice(like.weights.length) }
}

/**
 * Say where a dial stands: in which step, into which neuron and, for a weight, from which one.
 * @param {number} dial
 * @param {number[]} sizes
 * @returns {{ step: number, to: number, from?: number }}
 */
function placeOf(dial, sizes) {
  let rest = dial
  for (let step = 0; step + 1 < sizes.length; rest -= sizes[step] * sizes[step + 1], step++)
    if (rest < sizes[step] * sizes[step + 1])
      return { step, to: Math.floor(rest / sizes[step]), from: rest % sizes[step] }
  let step = 0
  while (rest >= sizes[step + 1]) rest -= sizes[++step]
  return { step, to: rest }
}

/**
 * @param {Network} network
 * @param {Float32Array} images
 */
function firstSums({ sizes, weights: [weights], biases: [biases] }, images) {
  const width = sizes[1]
  const sums = new Float64Array((images.length / PIXELS) * width)
  for (let row = 0; row * PIXELS < images.length; row++) {
    const image = rowOf(images, row, PIXELS)
    sums.set(biases, row * width)
    for (let from = 0; from < PIXELS; from++)
      if (image[from])
        for (let to = 0; to < width; to++) sums[row * width + to] += weights[to * PIXELS + from] * image[from]
  }
  return sums
}

/** @param {Float64Array} values */
function spreadOf(values) {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}

customElements.define("primer-dials", Dials)
