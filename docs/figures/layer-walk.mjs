/**
 * `<primer-layer-walk network="…" strokes="top_middle_…" signs="+_×_…" images="00100…_10001…" pixels="11111…"
 * step="3" neuron="3-2">`: follow an image of 5 × 5 pixels through the network whose weights the page
 * sets by hand, packed as text in base64. Flip pixels, and see which edges, strokes and signs light up.
 *
 * @typedef {import("./common/model.mjs").Floats} Floats
 * @typedef {import("./common/model.mjs").Network} Network
 * @typedef {import("./common/neurons.mjs").Place} Place
 * @typedef {{ layer: number, neuron: number }} Chosen
 */
import { networkOf, unpack } from "./common/data.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { forward, largest, rowOf } from "./common/model.mjs"
import { signed } from "./common/numbers.mjs"

const [SIDE, ON] = [5, 0.5]
const [WIDTH, HEIGHT] = [340, 282]
const [LEFT, TOP, PIXEL] = [2, 75, 26.4] // of the image, whose buttons CSS puts there
const GLYPH = 3 // a pixel of what a neuron stands for
const [COLUMNS, RADII] = [[0, 184, 254, 306], [0, 8, 9, 11]]
const [KINDS, PLURALS] = [["", "edge", "stroke", "sign"], ["", "Edges", "Strokes", "Signs"]]
/** @type {Record<string, number>} */
const MOVES = { ArrowUp: -SIDE, ArrowDown: SIDE, ArrowLeft: -1, ArrowRight: 1 }
/** @type {((j: number) => number)[]} how far down neuron j of a layer stands */
const HEIGHTS = [() => 0, (j) => 21 + 40 * (j >> 1) + (j % 2 ? 9 : -9), (j) => 21 + 40 * j, (j) => 21 + 60 * j]
const PIXELS = Array.from({ length: SIDE * SIDE }, (_, at) =>
  `<button data-at="${at}" tabindex="${at ? -1 : 0}"></button>`)
const STEPS = [1, 2, 3].map((step) => `<label><input type="radio" name="step" value="${step}"${step < 3 ? "" : " checked"}>${KINDS[step]}s</label>`)

class LayerWalk extends LiveFigure {
  strokes = this.#given("strokes")
  signs = this.#given("signs")
  images = this.#given("images")
  controls = `<p><span><b>Flip pixels:</b> light up two signs at once.</span></p>
<div class="walk"><div><div class="heads" role="radiogroup" aria-label="layer"><span>pixels</span>${STEPS.join("")}</div>
<div class="drawing"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg>
<div class="pixels" role="group" aria-label="The image: five rows of five pixels, arrow keys move">${PIXELS.join("")}</div></div></div>
<div class="side"><output class="goal"></output>
<p><span><button data-does="back">Back</button> <button data-does="next">Next layer</button></span> <button data-does="reset">Reset</button>
<label>neuron <select name="neuron"></select></label></p>
<output class="told"></output></div></div>
<p class="images"><span role="group" aria-label="Put in a sign">image ${this.signs.map((sign, n) =>
  `<button data-image="${this.images[n]}">${sign}</button>`).join(" ")} <button data-image="${"0".repeat(SIDE * SIDE)}">empty</button></span></p>
<details><summary>All neurons</summary><div class="table" tabindex="0"><table class="data"><thead><tr>
<th scope="col">neuron<th scope="col">weighted sum + bias<th scope="col">activation<tbody></table></div></details>
<input name="pixels" hidden>`
  /** @type {Network} */ network
  /** @type {Floats[][]} what each neuron looks for in the image, through the layers before it */
  wanted = [[]]
  #said = ""

  /** @param {string} name of an attribute */
  #given(name) {
    return (this.getAttribute(name) ?? "").split("_")
  }

  async load() {
    const bytes = Uint8Array.from(atob(this.getAttribute("network") ?? ""), (letter) => letter.charCodeAt(0))
    this.network = networkOf(await unpack(new Response(bytes)))
    const { sizes, weights } = this.network
    weights.forEach((matrix, l) => this.wanted.push(Array.from({ length: sizes[l + 1] }, (_, j) => {
      const row = rowOf(matrix, j, sizes[l])
      return l ? mixed(row, this.wanted[l]) : row
    })))
  }

  build() {
    super.build()
    this.find("select").innerHTML = [3, 2, 1].map((layer) => `<optgroup label="${KINDS[layer]}s">${this.wanted[layer].map((_, j) =>
      `<option value="${layer}-${j}">${this.nameOf(layer, j)}`).join("")}</optgroup>`).join("")
    this.control("neuron").addEventListener("input", () => this.#choose(this.chosen))
    this.find("div", ".heads").addEventListener("input", () => this.#go(this.number("step")))
    this.find("button", "[data-does=back]").addEventListener("click", () => this.#go((this.number("step") + 1) % 3 + 1))
    this.find("button", "[data-does=next]").addEventListener("click", () => this.#go((this.number("step") % 3) + 1))
    for (const button of this.panel.querySelectorAll("[data-image]"))
      button.addEventListener("click", () => this.#put(button.getAttribute("data-image") ?? ""))
    this.#drawing.addEventListener("click", ({ target }) => {
      const place = /** @type {Element} */ (target).closest("g")?.getAttribute("data-at")
      if (place) this.#choose(chosenBy(place))
    })
    this.#listenToPixels()
  }

  get #drawing() {
    return /** @type {SVGElement} */ (this.panel.querySelector("svg"))
  }

  #listenToPixels() {
    const sheet = this.find("div", ".pixels")
    sheet.addEventListener("click", ({ target }) => {
      const at = [...sheet.children].indexOf(/** @type {Element} */ (target))
      if (at < 0) return
      this.#put(this.pixels.map((pixel, n) => (n === at ? 1 - pixel : pixel)).join(""))
    })
    sheet.addEventListener("keydown", (event) => {
      const at = [...sheet.children].indexOf(/** @type {Element} */ (event.target))
      const move = MOVES[event.key]
      if (!move) return
      event.preventDefault()
      const isSideways = Math.abs(move) === 1
      if (isSideways && Math.floor((at + move) / SIDE) !== Math.floor(at / SIDE)) return
      /** @type {HTMLElement | undefined} */ (sheet.children[at + move])?.focus()
    })
    sheet.addEventListener("focusin", ({ target }) => {
      for (const pixel of sheet.children) pixel.setAttribute("tabindex", pixel === target ? "0" : "-1")
    })
  }

  /** @param {string} pixels */
  #put(pixels) {
    this.control("pixels").value = pixels
    this.changed()
    this.settled()
  }

  /**
   * Go to a layer, and choose its first neuron that is lit, or the most active one.
   * @param {number} layer
   */
  #go(layer) {
    const activations = this.layers[layer]
    const lit = activations.findIndex((a) => a > ON)
    this.#choose({ layer, neuron: lit < 0 ? largest(activations) : lit }, layer)
  }

  /**
   * @param {Chosen} chosen
   * @param {number} step
   */
  #choose({ layer, neuron }, step = Math.max(layer, this.number("step"))) {
    this.control("neuron").value = `${layer}-${neuron}`
    for (const radio of this.panel.querySelectorAll("input")) radio.checked = radio.value === String(step)
    this.changed()
    this.settled()
  }

  /** @returns {Chosen} */
  get chosen() {
    return chosenBy(this.control("neuron").value)
  }

  get pixels() {
    const told = this.control("pixels").value
    return Array.from({ length: SIDE * SIDE }, (_, at) => Number(told[at] === "1"))
  }

  get layers() {
    return forward(this.network, Float64Array.from(this.pixels))
  }

  /**
   * Say what a neuron stands for.
   * @param {number} layer
   * @param {number} j
   */
  nameOf(layer, j) {
    if (layer > 1) return (layer === 2 ? this.strokes : this.signs)[j]
    const stroke = this.wanted[2].findIndex((_, k) => this.network.weights[1][k * this.network.sizes[1] + j] > 0)
    const [half, whole] = [this.wanted[1][j], this.wanted[2][stroke]].map(middle)
    const across = half.x < whole.x ? "left" : half.x > whole.x ? "right" : ""
    return `${this.strokes[stroke]}, ${across || (half.y < whole.y ? "upper" : "lower")} half`
  }

  /**
   * Return where a neuron stands in the drawing.
   * @param {number} layer
   * @param {number} neuron
   * @returns {Place}
   */
  placeOf(layer, neuron) {
    if (layer) return { x: COLUMNS[layer], y: HEIGHTS[layer](neuron) }
    return { x: LEFT + PIXEL * ((neuron % SIDE) + 0.5), y: TOP + PIXEL * (Math.floor(neuron / SIDE) + 0.5) }
  }

  draw() {
    const { layers, chosen } = this
    const step = this.number("step")
    this.#drawPixels(layers[0], this.wanted[chosen.layer][chosen.neuron])
    this.#drawing.innerHTML = this.#lines(layers, step, chosen) + [1, 2, 3].map((layer) =>
      this.wanted[layer].map((_, j) => this.#neuron(layer, j, layer > step ? undefined : layers[layer][j])).join("")).join("") +
      this.#ring(chosen)
    this.find("output", ".goal").innerHTML = this.#result(layers[3])
    this.#say(layers, chosen)
    this.find("tbody").innerHTML = [1, 2, 3].map((layer) => this.#rows(layer, layers)).join("")
  }

  /**
   * @param {Floats} image
   * @param {Floats} wanted by the chosen neuron
   */
  #drawPixels(image, wanted) {
    this.panel.querySelectorAll(".pixels button").forEach((button, at) => {
      const side = wanted[at] > 0 ? "for" : wanted[at] < 0 ? "against" : ""
      button.className = side
      button.textContent = side && (side === "for" ? "+" : "−")
      button.ariaPressed = String(image[at] === 1)
      button.ariaLabel = `row ${Math.floor(at / SIDE) + 1}, column ${(at % SIDE) + 1}${side && `, counts ${side}`}`
    })
  }

  /**
   * Draw what goes from layer to layer; from the pixels only to the chosen neuron, and one line to
   * each that is lit.
   * @param {Floats[]} layers
   * @param {number} step
   * @param {Chosen} chosen
   */
  #lines(layers, step, chosen) {
    return this.network.weights.map((weights, l) => Array.from(weights, (weight, n) => {
      const [j, i] = [Math.floor(n / layers[l].length), n % layers[l].length]
      const isChosen = chosen.layer === l + 1 && chosen.neuron === j
      const isMiddle = !l && layers[1][j] > ON && i === lookedFor(this.wanted[1][j])[1]
      if (!weight || (!l && !isChosen && !isMiddle)) return ""
      const [from, to] = [this.placeOf(l, i), this.placeOf(l + 1, j)]
      const isOn = l < step && layers[l][i] > ON
      const kind = `${isChosen ? "chosen" : ""} ${isOn ? (weight > 0 ? "for" : "against") : ""}`
      return `<path class="${kind}" d="M${from.x} ${from.y}L${to.x - RADII[l + 1] - (l < 2 ? 19 : 0)} ${to.y}"/>`
    }).join("")).join("")
  }

  /**
   * @param {number} layer
   * @param {number} j
   * @param {number | undefined} activation none before the walk has come there
   */
  #neuron(layer, j, activation) {
    const { x, y } = this.placeOf(layer, j)
    const isOn = (activation ?? 0) > ON
    const shade = Math.round(255 * (activation ?? 0))
    const fill = activation === undefined ? "" : ` style="fill: rgb(${shade} ${shade} ${shade})"`
    const left = x - RADII[layer] - 19
    const glyph = Array.from(this.wanted[layer][j], (weight, at) =>
      weight > 0 ? `M${left + GLYPH * (at % SIDE) + 1} ${y + GLYPH * (Math.floor(at / SIDE) - SIDE / 2)}h${GLYPH}v${GLYPH}h-${GLYPH}z` : "")
    const name = layer < 3 ? `<path class="frame" d="M${left} ${y - 8.5}h17v17h-17z"/><path class="glyph" d="${glyph.join("")}"/>`
      : `<text x="${x + 15}" y="${y + 6}">${this.signs[j]}</text>`
    return `<g data-at="${layer}-${j}" class="${isOn ? "on" : activation === undefined ? "later" : ""}">${name}<circle cx="${x}" cy="${y}" r="${RADII[layer]}"${fill}/></g>`
  }

  /** @param {Chosen} chosen */
  #ring({ layer, neuron }) {
    const { x, y } = this.placeOf(layer, neuron)
    return `<circle class="ring" cx="${x}" cy="${y}" r="${RADII[layer] + 3}"/>`
  }

  /** @param {Floats} outputs */
  #result(outputs) {
    const lit = this.signs.filter((_, sign) => outputs[sign] > ON)
    const names = listed(lit)
    if (!lit.length) return "No sign lights up."
    if (lit.length === 1) return `One sign lights up: <b>${names}</b>.`
    if (lit.length === 2) return `<b>✓ Two at once: ${names}.</b> Can you find three?`
    return `<b>✓ Three at once: ${names}.</b> No more can.`
  }

  /**
   * @param {Floats[]} layers
   * @param {Chosen} chosen
   */
  #say(layers, { layer, neuron }) {
    const [lit, z] = [layers[layer].filter((a) => a > ON).length, this.#sum(layer, neuron, layers)]
    const a = layers[layer][neuron]
    const html = `<span><b>${PLURALS[layer]}: ${lit} of ${layers[layer].length} lit.</b> Marked: the ${KINDS[layer]} “${this.nameOf(layer, neuron)}”. ${this.#needs(layer, neuron)}</span>
<span class="formula">z = ${this.#terms(layer, neuron, layers)} = ${signed(z)}</span>
<span class="formula">a = σ(${signed(z)}) = ${a.toFixed(2)}, ${a > ON ? "lit" : "dark"}</span>`
    if (html !== this.#said) this.find("output", ".told").innerHTML = html
    this.#said = html
  }

  /**
   * @param {number} layer
   * @param {number} j
   */
  #needs(layer, j) {
    if (layer === 1) return "Its three pixels (+) count for it, light beside them (−) against."
    if (layer === 2) return "It needs both of its edges."
    const needed = this.strokes.filter((_, i) => this.network.weights[2][j * this.strokes.length + i] > 0)
    return `It needs the strokes ${listed(needed)}.`
  }

  /**
   * Write the weighted sum with its numbers, weights that are equal taken together.
   * @param {number} layer
   * @param {number} j
   * @param {Floats[]} layers
   */
  #terms(layer, j, layers) {
    const weights = rowOf(this.network.weights[layer - 1], j, layers[layer - 1].length)
    const values = [...new Set(weights)].filter(Boolean).sort((one, other) => other - one)
    const digits = layer > 1 ? 2 : 0
    const terms = values.map((weight) => {
      const inputs = [...layers[layer - 1]].filter((_, i) => weights[i] === weight)
      return [weight, ` × (${inputs.map((a) => a.toFixed(digits)).join(" + ")})`]
    })
    const bias = this.network.biases[layer - 1][j]
    return [...terms, [bias, ""]].map(([number, rest], n) => {
      const size = Number(Math.abs(Number(number)).toFixed(1))
      return `${Number(number) < 0 ? "− " : n ? "+ " : ""}${size}${rest}`
    }).join(" ")
  }

  /**
   * Return the weighted sum and the bias.
   * @param {number} layer
   * @param {number} j
   * @param {Floats[]} layers
   */
  #sum(layer, j, layers) {
    const weights = rowOf(this.network.weights[layer - 1], j, layers[layer - 1].length)
    return [...layers[layer - 1]].reduce((sum, a, i) => sum + weights[i] * a, this.network.biases[layer - 1][j])
  }

  /**
   * @param {number} layer
   * @param {Floats[]} layers
   */
  #rows(layer, layers) {
    return Array.from(layers[layer], (a, j) =>
      `<tr><th scope="row">${KINDS[layer]} ${this.nameOf(layer, j)}<td>${signed(this.#sum(layer, j, layers))}<td>${a.toFixed(2)}`).join("")
  }
}

/**
 * @param {string} told as the control tells it, such as `3-2`
 * @returns {Chosen}
 */
function chosenBy(told) {
  const [layer, neuron] = told.split("-").map(Number)
  return { layer, neuron }
}

/** @param {string[]} names */
const listed = (names) => names.join(", ").replace(/, ([^,]*)$/, " and $1")

/**
 * Add up rows, each as often as its share says.
 * @param {Floats} shares
 * @param {Floats[]} rows
 */
function mixed(shares, rows) {
  return rows[0].map((_, at) => rows.reduce((sum, row, i) => sum + shares[i] * row[at], 0))
}

/** @param {Floats} wanted */
const lookedFor = (wanted) => [...wanted.keys()].filter((at) => wanted[at] > 0)

/**
 * Return the middle of the pixels that a neuron looks for.
 * @param {Floats} wanted
 * @returns {Place}
 */
function middle(wanted) {
  const places = lookedFor(wanted)
  /** @param {(at: number) => number} of */
  const mean = (of) => places.reduce((sum, at) => sum + of(at), 0) / places.length
  return { x: mean((at) => at % SIDE), y: mean((at) => Math.floor(at / SIDE)) }
}

customElements.define("primer-layer-walk", LayerWalk)
