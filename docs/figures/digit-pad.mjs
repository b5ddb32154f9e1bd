/**
 * `<primer-digit-pad example="18" move="-3" centre="off">`: draw a digit, and watch the whole network
 * read it. The example is a digit of the test set, 0 to 199; examples come moved by so many pixels.
 *
 * @typedef {import("./common/data.mjs").Digits} Digits
 * @typedef {import("./common/model.mjs").Floats} Floats
 * @typedef {import("./common/model.mjs").Network} Network
 */
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { coloursOf, fit, fresh, paint } from "./common/draw.mjs"
import { DrawingPad } from "./common/drawing-pad.mjs"
import { prepare, SIDE } from "./common/ink.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { forward, largest, roomFor } from "./common/model.mjs"
import { drawConnections, drawNeurons } from "./common/neurons.mjs"

const PIXELS = SIDE * SIDE
const RADIUS = 8 // of an output neuron
const DIGITS = [...Array(10).keys()]
const PANEL = `
<div class="pad"><p>Draw a digit here</p><canvas></canvas>
<p><button data-does="clear">Clear</button> <button data-does="reset">Reset</button></p></div>
<div class="net"><p>The network reads <strong></strong></p>
<canvas role="img" aria-label="What it sees, its hidden neurons and outputs"></canvas>
<ol class="bars" aria-label="Outputs">
${DIGITS.map((digit) => `<li><b>${digit}</b><i></i><span>0</span></li>`).join("")}</ol></div>
<div class="options"><div class="examples" role="group" aria-label="Examples"></div>
<label><input type="checkbox" name="centre" checked> Scale and centre it, as for training</label>
<p role="status" class="for-listeners"></p>
<details><summary>Numbers of the hidden neurons</summary><div class="table" tabindex="0">
<table class="data"><thead><tr><th>neuron<th>first layer<th>second layer<tbody></table></div>
</details></div>`

class DigitPad extends LiveFigure {
  controls = PANEL
  example = -1
  move = 0
  /** @type {Network} */ network
  /** @type {Digits} */ digits
  /** @type {DrawingPad} */ pad
  /** @type {HTMLCanvasElement} */ net
  /** @type {NodeListOf<HTMLElement>} */ bars
  /** @type {(name: string) => string} */ colour
  #seen = document.createElement("canvas")

  async load() {
    ;[this.network, this.digits] = await Promise.all([loadNetwork("network"), loadDigits("samples")])
    this.room = roomFor(this.network)
  }

  build() {
    super.build()
    this.pad = new DrawingPad(this.find("canvas"))
    this.net = this.find("canvas", "[role=img]")
    this.bars = this.panel.querySelectorAll("li")
    this.pad.addEventListener("change", () => this.changed())
    this.pad.addEventListener("settle", () => this.#settle())
    this.find("button", "[data-does=clear]").addEventListener("click", () => {
      this.pad.clear()
      this.#settle()
    })
    this.control("centre").addEventListener("change", () => this.#settle())
    this.find("details").addEventListener("toggle", () => this.changed())
    this.find("div", ".examples").append(...DIGITS.map((digit) => this.#exampleButton(digit)))
  }

  get state() {
    const drawn = this.pad.strokes
    return {
      ...(drawn ? { strokes: drawn } : this.example >= 0 && { example: String(this.example) }),
      ...(this.move && { move: String(this.move) }),
      ...super.state,
    }
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    this.pad.strokes = state.get("strokes") ?? ""
    this.example = -1
    this.move = Math.trunc(Number(state.get("move"))) || 0
    this.#showExample(Number(state.get("example") ?? -1))
    this.#say()
  }

  measure() {
    this.colour = coloursOf(this)
    for (const canvas of [this.pad.canvas, this.net]) fit(canvas)
  }

  draw() {
    const { layers, ...marks } = this.#read()
    this.pad.draw(this.colour, marks)
    this.#drawNetwork(layers)
    this.#showOutputs(layers[3])
    if (this.find("details").open) this.#writeNumbers(layers)
  }

  #read() {
    const isCentred = this.control("centre").checked
    const { image, ...marks } = prepare(this.pad.sheet, isCentred)
    return { layers: forward(this.network, image, this.room), ...(isCentred && marks) }
  }

  /** @param {Floats} outputs */
  #showOutputs(outputs) {
    const best = largest(outputs)
    this.bars.forEach((bar, digit) => {
      const number = outputs[digit].toFixed(2)
      const state = number + (digit === best)
      if (bar.dataset.state === state) return
      bar.dataset.state = state
      bar.classList.toggle("best", digit === best)
      bar.style.setProperty("--share", number)
      bar.children[2].textContent = number
      this.find("strong").textContent = String(best)
    })
  }

  /** @param {Floats[]} layers */
  #drawNetwork(layers) {
    const { colour } = this
    const { context, width, height } = fresh(this.net)
    const side = Math.min(4 * SIDE, Math.round(width / 3))
    const step = (width - side - RADIUS) / 3
    const columns = layers.slice(1).map(({ length }, l) =>
      Array.from({ length }, (_, j) => ({
        x: side + step * (l + 1) - 1,
        y: (height / length) * (j + 0.5),
      })),
    )
    context.strokeStyle = colour("grid")
    context.beginPath()
    for (const { x, y } of columns[0]) {
      context.moveTo(side, height / 2)
      context.lineTo(x, y)
    }
    context.stroke()
    context.imageSmoothingEnabled = false
    context.drawImage(paint(layers[0], this.#seen), 0, (height - side) / 2, side, side)
    context.font = "13px system-ui"
    context.fillStyle = colour("muted")
    context.fillText("what it sees", 0, (height + side) / 2 + 18)
    for (const l of [1, 2])
      drawConnections(context, columns[l - 1], columns[l], this.network.weights[l], layers[l], colour)
    columns.forEach((places, l) =>
      drawNeurons(context, places, layers[l + 1], l === 2 ? RADIUS : height / 40, colour("muted")),
    )
  }

  /** @param {Floats[]} layers */
  #writeNumbers([, first, second]) {
    this.find("tbody").innerHTML = Array.from(first, (value, j) =>
      `<tr><th>${j}<td>${value.toFixed(2)}<td>${second[j].toFixed(2)}`).join("")
  }

  /** @param {number} example */
  #image(example) {
    return this.digits.images.subarray(example * PIXELS, (example + 1) * PIXELS)
  }

  /** @param {number} digit */
  #exampleButton(digit) {
    const { labels } = this.digits
    const first = labels.indexOf(digit)
    const button = document.createElement("button")
    button.ariaLabel = button.title = `Show a ${digit}`
    button.append(paint(this.#image(first)))
    button.firstElementChild?.setAttribute("aria-hidden", "true")
    button.addEventListener("click", () => {
      const next = labels.indexOf(digit, labels[this.example] === digit ? this.example + 1 : 0)
      this.#showExample(next < 0 ? first : next)
      this.#settle()
    })
    return button
  }

  /** @param {number} example none when there is no such example */
  #showExample(example) {
    if (!(example in this.digits.labels)) return
    this.example = example
    this.pad.show(this.#image(example), this.move)
  }

  #settle() {
    if (this.pad.isEmpty || this.pad.strokes) this.example = -1
    this.changed()
    this.settled()
    this.#say()
  }

  /** Tell those who listen what the network reads. */
  #say() {
    const outputs = this.#read().layers[3]
    const best = largest(outputs)
    const label = this.digits.labels[this.example]
    this.find("p", "[role=status]").textContent = [
      this.example >= 0 ? `Digit ${this.example} of the test set, a ${label}.` : "",
      `The network reads ${best}, with an output of ${outputs[best].toFixed(2)}.`,
      this.pad.isPenDown ? "The pen is down." : "",
    ].join(" ")
  }
}

customElements.define("primer-digit-pad", DigitPad)
