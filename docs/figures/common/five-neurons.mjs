/**
 * A drawing of two inputs, two hidden neurons and one output, and the words for each step through
 * them: forward neuron by neuron, then back.
 *
 * @typedef {{ kind: "input" | "sum" | "cost" | "error" | "slope" | "all", at: number }} Step `at` a
 *   neuron or a line
 * @typedef {{ a: number[], z: number[], weights: number[], biases: number[], errors: number[],
 *   slopes: number[], cost: number, target: number }} Facts neurons count from the first input
 */
import { signed } from "./numbers.mjs"

const PLACES = [[34, 60], [34, 188], [168, 60], [168, 188], [302, 124]]
const RADIUS = 26
export const LINES = [[0, 2], [1, 2], [0, 3], [1, 3], [2, 4], [3, 4]]
export const NEURONS = ["input x₁", "input x₂", "upper hidden neuron", "lower hidden neuron", "output neuron"]

/** @type {Step[]} */
export const STEPS = [
  ["input", 0], ["sum", 2], ["sum", 3], ["sum", 4], ["cost", 4], ["error", 4], ["slope", 4],
  ["slope", 5], ["error", 2], ["slope", 0], ["slope", 1], ["error", 3], ["slope", 2], ["slope", 3], ["all", 0],
].map(([kind, at]) => /** @type {any} */ ({ kind, at }))

/**
 * Return the step at which something is found.
 * @param {string} kind
 * @param {number} at
 */
export const stepOf = (kind, at) => STEPS.findIndex((step) => step.kind === kind && step.at === at)

/**
 * Write a number as one does by hand: without zeros at its end.
 * @param {number} number
 */
export const plain = (number) => signed(Number(number.toFixed(4)), 4).replace(/\.?0+$/, "")

/** @param {number} line */
function track(line) {
  const [[x, y], [right, down]] = LINES[line].map((neuron) => PLACES[neuron])
  return { at: (/** @type {number} */ share) => [x + share * (right - x), y + share * (down - y)], d: `M${x} ${y}L${right} ${down}` }
}

/** @param {number} line */
function lineDrawn(line) {
  const { at, d } = track(line)
  const [[x, y], [right, down]] = [at(line < 4 ? 0.36 : 0.37), at(0.65)]
  return `<g class="line" data-dial="${line}"><path class="track" d="${d}"/><path class="reach" d="${d}"/>
<text class="weight" x="${x}" y="${y + 4}"></text><text class="slope" x="${right}" y="${down + 4}"></text></g>`
}

/** @param {number} neuron */
function neuronDrawn(neuron) {
  const [x, y] = PLACES[neuron]
  const beside = y + (neuron === 1 || neuron === 3 ? RADIUS + 15 : -RADIUS - 8)
  return `<g class="neuron" ${neuron > 1 ? `data-dial="${neuron + 4}"` : ""}><circle cx="${x}" cy="${y}" r="${RADIUS}"/>
<text class="a" x="${x}" y="${y - 2}"></text><text class="error" x="${x}" y="${y + 15}"></text>
<text class="beside" x="${x}" y="${beside}">${neuron < 2 ? NEURONS[neuron] : ""}</text></g>`
}

export const DRAWING = `<svg class="net" viewBox="0 0 340 242" aria-hidden="true">
${LINES.map((_, line) => lineDrawn(line)).join("")}${PLACES.map((_, neuron) => neuronDrawn(neuron)).join("")}
<text class="end" x="302" y="168"></text><text class="end cost" x="302" y="185"></text></svg>`

/**
 * Return what a step says: a title, and the formula with its numbers below.
 * @param {Step} step
 * @param {Facts} facts
 * @returns {[string, string, string]}
 */
export function told({ kind, at }, facts) {
  const { a, weights, errors, slopes } = facts
  if (kind === "sum") return sumTold(at, facts)
  if (kind === "error") return errorTold(at, facts)
  if (kind === "cost")
    return ["How wrong? Half the square of output minus target.", "C = ½ (a − y)²",
      `½ (${active(a[4])} − ${bracketed(facts.target)})² = ${plain(facts.cost)}`]
  if (kind === "slope") {
    const [from, to] = LINES[at]
    return [`Slope by this weight (${plain(weights[at])}): the error at its end times the activation at its start.`,
      "∂C/∂w = ∂C/∂z × ∂z/∂w = δ × a", `${wrong(errors[to])} × ${active(a[from], true)} = ${wrong(slopes[at])}`]
  }
  if (kind === "input") return ["Two numbers come in. Press Next.", "", ""]
  return ["Nine dials, nine slopes, from one way forward and one way back.", "Press Play to see where each comes from,", "or pick a line or a disc to nudge it."]
}

/**
 * @param {number} at
 * @param {Facts} facts
 * @returns {[string, string, string]}
 */
function sumTold(at, { a, z, weights, biases }) {
  const terms = LINES.flatMap(([from, to], line) =>
    to === at ? [`${bracketed(weights[line])} × ${active(a[from], true)}`] : [])
  const bias = biases[at - 2]
  const sum = `${terms.join(" + ")} ${bias < 0 ? "−" : "+"} ${plain(Math.abs(bias))}`
  const title = `Forward, ${NEURONS[at]}: weights times activations, plus bias`
  if (at === 4) return [`${title}.`, "a = z = w₁ a₁ + w₂ a₂ + b", `${sum} = ${active(a[at])}`]
  return [`${title}; not below 0.`, "z = w₁ a₁ + w₂ a₂ + b, a = max(0, z)",
    `z = ${sum} = ${plain(z[at])}, a = max(0, ${plain(z[at])}) = ${active(a[at])}`]
}

/**
 * @param {number} at
 * @param {Facts} facts
 * @returns {[string, string, string]}
 */
function errorTold(at, { a, weights, errors, target }) {
  if (at === 4)
    return ["Back, output neuron: its error, which is also the slope for its bias.", "δ = ∂C/∂z = a − y",
      `${active(a[4])} − ${bracketed(target)} = ${wrong(errors[4])}`]
  const weight = weights[at + 2]
  return [`Back, ${NEURONS[at]}: ${a[at] > 0 ? "it is on, so the slope of ReLU is 1" : "it is off, so the slope of ReLU is 0"}.`,
    "δ = slope of ReLU × weight × error of the output",
    `${a[at] > 0 ? 1 : 0} × ${bracketed(weight)} × ${wrong(errors[4], true)} = ${wrong(errors[at])}`]
}

/** @param {number} number */
const bracketed = (number) => (number < 0 ? `(${plain(number)})` : plain(number))
/** @param {number} number @param {boolean} [inside] a product */
const active = (number, inside) => `<b class="a">${inside ? bracketed(number) : plain(number)}</b>`
/** @param {number} number @param {boolean} [inside] a product */
const wrong = (number, inside) => `<b class="error">${inside ? bracketed(number) : plain(number)}</b>`
