/**
 * `<primer-two-splits deal="1" molecule="81" shapes="4_4_2…" musks="47" results="r8…_…" parts="02…_…">`:
 * molecules, of which the first are musks, by how many shapes they have. For each seed, `results` has
 * a digit to base 36 for each shape: four times its part when rows are dealt out, plus 2 if it is
 * called right then, plus 1 if it is when molecules are; `parts` has the part of each molecule then.
 * Deal after deal, one part is the test.
 *
 * @typedef {{ isTest: boolean, isRight: boolean }} Shape
 * @typedef {{ x: number, y: number, width: number }} Place
 */
import { Chart } from "./common/chart.mjs"
import { follow } from "./common/follow.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { percent, signed } from "./common/numbers.mjs"

const PARTS = 5
const [CELL, GAP, LINE, WIDTH, EDGE] = [8, 4, 11, 338, 3]
const SPLITS = ["rows", "molecules"]
const KINDS = ["learned", "right", "wrong"]
const LEGEND = ["learned from", "test: right", "test: wrong"]
const chart = new Chart(
  { from: 40, to: 103, ticks: [40, 60, 80, 100], label: "% of the test shapes called right" },
  { from: -0.5, to: 1.5, ticks: [], label: "a dot for each deal, a line for all together" },
  { width: 360, height: 96 },
)
const NAMES = SPLITS.map((split, n) =>
  `<text x="${chart.x(41)}" y="${chart.y(1 - n) + 4}">${split}</text><g class="${split}"></g>`)

class TwoSplits extends LiveFigure {
  shapes = (this.getAttribute("shapes") ?? "").split("_").map(Number)
  musks = Number(this.getAttribute("musks"))
  /** The molecule of each row. */
  owners = this.shapes.flatMap((count, molecule) => Array(count).fill(molecule))
  deals = dealsOf(this.#list("results"), this.#list("parts"), this.owners)
  places = placesOf(this.shapes)
  height = Math.max(...this.places.map(({ y }) => y)) + CELL + 2 * EDGE
  controls = `<p><b>Deal again: which way flatters? Find an orange molecule wholly in the test.</b>
<span><button data-does="deal">Deal again</button> <button data-does="reset">Reset</button></span></p>
<ul>${KINDS.map((kind, n) => `<li><svg viewBox="0 0 8 8" aria-hidden="true"><path class="${kind}" d="${square(0, 0)}"/></svg>${LEGEND[n]}`).join("")}</ul>
${SPLITS.map((split) => `<div class="${split}"><output><b></b><span></span></output>
<svg class="dealt" viewBox="${-EDGE} ${-EDGE} ${WIDTH + 2 * EDGE} ${this.height}" aria-hidden="true">${[...KINDS, "chosen"].map((kind) => `<path class="${kind}"/>`).join("")}</svg></div>`).join("")}
<div>${chart.svg(NAMES.join(""))}<output class="gap"></output></div>
<div><div class="dials"><label>deal <input type="range" name="deal" min="1" max="${this.deals.length}"><b></b></label>
<label>molecule <input type="range" name="molecule" min="1" max="${this.shapes.length}"><b></b></label></div>
<output class="found"></output></div>
<details><summary>All deals as numbers</summary><div class="table" tabindex="0"><table class="data"><thead><tr><th scope="col">deal${SPLITS.map((split) => `<th scope="col">${split}, right<th scope="col">with a sibling`).join("")}
<tbody>${this.deals.map((deal, n) => `<tr><th scope="row">${n + 1}${deal.map((split) => `<td>${percent(share(split))}<td>${this.#withSibling(split)} of ${tested(split).length}`).join("")}`).join("")}</table></div></details>`

  /** @param {string} name of an attribute */
  #list(name) {
    return (this.getAttribute(name) ?? "").split("_")
  }

  build() {
    super.build()
    this.find("button", "[data-does=deal]").addEventListener("click", () => {
      this.control("deal").value = String((this.number("deal") % this.deals.length) + 1)
      this.changed()
      this.settled()
    })
    for (const svg of this.panel.querySelectorAll(".dealt")) {
      const picture = /** @type {SVGElement} */ (svg)
      follow(picture, (x, y) => this.#choose(x, y), () => this.settled())
      picture.addEventListener("pointermove", ({ clientX, clientY }) => {
        const { left, top, width, height } = picture.getBoundingClientRect()
        this.#choose((clientX - left) / width, (clientY - top) / height)
      })
    }
  }

  /**
   * Choose the molecule that is nearest to a place of a picture.
   * @param {number} acrossShare
   * @param {number} downShare
   */
  #choose(acrossShare, downShare) {
    const [across, down] = [acrossShare * (WIDTH + 2 * EDGE) - EDGE, downShare * this.height - EDGE]
    const away = this.places.map(({ x, y, width }) =>
      Math.max(x - across, across - x - width, 0) + 4 * Math.max(y - down, down - y - CELL, 0))
    this.control("molecule").value = String(away.indexOf(Math.min(...away)) + 1)
    this.changed()
  }

  draw() {
    const deal = this.deals[this.number("deal") - 1]
    const molecule = this.number("molecule") - 1
    const texts = [`${this.number("deal")} of ${this.deals.length}`, String(molecule + 1)]
    this.panel.querySelectorAll(".dials b").forEach((place, n) => (place.textContent = texts[n]))
    deal.forEach((split, n) => {
      const panel = this.find("div", `.${SPLITS[n]}`)
      this.#cells(panel, split, molecule)
      const [score, siblings] = /** @type {any} */ (panel.querySelector("output")).children
      score.textContent = `${SPLITS[n][0].toUpperCase()}${SPLITS[n].slice(1)} dealt out: ${percent(share(split))} called right.`
      siblings.textContent = `${this.#withSibling(split)} of ${tested(split).length} test shapes have a known sibling.`
      this.#dots(n)
    })
    const found = this.find("output", ".found")
    const [left, right] = deal.map((split) => this.#tested(split, molecule))
    found.textContent = this.#whereabouts(molecule, left, right)
    found.classList.toggle("hit", left === this.shapes[molecule])
    this.find("output", ".gap").textContent = this.#gap(deal)
  }

  /**
   * @param {Element} panel
   * @param {Shape[]} split
   * @param {number} molecule
   */
  #cells(panel, split, molecule) {
    const paths = Object.fromEntries(KINDS.map((kind) => [kind, ""]))
    let row = 0
    this.places.forEach(({ x, y }, owner) => {
      for (let n = 0; n < this.shapes[owner]; n++) paths[kindOf(split[row++])] += square(x + n * CELL, y)
    })
    const { x, y, width } = this.places[molecule]
    paths.chosen = `M${x - 1.5} ${y - 1.5}h${width + 2}v${CELL + 3}h${-width - 2}z`
    for (const [kind, path] of Object.entries(paths))
      panel.querySelector(`path.${kind}`)?.setAttribute("d", path)
  }

  /** @param {number} which of the splits */
  #dots(which) {
    const all = this.deals.map((deal) => deal[which])
    const height = chart.y(1 - which)
    const dots = all.map((split, n) => {
      const isNow = n === this.number("deal") - 1
      return [isNow, `<circle cx="${chart.x(100 * share(split))}" cy="${height}" r="${isNow ? 6 : 3.5}"${isNow ? ' class="now"' : ""}/>`]
    })
    const mean = chart.x(100 * share(all.flat()))
    const group = /** @type {SVGGElement} */ (this.panel.querySelector(`g.${SPLITS[which]}`))
    // The deal that is shown comes last, and so lies on top.
    group.innerHTML = `<path d="M${mean} ${height - 9}v18"/>${dots.sort(([a], [b]) => Number(a) - Number(b)).map(([, dot]) => dot).join("")}`
  }

  /** @param {Shape[]} split */
  #withSibling(split) {
    const learned = new Set(this.owners.filter((_, row) => !split[row].isTest))
    return split.filter(({ isTest }, row) => isTest && learned.has(this.owners[row])).length
  }

  /**
   * Count the shapes of a molecule that are in the test.
   * @param {Shape[]} split
   * @param {number} molecule
   */
  #tested(split, molecule) {
    return split.filter(({ isTest }, row) => isTest && this.owners[row] === molecule).length
  }

  /**
   * @param {number} molecule
   * @param {number} left in the test when rows are dealt out
   * @param {number} right and when molecules are
   */
  #whereabouts(molecule, left, right) {
    const count = this.shapes[molecule]
    const kind = molecule < this.musks ? "musk" : "no musk"
    const byRow = left === count ? "all in the test. Found one: it is new to the network"
      : `${left || "none"} in the test, ${left ? count - left : "all"} learned from`
    return `Molecule ${molecule + 1}, ${kind}, ${count} shapes. Rows dealt out: ${byRow}. Molecules dealt out: all ${right ? "in the test" : "learned from"}.`
  }

  /** @param {Shape[][]} deal */
  #gap(deal) {
    const [now, all] = [deal, SPLITS.map((_, n) => this.deals.flatMap((each) => each[n]))].map((splits) => splits.map(share))
    const points = (/** @type {number[]} */ [row, molecule]) => {
      const apart = signed(100 * Math.abs(row - molecule))
      return `${apart} ${apart === "1" ? "point" : "points"}`
    }
    const here = now[0] > now[1] ? `Here, rows flatter by ${points(now)}`
      : `Here, by luck, molecules lead by ${points(now)}`
    return `${here}. Over all ${this.deals.length} deals, rows flatter by ${points(all)}: ${percent(all[0])} against ${percent(all[1])}.`
  }
}

/**
 * Return the deals, each with its two splits, row by row.
 * @param {string[]} results
 * @param {string[]} parts
 * @param {number[]} owners
 * @returns {Shape[][][]}
 */
function dealsOf(results, parts, owners) {
  return results.flatMap((digits, seed) => {
    const codes = [...digits].map((digit) => parseInt(digit, 36))
    return Array.from({ length: PARTS }, (_, part) => [
      codes.map((code) => ({ isTest: code >> 2 === part, isRight: Boolean(code & 2) })),
      codes.map((code, row) => ({ isTest: Number(parts[seed][owners[row]]) === part, isRight: Boolean(code & 1) })),
    ])
  })
}

/**
 * Lay molecules into lines, each into the first that has room, those with most shapes first.
 * @param {number[]} shapes
 * @returns {Place[]}
 */
function placesOf(shapes) {
  /** @type {number[]} */ const ends = []
  /** @type {Place[]} */ const places = []
  const order = shapes.map((_, molecule) => molecule).sort((a, b) => shapes[b] - shapes[a] || a - b)
  for (const molecule of order) {
    const width = CELL * shapes[molecule]
    let line = ends.findIndex((end) => end + width <= WIDTH)
    if (line < 0) line = ends.push(0) - 1
    places[molecule] = { x: ends[line], y: LINE * line, width }
    ends[line] += width + GAP
  }
  return places
}

/** @param {Shape} shape */
const kindOf = ({ isTest, isRight }) => (isTest ? (isRight ? "right" : "wrong") : "learned")

/**
 * @param {number} x
 * @param {number} y
 */
const square = (x, y) => `M${x + 0.5} ${y + 0.5}h6v7h-6z`

/** @param {Shape[]} split */
const tested = (split) => split.filter(({ isTest }) => isTest)

/**
 * Return which share of the test is called right.
 * @param {Shape[]} split
 */
const share = (split) => tested(split).filter(({ isRight }) => isRight).length / tested(split).length

customElements.define("primer-two-splits", TwoSplits)
