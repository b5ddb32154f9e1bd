/** How numbers are written: with a true minus, and never as minus nothing. */

/**
 * @param {number} number
 * @param {number} digits behind the point
 */
export function signed(number, digits = 1) {
  return number.toFixed(digits).replace(/^-(?=.*[1-9])/, "−").replace("-", "")
}

/**
 * @param {number} share 0 to 1
 * @param {number} digits behind the point
 */
export function percent(share, digits = 1) {
  return `${signed(100 * share, digits)} %`
}
