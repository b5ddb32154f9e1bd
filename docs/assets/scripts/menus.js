// Buttons for Material's drawer and search, whose labels no keyboard can reach.
for (const button of document.querySelectorAll("[data-opens]")) {
  const toggle = document.getElementById(`__${button.dataset.opens}`)
  const opened = () =>
    document.querySelector(
      toggle.id === "__search" ? ".md-search__input" : ".md-nav--primary :is(a, summary)"
    )
  const behind = () =>
    toggle.id === "__search"
      ? []
      : document.querySelectorAll(".md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer")

  button.addEventListener("click", () => toggle.click())
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", toggle.checked)
    for (const element of behind()) element.inert = toggle.checked
    if (toggle.checked) opened().focus()
    else if (button.offsetParent) button.focus()
  })
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && toggle.checked) toggle.click()
  })
}
