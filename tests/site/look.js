// What can be seen to be wrong in a page: each function gives one line of text for each fault.
({
  faults() {
    return [...this.tooWide(), ...this.smallText(), ...this.unnamedPictures()]
  },

  tooWide() {
    const { scrollWidth, clientWidth } = document.documentElement
    const faults = [...document.body.querySelectorAll("*")]
      .filter((element) => this.isShown(element) && this.sticksOut(element))
      .map((element) => `sticks out of the screen: ${this.name(element)}`)
    if (scrollWidth > clientWidth) faults.push(`page scrolls sideways: ${scrollWidth} px wide`)
    return faults
  },

  sticksOut(element) {
    if (element.parentElement.closest("svg, math")) return false
    const { left, right, width } = element.getBoundingClientRect()
    const screen = document.documentElement.clientWidth
    // What is wholly beside the screen waits there: a drawer, a skip link.
    const beside = right <= 0 || left >= screen
    const inText = element.closest("main")
    return width > 0 && (left < -1 || right > screen + 1) && (inText || !beside) && !this.scrolls(element)
  },

  scrolls(element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return true
    return false
  },

  // Text in a drawing counts as large as it is drawn, and may be smaller on a phone, where the
  // drawing is; in a formula, indices may be.
  smallText() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const small = new Set()
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement
      if (!walker.currentNode.data.trim() || !this.isShown(element)) continue
      const sized = element.closest("math") ?? element
      const drawn = element.closest("svg") && element.getScreenCTM()
      const scale = drawn ? Math.hypot(drawn.a, drawn.b) : 1
      const size = parseFloat(getComputedStyle(sized).fontSize) * scale
      const smallest = drawn && innerWidth < 600 ? 9 : 12
      if (size < smallest - 0.05) small.add(`text of ${size.toFixed(1)} px: ${this.name(element)}`)
    }
    return [...small]
  },

  unnamedPictures() {
    const faults = []
    const fault = (selector, what) => {
      for (const element of document.querySelectorAll(selector))
        if (!this.words(element)) faults.push(`${what}: ${this.name(element)}`)
    }
    fault("img:not([alt]), figure img, area", "picture without alternative text")
    fault("svg[role=img], figure svg:not([aria-hidden]), canvas:not([aria-hidden])", "drawing without a name")
    for (const figure of document.querySelectorAll("figure"))
      if (!figure.querySelector("figcaption")?.textContent.trim())
        faults.push(`figure without a caption: ${this.name(figure)}`)
    return faults
  },

  words(element) {
    const title = element.querySelector(":scope > title")?.textContent
    return (element.getAttribute("alt") ?? element.getAttribute("aria-label") ?? title ?? "").trim()
  },

  // What a reader of the text should see and does not, wherever no fold is closed over it. Of a
  // live figure, paper gets the still picture.
  hiddenText() {
    const parts = "h1, h2, h3, p, li, pre, table, figure, figure > svg, figure > img, figcaption, math"
    return [...document.querySelectorAll(`main :is(${parts})`)]
      .filter((element) => !element.closest("details:not([open])") && !element.closest("nav, .live"))
      .filter((element) => !this.isShown(element))
      .map((element) => `not to be seen: ${this.name(element)}`)
  },

  shownText(selector) {
    return [...document.querySelectorAll(selector)]
      .filter((element) => this.isShown(element))
      .map((element) => this.name(element))
  },

  // The element with the focus, where nothing around it shows that it has.
  unmarkedFocus() {
    const element = document.activeElement
    const { left, right, top, bottom, width } = element.getBoundingClientRect()
    const isSeen = width && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
    const hasMark = (box) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box)
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none"
    }
    const isMarked = [element, element.closest("form")].some((box) => box && hasMark(box))
    return element === document.body || (isSeen && isMarked) ? [] : [this.name(element)]
  },

  isShown(element) {
    const { width, height } = element.getBoundingClientRect()
    const options = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }
    const isClipped = getComputedStyle(element).clip.startsWith("rect(0") || width * height <= 1
    return element.checkVisibility(options) && !isClipped
  },

  name(element) {
    const kind = [element.localName, ...element.classList].join(".")
    const text = (element.getAttribute("aria-label") ?? element.textContent).trim()
    return `<${kind}> ${text.replace(/\s+/g, " ").slice(0, 50)}`
  },
})
