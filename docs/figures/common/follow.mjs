/**
 * Follow a pointer or a finger while it is down on an element.
 *
 * @param {Element} element with a `touch-action` that leaves the movement to us
 * @param {(x: number, y: number) => void} move to a place in shares of the element: 0, 0 is its
 *   top left, 1, 1 its bottom right; the pointer may have left it
 * @param {() => void} end
 */
export function follow(element, move, end) {
  /** @param {PointerEvent} event */
  const tell = ({ clientX, clientY }) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    move((clientX - left) / width, (clientY - top) / height)
  }
  const listen = /** @type {HTMLElement} */ (element)
  listen.addEventListener("pointerdown", (event) => {
    if (event.button) return
    element.setPointerCapture(event.pointerId)
    tell(event)
  })
  listen.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) tell(event)
  })
  listen.addEventListener("lostpointercapture", end)
}
