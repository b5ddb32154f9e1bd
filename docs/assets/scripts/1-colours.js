// The colours: the system's, light, dark, and round again. The head of the page reads the choice.
const COLOURS = ["system", "light", "dark"]

function setUpColours() {
  const root = document.documentElement
  const button = document.querySelector("[data-switches=colours]")
  const describe = () => {
    const colours = root.dataset.colours ?? "system"
    button.setAttribute("aria-label", `Colours: ${colours}`)
    button.title = `Colours: ${colours}`
  }

  button.addEventListener("click", () => {
    const colours = COLOURS[(COLOURS.indexOf(root.dataset.colours) + 1) % COLOURS.length]
    root.dataset.colours = colours
    try {
      localStorage.colours = colours
    } catch {} // a browser may forbid it; the choice then ends with the page
    describe()
  })
  describe()
}
