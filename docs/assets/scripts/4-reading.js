// Help with reading: copy buttons, tab stops where something scrolls, the place in the contents.
function addCopyButton(block) {
  const button = document.createElement("button")
  button.className = "copy"
  button.type = "button"
  button.textContent = "Copy"
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code").innerText.trimEnd())
    button.textContent = "Copied"
    setTimeout(() => (button.textContent = "Copy"), 2000)
  })
  block.append(button)
}

const scrolling = new ResizeObserver((entries) => {
  for (const { target } of entries)
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
    else target.removeAttribute("tabindex")
})

/** Mark, in the contents, the last heading that has passed the top of the window. */
function markPlace() {
  const links = [...document.querySelectorAll(".md-nav--secondary .md-nav__link")]
  const passed = links.filter((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    return heading && heading.getBoundingClientRect().top < 120
  })
  for (const link of links)
    link.classList.toggle("md-nav__link--active", link === passed.at(-1))
}

function setUpReading() {
  scrolling.disconnect()
  for (const element of document.querySelectorAll("article [tabindex='0']"))
    scrolling.observe(element)
  if (navigator.clipboard)
    for (const block of document.querySelectorAll(".highlight:has(pre)")) addCopyButton(block)
  markPlace()
}

addEventListener("scroll", () => requestAnimationFrame(markPlace), { passive: true })
