// Search: Material's worker and its index, fetched when a reader first opens the dialog.
const SETUP = 0
const QUERY = 2
let search // a promise of the worker that has read the index

async function startSearch() {
  const worker = new Worker(new URL("search-worker.js", import.meta.url))
  const index = await fetch(new URL("../../search/search_index.json", import.meta.url))
  const { config, docs } = await index.json()
  worker.postMessage({ type: SETUP, data: { config, docs, options: {} } })
  await new Promise((ready) => (worker.onmessage = ready))
  return worker
}

async function ask(dialog) {
  const worker = await (search ??= startSearch())
  worker.onmessage = ({ data }) => showResults(dialog, data.data.items)
  worker.postMessage({ type: QUERY, data: dialog.querySelector("input").value })
}

function showResults(dialog, groups) {
  const asked = dialog.querySelector("input").value.trim()
  const count = `${groups.length || "No"} page${groups.length === 1 ? "" : "s"} found`
  dialog.querySelector(".search__count").textContent = asked && count
  dialog.querySelector(".search__results").replaceChildren(...groups.map(showPage))
}

/** Show one page: its title, and the best three of its sections. */
function showPage(sections) {
  const item = document.createElement("li")
  const page = sections.find(({ location }) => !location.includes("#"))
  const best = sections.filter((section) => section !== page).slice(0, 3)
  for (const { location, title, text } of [page, ...best]) {
    const link = document.createElement("a")
    link.href = new URL(`../../${location}`, import.meta.url)
    link.innerHTML = `<strong>${title}</strong>`
    if (text.includes("<mark")) link.append(excerpt(text))
    item.append(link)
  }
  return item
}

/** Keep of a text its words and its marks. */
function excerpt(text) {
  const words = document.createElement("span")
  words.innerHTML = text
  for (const element of words.querySelectorAll(":not(mark)"))
    element.replaceWith(...element.childNodes, " ")
  return words
}

function setUpSearch() {
  const dialog = document.querySelector("dialog.search")
  if (!dialog) return
  document.querySelector("[data-opens=search]").addEventListener("click", () => {
    dialog.showModal()
    ask(dialog)
  })
  dialog.addEventListener("input", () => ask(dialog))
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a, button")) dialog.close()
  })
  dialog.addEventListener("submit", (event) => {
    event.preventDefault()
    dialog.querySelector("a")?.click()
  })
}

addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]")
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return
  event.preventDefault()
  document.querySelector("[data-opens=search]")?.click()
})
