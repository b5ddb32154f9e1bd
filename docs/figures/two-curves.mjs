/**
 * `<primer-two-curves training="0.52_…" validation="0.74_…" read="0.85_…" known="0.80_…">`: train a network on
 * few images, with remedies against overfitting, and compare its cost on these images and on others. The
 * attributes are means over the page's five networks: both costs, and the shares of the training and of
 * the validation images that are read right.
 *
 * @typedef {import("./two-curves-worker.mjs").Point} Point
 * @typedef {{ key: string, points: Point[] }} Run
 */
import { Chart } from "./common/chart.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { percent } from "./common/numbers.mjs"

const [POINTS, ROWS] = [30, 4]
const SIZE = { width: 360, height: 190 }
const ACROSS = { from: 0, to: POINTS, ticks: [0, 10, 20, 30], label: "images shown, in thousands" }
const COST = new Chart(ACROSS, { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], label: "cost", digits: 2 }, SIZE)
const ACCURACY = new Chart(ACROSS, { from: 0.5, to: 1, ticks: [0.5, 0.75, 1], label: "accuracy", digits: 2 }, SIZE)
const KINDS = /** @type {const} */ (["training", "validation"])
const calm = matchMedia("(prefers-reduced-motion: reduce)")
/** @param {string[]} values */
const options = (...values) => values.map((value) => `<option>${value}`).join("")
const PANEL = `<p><span><b>Halve the gap</b> between the curves.</span><button data-does="reset">Reset</button></p>
<div class="choices"><label><input type="checkbox" name="stop">stop early</label>
<label><input type="checkbox" name="copies">moved copies</label>
<label>weight decay <select name="decay">${options("0", "0.001", "0.003", "0.01", "0.03")}</select></label>
<label>images <select name="images">${options("1000", "300", "100")}</select></label>
<label>seed <select name="seed"><option value="page">page’s five${options("0", "1", "2", "3", "4")}</select></label>
<label>show <select name="show">${options("cost", "accuracy")}</select></label></div>
<div class="run"><div class="curves"></div><output></output></div>
<table class="data"><thead><tr><th scope="col">remedies<th scope="col">gap<th scope="col">validation cost<th scope="col">accuracy<tbody></table>`

class TwoCurves extends LiveFigure {
  controls = PANEL
  /** @type {Map<string, Run>} */ runs = new Map()
  /** @type {Map<string, string>} of the table, the last run at the end */ rows = new Map()
  /** @type {Run | undefined} */ run
  /** @type {Run | undefined} */ earlier
  /** @type {Worker | undefined} */ worker
  #isWaiting = false
  #said = ""

  async load() {
    const worker = new Worker(new URL("two-curves-worker.mjs", import.meta.url), { type: "module" })
    this.worker = worker
    const { data } = await new Promise((resolve, reject) => Object.assign(worker, { onmessage: resolve, onerror: reject }))
    if (data.failed) throw new Error()
    worker.onmessage = (event) => this.#hear(event.data)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.worker?.terminate()
  }

  build() {
    super.build()
    const [training, validation, known, read] = ["training", "validation", "known", "read"].map((name) =>
      `${this.getAttribute(name)}`.split("_").map(Number))
    const points = training.map((cost, n) => ({
      training: { cost, accuracy: known[n] }, validation: { cost: validation[n], accuracy: read[n] },
    }))
    this.runs.set("page", { key: "page", points })
    this.panel.addEventListener("input", ({ target }) => this.#fit(/** @type {HTMLInputElement} */ (target).name))
  }

  /** @param {URLSearchParams} state */
  restore(state) {
    super.restore(state)
    this.#fit("")
  }

  reset() {
    this.rows.clear()
    this.run = undefined
    super.reset()
  }

  /**
   * The page's networks have no remedies: choose one that has, or take the remedies off.
   * @param {string} changed
   */
  #fit(changed) {
    const { stop, copies, decay, images, seed, show } = this.state
    if (seed !== "page" || [stop, copies, decay, images].join() === "off,off,0,1000") return
    if (changed === "seed") super.restore(new URLSearchParams({ show }))
    else this.control("seed").value = "0"
  }

  /** @param {string} name */
  #isOn(name) {
    return this.control(name).checked
  }

  /** @param {{ key: string, point: Point }} news */
  #hear({ key, point }) {
    this.#isWaiting = false
    this.runs.get(key)?.points.push(point)
    this.changed()
  }

  draw() {
    const run = this.#chosen()
    if (run !== this.run) [this.earlier, this.run] = [this.run, run]
    const isDone = run.points.length === POINTS
    if (!isDone) this.#order(run)
    if (isDone || !calm.matches) this.#drawCurves(run)
    if (isDone) this.#tell(run)
    else this.#say("It learns …")
  }

  /** @returns {Run} the one of the controls, as far as it is trained */
  #chosen() {
    const { seed, copies, decay, images } = this.state
    const key = seed === "page" ? seed : [copies, decay, images, seed].join()
    const run = this.runs.get(key) ?? { key, points: [] }
    this.runs.set(key, run)
    return run
  }

  /** @param {Run} run */
  #order({ key }) {
    if (this.#isWaiting) return
    this.#isWaiting = true
    const remedies = { count: this.number("images"), copies: this.#isOn("copies"), decay: this.number("decay"), seed: this.number("seed") }
    this.worker?.postMessage({ key, remedies })
  }

  /** @param {Run} run */
  #drawCurves({ points }) {
    const measure = /** @type {"cost" | "accuracy"} */ (this.control("show").value)
    const before = this.earlier?.points ?? []
    const chart = measure === "accuracy" ? ACCURACY : COST
    const best = bestOf(points)
    const end = this.#isOn("stop") ? best + 1 : points.length
    const curves = KINDS.map((kind) => {
      /** @param {string} name @param {Point[]} some @param {number} from @param {number} to */
      const line = (name, some, from, to) => {
        const xs = some.map((_, n) => n + 1).slice(from, to)
        return path(`${name} ${kind}`, chart, xs, xs.map((x) => some[x - 1][kind][measure]))
      }
      const last = points.at(-1)?.[kind][measure] ?? chart.up.from
      return line("before", before, 0, POINTS) + line("after", points, end - 1, POINTS) + line("now", points, 0, end) +
        text(kind, chart.x(POINTS), chart.y(last) + (chart === COST ? -6 : 14), kind)
    })
    const [training, validation] = KINDS.map((kind) => points[end - 1]?.[kind][measure])
    const gap = points.length < POINTS ? "" : path("gap", chart, [end, end], [training, validation]) + (measure === "cost" ?
      text("gap", chart.x(end) + (end > 8 ? -6 : 66), chart.y((training + validation) / 2) + 4, `gap ${(validation - training).toFixed(2)}`) : "")
    this.find("div", ".curves").innerHTML = chart.svg(curves.join("") + gap + (points.length ? stop(chart, best + 1, points[best].validation[measure]) : ""))
  }

  /** @param {Run} run */
  #tell({ key, points }) {
    const [best, isStopped] = [bestOf(points), this.#isOn("stop")]
    const { training, validation } = points[isStopped ? best : POINTS - 1]
    const [gap, when] = [validation.cost - training.cost, `${best + 1} thousand images`]
    this.#say(`<span><b>Gap ${gap.toFixed(2)}.</b> ${isStopped ? `Stopped after ${when}` : "At the end"}: cost
${training.cost.toFixed(2)} on the training images, ${validation.cost.toFixed(2)} on the validation images,
of which ${percent(validation.accuracy)} are read right.</span>
<span>${isStopped ? "" : `Early stopping would stop after ${when}, at ${points[best].validation.cost.toFixed(2)}.`}</span>
<span>${this.#judged(gap, validation.cost)}</span>`)
    const cells = [this.#name(), gap.toFixed(2), validation.cost.toFixed(2), percent(validation.accuracy)]
    this.rows.delete(key + isStopped)
    this.rows.set(key + isStopped, `<tr><th scope="row">${cells.join("<td>")}`)
    this.find("tbody").innerHTML = [...this.rows.values()].slice(-ROWS).join("")
  }

  /**
   * Say whether the goal is reached: a gap also closes when both curves get worse.
   * @param {number} gap
   * @param {number} cost on the validation images
   */
  #judged(gap, cost) {
    const { training, validation } = /** @type {Run} */ (this.runs.get("page")).points[POINTS - 1]
    const goal = (validation.cost - training.cost) / 2
    const said = gap > goal ? "✗ Not yet." : cost < validation.cost ? "✓ Reached." : "✗ It closed, but the validation cost did not fall."
    return `Goal: a gap of at most ${goal.toFixed(2)}. <b>${said}</b>`
  }

  /** Say in a few words what was trained, and how. */
  #name() {
    const { seed, images, copies, decay, stop } = this.state
    const remedies = [stop === "on" && "stop", copies === "on" && "copies", decay !== "0" && `decay ${decay}`]
    return `${remedies.filter(Boolean).join(", ") || "none"}${images === "1000" ? "" : `, ${images} images`}${seed === "page" ? " (five networks)" : seed === "0" ? "" : `, seed ${seed}`}`
  }

  /** @param {string} html */
  #say(html) {
    if (this.#said !== html) this.find("output").innerHTML = html
    this.#said = html
  }
}

/**
 * @param {string} name
 * @param {Chart} chart
 * @param {number[]} xs
 * @param {number[]} ys
 */
const path = (name, chart, xs, ys) => `<path class="${name}" d="${chart.path(xs, ys)}"/>`

/**
 * @param {string} name
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
const text = (name, x, y, words) => `<text class="${name}" x="${x}" y="${y}">${words}</text>`

/**
 * Mark where early stopping stops.
 * @param {Chart} chart
 * @param {number} x
 * @param {number} y of the validation curve there
 */
const stop = (chart, x, y) => path("stop", chart, [x, x], [chart.up.from, chart.up.to]) +
  text("stop", Math.min(chart.x(x) + 5, 285), chart === COST ? 30 : 150, "stop early") +
  `<circle cx="${chart.x(x)}" cy="${chart.y(y)}" r="4.5"/>`

/**
 * Return where the cost on the validation images is lowest.
 * @param {Point[]} points
 */
function bestOf(points) {
  const values = points.map(({ validation }) => validation.cost)
  return values.indexOf(Math.min(...values))
}

customElements.define("primer-two-curves", TwoCurves)
