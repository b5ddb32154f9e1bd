/**
 * What all live figures share. Such an element stands around its still picture. When it comes near
 * the screen it fetches its data, builds its controls and hides the picture; it draws only while
 * it is seen; its state stands in the address, as in `#digit-pad?example=3`.
 *
 * A figure says its `controls` and how to `draw`. Controls with a name are its state. One that
 * has more to fetch, to build, to remember or to measure overrides `load`, `build`, `state` and
 * `restore`, or `measure`.
 */
export class LiveFigure extends HTMLElement {
  name = this.localName.replace("primer-", "")
  panel = document.createElement("div")
  /** What the panel holds, as HTML. A click on what has `data-does="reset"` resets the figure. */
  controls = ""
  hasDrawn = false
  #isSeen = false
  #isStale = false
  #life = new AbortController()

  /** Fetch what the figure needs. */
  async load() {}

  /** Put the controls into `this.panel`, and listen to them. */
  build() {
    this.panel.innerHTML = this.controls
    this.panel.addEventListener("input", () => this.changed())
    this.panel.addEventListener("change", () => this.settled())
    for (const button of this.panel.querySelectorAll("[data-does=reset]"))
      button.addEventListener("click", () => this.reset())
  }

  /** @returns {Record<string, string>} what `restore` needs to show the same again */
  get state() {
    const told = this.#named.filter(({ type, checked }) => type !== "radio" || checked)
    return Object.fromEntries(told.map((control) => [control.name, valueOf(control)]))
  }

  /** @param {URLSearchParams} state of the address, or else the attributes of the element */
  restore(state) {
    for (const control of this.#named) set(control, state.get(control.name))
  }

  get #named() {
    return /** @type {HTMLInputElement[]} */ ([...this.panel.querySelectorAll("[name]")])
  }

  /**
   * Return the control of a name; of radio buttons, the one that is chosen.
   * @param {string} name
   */
  control(name) {
    const found = this.#named.filter((control) => control.name === name)
    const chosen = found.find(({ type, checked }) => type === "radio" && checked) ?? found[0]
    if (!chosen) throw new Error(`${this.name} has no control ${name}`)
    return chosen
  }

  /**
   * Return the number at which a control stands.
   * @param {string} name
   */
  number(name) {
    return Number(this.control(name).value)
  }

  /** Read sizes and colours of the page, when they have changed. */
  measure() {}

  /** Show the state. Called at most once a frame, and only while the figure is seen. */
  draw() {}

  connectedCallback() {
    this.#life = new AbortController()
    const near = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        if (!isIntersecting) return
        near.disconnect()
        this.#start()
      },
      { rootMargin: "50%" },
    )
    near.observe(this)
    this.#life.signal.addEventListener("abort", () => near.disconnect())
  }

  disconnectedCallback() {
    this.#life.abort()
  }

  async #start() {
    try {
      await this.load()
    } catch {
      const sentence = "The live figure could not fetch its data; this is its still picture."
      this.append(Object.assign(document.createElement("p"), { role: "status", textContent: sentence }))
      return
    }
    if (this.#life.signal.aborted) return
    this.panel.className = "live"
    this.build()
    this.append(this.panel)
    this.classList.add("is-live")
    this.measure()
    this.#restore()
    this.#watch()
  }

  #watch() {
    const { signal } = this.#life
    const redraw = () => {
      this.measure()
      this.changed()
    }
    const seen = new IntersectionObserver(([{ isIntersecting }]) => {
      this.#isSeen = isIntersecting
      if (!isIntersecting || !this.#isStale) return
      this.#isStale = false
      this.changed()
    })
    const size = new ResizeObserver(redraw)
    const colours = new MutationObserver(redraw)
    seen.observe(this)
    size.observe(this)
    colours.observe(document.documentElement, { attributeFilter: ["data-colours"] })
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal })
    addEventListener("hashchange", () => this.#isInAddress && this.#restore(), { signal })
    signal.addEventListener("abort", () => {
      for (const observer of [seen, size, colours]) observer.disconnect()
    })
  }

  get #isInAddress() {
    return location.hash.startsWith(`#${this.name}?`)
  }

  #restore() {
    const given = [...this.attributes].map(({ name, value }) => [name, value])
    const told = location.hash.slice(this.name.length + 2)
    this.restore(new URLSearchParams(this.#isInAddress ? told : given))
    this.changed()
  }

  /** Draw again, in the next frame in which the figure is seen. */
  changed() {
    if (this.#isSeen && !this.#isStale)
      requestAnimationFrame(() => {
        this.#isStale = false
        this.draw()
        this.hasDrawn = true
      })
    this.#isStale = true
  }

  /** Write the state into the address, when the reader has finished a change. */
  settled() {
    this.#address(`#${this.name}?${new URLSearchParams(this.state)}`)
  }

  /** Show what the page has shown at first. */
  reset() {
    if (this.#isInAddress) this.#address(location.pathname + location.search)
    this.#restore()
  }

  /** @param {string} address */
  #address(address) {
    history.replaceState(history.state, "", address)
  }

  /**
   * Return the one element of the panel that a selector names.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} rest of the selector
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  find(tag, rest = "") {
    const found = this.panel.querySelector(tag + rest)
    if (!found) throw new Error(`${this.name} has no ${tag}${rest}`)
    return /** @type {any} */ (found)
  }
}

/** @param {HTMLInputElement} control */
function valueOf(control) {
  if (control.type !== "checkbox") return control.value
  return control.checked ? "on" : "off"
}

/**
 * Set a control; without a value that it knows, to what its HTML says.
 * @param {HTMLInputElement} control
 * @param {string | null} value
 */
function set(control, value) {
  if (control.type === "checkbox") control.checked = value ? value === "on" : control.defaultChecked
  else if (control.type === "radio")
    control.checked = value ? value === control.value : control.defaultChecked
  else if (control instanceof HTMLSelectElement) {
    const options = [...control.options]
    const usual = options.findIndex((option) => option.defaultSelected)
    const known = options.findIndex((option) => option.value === value)
    control.selectedIndex = known < 0 ? Math.max(0, usual) : known
  } else control.value = value ?? control.defaultValue
}
