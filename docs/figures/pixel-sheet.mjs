/**
 * `<primer-pixel-sheet row="9" column="16" goal="3">`: read the numbers of a digit, pixel by pixel,
 * change them, and see how far the image is from each of ten average digits. The goal is to bring
 * it to another digit with few changes; a hint chooses the pixel that helps most.
 */
import { loadDigits } from "./common/data.mjs"
import { paint } from "./common/draw.mjs"
import { follow } from "./common/follow.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { largest, rowOf } from "./common/model.mjs"

const SIDE = 28
const PIXELS = SIDE * SIDE
const ZOOM = 6 // pixels that are shown as numbers, in each direction
const LIGHT = 0.46 // from here on, black stands out better than white
const DIGITS = [...Array(10).keys()]
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
const AVERAGES = DIGITS.map((digit) => `<li><canvas role="img" aria-label="average ${digit}"></canvas><b></b>`)
const MARKS = `<svg viewBox="0 0 ${SIDE} ${SIDE}" aria-hidden="true"><path/>
<rect class="part" width="${ZOOM}" height="${ZOOM}"/><rect class="pixel" width="1" height="1"/></svg>`

class PixelSheet extends LiveFigure {
  controls = `<p><span><strong>Change pixels</strong> until the average in the dashed frame is the nearest.</span></p>
<div class="sheets"><div><canvas class="sheet" tabindex="0" role="application"
aria-label="The image. Arrow keys choose a pixel, Space changes it and changes it back."></canvas>${MARKS}</div>
<div class="zoom" aria-hidden="true">${"<i></i>".repeat(ZOOM * ZOOM)}</div></div>
<p><output class="chosen"></output><label>brightness <input class="value" type="range" min="0" max="100"></label>
<button data-does="flip">Change it</button></p>
<ol aria-label="distance to each average">${AVERAGES.join("")}</ol><output class="read"></output>
<p><label>Make that a <select name="goal">${DIGITS.map((digit) => `<option>${digit}`).join("")}</select></label>
<button data-does="hint">Hint</button><button data-does="reset">Reset</button></p>
<input type="range" name="row" max="${SIDE - 1}" hidden><input type="range" name="column" max="${SIDE - 1}" hidden>
<input name="changes" hidden>`
  /** @type {Float32Array[]} */ averages = []
  original = new Float32Array(PIXELS)
  #top = 0
  #left = 0

  async load() {
    const { images } = await loadDigits("averages")
    this.averages = DIGITS.map((digit) => rowOf(images, digit, PIXELS)).map((row) => Float32Array.from(row))
    this.original = Float32Array.from(rowOf(images, DIGITS.length, PIXELS))
  }

  build() {
    super.build()
    const canvases = this.panel.querySelectorAll("li canvas")
    this.averages.forEach((average, digit) => paint(average, /** @type {HTMLCanvasElement} */ (canvases[digit])))
    this.#listenToSheet()
    const slider = this.find("input", ".value")
    slider.addEventListener("input", () => this.#set(slider.valueAsNumber))
    this.find("div", ".zoom").addEventListener("click", ({ target }) => {
      const cell = [...this.find("div", ".zoom").children].indexOf(/** @type {Element} */ (target))
      if (cell < 0) return
      this.#choose(this.#top + Math.floor(cell / ZOOM), this.#left + (cell % ZOOM))
      this.#flip()
    })
    this.find("button", "[data-does=flip]").addEventListener("click", () => this.#flip())
    this.find("button", "[data-does=hint]").addEventListener("click", () => {
      const at = this.#mostHelpful()
      this.#choose(Math.floor(at / SIDE), at % SIDE)
      this.#centre()
      this.settled()
    })
  }

  #listenToSheet() {
    const sheet = this.find("canvas", ".sheet")
    follow(sheet, (x, y) => {
      this.#choose(Math.floor(SIDE * y), Math.floor(SIDE * x))
      this.#centre()
    }, () => this.settled())
    sheet.addEventListener("keydown", (event) => {
      const { key } = event
      if (key in STEPS) this.#choose(this.row + STEPS[key][0], this.column + STEPS[key][1])
      else if (key === " " || key === "Enter") this.#flip()
      else return
      event.preventDefault()
    })
    sheet.addEventListener("keyup", ({ key }) => {
      if (key in STEPS) this.settled()
    })
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    this.#centre()
  }

  get row() {
    return this.number("row")
  }

  get column() {
    return this.number("column")
  }

  get at() {
    return SIDE * this.row + this.column
  }

  /** The new values of the pixels that were changed, in hundredths. */
  get changes() {
    const pairs = this.control("changes").value.split("_").map((pair) => pair.split("-").map(Number))
    const valid = pairs.filter(([at, value]) => at in this.original && value >= 0 && value <= 100)
    return new Map(/** @type {[number, number][]} */ (valid))
  }

  get image() {
    const image = this.original.slice()
    for (const [at, value] of this.changes) image[at] = value / 100
    return image
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  #choose(row, column) {
    this.control("row").value = String(row)
    this.control("column").value = String(column)
    this.changed()
  }

  /** Bring the chosen pixel into the middle of what is shown as numbers. */
  #centre() {
    this.#top = this.row - ZOOM / 2
    this.#left = this.column - ZOOM / 2
  }

  /** Change the chosen pixel to the other end, or back to what it was. */
  #flip() {
    const was = this.original[this.at]
    this.#set(this.changes.has(this.at) ? Math.round(100 * was) : was < 0.5 ? 100 : 0)
    this.settled()
  }

  /** @param {number} value of the chosen pixel, in hundredths; the first value is no change */
  #set(value) {
    const { changes, at } = this
    changes.delete(at)
    if (value !== Math.round(100 * this.original[at])) changes.set(at, value)
    this.control("changes").value = [...changes].map((pair) => pair.join("-")).join("_")
    this.changed()
  }

  /** Return the pixel whose change brings the image closest to being read as the goal. */
  #mostHelpful() {
    const { image, changes, averages } = this
    const [goal, squares] = [this.number("goal"), squaresTo(averages, image)]
    const leads = Array.from(image, (old, at) => {
      if (changes.has(at)) return -Infinity
      const flipped = old < 0.5 ? 1 : 0
      const after = squares.map((square, digit) =>
        square + (flipped - averages[digit][at]) ** 2 - (old - averages[digit][at]) ** 2)
      return Math.min(...after.filter((_, digit) => digit !== goal)) - after[goal]
    })
    return largest(leads)
  }

  draw() {
    const { image, changes } = this
    this.#top = within(this.#top, this.row)
    this.#left = within(this.#left, this.column)
    paint(image, this.find("canvas", ".sheet"))
    this.#mark([...changes.keys()])
    this.#writeNumbers(image, changes)
    this.find("output", ".chosen").textContent =
      `row ${this.row}, column ${this.column}, number ${this.at}: ${image[this.at].toFixed(2)}`
    this.find("input", ".value").value = String(Math.round(100 * image[this.at]))
    this.#compare(squaresTo(this.averages, image).map(Math.sqrt), changes.size)
  }

  /** @param {number[]} changed */
  #mark(changed) {
    const [path, part, pixel] = this.panel.querySelectorAll(".sheets svg > *")
    path.setAttribute("d", changed.map((at) => `M${at % SIDE} ${Math.floor(at / SIDE)}h1v1h-1z`).join(""))
    part.setAttribute("transform", `translate(${this.#left} ${this.#top})`)
    pixel.setAttribute("transform", `translate(${this.column} ${this.row})`)
  }

  /**
   * @param {Float32Array} image
   * @param {Map<number, number>} changes
   */
  #writeNumbers(image, changes) {
    const cells = /** @type {HTMLElement[]} */ ([...this.find("div", ".zoom").children])
    cells.forEach((cell, n) => {
      const at = SIDE * (this.#top + Math.floor(n / ZOOM)) + this.#left + (n % ZOOM)
      const shade = Math.round(255 * image[at])
      cell.textContent = image[at].toFixed(1)
      cell.style.background = `rgb(${shade} ${shade} ${shade})`
      cell.style.color = image[at] < LIGHT ? "#fff" : "#000"
      cell.className = [at === this.at && "pixel", changes.has(at) && "changed"].filter(Boolean).join(" ")
    })
  }

  /**
   * @param {number[]} distances to the averages
   * @param {number} count of the changes
   */
  #compare(distances, count) {
    const [goal, nearest] = [this.number("goal"), largest(distances.map((distance) => -distance))]
    const items = this.find("ol").children
    distances.forEach((distance, digit) => {
      items[digit].className = digit === nearest ? "nearest" : digit === goal ? "goal" : ""
      items[digit].getElementsByTagName("b")[0].textContent = distance.toFixed(2)
    })
    const changed = `${count} ${count === 1 ? "pixel" : "pixels"} changed`
    const isReached = goal === nearest
    this.find("output", ".read").textContent =
      `${isReached ? "Done" : "So far"}, with ${changed}: the nearest of ten average digits is the ${nearest}, ${
        distances[nearest].toFixed(2)} away.${isReached ? "" : ` The ${goal} is ${distances[goal].toFixed(2)} away.`}`
  }
}

/**
 * Return the square of the distance to each average.
 * @param {Float32Array[]} averages
 * @param {Float32Array} image
 */
function squaresTo(averages, image) {
  return averages.map((average) => average.reduce((sum, value, at) => sum + (value - image[at]) ** 2, 0))
}

/**
 * Return where the numbers begin, so that they hold the chosen pixel and stay on the sheet.
 * @param {number} first
 * @param {number} chosen
 */
function within(first, chosen) {
  return Math.min(SIDE - ZOOM, Math.max(0, chosen - ZOOM + 1, Math.min(chosen, first)))
}

customElements.define("primer-pixel-sheet", PixelSheet)
