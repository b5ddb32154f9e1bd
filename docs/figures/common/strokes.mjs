/**
 * Strokes as a short text for the address, two letters for each point.
 *
 * @typedef {import("./ink.mjs").Point} Point with even coordinates from 0 to 126
 */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

/** @param {Point[][]} strokes */
export function textOf(strokes) {
  const text = (/** @type {Point} */ { x, y }) => LETTERS[x / 2] + LETTERS[y / 2]
  return strokes.map((points) => points.map(text).join("")).join(".")
}

/**
 * Return the strokes that a text tells; what is no letter is left out.
 * @param {string} text
 */
export function pointsOf(text) {
  const strokes = text.split(".").map((stroke) => {
    const steps = [...stroke].map((letter) => 2 * LETTERS.indexOf(letter)).filter((n) => n >= 0)
    return Array.from({ length: steps.length >> 1 }, (_, n) => ({ x: steps[2 * n], y: steps[2 * n + 1] }))
  })
  return strokes.filter((points) => points.length)
}
