/**
 * Changes to images of 28 × 28 pixels, 0 black to 1 white, as `primer.images` makes them: the same
 * digit elsewhere, black on white, or under noise. Touches no page.
 *
 * @typedef {import("./random.mjs").Random} Random
 */
import { normal } from "./random.mjs"

export const SIDE = 28

/**
 * Return the image moved by whole pixels; what leaves it is lost, and what comes in is black.
 * @param {ArrayLike<number>} image
 * @param {number} right
 * @param {number} down
 */
export function shift(image, right, down) {
  const moved = new Float32Array(image.length)
  for (let row = Math.max(0, down); row < Math.min(SIDE, SIDE + down); row++)
    for (let column = Math.max(0, right); column < Math.min(SIDE, SIDE + right); column++)
      moved[SIDE * row + column] = image[SIDE * (row - down) + column - right]
  return moved
}

/**
 * Exchange black and white, in place.
 * @param {Float32Array} image
 */
export function invert(image) {
  for (let at = 0; at < image.length; at++) image[at] = 1 - image[at]
}

/**
 * Add a random number to each pixel, in place; the sums are kept between black and white.
 * @param {Float32Array} image
 * @param {number} strength standard deviation of what is added
 * @param {Random} random
 */
export function addNoise(image, strength, random) {
  for (let at = 0; at < image.length; at++)
    image[at] = Math.min(1, Math.max(0, image[at] + strength * normal(random)))
}
