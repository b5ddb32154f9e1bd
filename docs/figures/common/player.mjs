/**
 * A button that plays the steps of a figure one by one, and pauses. A figure calls `drawn` at the
 * end of each `draw`: as only a figure that is seen is drawn, it waits while nobody looks.
 */
const calm = matchMedia("(prefers-reduced-motion: reduce)")

export class Player {
  #timer = 0
  #plays = false

  /**
   * @param {HTMLButtonElement} button
   * @param {() => boolean} advance take a step and ask to be drawn; false when there is none left
   * @param {number} pause between two steps, in milliseconds
   * @param {() => void} begin make ready, when the reader starts to play
   */
  constructor(button, advance, pause, begin = () => {}) {
    this.button = button
    this.advance = advance
    this.pause = pause
    button.addEventListener("click", () => {
      if (this.#plays) return this.stop()
      begin()
      this.#start()
    })
  }

  #start() {
    if (calm.matches) {
      while (this.advance());
      return
    }
    this.#show(true)
    this.#go()
  }

  #go() {
    if (!this.advance()) this.stop()
  }

  drawn() {
    clearTimeout(this.#timer)
    if (this.#plays) this.#timer = window.setTimeout(() => this.#go(), this.pause)
  }

  stop() {
    clearTimeout(this.#timer)
    this.#show(false)
  }

  /** @param {boolean} plays */
  #show(plays) {
    this.#plays = plays
    this.button.textContent = plays ? "Pause" : "Play"
  }
}
