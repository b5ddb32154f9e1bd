// Live figures: the module of an element is fetched when the element comes near the screen.
const coming = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      coming.unobserve(target)
      const name = target.localName.replace("primer-", "")
      import(new URL(`../../figures/${name}.mjs`, import.meta.url)).catch(() => {}) // stays a picture
    }
  },
  { rootMargin: "50%" },
)

function setUpFigures() {
  coming.disconnect()
  for (const still of document.querySelectorAll("figure > :not(:defined)")) {
    coming.observe(still)
    // An address may hold the state of a figure, such as #digit-pad?example=3.
    const [name, state] = location.hash.split("?")
    if (state !== undefined && `primer-${name.slice(1)}` === still.localName) still.scrollIntoView()
  }
}
