/**
 * `<primer-network-explorer example="4" layer="3" neuron="4">`: open any neuron of the trained
 * network, and see how its number comes out of the layer before. The example is a digit of the
 * test set, 0 to 199; layers 1 and 2 are hidden, layer 3 holds the outputs.
 *
 * @typedef {import("./common/data.mjs").Digits} Digits
 * @typedef {import("./common/model.mjs").Floats} Floats
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {import("./common/neurons.mjs").Place} Place
 * @typedef {{ layer: number, neuron: number }} Chosen
 */
import { loadDigits, loadNetwork } from "./common/data.mjs"
import { coloursOf, fit, fresh, paint } from "./common/draw.mjs"
import { paintSigned } from "./common/grids.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { forward, roomFor, rowOf } from "./common/model.mjs"
import { drawConnections, drawNeurons } from "./common/neurons.mjs"
import { signed } from "./common/numbers.mjs"

const PIXELS = 784
const DIGITS = [...Array(10).keys()]
const REACH = 16 // how near a pointer must come to a neuron, in CSS pixels
const TOLD = 3 // products in the sentence
const LAYERS = ["", "first hidden layer", "second hidden layer", "outputs"]
/** @param {number} count */
const numbers = (count) => Array.from({ length: count }, (_, n) => `<option>${n}`).join("")
const PANEL = `<p><span><strong>Pick any neuron:</strong> which weights light it up, which keep it dark?</span></p>
<div class="choices"><label>image <select name="example"></select></label>
<label>layer <select name="layer">${[1, 2, 3].map((l) => `<option value="${l}">${LAYERS[l]}`).join("")}</select></label>
<label>neuron <select name="neuron">${numbers(16)}</select></label> <button data-does="reset">Reset</button></div>
<canvas class="net" role="img" aria-label="The image, two hidden layers and the outputs. The chosen neuron is marked, and what it gets from the layer before is drawn in green and red."></canvas>
<div class="inside"><div class="grids"><div><canvas aria-hidden="true"></canvas>its weights</div>
<div><canvas aria-hidden="true"></canvas>× what comes in</div></div>
<output></output>
<details><summary>All its products</summary><div class="table" tabindex="0"><table class="data">
<thead><tr><th>neuron<th>activation<th>weight<th>product<tbody></table></div></details></div>`

class NetworkExplorer extends LiveFigure {
  controls = PANEL
  /** @type {Network} */ network
  /** @type {Digits} */ digits
  /** @type {HTMLCanvasElement} */ net
  /** @type {(name: string) => string} */ colour
  #seen = document.createElement("canvas")

  async load() {
    ;[this.network, this.digits] = await Promise.all([loadNetwork("network"), loadDigits("samples")])
    this.room = roomFor(this.network)
  }

  build() {
    super.build()
    this.net = this.find("canvas", ".net")
    const { labels } = this.digits
    const examples = new Set([Number(this.getAttribute("example")), ...DIGITS.map((digit) => labels.indexOf(digit))])
    const inOrder = [...examples].sort((a, b) => labels[a] - labels[b])
    this.find("select", "[name=example]").innerHTML =
      inOrder.map((example) => `<option value="${example}">a ${labels[example]}`).join("")
    for (const type of /** @type {const} */ (["pointermove", "pointerdown"]))
      this.net.addEventListener(type, (event) => this.#point(event))
    for (const type of ["pointerup", "pointerleave"])
      this.net.addEventListener(type, () => this.settled())
  }

  measure() {
    this.colour = coloursOf(this)
    fit(this.net)
  }

  /** @returns {Chosen} */
  get #chosen() {
    const layer = this.number("layer")
    const last = this.network.sizes[layer] - 1
    if (this.number("neuron") > last) this.control("neuron").value = String(last)
    return { layer, neuron: this.number("neuron") }
  }

  draw() {
    const { layer, neuron } = this.#chosen
    const image = rowOf(this.digits.images, this.number("example"), PIXELS)
    const layers = forward(this.network, image, this.room)
    const weights = rowOf(this.network.weights[layer - 1], neuron, this.network.sizes[layer - 1])
    const products = Float64Array.from(weights, (weight, i) => weight * layers[layer - 1][i])
    this.#drawNetwork(layers, weights, layer, neuron)
    this.#drawGrids(weights, products)
    this.#tell(layers, products, layer, neuron)
    const isFirst = layer === 1
    this.find("details").hidden = isFirst
    if (!isFirst) this.find("tbody").innerHTML = rows(layers[layer - 1], weights, products)
  }

  /** @returns {Place[][]} where the neurons of each layer stand, but for the image */
  get #places() {
    const [width, height] = [this.net.clientWidth, this.net.clientHeight]
    const left = height / 2.4
    const step = (width - left - 24) / 3
    return this.network.sizes.slice(1).map((size, l) =>
      Array.from({ length: size }, (_, j) => ({ x: left + step * (l + 1), y: (height / size) * (j + 0.5) })))
  }

  /**
   * Return where a neuron stands on the canvas.
   * @param {number} layer
   * @param {number} neuron
   */
  placeOf(layer, neuron) {
    return this.#places[layer - 1][neuron]
  }

  /**
   * @param {Floats[]} layers
   * @param {Floats} weights
   * @param {number} layer
   * @param {number} neuron
   */
  #drawNetwork(layers, weights, layer, neuron) {
    const { context, width, height } = fresh(this.net)
    const { colour } = this
    const places = this.#places
    const side = height / 2.4
    const place = this.placeOf(layer, neuron)
    context.imageSmoothingEnabled = false
    context.drawImage(paint(layers[0], this.#seen), 0, (height - side) / 2, side, side)
    this.#drawAll(context, [[{ x: side, y: height / 2 }], ...places])
    if (layer === 1) this.#drawFan(context, side, height, place)
    else drawConnections(context, places[layer - 2], [place], weights, layers[layer - 1], colour)
    places.forEach((column, l) => drawNeurons(context, column, layers[l + 1], height / 40, colour("muted")))
    context.strokeStyle = colour("accent")
    context.lineWidth = 3
    context.beginPath()
    context.arc(place.x, place.y, height / 40 + 3, 0, 7)
    context.stroke()
    context.font = "13px system-ui, sans-serif"
    context.fillStyle = colour("ink")
    places[2].forEach(({ y }, digit) => context.fillText(String(digit), width - 12, y + 4))
  }

  /**
   * Draw every connection, faintly.
   * @param {CanvasRenderingContext2D} context
   * @param {Place[][]} columns
   */
  #drawAll(context, columns) {
    context.strokeStyle = this.colour("grid")
    context.lineWidth = 0.5
    context.beginPath()
    columns.slice(1).forEach((column, l) => {
      for (const from of columns[l])
        for (const to of column) {
          context.moveTo(from.x, from.y)
          context.lineTo(to.x, to.y)
        }
    })
    context.stroke()
  }

  /**
   * Draw how all pixels lead to a neuron.
   * @param {CanvasRenderingContext2D} context
   * @param {number} side
   * @param {number} height
   * @param {Place} place
   */
  #drawFan(context, side, height, place) {
    context.strokeStyle = this.colour("accent")
    context.lineWidth = 1
    context.beginPath()
    for (const y of [(height - side) / 2, (height + side) / 2]) {
      context.moveTo(side, y)
      context.lineTo(place.x, place.y)
    }
    context.stroke()
  }

  /**
   * @param {Floats} weights
   * @param {Floats} products
   */
  #drawGrids(weights, products) {
    const canvases = this.panel.querySelectorAll(".grids canvas")
    for (const [n, values] of [weights, products].entries())
      paintSigned(values, this.colour, { canvas: /** @type {HTMLCanvasElement} */ (canvases[n]) })
  }

  /**
   * @param {Floats[]} layers
   * @param {Float64Array} products
   * @param {number} layer
   * @param {number} neuron
   */
  #tell(layers, products, layer, neuron) {
    const bias = this.network.biases[layer - 1][neuron]
    const sum = products.reduce((total, product) => total + product, 0)
    const a = layers[layer][neuron]
    const order = [...products.keys()].sort((i, j) => Math.abs(products[j]) - Math.abs(products[i]))
    const largest = order.slice(0, TOLD).map((i) => `${signed(products[i], 2)} from neuron ${i}`)
    this.find("output").textContent = [
      `Neuron ${neuron} of the ${LAYERS[layer]} holds ${a.toFixed(3)}.`,
      layer === 1 ? "Each pixel times its weight," : `Each activation times its weight: ${largest.join(", ")}, …;`,
      `all ${products.length} products add up to ${signed(sum, 2)}.`,
      `With its bias: σ(${signed(sum, 2)} ${bias < 0 ? "−" : "+"} ${Math.abs(bias).toFixed(2)}) = σ(${signed(sum + bias, 2)}) = ${a.toFixed(3)}.`,
    ].join(" ")
  }

  /** @param {PointerEvent} event */
  #point({ offsetX, offsetY }) {
    let nearest = { distance: REACH, layer: 0, neuron: 0 }
    this.#places.forEach((column, l) => column.forEach(({ x, y }, neuron) => {
      const distance = Math.hypot(offsetX - x, offsetY - y)
      if (distance < nearest.distance) nearest = { distance, layer: l + 1, neuron }
    }))
    if (!nearest.layer) return
    this.control("layer").value = String(nearest.layer)
    this.control("neuron").value = String(nearest.neuron)
    this.changed()
  }
}

/**
 * @param {Floats} activations
 * @param {Floats} weights
 * @param {Floats} products
 */
function rows(activations, weights, products) {
  return Array.from(activations, (a, i) =>
    `<tr><th>${i}<td>${a.toFixed(2)}<td>${signed(weights[i], 2)}<td>${signed(products[i], 2)}`).join("")
}

customElements.define("primer-network-explorer", NetworkExplorer)
