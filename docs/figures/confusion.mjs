/**
 * `<primer-confusion truth="5" answer="3">`: how often the network of this build takes each digit
 * for each other, over all test digits. Open a cell to see its images and how sure the network was.
 *
 * @typedef {{ number: number, label: number, answer: number, output: number, image: Float32Array }} Reading
 */
import { load } from "./common/data.mjs"
import { paint } from "./common/draw.mjs"
import { LiveFigure } from "./common/live-figure.mjs"
import { rowOf } from "./common/model.mjs"
import { percent, signed } from "./common/numbers.mjs"

const PIXELS = 28 * 28
const DIGITS = [...Array(10).keys()]
const PLURALS = "zeros ones twos threes fours fives sixes sevens eights nines".split(" ")
/** @type {Record<string, (truth: number, answer: number) => [number, number]>} */
const MOVES = {
  ArrowUp: (truth, answer) => [truth - 1, answer],
  ArrowDown: (truth, answer) => [truth + 1, answer],
  ArrowLeft: (truth, answer) => [truth, answer - 1],
  ArrowRight: (truth, answer) => [truth, answer + 1],
  Home: (truth) => [truth, 0],
  End: (truth) => [truth, DIGITS.length - 1],
}

class Confusion extends LiveFigure {
  /** @type {number[][]} a row for each true digit, a column for each answer */ counts
  /** @type {Reading[]} the surest first */ readings
  /** @type {HTMLTableCellElement[]} row after row */ cells

  async load() {
    const { labels, answers, shown, outputs, images } = (await load("readings")).arrays
    this.counts = DIGITS.map(() => DIGITS.map(() => 0))
    labels.forEach((label, number) => this.counts[label][answers[number]]++)
    const numbers = [...shown.keys()].filter((number) => shown[number])
    this.readings = numbers.map((number, at) => ({
      number,
      label: labels[number],
      answer: answers[number],
      output: outputs[at],
      image: /** @type {Float32Array} */ (rowOf(images, at, PIXELS)),
    }))
    this.readings.sort((one, other) => other.output - one.output)
  }

  build() {
    this.controls = panelOf(this.counts)
    super.build()
    this.cells = [...this.find("tbody").querySelectorAll("td")]
    this.cells.forEach((cell, at) =>
      cell.addEventListener("click", () => this.#open(Math.floor(at / DIGITS.length), at % DIGITS.length)))
    this.find("table").addEventListener("keydown", (event) => {
      const move = MOVES[event.key]
      if (!move || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      const [truth, answer] = move(this.number("truth"), this.number("answer"))
      if (truth in DIGITS && answer in DIGITS) this.#open(truth, answer)
    })
  }

  /**
   * @param {number} truth
   * @param {number} answer
   */
  #open(truth, answer) {
    this.control("truth").value = String(truth)
    this.control("answer").value = String(answer)
    this.#cell(truth, answer).focus()
    this.changed()
    this.settled()
  }

  /**
   * @param {number} truth
   * @param {number} answer
   */
  #cell(truth, answer) {
    return this.cells[DIGITS.length * truth + answer]
  }

  draw() {
    const [truth, answer] = [this.number("truth"), this.number("answer")]
    for (const cell of this.cells) {
      const isOpen = cell === this.#cell(truth, answer)
      cell.ariaSelected = String(isOpen)
      cell.tabIndex = isOpen ? 0 : -1
    }
    const heads = this.panel.querySelectorAll("th")
    heads.forEach((head, n) => head.classList.toggle("open", n === answer || n === DIGITS.length + truth))
    const found = this.readings.filter((one) => one.label === truth && one.answer === answer)
    if (truth === answer) found.reverse()
    this.find("output").textContent = sentence(this.counts[truth], truth, answer, found.length)
    this.find("ol").replaceChildren(...found.map(itemOf))
    this.find("div", ".images").scrollTop = 0
  }
}

/** @param {number[][]} counts */
function panelOf(counts) {
  const mistakes = counts.flatMap((row, truth) => row.filter((_, answer) => answer !== truth))
  const most = Math.max(...mistakes)
  const options = DIGITS.map((digit) => `<option>${digit}`).join("")
  const heads = DIGITS.map((digit) => `<th scope="col">${digit}`).join("")
  const rows = counts.map((row, truth) => {
    const cells = row.map((count, answer) => {
      const kind = truth === answer ? "right" : count ? "" : "none"
      return `<td class="${kind}" style="--share:${signed(count / most, 3)}">${count}`
    })
    return `<tr><th scope="row">${truth}${cells.join("")}`
  })
  return `<p><span><strong>Open a cell,</strong> or choose it:</span><label>true digit <select name="truth">${options}</select></label>
<label>answer <select name="answer">${options}</select></label><button data-does="reset">Reset</button></p>
<div class="matrix"><span aria-hidden="true">network’s answer</span><span aria-hidden="true">true digit</span>
<table class="data" role="grid" aria-label="Counts: a row for each true digit, a column for each answer">
<thead><tr><td role="presentation"></td>${heads}<tbody>${rows.join("")}</table></div>
<div class="opened"><output></output><div class="images" role="group" aria-label="Images of this cell" tabindex="0"><ol></ol></div></div>`
}

/**
 * @param {number[]} row counts of the answers to a digit
 * @param {number} truth
 * @param {number} answer
 * @param {number} shown how many images
 */
function sentence(row, truth, answer, shown) {
  const total = row.reduce((sum, count) => sum + count, 0)
  const all = `${total.toLocaleString("en")} ${PLURALS[truth]}`
  const [count, read] = [row[answer], `read as ${answer === 8 ? "an" : "a"} ${answer}`]
  if (!count) return `None of ${all} is ${read}.`
  const told = `${count} of ${all} (${percent(count / total)}) ${count > 1 ? "are" : "is"} ${read}. `
  if (truth === answer) return `${told}Those ${shown} it was least sure of, with its output for ${answer}:`
  return `${told}Its output for ${answer}, the surest first:`
}

/** @param {Reading} reading */
function itemOf({ number, label, answer, output, image }) {
  const item = document.createElement("li")
  const canvas = paint(image)
  canvas.role = "img"
  canvas.title = canvas.ariaLabel = `Test digit ${number}, a ${label}, read as ${answer}`
  item.append(canvas, signed(output, 2))
  return item
}

customElements.define("primer-confusion", Confusion)
