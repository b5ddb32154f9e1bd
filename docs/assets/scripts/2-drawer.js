// The drawer of a narrow page: what lies behind it cannot be reached while it is open.
const BEHIND = ".md-header, .md-content, .md-sidebar--secondary, .md-footer"

function setUpDrawer() {
  const button = document.querySelector("[data-opens=drawer]")
  const toggle = document.getElementById("__drawer")

  for (const each of [button, document.querySelector("[data-closes=drawer]")])
    each.addEventListener("click", () => toggle.click())
  toggle.addEventListener("change", () => {
    button.setAttribute("aria-expanded", toggle.checked)
    for (const element of document.querySelectorAll(BEHIND)) element.inert = toggle.checked
    if (toggle.checked) document.querySelector(".md-nav--primary :is(a, summary)").focus()
    else button.focus()
  })
  document.querySelector(".md-sidebar--primary").addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && toggle.checked) toggle.click()
  })
}
