/**
 * A network on a canvas: its neurons, and what each gives to the next layer.
 *
 * @typedef {{ x: number, y: number }} Place in CSS pixels
 */

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
