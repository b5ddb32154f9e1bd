/**
 * `<primer-paint-weights detector="_177g9…" find="1">`: paint the weights of a neuron, and see at once
 * which sums ten test digits get, and in what share of the pairs of 200 test digits the digit looked for
 * beats another one. `detector` is a grid in the text form of `marksOf`.
 */
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { coloursOf } from "./common/draw.mjs"
import { follow } from "./common/follow.mjs"
import { paintSigned } from "./common/grids.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { rowOf } from "./common/model.mjs"
import { percent, signed } from "./common/numbers.mjs"

const SIDE = 28
const PIXELS = SIDE * SIDE
const GOAL = 97 // per cent of the pairs
const GREY = 2 // how much fainter the digit beneath the weights is than they are
const DIGITS = [...Array(10).keys()]
/** @type {Record<string, number>} What a mark of the brush makes of a weight. */
const MARKS = { g: 1, r: -0.5, e: 0 }
const BRUSHES = [["g", "+1"], ["r", "−½"], ["e", "erase"]]
/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const LABEL = "Weights. Arrow keys move the brush, Space lowers or lifts it."
const NEURONS = [...Array(16).keys()].map((j) => `<option value="${j}">trained neuron ${j}`)
const PANEL = `<p><span><strong>Paint weights</strong> so that the chosen digit gets the largest sums.</span></p>
<p><label>start from <select name="start"><option value="detector" selected>detector for sevens<option value="blank">nothing${NEURONS.join("")}</select></label>
<button data-does="reset">Reset</button></p>
<div class="neuron"><div><fieldset><legend class="for-listeners">brush</legend>${BRUSHES.map(([mark, name], n) =>
  `<label><input type="radio" name="brush" value="${mark}"${n ? "" : " checked"}><i class="${mark}"></i>${name}</label>`).join("")}
<label><input type="checkbox" name="broad" checked> broad</label></fieldset>
<canvas width="${SIDE}" height="${SIDE}" tabindex="0" role="application" aria-label="${LABEL}"></canvas></div>
<fieldset class="sums"><legend>find the … (bars: weighted sums)</legend>${DIGITS.map((digit) =>
  `<label><input type="radio" name="find" value="${digit}"><canvas aria-hidden="true"></canvas><span class="for-listeners">${digit}: </span><i></i><b></b></label>`).join("")}</fieldset></div>
<div class="score" aria-hidden="true" style="--goal: ${GOAL}"><i></i></div><output></output>`

class PaintWeights extends LiveFigure {
  controls = PANEL
  /** @type {import("./common/model.mjs").Network} */ network
  /** @type {import("./common/data.mjs").Digits} */ digits
  /** @type {(name: string) => string} */ colour
  /** What was painted on the grid, a mark for each pixel. @type {string[]} */ #painted = []
  #cursor = { x: 14, y: 6 }
  #isDown = false
  /** @type {{ x: number, y: number } | undefined} */ #last

  async load() {
    [this.network, this.digits] = await Promise.all([loadNetwork("network"), loadDigits("samples")])
  }

  build() {
    super.build()
    const grid = this.find("canvas")
    follow(grid, (x, y) => {
      this.#isDown = false
      this.#go({ x: inside(SIDE * x), y: inside(SIDE * y) })
    }, () => {
      this.#last = undefined
      this.settled()
    })
    grid.addEventListener("keydown", (event) => this.#press(event))
    for (const type of ["focus", "blur"]) grid.addEventListener(type, () => this.changed())
    this.control("start").addEventListener("input", () => (this.#painted = marksOf("")))
  }

  get state() {
    return { ...super.state, painted: textOf(this.#painted) }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    this.#painted = marksOf(state.get("painted") ?? "")
    this.#cursor = { x: 14, y: 6 }
    this.#isDown = false
  }

  measure() {
    this.colour = coloursOf(this)
    const cells = this.panel.querySelectorAll("canvas")
    DIGITS.forEach((digit) =>
      this.#paint(cells[digit + 1], rowOf(this.digits.images, this.digits.labels.indexOf(digit), PIXELS)))
  }

  /**
   * Paint an image in the ink of the page.
   * @param {HTMLCanvasElement} canvas
   * @param {ArrayLike<number>} image
   */
  #paint(canvas, image, most = 1) {
    return paintSigned(image, () => this.colour("muted"), { most, canvas })
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === " ") this.#isDown = !this.#isDown
    else if (!(event.key in KEYS)) return
    event.preventDefault()
    const [right, down] = KEYS[event.key] ?? [0, 0]
    const place = { x: inside(this.#cursor.x + right), y: inside(this.#cursor.y + down) }
    this.#last = undefined
    if (this.#isDown) this.#go(place)
    else this.#cursor = place
    this.#last = undefined
    this.changed()
    if (this.#isDown) this.settled()
  }

  /**
   * Paint from the last place to another one.
   * @param {{ x: number, y: number }} place
   */
  #go(place) {
    const from = this.#last ?? place
    const steps = Math.max(1, Math.abs(place.x - from.x), Math.abs(place.y - from.y))
    for (let step = 1; step <= steps; step++) {
      const part = step / steps
      this.#dab(Math.round(from.x + part * (place.x - from.x)), Math.round(from.y + part * (place.y - from.y)))
    }
    this.#cursor = this.#last = place
    this.changed()
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #dab(x, y) {
    const end = this.control("broad").checked ? 1 : 0
    for (let row = y; row <= Math.min(y + end, SIDE - 1); row++)
      for (let column = x; column <= Math.min(x + end, SIDE - 1); column++)
        this.#painted[SIDE * row + column] = this.control("brush").value
  }

  get weights() {
    const { value } = this.control("start")
    const start = { detector: this.getAttribute("detector") ?? "", blank: "" }[value]
    const marks = start === undefined ? [] : marksOf(start)
    const trained = start === undefined ? unit(rowOf(this.network.weights[0], Number(value), PIXELS)) : []
    return Float64Array.from(this.#painted, (mark, at) => MARKS[mark] ?? trained[at] ?? MARKS[marks[at]] ?? 0)
  }

  draw() {
    const { images, labels } = this.digits
    const { weights } = this
    const find = this.number("find")
    const sums = Array.from(labels, (_, row) => dot(weights, rowOf(images, row, PIXELS)))
    this.#drawGrid(weights, find)
    this.#showSums(DIGITS.map((digit) => sums[labels.indexOf(digit)]))
    const share = shareOfPairs(sums.filter((_, row) => labels[row] === find), sums.filter((_, row) => labels[row] !== find))
    const isReached = 100 * share >= GOAL
    this.find("div", ".score").style.setProperty("--share", (100 * share).toFixed(2))
    this.find("div", ".score").classList.toggle("reached", isReached)
    this.find("output").textContent = `Of the pairs of ${find === 8 ? "an" : "a"} ${find} and another digit, the ${find} gets the larger sum in ${
      percent(share)}. ${isReached ? `Goal of ${GOAL} % reached: you found the ${find}s.` : `Goal: ${GOAL} %.`}`
  }

  /**
   * @param {Float64Array} weights
   * @param {number} find the digit whose mean lies beneath
   */
  #drawGrid(weights, find) {
    const grid = this.find("canvas")
    const context = /** @type {CanvasRenderingContext2D} */ (grid.getContext("2d"))
    const sheet = paintSigned(weights, this.colour, { most: 1 })
    this.#paint(grid, meanOf(this.digits, find), GREY)
    context.drawImage(sheet, 0, 0)
    if (!grid.matches(":focus-visible")) return
    const size = this.control("broad").checked ? 2 : 1
    context.fillStyle = this.colour(this.#isDown ? "second" : "accent")
    context.fillRect(this.#cursor.x, this.#cursor.y, size, size)
  }

  /** @param {number[]} sums */
  #showSums(sums) {
    const most = Math.max(...sums.map(Math.abs)) || 1
    this.panel.querySelectorAll(".sums label").forEach((line, digit) => {
      const share = sums[digit] / most
      const style = /** @type {HTMLElement} */ (line).style
      style.setProperty("--from", Math.min(0, share).toFixed(3))
      style.setProperty("--length", Math.abs(share).toFixed(3))
      line.classList.toggle("against", share < 0)
      line.getElementsByTagName("b")[0].textContent = signed(sums[digit])
    })
  }
}

/** @param {number} place */
const inside = (place) => Math.min(SIDE - 1, Math.max(0, Math.floor(place)))

/**
 * Return a mark for each pixel; `_` where nothing is painted.
 * @param {string} text runs such as `_20g3`
 */
function marksOf(text) {
  const runs = text.replace(/([gre_])(\d*)/g, (_, mark, length) => mark.repeat(Math.min(PIXELS, length || 1)))
  return [...runs.padEnd(PIXELS, "_").slice(0, PIXELS)]
}

/** @param {string[]} marks */
function textOf(marks) {
  const runs = marks.join("").replace(/(.)\1*/g, (run) => run[0] + (run.length > 1 ? run.length : ""))
  return runs.replace(/_\d*$/, "")
}

/**
 * Return weights whose largest is 1: the order of the sums stays the same.
 * @param {import("./common/model.mjs").Floats} weights
 */
function unit(weights) {
  const most = Math.max(...weights.map(Math.abs))
  return weights.map((weight) => weight / most)
}

/**
 * @param {ArrayLike<number>} weights
 * @param {ArrayLike<number>} image
 */
function dot(weights, image) {
  let sum = 0
  for (let at = 0; at < PIXELS; at++) sum += weights[at] * image[at]
  return sum
}

/**
 * Return the share of pairs in which the first is larger.
 * @param {number[]} firsts
 * @param {number[]} others
 */
function shareOfPairs(firsts, others) {
  const won = firsts.map((first) => others.filter((other) => first > other).length)
  return won.reduce((total, count) => total + count, 0) / (firsts.length * others.length)
}

/**
 * @param {import("./common/data.mjs").Digits} digits
 * @param {number} digit
 */
function meanOf({ images, labels }, digit) {
  const rows = [...labels.keys()].filter((row) => labels[row] === digit)
  const mean = new Float32Array(PIXELS)
  for (const row of rows)
    for (let at = 0; at < PIXELS; at++) mean[at] += images[PIXELS * row + at] / rows.length
  return mean
}

customElements.define("primer-paint-weights", PaintWeights)
