/**
 * Two histograms back to back, one upwards and one downwards, and a threshold that cuts both.
 *
 * @typedef {[number, string][]} Ticks values, and what stands below each
 * @typedef {{ from: number, to: number, label: string, ticks: Ticks, above: string, below: string }} Scale
 */
import { Chart } from "./chart.mjs"

const HALF = 1.2 // the highest bar of either half is 1
const PARTS = ["up", "up cut", "down", "down cut", "base", "threshold"]

export class Humps {
  /**
   * @param {Scale} scale
   * @param {number} height in units of the chart
   */
  constructor({ from, to, label, ticks, above, below }, height = 180) {
    const up = { from: -HALF, to: HALF, ticks: [], label: above }
    this.chart = new Chart({ from, to, ticks: [], label }, up, { width: 360, height })
    const [right, bottom] = [this.chart.x(to), this.chart.y(-HALF)]
    const written = ticks.map(([value, text]) =>
      `<text x="${this.chart.x(value)}" y="${bottom + 14}" text-anchor="middle">${text}</text>`)
    const paths = PARTS.map((part) => `<path class="${part}"/>`)
    this.svg = this.chart.svg(`${written.join("")}${paths.join("")}
<text x="${right}" y="${bottom - 5}" text-anchor="end">${below}</text>`)
  }

  /**
   * Draw the bars, those from the threshold on apart from the others.
   * @param {Element} svg
   * @param {number[]} up counts
   * @param {number[]} down counts, of as many bins
   * @param {number} cut the bin with which the other side of the threshold begins
   */
  draw(svg, up, down, cut) {
    const [above, below] = [this.#steps(up, 1), this.#steps(down, -1)]
    const at = this.#edge(cut, up.length)
    const { from, to } = this.chart.across
    const paths = [above(0, cut), above(cut, up.length), below(0, cut), below(cut, up.length),
      this.chart.path([from, to], [0, 0]), this.chart.path([at, at], [-HALF, HALF])]
    PARTS.forEach((part, n) => svg.querySelector(`[class="${part}"]`)?.setAttribute("d", paths[n]))
  }

  /**
   * Return a function that gives the outline of the bars from one bin up to another.
   * @param {number[]} counts
   * @param {number} sign upwards or downwards
   */
  #steps(counts, sign) {
    const most = Math.max(...counts)
    return (/** @type {number} */ first, /** @type {number} */ end) => {
      const edges = counts.slice(first, end).flatMap((_, n) =>
        [0, 1].map((side) => this.#edge(first + n + side, counts.length)))
      const heights = counts.slice(first, end).flatMap((count) => Array(2).fill((sign * count) / most))
      const [left, right] = [this.#edge(first, counts.length), this.#edge(end, counts.length)]
      return this.chart.path([left, ...edges, right], [0, ...heights, 0])
    }
  }

  /**
   * @param {number} bin
   * @param {number} count of bins
   */
  #edge(bin, count) {
    const { from, to } = this.chart.across
    return from + (bin / count) * (to - from)
  }
}

/**
 * Read counts from an attribute, such as `3_0_17`.
 * @param {string | null} text
 */
export const countsOf = (text) => (text ?? "").split("_").map(Number)

/** @param {number[]} counts */
export const total = (counts) => counts.reduce((sum, count) => sum + count, 0)
