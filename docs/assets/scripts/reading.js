// A copy button beside each block of code, and a tab stop only where something scrolls.
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

document$.subscribe(() => {
  scrolling.disconnect()
  for (const element of document.querySelectorAll("article [tabindex='0']"))
    scrolling.observe(element)
  for (const block of document.querySelectorAll(".highlight"))
    if (navigator.clipboard && !block.querySelector(".copy")) addCopyButton(block)
})
