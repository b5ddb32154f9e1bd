/**
 * `<primer-random-walk moves="12_-34_…" stretch="0" calls="" score="0_0">`: call up or down for the
 * last days of a stretch, and compare with a coin. `moves` are daily moves of a rate, in hundredths of
 * a percent. Stretch 0 begins with them; each other is days of the rate or moves from a hat, by lot.
 */
import { Chart } from "./common/chart.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { randomFrom } from "./common/random.mjs"

const [SEEN, CALLED] = [40, 20] // days
const DAYS = SEEN + CALLED
const SMALLEST = 3 // reach of the chart, in percent
const band = new Chart(
  { from: 0, to: 100, ticks: [0, 25, 50, 75], label: "% called right" },
  { from: -1, to: 1, ticks: [], label: "you, and where a coin lands" },
  { width: 360, height: 78 },
)
const PANEL = `<div><div class="curve"></div></div><div>
${band.svg('<path class="coin"/><path class="half"/><circle r="6"/>')}
<p class="calls"><span><button data-call="u">▲ Up</button> <button data-call="d">▼ Down</button></span>
<button data-does="trend">The rest like the day before</button></p><p class="said"><output></output></p>
<p><button data-does="next">Another stretch</button> <button data-does="reset">Reset</button></p>
${["stretch", "calls", "score"].map((name) => `<input type="hidden" name="${name}">`).join("")}</div>`

class RandomWalk extends LiveFigure {
  controls = PANEL
  moves = (this.getAttribute("moves") ?? "").split("_").map(Number)

  build() {
    super.build()
    for (const button of this.panel.querySelectorAll("[data-call]"))
      button.addEventListener("click", () => this.#call(button.getAttribute("data-call") ?? ""))
    this.find("button", "[data-does=trend]").addEventListener("click", () => this.#followTrend())
    this.find("button", "[data-does=next]").addEventListener("click", () => this.#next())
  }

  get #calls() {
    return this.control("calls").value.slice(0, CALLED)
  }

  /** Days of the rate, or a random walk, and which of the two. */
  get #stretch() {
    const seed = this.number("stretch")
    const random = randomFrom(seed)
    const isWalk = seed > 0 && random() < 0.5
    const first = seed && Math.floor(random() * (this.moves.length - DAYS + 1))
    const hat = () => this.moves[Math.floor(random() * this.moves.length)]
    return { isWalk, days: isWalk ? Array.from({ length: DAYS }, hat) : this.moves.slice(first, first + DAYS) }
  }

  /** @param {string} more calls */
  #call(more) {
    this.control("calls").value = (this.#calls + more).slice(0, CALLED)
    this.changed()
    this.settled()
  }

  #followTrend() {
    const { days } = this.#stretch
    this.#call(days.slice(SEEN - 1 + this.#calls.length, -1).map((move) => (move > 0 ? "u" : "d")).join(""))
  }

  #next() {
    this.control("score").value = this.#score(this.#hits(this.#stretch.days)).join("_")
    this.control("stretch").value = String(this.number("stretch") + 1)
    this.control("calls").value = ""
    this.changed()
    this.settled()
  }

  /** @param {number[]} days */
  #hits(days) {
    return [...this.#calls].map((call, n) => (days[SEEN + n] > 0) === (call === "u"))
  }

  /**
   * Return how many calls were right, and how many were made, in all stretches.
   * @param {boolean[]} hits of this one
   */
  #score(hits) {
    const [right, made] = this.control("score").value.split("_").map(Number)
    return [right + hits.filter(Boolean).length, made + hits.length]
  }

  draw() {
    const { days, isWalk } = this.#stretch
    const hits = this.#hits(days)
    const [right, made] = this.#score(hits)
    this.find("div", ".curve").innerHTML = curve(days.slice(0, SEEN + hits.length), hits)
    this.#coin(right, made)
    const isOver = hits.length === CALLED
    for (const button of this.panel.querySelectorAll(".calls button")) button.ariaDisabled = String(isOver)
    const end = isWalk ? "This was a random walk." : "These were days of the euro."
    const day = isOver ? end : `Day ${hits.length + 1} of ${CALLED}: up or down?`
    this.find("output").textContent = made ? `${this.#last(hits)} ${right} of ${made} right; a coin gets ${
      coin(made).join(" to ")}, nineteen times in twenty. ${day}` : day
  }

  /** @param {boolean[]} hits */
  #last(hits) {
    if (!hits.length) return "So far"
    return hits[hits.length - 1] ? "Right." : "Wrong."
  }

  /**
   * @param {number} right
   * @param {number} made
   */
  #coin(right, made) {
    const reach = made ? Math.min(50, 100 / Math.sqrt(made)) : 50
    const half = band.path([50, 50], [-1, 1])
    this.panel.querySelector(".coin")?.setAttribute("d",
      `${band.path([50 - reach, 50 + reach, 50 + reach, 50 - reach], [-1, -1, 1, 1])}z`)
    this.panel.querySelector(".half")?.setAttribute("d", half)
    const dot = /** @type {SVGCircleElement} */ (this.panel.querySelector("circle[r='6']"))
    dot.toggleAttribute("hidden", !made)
    dot.setAttribute("transform", `translate(${band.x(made ? (100 * right) / made : 50)} ${band.y(0)})`)
  }
}

/**
 * Return how few and how many of so many calls a coin gets right, within two standard errors.
 * @param {number} made
 */
function coin(made) {
  const reach = Math.sqrt(made)
  return [Math.ceil(Math.max(0, made / 2 - reach)), Math.floor(Math.min(made, made / 2 + reach))]
}

/**
 * Return the chart of the days so far.
 * @param {number[]} days
 * @param {boolean[]} hits
 */
function curve(days, hits) {
  let sum = 0
  const levels = [0, ...days.map((move) => (sum += move) / 100)]
  const reach = Math.max(SMALLEST, Math.ceil(Math.max(...levels.map(Math.abs))))
  const chart = new Chart(
    { from: 0, to: DAYS, ticks: [0, 20, SEEN, DAYS], label: "day" },
    { from: -reach, to: reach, ticks: [-reach, 0, reach], label: "change since the first day, in %" },
  )
  const marks = hits.map((isRight, n) => {
    const day = SEEN + n + 1
    return `<circle class="${isRight ? "right" : "wrong"}" r="4" cx="${chart.x(day)}" cy="${chart.y(levels[day])}"/>`
  })
  const now = chart.path([SEEN, SEEN], [-reach, reach])
  const path = chart.path(levels.map((_, day) => day), levels)
  return chart.svg(`<path class="now" d="${now}"/><path class="rate" d="${path}"/>${marks.join("")}`)
}

customElements.define("primer-random-walk", RandomWalk)
