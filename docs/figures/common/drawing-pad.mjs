/**
 * A canvas to draw on, with a pointer, a finger or the keyboard. What is drawn is on `sheet`.
 *
 * @typedef {import("./ink.mjs").Point} Point
 * @typedef {import("./ink.mjs").Prepared} Prepared
 */
import { fresh, paint } from "./draw.mjs"
import { drawLine, FINE, lay, SHEET } from "./ink.mjs"
import { drawNeurons } from "./neurons.mjs"
import { pointsOf, textOf } from "./strokes.mjs"

const STEP = 3 // of the pen, before a point is kept
const MIDDLE = { x: SHEET / 2, y: SHEET / 2 }
/** @type {Record<string, number[]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const LABEL = "Drawing pad. Arrow keys move the pen, Space lowers or lifts it, Delete clears."

export class DrawingPad extends EventTarget {
  sheet = new Float32Array(SHEET * SHEET)
  isPenDown = false
  /** Where the sheet lies on the canvas: so many of its steps to the right and down. */
  offset = { x: 0, y: 0 }
  /** @type {Point[][]} */
  #strokes = []
  #isImage = false // which the first stroke takes away
  #pen = MIDDLE
  #picture = document.createElement("canvas")

  /**
   * Tells `change` at every change and `settle` when the reader has finished one.
   * @param {HTMLCanvasElement} canvas
   */
  constructor(canvas) {
    super()
    this.canvas = canvas
    canvas.tabIndex = 0
    canvas.role = "application"
    canvas.ariaLabel = LABEL
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return
      canvas.setPointerCapture(event.pointerId)
      this.#start(this.#place(event))
    })
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return
      const events = event.getCoalescedEvents?.() ?? []
      for (const each of events.length ? events : [event]) this.#go(this.#place(each))
    })
    canvas.addEventListener("lostpointercapture", () => this.#tell("settle"))
    canvas.addEventListener("keydown", (event) => this.#press(event))
    for (const type of ["focus", "blur"])
      canvas.addEventListener(type, () => this.#tell("change"))
  }

  get isEmpty() {
    return !this.#isImage && !this.#strokes.length
  }

  /** What was drawn by hand, as a short text. */
  get strokes() {
    return textOf(this.#strokes)
  }

  /** @param {string} text */
  set strokes(text) {
    this.clear()
    this.#strokes = pointsOf(text)
    for (const points of this.#strokes)
      points.forEach((point, n) => drawLine(this.sheet, points[Math.max(0, n - 1)], point))
  }

  /**
   * Show an image of 28 × 28 numbers, 0 black to 1 white, until the reader draws.
   * @param {ArrayLike<number>} image
   * @param {number} move pixels to the right
   */
  show(image, move = 0) {
    this.clear()
    this.#isImage = true
    lay(this.sheet, image, move)
  }

  clear() {
    this.sheet.fill(0)
    this.#strokes = []
    this.#isImage = false
    this.isPenDown = false
  }

  /**
   * Draw the sheet, and the box and the centre of mass of the ink when there are any.
   * @param {(name: string) => string} colour
   * @param {Partial<Prepared>} prepared
   * @param {Float32Array} [image] to show in place of the sheet, in pixels of its own
   */
  draw(colour, { box, centre }, image) {
    const { context, width } = fresh(this.canvas)
    context.scale(width / SHEET, width / SHEET)
    context.imageSmoothingEnabled = !(image || this.#isImage)
    context.drawImage(paint(image ?? this.sheet, this.#picture), 0, 0, SHEET, SHEET)
    context.lineWidth = 1
    context.strokeStyle = colour("accent")
    if (box) context.strokeRect(box.left, box.top, box.width, box.height)
    if (centre) drawNeurons(context, [centre], [0], 2, colour("second"))
    if (this.canvas.matches(":focus-visible")) this.#drawPen(context, colour("second"))
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} colour
   */
  #drawPen(context, colour) {
    context.lineWidth = this.isPenDown ? 3 : 1.5
    context.strokeStyle = colour
    context.beginPath()
    context.arc(this.#pen.x + this.offset.x, this.#pen.y + this.offset.y, 5, 0, 7)
    context.stroke()
  }

  /** @param {string} type */
  #tell(type) {
    this.dispatchEvent(new Event(type))
  }

  /**
   * @param {PointerEvent} event
   * @returns {Point}
   */
  #place({ clientX, clientY }) {
    const { left, top, width } = this.canvas.getBoundingClientRect()
    const { x, y } = this.offset
    return { x: ((clientX - left) * SHEET) / width - x, y: ((clientY - top) * SHEET) / width - y }
  }

  /** @param {Point} point */
  #start(point) {
    if (this.#isImage) this.clear()
    this.#pen = inside(point)
    this.#strokes.push([this.#pen])
    drawLine(this.sheet, this.#pen, this.#pen)
    this.#tell("change")
  }

  /** @param {Point} point */
  #go(point) {
    const next = inside(point)
    if (Math.hypot(next.x - this.#pen.x, next.y - this.#pen.y) < STEP) return
    drawLine(this.sheet, this.#pen, next)
    this.#strokes.at(-1)?.push(next)
    this.#pen = next
    this.#tell("change")
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === " ") this.#lowerOrLift()
    else if (event.key === "Delete" || event.key === "Backspace") {
      this.clear()
      this.#tell("settle")
    } else if (event.key in KEYS) this.#move(...KEYS[event.key].map((step) => step * FINE))
    else return
    event.preventDefault()
  }

  #lowerOrLift() {
    const isDown = !this.isPenDown
    if (isDown) this.#start(this.#pen)
    this.isPenDown = isDown
    this.#tell("settle")
  }

  #move(x = 0, y = 0) {
    const point = { x: this.#pen.x + x, y: this.#pen.y + y }
    if (this.isPenDown) this.#go(point)
    else this.#pen = inside(point)
    this.#tell("change")
  }
}

/**
 * Keep a point on the sheet, on an even step, so that its text says all of it.
 * @param {Point} point
 * @returns {Point}
 */
function inside({ x, y }) {
  const clip = (/** @type {number} */ value) =>
    2 * Math.round(Math.min(SHEET, Math.max(0, value)) / 2)
  return { x: clip(x), y: clip(y) }
}
