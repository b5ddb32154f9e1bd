/**
 * Drawing on a canvas, in the colours of the page.
 *
 * @typedef {{ x: number, y: number }} Place in CSS pixels
 */

/**
 * Make a canvas as fine as the screen: to be done when its size has changed.
 * @param {HTMLCanvasElement} canvas
 */
export function fit(canvas) {
  canvas.width = Math.round(canvas.clientWidth * devicePixelRatio)
  canvas.height = Math.round(canvas.clientHeight * devicePixelRatio)
}

/**
 * Return an empty canvas with its size in CSS pixels, without asking for a layout of the page.
 * @param {HTMLCanvasElement} canvas
 */
export function fresh(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const [width, height] = [canvas.width / devicePixelRatio, canvas.height / devicePixelRatio]
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  context.clearRect(0, 0, width, height)
  return { context, width, height }
}

const COLOURS = ["ink", "muted", "grid", "paper", "accent", "second", "positive", "negative"]

/**
 * Return a function that gives the page's colour for `ink`, `muted`, `accent` and so on.
 * @param {Element} element
 * @returns {(name: string) => string}
 */
export function coloursOf(element) {
  const style = getComputedStyle(element)
  const colours = new Map(COLOURS.map((name) => [name, style.getPropertyValue(`--figure-${name}`)]))
  return (name) => colours.get(name) ?? ""
}

/**
 * Return a canvas of a pixel for each number, 0 black and 1 white.
 * @param {ArrayLike<number>} shades
 * @param {HTMLCanvasElement} canvas square; used again
 */
export function paint(shades, canvas = document.createElement("canvas")) {
  const side = Math.sqrt(shades.length)
  if (canvas.width !== side) canvas.width = canvas.height = side
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const picture = context.createImageData(side, side)
  const pixels = new Uint32Array(picture.data.buffer)
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = 0xff000000 + 0x010101 * Math.round(255 * shades[at])
  context.putImageData(picture, 0, 0)
  return canvas
}

/**
 * Draw neurons as discs, from black (0) to white (1).
 * @param {CanvasRenderingContext2D} context
 * @param {Place[]} places
 * @param {ArrayLike<number>} values
 * @param {number} radius
 * @param {string} ring colour
 */
export function drawNeurons(context, places, values, radius, ring) {
  context.strokeStyle = ring
  context.lineWidth = 1
  places.forEach(({ x, y }, j) => {
    const shade = Math.round(255 * Math.min(1, Math.max(0, values[j])))
    context.beginPath()
    context.arc(x, y, radius, 0, 7)
    context.fillStyle = `rgb(${shade} ${shade} ${shade})`
    context.fill()
    context.stroke()
  })
}

const STRENGTHS = 4 // shades of a line

/**
 * Draw what each neuron gives to each neuron of the next layer, its activation times the weight:
 * in one colour where it counts for, in the other where it counts against.
 * @param {CanvasRenderingContext2D} context
 * @param {Place[]} left
 * @param {Place[]} right
 * @param {ArrayLike<number>} weights row after row
 * @param {ArrayLike<number>} values of the neurons on the left
 * @param {(name: string) => string} colour
 */
export function drawConnections(context, left, right, weights, values, colour) {
  const lines = Array.from({ length: 2 * STRENGTHS + 1 }, () => new Path2D())
  let most = 0
  for (let k = 0; k < weights.length; k++)
    most = Math.max(most, Math.abs(weights[k] * values[k % left.length]))
  right.forEach(({ x, y }, j) =>
    left.forEach((from, i) => {
      const share = (weights[j * left.length + i] * values[i]) / most
      const line = lines[STRENGTHS + Math.round(STRENGTHS * share || 0)]
      line.moveTo(from.x, from.y)
      line.lineTo(x, y)
    }),
  )
  for (const strength of [1, -1, 2, -2, 3, -3, 4, -4]) {
    context.globalAlpha = Math.abs(strength) / STRENGTHS
    context.lineWidth = 0.5 + Math.abs(strength) / STRENGTHS
    context.strokeStyle = colour(strength > 0 ? "positive" : "negative")
    context.stroke(lines[STRENGTHS + strength])
  }
  context.globalAlpha = 1
}
