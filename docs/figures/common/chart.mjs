/**
 * A chart in SVG: two scales, their ticks, and paths between them.
 *
 * @typedef {{ from: number, to: number, ticks: number[], label: string, digits?: number }} Axis
 */
import { signed } from "./numbers.mjs"

const [LEFT, TOP, RIGHT, BOTTOM] = [34, 20, 8, 34]

export class Chart {
  /**
   * @param {Axis} across
   * @param {Axis} up
   * @param {{ width: number, height: number }} size in the chart's own units, which CSS scales
   */
  constructor(across, up, { width, height } = { width: 360, height: 200 }) {
    this.across = across
    this.up = up
    this.width = width
    this.height = height
  }

  /** @param {number} value */
  x(value) {
    const { from, to } = this.across
    return LEFT + ((value - from) / (to - from)) * (this.width - LEFT - RIGHT)
  }

  /** @param {number} value */
  y(value) {
    const { from, to } = this.up
    return this.height - BOTTOM - ((value - from) / (to - from)) * (this.height - TOP - BOTTOM)
  }

  /**
   * Return the value under a place of the chart, kept between the ends.
   * @param {number} share 0 at its left edge, 1 at its right
   */
  acrossAt(share) {
    const { from, to } = this.across
    const along = (share * this.width - LEFT) / (this.width - LEFT - RIGHT)
    return from + Math.min(1, Math.max(0, along)) * (to - from)
  }

  /**
   * Return the value beside a place of the chart, kept between the ends.
   * @param {number} share 0 at its top, 1 at its bottom
   */
  upAt(share) {
    const { from, to } = this.up
    const along = (this.height - BOTTOM - share * this.height) / (this.height - TOP - BOTTOM)
    return from + Math.min(1, Math.max(0, along)) * (to - from)
  }

  /**
   * Return the SVG: grid, ticks and labels, and on them what is given.
   * @param {string} marks as SVG
   */
  svg(marks) {
    const { across, up, width, height } = this
    const [left, right, bottom] = [LEFT, width - RIGHT, this.y(up.from)]
    const lines = up.ticks.map((value) => `M${left} ${round(this.y(value))}H${right}`).join("")
    const below = across.ticks.map((value) =>
      `<text x="${round(this.x(value))}" y="${bottom + 14}" text-anchor="middle">${signed(value, across.digits ?? 0)}</text>`)
    const beside = up.ticks.map((value) =>
      `<text x="${left - 5}" y="${round(this.y(value) + 4)}" text-anchor="end">${signed(value, up.digits ?? 0)}</text>`)
    return `<svg class="chart" viewBox="0 0 ${width} ${height}" aria-hidden="true">
<path class="grid" d="${lines}"/><path class="axis" d="M${left} ${bottom}H${right}"/>
${below.join("")}${beside.join("")}
<text x="${left}" y="${TOP - 9}">${up.label}</text>
<text x="${right}" y="${height - 3}" text-anchor="end">${across.label}</text>${marks}</svg>`
  }

  /**
   * Return a path through points.
   * @param {ArrayLike<number>} xs
   * @param {ArrayLike<number>} ys
   */
  path(xs, ys) {
    const points = Array.from(xs, (x, n) => `${round(this.x(x))} ${round(this.y(ys[n]))}`)
    return points.length ? `M${points.join("L")}` : ""
  }
}

/** @param {number} place */
const round = (place) => Math.round(10 * place) / 10
