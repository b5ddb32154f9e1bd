/**
 * What all live figures share. Such an element stands around its still picture. When it comes near
 * the screen it fetches its data, builds its controls and hides the picture; it draws only while
 * it is seen; its state stands in the address, as in `#digit-pad?example=3`.
 *
 * A figure overrides `load`, `build`, `state`, `restore`, `measure` and `draw`.
 */
export class LiveFigure extends HTMLElement {
  name = this.localName.replace("primer-", "")
  panel = document.createElement("div")
  #isSeen = false
  #isStale = false
  #life = new AbortController()

  /** Fetch what the figure needs. */
  async load() {}

  /** Put the controls into `this.panel`. */
  build() {}

  /** @returns {Record<string, string>} what `restore` needs to show the same again */
  get state() {
    return {}
  }

  /** @param {URLSearchParams} state of the address, or else the attributes of the element */
  restore(state) {
    void state
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
