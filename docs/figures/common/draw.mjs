/** Drawing on a canvas, in the colours of the page. */

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

/**
 * Return a function that gives the page's colour for `ink`, `muted`, `accent` and so on.
 * @param {Element} element
 * @returns {(name: string) => string}
 */
export function coloursOf(element) {
  const style = getComputedStyle(element)
  /** @type {Record<string, string>} */
  const colours = {}
  return (name) => (colours[name] ??= style.getPropertyValue(`--figure-${name}`))
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
    pixels[at] = -0x1000000 | (0x010101 * ((255 * shades[at] + 0.5) | 0))
  context.putImageData(picture, 0, 0)
  return canvas
}
