// Instant navigation: a link to another page changes the body of this one. Whatever is not
// plain, a failure included, is left to the browser.
const SITE = new URL("../../", import.meta.url).href

function isPage(url) {
  return url.href.startsWith(SITE) && url.pathname.endsWith("/")
}

function isShown(url) {
  return url.pathname === shown.pathname && url.search === shown.search
}

async function show(url, top) {
  const html = await textOf(url).catch(() => undefined)
  if (url !== wanted) return // the reader has gone on
  if (html === undefined) return location.reload() // the address stands in the bar already
  const next = new DOMParser().parseFromString(html, "text/html")
  shown = url
  document.title = next.title
  for (const selector of ["meta[name=description]", "link[rel=canonical]"])
    document.querySelector(selector)?.replaceWith(next.querySelector(selector) ?? "")
  document.body.replaceWith(next.body)
  for (const old of document.querySelectorAll("article script")) runAgain(old)
  setUp()
  place(url, top)
}

async function textOf(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(response.statusText)
  return response.text()
}

/** A script that a parser has seen does not run; a new one does. */
function runAgain(old) {
  const script = document.createElement("script")
  for (const { name, value } of old.attributes) script.setAttribute(name, value)
  script.textContent = old.textContent
  old.replaceWith(script)
}

/** Go to a place on the new page, and let listeners hear where they are. */
function place(url, top) {
  const target = document.getElementById(decodeURIComponent(url.hash.slice(1)))
  const heading = target ?? document.querySelector("h1")
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  if (target && top === undefined) target.scrollIntoView()
  else scrollTo(0, top ?? 0)
}

function follow(event) {
  const link = event.target.closest?.("a[href]")
  const special = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  if (!link || special || event.defaultPrevented || link.target || link.hasAttribute("download"))
    return
  const url = new URL(link.href)
  if (!isPage(url) || isShown(url)) return
  event.preventDefault()
  history.replaceState({ top: scrollY }, "")
  history.pushState({}, "", url)
  history.scrollRestoration = "manual"
  wanted = url
  show(url)
}

let shown = new URL(location)
let wanted = shown
// Later pages have other addresses, and the icon's would be read from there.
const icon = document.querySelector("link[rel=icon]")
icon.href = icon.href
addEventListener("click", follow)
addEventListener("popstate", ({ state }) => {
  const url = new URL(location)
  wanted = url
  if (!isShown(url)) show(url, state?.top ?? 0)
  else if (state?.top !== undefined) scrollTo(0, state.top)
})
addEventListener("scrollend", () => history.replaceState({ ...history.state, top: scrollY }, ""))
addEventListener("pagehide", () => (history.scrollRestoration = "auto"))

function setUp() {
  setUpColours()
  setUpDrawer()
  setUpSearch()
  setUpReading()
  setUpFigures()
}
setUp()
