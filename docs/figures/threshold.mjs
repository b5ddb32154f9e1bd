/**
 * `<primer-threshold from="-18" to="14" ill="0_1_…" well="7_9_…" threshold="0" prevalence="7.8">`: two
 * histograms of a network's weighted sum, as counts from `from` to `to`. Drag the threshold, set how
 * many people in a hundred have the condition, and count who is found, missed and alarmed for nothing.
 */
import { follow } from "./common/follow.mjs"
import { Humps, countsOf, total } from "./common/humps.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { percent, signed } from "./common/numbers.mjs"

const PEOPLE = 1000
const ROW = 50 // people
const CELL = 7
const KINDS = ["found", "missed", "false alarms", "left in peace"]
const TICKS = ["0.01 %", "1 %", "50 %", "99 %"]
const MARKS = KINDS.map((_, kind) => mark(kind, "")).join("")

class Threshold extends LiveFigure {
  from = Number(this.getAttribute("from"))
  to = Number(this.getAttribute("to"))
  ill = countsOf(this.getAttribute("ill"))
  well = countsOf(this.getAttribute("well"))
  humps = new Humps({
    from: this.from,
    to: this.to,
    ticks: TICKS.map((text) => [sumOf(parseFloat(text) / 100), text]),
    label: "output of the network",
    above: "underactive",
    below: "the others",
  })
  controls = `<p><span><strong>Miss fewer than five:</strong> move the threshold, and count the false alarms.</span></p>
<div>${this.humps.svg}</div>
<div><p>1,000 people</p><svg class="crowd" viewBox="0 0 ${CELL * ROW} ${(CELL * PEOPLE) / ROW}" aria-hidden="true">${MARKS}</svg>
<ul>${KINDS.map((kind, n) => `<li><svg viewBox="0 0 7 7" aria-hidden="true">${mark(n, "M0 3.5h7")}</svg><b></b> ${kind}`).join("")}</ul></div>
<div class="dials"><label>threshold <input type="range" name="threshold" min="${this.from}" max="${this.to}" step="0.5"><b></b></label>
<label>prevalence <input type="range" name="prevalence" min="0.1" max="50" step="0.1"><b></b></label></div>
<p><output></output><button data-does="reset">Reset</button></p>`

  build() {
    super.build()
    const chart = /** @type {SVGElement} */ (this.panel.querySelector(".chart"))
    follow(chart, (x) => {
      this.control("threshold").value = String(this.humps.chart.acrossAt(x))
      this.changed()
    }, () => this.settled())
  }

  draw() {
    const [threshold, prevalence] = [this.number("threshold"), this.number("prevalence")]
    const ill = Math.round((PEOPLE * prevalence) / 100)
    const cut = Math.round(((threshold - this.from) / (this.to - this.from)) * this.ill.length)
    const [finds, alarms] = [this.ill, this.well].map((counts) => total(counts.slice(cut)) / total(counts))
    const found = Math.round(finds * ill)
    const alarmed = Math.round(alarms * (PEOPLE - ill))
    const counts = [found, ill - found, alarmed, PEOPLE - ill - alarmed]
    this.humps.draw(this.panel, this.ill, this.well, cut)
    this.#say([...counts.map(String), outputAt(threshold), `${signed(prevalence)} %`])
    this.#crowd(counts)
    const share = found + alarmed ? percent(found / (found + alarmed), 0) : "none"
    this.find("output").textContent = `Finds ${percent(finds)} of the underactive, with false alarms for ${
      percent(alarms)} of the others. Of ${found + alarmed} alarms, ${found} are true: ${share}.`
  }

  /** @param {string[]} texts for the dials and the list, in their order */
  #say(texts) {
    this.panel.querySelectorAll("b").forEach((place, n) => (place.textContent = texts[n]))
    for (const [n, name] of ["threshold", "prevalence"].entries())
      this.control(name).ariaValueText = texts[KINDS.length + n]
  }

  /**
   * Draw the people as dashes, row after row, one kind after the other.
   * @param {number[]} counts
   */
  #crowd(counts) {
    let first = 0
    counts.forEach((count, kind) => {
      this.#line(`.crowd .kind-${kind}`, dashes(first, first + count))
      if (kind === 1) this.#line(".crowd .hole", dashes(first, first + count))
      first += count
    })
  }

  /**
   * @param {string} selector
   * @param {string} path
   */
  #line(selector, path) {
    this.panel.querySelector(selector)?.setAttribute("d", path)
  }
}

/**
 * Return a path along people, in the rows of the crowd.
 * @param {number} first
 * @param {number} end
 */
function dashes(first, end) {
  let path = ""
  while (first < end) {
    const [row, place] = [Math.floor(first / ROW), first % ROW]
    const length = Math.min(end - first, ROW - place)
    path += `M${CELL * place} ${CELL * (row + 0.5)}h${CELL * length - 1}`
    first += length
  }
  return path
}

/**
 * Return a path in the mark of a kind of people; those who are missed are hollow.
 * @param {number} kind
 * @param {string} path
 */
function mark(kind, path) {
  const hole = kind === 1 ? `<path class="hole" d="${path}"/>` : ""
  return `<path class="kind-${kind}" d="${path}"/>${hole}`
}

/** @param {number} share the output */
const sumOf = (share) => Math.log(share / (1 - share))

/** @param {number} sum the weighted sum of the output */
function outputAt(sum) {
  const share = 1 / (1 + Math.exp(-sum))
  return percent(share, share < 0.01 || share > 0.99 ? 2 : 0)
}

customElements.define("primer-threshold", Threshold)
