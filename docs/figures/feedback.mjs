/**
 * `<primer-feedback happening="40" reported="l0t…" found="a7b…" month="72" follow="100" luck="0">`: a
 * simulated city of ten areas in which equally much happens. `reported` and `found` are what residents
 * report, and what patrols would find, month after month and area after area, each a digit to base 36:
 * the page's own luck. Other luck is drawn here. Readers set how often patrols follow the records.
 *
 * @typedef {{ reported: number[], found: number[] }} City
 */
import { Chart } from "./common/chart.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { percent } from "./common/numbers.mjs"
import { Player } from "./common/player.mjs"
import { randomFrom, shuffled } from "./common/random.mjs"

/** @typedef {import("./common/random.mjs").Random} Random */

const [AREAS, YEAR, MONTHS, PATROLS] = [10, 12, 72, 2]
const NAMES = [..."abcdefghij"]
const SEED_OF_LOTS = 1000
const chart = new Chart(
  { from: 0, to: 6, ticks: [0, 1, 2, 3, 4, 5, 6], label: "year" },
  { from: 0, to: 44, ticks: [0, 10, 20, 30, 40], label: "records a month, mean of the last year" },
)
const row = (/** @type {string} */ name) => `<tr><th scope="row">${name}${"<td>".repeat(AREAS)}`
const PANEL = `<p><span><strong>Press Play.</strong> Then follow the records less: does the gap close?</span></p>
<div class="city"></div><div>
<div class="dials"><label>month <input type="range" name="month" min="${YEAR}" max="${MONTHS}"><b></b></label>
<label>follow records <input type="range" name="follow" min="0" max="100" step="5"><b></b></label></div>
<p class="go"><span><button data-does="play">Play</button> <button data-does="luck">New luck</button></span>
<button data-does="reset">Reset</button></p><output></output><input type="hidden" name="luck"></div>
<table class="data"><thead><tr><th scope="col">area${NAMES.map((name) => `<th scope="col">${name}`).join("")}
<tbody>${row("records a month")}${row("months patrolled")}</table>`

class Feedback extends LiveFigure {
  controls = PANEL
  happening = Number(this.getAttribute("happening"))

  build() {
    super.build()
    const truth = chart.path([0, 6], [this.happening, this.happening])
    const [x, y] = [chart.x(0.1), chart.y(this.happening) + 13]
    this.find("div", ".city").innerHTML = chart.svg(
      `<path class="truth" d="${truth}"/><text class="what" x="${x}" y="${y}">what happens</text><g></g>`)
    const months = this.control("month")
    this.player = new Player(this.find("button", "[data-does=play]"), () => {
      months.value = String(this.number("month") + 1)
      this.changed()
      return this.number("month") < MONTHS
    }, 80, () => {
      if (this.number("month") === MONTHS) months.value = String(YEAR)
    })
    this.find("button", "[data-does=luck]").addEventListener("click", () => {
      this.control("luck").value = String(this.number("luck") + 1)
      this.changed()
      this.settled()
    })
  }

  reset() {
    this.player?.stop()
    super.reset()
  }

  draw() {
    const [month, follow] = [this.number("month"), this.number("follow") / 100]
    const { means, sent } = simulate(this.#city(), follow, this.number("luck"))
    const now = means.map((each) => each[month - YEAR])
    this.#lines(means, sent[month - 1] ?? [], month)
    const patrolled = NAMES.map((_, area) => sent.slice(0, month).filter((areas) => areas?.includes(area)).length)
    this.#table([now.map((mean) => mean.toFixed()), patrolled.map(String)], sent[month - 1] ?? [])
    const texts = [String(month), percent(follow, 0)]
    this.panel.querySelectorAll("b").forEach((place, n) => (place.textContent = texts[n]))
    this.find("output").textContent = `The two areas with the most records have ${
      excess(now).toFixed(2)} times as many as the others. Equally much happened in all.`
    this.player?.drawn()
  }

  /** @returns {City} */
  #city() {
    const luck = this.number("luck")
    if (luck) return drawn(this.happening, randomFrom(luck))
    const [reported, found] = ["reported", "found"].map((name) =>
      [...(this.getAttribute(name) ?? "")].map((digit) => parseInt(digit, 36)))
    return { reported, found }
  }

  /**
   * @param {number[][]} means of each area
   * @param {number[]} patrolled areas
   * @param {number} month
   */
  #lines(means, patrolled, month) {
    const paths = means.map((each, area) => {
      const shown = each.slice(0, month - YEAR + 1)
      const years = shown.map((_, n) => 1 + n / YEAR)
      const there = patrolled.includes(area)
      const end = `<circle cx="${chart.x(month / YEAR)}" cy="${chart.y(shown[shown.length - 1])}" r="3.5"/>`
      return `<path${there ? ' class="patrolled"' : ""} d="${chart.path(years, shown)}"/>${there ? end : ""}`
    })
    const lines = /** @type {SVGGElement} */ (this.panel.querySelector(".chart g"))
    lines.innerHTML = paths.join("")
  }

  /**
   * @param {string[][]} rows
   * @param {number[]} patrolled areas
   */
  #table(rows, patrolled) {
    this.panel.querySelectorAll("tbody tr").forEach((line, n) =>
      line.querySelectorAll("td").forEach((cell, area) => (cell.textContent = rows[n][area])))
    this.panel.querySelectorAll("tr").forEach((line) =>
      [...line.cells].forEach((cell, n) => cell.classList.toggle("patrolled", patrolled.includes(n - 1))))
  }
}

/**
 * Return what residents report and patrols would find, of what happens by luck alone: half of it
 * is reported, and half of the rest could be found, so both are Poisson numbers too.
 * @param {number} happening a month in an area
 * @param {Random} random
 * @returns {City}
 */
function drawn(happening, random) {
  const draw = (/** @type {number} */ mean) =>
    Array.from({ length: MONTHS * AREAS }, () => poisson(mean, random))
  return { reported: draw(happening / 2), found: draw(happening / 4) }
}

/**
 * Draw from the Poisson distribution: count how many random numbers keep their product large.
 * @param {number} mean
 * @param {Random} random
 */
function poisson(mean, random) {
  let count = -1
  for (let product = 1; product > Math.exp(-mean); product *= random()) count++
  return count
}

/**
 * Send patrols, from the second year on, to the areas with the most records of twelve months, or by lot.
 * @param {City} city
 * @param {number} follow the chance of each patrol that it follows the records
 * @param {number} luck
 * @returns {{ means: number[][], sent: number[][] }} the mean records of the last year, by area and
 *   month, and where patrols were, by month
 */
function simulate({ reported, found }, follow, luck) {
  const random = randomFrom(SEED_OF_LOTS + luck)
  const records = NAMES.map(() => /** @type {number[]} */ ([]))
  const means = NAMES.map(() => /** @type {number[]} */ ([]))
  /** @type {number[][]} */ const sent = []
  for (let month = 0; month < MONTHS; month++) {
    if (month >= YEAR) sent[month] = patrols(means.map((each) => each[month - YEAR]), follow, random)
    records.forEach((each, area) => {
      const at = AREAS * month + area
      each.push(reported[at] + (sent[month]?.includes(area) ? found[at] : 0))
      if (month >= YEAR - 1) means[area].push(each.slice(-YEAR).reduce((sum, count) => sum + count) / YEAR)
    })
  }
  return { means, sent }
}

/**
 * @param {number[]} means of the last year
 * @param {number} follow
 * @param {Random} random
 */
function patrols(means, follow, random) {
  const byRecords = NAMES.map((_, area) => area).sort((a, b) => means[b] - means[a] || a - b)
  const byLot = [...shuffled(AREAS, random)]
  const chosen = byRecords.slice(0, PATROLS).filter(() => random() < follow)
  return [...chosen, ...byLot.filter((area) => !chosen.includes(area))].slice(0, PATROLS)
}

/** @param {number[]} means */
function excess(means) {
  const [first, second, ...others] = [...means].sort((a, b) => b - a)
  return (first + second) / 2 / (others.reduce((sum, mean) => sum + mean) / others.length)
}

customElements.define("primer-feedback", Feedback)
