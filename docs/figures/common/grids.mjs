/** Grids of numbers with a sign, such as the weights of a neuron, in the colours of the page. */

/**
 * Return a canvas of a pixel for each number: clear at 0, positive green, negative red.
 * @param {ArrayLike<number>} values row after row
 * @param {(name: string) => string} colour of the page
 * @param {{ most?: number, columns?: number, canvas?: HTMLCanvasElement }} how `most` has the
 *   full colour, else the largest of the grid; a grid is square unless it says its columns
 */
export function paintSigned(values, colour, { most, columns, canvas } = {}) {
  const width = columns ?? Math.sqrt(values.length)
  const sheet = canvas ?? document.createElement("canvas")
  if (sheet.width !== width || sheet.height !== values.length / width) {
    sheet.width = width
    sheet.height = values.length / width
  }
  const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"))
  const picture = context.createImageData(sheet.width, sheet.height)
  const pixels = new Uint32Array(picture.data.buffer)
  const [plus, minus] = [clear(colour("positive")), clear(colour("negative"))]
  const full = most ?? largestSize(values)
  for (let at = 0; at < values.length; at++) {
    const share = Math.min(1, Math.abs(values[at]) / full)
    pixels[at] = (values[at] > 0 ? plus : minus) + (Math.round(255 * share) << 24)
  }
  context.putImageData(picture, 0, 0)
  return sheet
}

/** @param {ArrayLike<number>} values */
function largestSize(values) {
  let most = 0
  for (let at = 0; at < values.length; at++) most = Math.max(most, Math.abs(values[at]))
  return most || 1
}

/**
 * Return a colour as a pixel that cannot be seen: its opacity is to be added.
 * @param {string} colour as `rgb(16, 163, 127)`
 */
function clear(colour) {
  const [red, green, blue] = (colour.match(/\d+/g) ?? []).map(Number)
  return red + (green << 8) + (blue << 16)
}
