/**
 * `<primer-nonsense image="5" which="3" right="2" threshold="0.9">`: move a digit, invert it, lay
 * noise on it, or show the network what is no digit. See how sure it looks, set a threshold below
 * which it says "I don't know", and count what becomes of 1,000 test digits that are changed alike.
 * Drag the image, and the threshold.
 *
 * @typedef {import("./common/model.mjs").Floats} Floats
 * @typedef {{ right: number, down: number, noise: number, isInverted: boolean }} Change
 */
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { paint } from "./common/draw.mjs"
import { follow } from "./common/follow.mjs"
import { addNoise, invert, shift, SIDE } from "./common/images.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { forward, largest, roomFor, rowOf } from "./common/model.mjs"
import { percent, signed } from "./common/numbers.mjs"
import { randomFrom } from "./common/random.mjs"

const PIXELS = SIDE * SIDE
const SLICE = 50 // digits that are read before the page gets its turn
const DIGITS = [...Array(10).keys()]
const KINDS = ["right", "wrong", "no answer"]
const DIALS = [
  ["right", "shift right", -6, 6, 1],
  ["down", "shift down", -6, 6, 1],
  ["noise", "noise", 0, 1, 0.05],
  ["threshold", "threshold", 0, 0.99, 0.01],
]
const dials = DIALS.map(([name, label, min, max, step]) =>
  `<label>${label} <input type="range" name="${name}" min="${min}" max="${max}" step="${step}" value="0"><b></b></label>`)

class Nonsense extends LiveFigure {
  controls = `<p><span><strong>Move the threshold:</strong> can you drop the wrong answers and keep the right?</span></p>
<p><label>image <select name="image">${DIGITS.map((digit) => `<option value="${digit}">a ${digit}`).join("")}
<option value="grey">random grey<option value="black">black</select></label>
<input type="hidden" name="which"><button data-does="another">Another</button>
<label><input type="checkbox" name="inverted"> black on white</label>
<button data-does="reset">Reset</button></p>
<div class="seen"><div><canvas role="img"></canvas><output class="said"></output></div>
<ul aria-label="the ten outputs">${DIGITS.map((digit) => `<li>${digit}<i></i><b></b>`).join("")}<li class="limit" aria-hidden="true"><i></i></ul></div>
<div class="dials">${dials.join("")}</div>
<output class="counted"></output>
<div class="share" aria-hidden="true">${"<i></i>".repeat(3)}</div>
<ul class="counts">${KINDS.map((kind) => `<li><i></i><b></b> ${kind}`).join("")}</ul>`
  /** @type {import("./common/model.mjs").Network} */ network
  /** @type {import("./common/data.mjs").Digits} */ digits
  /** Of each test digit: its largest output, below zero when it is of the wrong digit. */
  sureness = new Float32Array()
  #read = "" // the change under which they were read
  #isReading = false

  async load() {
    [this.network, this.digits] = await Promise.all([loadNetwork("network"), loadDigits("test")])
    this.room = roomFor(this.network)
  }

  build() {
    super.build()
    const which = this.control("which")
    this.find("button", "[data-does=another]").addEventListener("click", () => {
      which.value = String(Number(which.value) + 1)
      this.changed()
      this.settled()
    })
    this.control("image").addEventListener("input", () => (which.value = "0"))
    follow(this.find("li", ".limit"), (x) => {
      this.control("threshold").value = String(x)
      this.changed()
    }, () => this.settled())
    this.#followImage()
  }

  /** Let readers drag the image to where they want it. */
  #followImage() {
    const dials = [this.control("right"), this.control("down")]
    /** @type {number[] | undefined} */
    let start
    follow(this.find("canvas"), (...place) => {
      start ??= place.map((share, n) => dials[n].valueAsNumber - SIDE * share)
      place.forEach((share, n) => (dials[n].value = String(SIDE * share + (start?.[n] ?? 0))))
      this.changed()
    }, () => {
      start = undefined
      this.settled()
    })
  }

  /** @returns {Change} */
  get change() {
    const [right, down, noise] = ["right", "down", "noise"].map((name) => this.number(name))
    return { right, down, noise, isInverted: this.control("inverted").checked }
  }

  draw() {
    const { image, name, label } = this.#chosen()
    const changed = changedImage(image, this.change, this.number("which"))
    const outputs = this.#outputsOf(changed)
    paint(changed, this.find("canvas")).ariaLabel = `The image: ${name}, as the network gets it`
    this.#showOutputs(outputs)
    this.find("output", ".said").textContent = this.#verdict(outputs, label)
    DIALS.forEach(([dial], n) => {
      const { valueAsNumber } = this.control(String(dial))
      this.panel.querySelectorAll(".dials b")[n].textContent = signed(valueAsNumber, n < 2 ? 0 : 2)
    })
    this.#count()
    this.#readAll()
  }

  /** Return the chosen image before its change, what to call it and, for a digit, which it is. */
  #chosen() {
    const [{ value }, which] = [this.control("image"), this.number("which")]
    if (value === "black") return { image: new Float32Array(PIXELS), name: "black" }
    if (value === "grey")
      return { image: Float32Array.from({ length: PIXELS }, randomFrom(which)), name: "random grey" }
    const { images, labels } = this.digits
    const rows = [...labels.keys()].filter((row) => labels[row] === Number(value))
    return { image: rowOf(images, rows[which % rows.length], PIXELS), name: `a ${value}`, label: Number(value) }
  }

  /** @param {Floats} image */
  #outputsOf(image) {
    return forward(this.network, image, this.room)[this.network.sizes.length - 1]
  }

  /** @param {Floats} outputs */
  #showOutputs(outputs) {
    const [threshold, best] = [this.number("threshold"), largest(outputs)]
    const list = this.find("ul")
    list.style.setProperty("--limit", String(threshold))
    DIGITS.forEach((digit) => {
      const item = /** @type {HTMLElement} */ (list.children[digit])
      item.style.setProperty("--output", String(outputs[digit]))
      item.className = digit === best ? (outputs[digit] > threshold ? "best kept" : "best") : ""
      item.getElementsByTagName("b")[0].textContent = signed(outputs[digit], 2)
    })
  }

  /**
   * @param {Floats} outputs
   * @param {number} [label]
   */
  #verdict(outputs, label) {
    const best = largest(outputs)
    if (outputs[best] <= this.number("threshold")) return "“I don’t know.”"
    const answer = `“A\u00a0${best}.”`
    if (label === undefined) return `${answer} There is none.`
    return best === label ? `${answer} Right.` : `${answer} No, it is a\u00a0${label}.`
  }

  /** Read the test digits under the present change, a slice at a time, if they have not been. */
  async #readAll() {
    if (this.#isReading) return
    this.#isReading = true
    while (this.isConnected && this.#read !== JSON.stringify(this.change)) {
      const { change } = this
      const sureness = new Float32Array(this.digits.labels.length)
      for (let first = 0; first < sureness.length; first += SLICE) {
        for (let row = first; row < Math.min(first + SLICE, sureness.length); row++)
          sureness[row] = this.#surenessOf(row, change)
        await new Promise((next) => setTimeout(next))
      }
      this.sureness = sureness
      this.#read = JSON.stringify(change)
      this.#count()
    }
    this.#isReading = false
  }

  /**
   * @param {number} row of the test digits
   * @param {Change} change
   */
  #surenessOf(row, change) {
    const outputs = this.#outputsOf(changedImage(rowOf(this.digits.images, row, PIXELS), change, row))
    const best = largest(outputs)
    return best === this.digits.labels[row] ? outputs[best] : -outputs[best]
  }

  #count() {
    if (!this.#read) return
    const threshold = this.number("threshold")
    const right = this.sureness.filter((sureness) => sureness > threshold).length
    const wrong = this.sureness.filter((sureness) => sureness < -threshold).length
    const counts = [right, wrong, this.sureness.length - right - wrong]
    const places = this.panel.querySelectorAll(".counts b")
    const parts = /** @type {HTMLElement[]} */ ([...this.find("div", ".share").children])
    counts.forEach((count, kind) => {
      places[kind].textContent = String(count)
      parts[kind].style.flexGrow = String(count)
    })
    const answered = right + wrong
    const rightness = answered ? `${percent(right / answered)} of the answers are right` : "no mistake"
    this.find("output", ".counted").textContent = `${this.sureness.length.toLocaleString("en")
      } test digits, changed alike: ${percent(answered / this.sureness.length)} get an answer; ${rightness}.`
  }
}

/**
 * @param {Floats} image
 * @param {Change} change
 * @param {number} seed of the noise
 */
function changedImage(image, { right, down, noise, isInverted }, seed) {
  const changed = shift(image, right, down)
  if (isInverted) invert(changed)
  if (noise) addNoise(changed, noise, randomFrom(seed))
  return changed
}

customElements.define("primer-nonsense", Nonsense)
