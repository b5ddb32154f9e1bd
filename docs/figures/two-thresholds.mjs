/**
 * `<primer-two-thresholds young="25" older="25" cost="3" young-good="0_3_…" young-bad="…"
 * older-good="…" older-bad="…">`: loans by risk, as counts for each hundredth. Readers set a threshold
 * for each of two groups, see which demands of fairness hold, and try to make all of them hold.
 */
import { follow } from "./common/follow.mjs"
import { Humps, countsOf, total } from "./common/humps.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { percent, signed } from "./common/numbers.mjs"

const GROUPS = ["young", "older"]
const ROWS = ["threshold", "refused, of all", "refused, of the good", "granted, of the bad"]
const EQUAL = 0.01 // shares that differ by less
const TICKS = [0, 25, 50, 75]
const HUMPS = GROUPS.map((group) => new Humps({
  from: 0, to: 100, ticks: TICKS.map((tick) => [tick, `${tick} %`]), label: "risk",
  above: `${group}: bad loans`, below: "good loans",
}))
const DIALS = GROUPS.map((group) =>
  `<label>${group}: refused from <input type="range" name="${group}" min="0" max="100"><b></b></label>`)
const COST = `<label>cost of a bad loan <input type="range" name="cost" min="1" max="9"><b></b></label>`

class TwoThresholds extends LiveFigure {
  loans = GROUPS.map((group) => ({
    bad: countsOf(this.getAttribute(`${group}-bad`)),
    good: countsOf(this.getAttribute(`${group}-good`)),
  }))
  controls = `<p><span><strong>Move the thresholds:</strong> make as many rows equal as you can.</span></p>
${HUMPS.map(({ svg }) => `<div>${svg}</div>`).join("")}
<div class="dials">${DIALS.join("")}${COST}</div>
<table class="data"><thead><tr><td><th scope="col">young<th scope="col">older<th scope="col">equal?
<tbody>${ROWS.map((row) => `<tr><th scope="row">${row}<td><td><td>`).join("")}</table>
<p><output></output><button data-does="reset">Reset</button></p>`

  build() {
    super.build()
    this.#charts.forEach((chart, n) => follow(chart, (x) => {
      this.control(GROUPS[n]).value = HUMPS[n].chart.acrossAt(x).toFixed()
      this.changed()
    }, () => this.settled()))
  }

  get #charts() {
    return [...this.panel.querySelectorAll(".chart")]
  }

  draw() {
    const cuts = GROUPS.map((group) => this.number(group))
    this.loans.forEach(({ bad, good }, n) => HUMPS[n].draw(this.#charts[n], bad, good, cuts[n]))
    const written = [...cuts.map((cut) => `${cut} %`), signed(this.number("cost"), 0)]
    this.panel.querySelectorAll("b").forEach((place, n) => (place.textContent = written[n]))
    const [young, older] = this.loans.map((loans, n) => measures(loans, cuts[n]))
    const equal = young.map((share, row) => Math.abs(share - older[row]) < EQUAL)
    this.panel.querySelectorAll("tbody tr").forEach((line, row) => {
      const texts = [percent(young[row]), percent(older[row]), equal[row] ? "✓ yes" : "✗ no"]
      line.querySelectorAll("td").forEach((cell, n) => (cell.textContent = texts[n]))
      line.classList.toggle("equal", equal[row])
    })
    this.find("output").textContent = `${this.#verdict(equal)} ${this.#price(cuts)}`
  }

  /** @param {boolean[]} equal */
  #verdict(equal) {
    const count = equal.filter(Boolean).length
    if (count < ROWS.length) return `${count} of ${ROWS.length} are equal.`
    const cuts = GROUPS.map((group) => this.number(group))
    const refused = this.loans.map(({ bad, good }, n) => total(bad.slice(cuts[n])) + total(good.slice(cuts[n])))
    const all = this.loans.flatMap(({ bad, good }) => [total(bad), total(good)])
    return `All four are equal, with ${percent(total(refused) / total(all), 0)} of the loans refused.`
  }

  /** @param {number[]} cuts */
  #price(cuts) {
    const each = this.loans.map((loans) => costs(loans, this.number("cost")))
    const loans = total(this.loans.flatMap(({ bad, good }) => [total(bad), total(good)])) / 100
    const [now, least] = [each.map((group, n) => group[cuts[n]]), each.map((group) => Math.min(...group))]
    return `A hundred loans cost ${signed(total(now) / loans)}; no thresholds cost less than ${signed(total(least) / loans)}.`
  }
}

/**
 * @param {{ bad: number[], good: number[] }} loans
 * @param {number} cut the hundredth from which on loans are refused
 */
function measures({ bad, good }, cut) {
  const [badRefused, goodRefused] = [bad, good].map((counts) => total(counts.slice(cut)))
  const [allBad, allGood] = [total(bad), total(good)]
  return [cut / 100, (badRefused + goodRefused) / (allBad + allGood), goodRefused / allGood, 1 - badRefused / allBad]
}

/**
 * Return what each threshold costs, in units of what a good loan earns.
 * @param {{ bad: number[], good: number[] }} loans
 * @param {number} price of a bad loan that is granted
 */
function costs({ bad, good }, price) {
  return Array.from({ length: bad.length + 1 }, (_, cut) =>
    total(good.slice(cut)) + price * total(bad.slice(0, cut)))
}

customElements.define("primer-two-thresholds", TwoThresholds)
