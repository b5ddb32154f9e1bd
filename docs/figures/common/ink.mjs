/**
 * A sheet to draw digits on, four times as fine as an image of 28 × 28, and the way from the one
 * to the other. Touches no page.
 *
 * @typedef {{ x: number, y: number }} Point in steps of the sheet, from the top left
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 * @typedef {{ image: Float32Array, box: Box | undefined, centre: Point | undefined }} Prepared
 */
export const SIDE = 28
export const FINE = 4
export const SHEET = SIDE * FINE
const BOX = 20 // MNIST digits just fit into 20 × 20 pixels
const RADIUS = 5
const EDGE = 1.5

/**
 * Draw a line with a round pen.
 * @param {Float32Array} sheet
 * @param {Point} from
 * @param {Point} to
 */
export function drawLine(sheet, from, to) {
  const reach = RADIUS + EDGE
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const square = dx * dx + dy * dy || 1
  const [left, right] = within(Math.min(from.x, to.x) - reach, Math.max(from.x, to.x) + reach)
  const [top, bottom] = within(Math.min(from.y, to.y) - reach, Math.max(from.y, to.y) + reach)
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const along = ((x + 0.5 - from.x) * dx + (y + 0.5 - from.y) * dy) / square
      const t = Math.min(1, Math.max(0, along))
      const away = Math.hypot(x + 0.5 - from.x - t * dx, y + 0.5 - from.y - t * dy)
      const ink = Math.min(1, Math.max(0, (reach - away) / EDGE))
      if (ink > sheet[y * SHEET + x]) sheet[y * SHEET + x] = ink
    }
}

/**
 * @param {number} low
 * @param {number} high
 */
const within = (low, high) => [Math.max(0, Math.floor(low)), Math.min(SHEET, Math.ceil(high))]

/**
 * Lay an image of 28 × 28 pixels on the sheet.
 * @param {Float32Array} sheet
 * @param {ArrayLike<number>} image
 * @param {number} move pixels to the right; what leaves the sheet is lost
 */
export function lay(sheet, image, move = 0) {
  for (let y = 0; y < SHEET; y++)
    for (let x = 0; x < SHEET; x++) {
      const column = Math.floor(x / FINE) - move
      const isInside = column >= 0 && column < SIDE
      sheet[y * SHEET + x] = isInside ? image[Math.floor(y / FINE) * SIDE + column] : 0
    }
}

/**
 * Make an image of what is on the sheet: as it lies there, or prepared as MNIST digits are, scaled
 * into 20 × 20 pixels and moved so that its centre of mass is in the middle.
 * @param {Float32Array} sheet
 * @param {boolean} isCentred
 * @returns {Prepared} with the box around the ink and its centre of mass, both on the sheet
 */
export function prepare(sheet, isCentred) {
  const box = boxAround(sheet)
  const whole = { left: 0, top: 0, width: SHEET, height: SHEET }
  if (!box) return { image: new Float32Array(SIDE * SIDE), box, centre: undefined }
  const scale = BOX / Math.max(box.width, box.height)
  const columns = Math.max(1, Math.round(box.width * scale))
  const rows = Math.max(1, Math.round(box.height * scale))
  const small = average(sheet, box, columns, rows)
  const middle = centreOfMass(small, columns)
  const centre = { x: box.left + (middle.x + 0.5) / scale, y: box.top + (middle.y + 0.5) / scale }
  if (!isCentred) return { image: average(sheet, whole, SIDE, SIDE), box, centre }
  const image = new Float32Array(SIDE * SIDE)
  const left = placed(SIDE / 2 - middle.x, columns)
  const top = placed(SIDE / 2 - middle.y, rows)
  for (let row = 0; row < rows; row++)
    image.set(small.subarray(row * columns, (row + 1) * columns), (top + row) * SIDE + left)
  return { image, box, centre }
}

/**
 * Return a whole place from which so many pixels stay in the image.
 * @param {number} place
 * @param {number} count
 */
const placed = (place, count) => Math.min(SIDE - count, Math.max(0, Math.round(place)))

/**
 * @param {Float32Array} sheet
 * @returns {Box | undefined} nothing when nothing is drawn
 */
function boxAround(sheet) {
  let [left, top, right, bottom] = [SHEET, SHEET, 0, 0]
  for (let y = 0, at = 0; y < SHEET; y++)
    for (let x = 0; x < SHEET; x++, at++)
      if (sheet[at] > 0) {
        if (x < left) left = x
        if (x >= right) right = x + 1
        if (y < top) top = y
        bottom = y + 1
      }
  return right ? { left, top, width: right - left, height: bottom - top } : undefined
}

/**
 * Shrink a part of the sheet: each pixel is the mean over its share of the part.
 * @param {Float32Array} sheet
 * @param {Box} box
 * @param {number} columns
 * @param {number} rows
 */
function average(sheet, { left, top, width, height }, columns, rows) {
  const flat = new Float32Array(rows * width)
  shares(height, rows, (from, to, share) => {
    for (let x = 0; x < width; x++)
      flat[to * width + x] += share * sheet[(top + from) * SHEET + left + x]
  })
  const small = new Float32Array(rows * columns)
  shares(width, columns, (from, to, share) => {
    for (let y = 0; y < rows; y++) small[y * columns + to] += share * flat[y * width + from]
  })
  return small
}

/**
 * Tell for each of `many` cells which of `few` cells it falls into, and how much of that it fills.
 * @param {number} many
 * @param {number} few
 * @param {(from: number, to: number, share: number) => void} tell
 */
function shares(many, few, tell) {
  const length = many / few
  for (let to = 0; to < few; to++)
    for (let from = Math.floor(to * length); from < Math.min(many, (to + 1) * length); from++) {
      const overlap = Math.min(from + 1, (to + 1) * length) - Math.max(from, to * length)
      if (overlap > 0) tell(from, to, overlap / length)
    }
}

/**
 * @param {Float32Array} image
 * @param {number} columns
 * @returns {Point} in pixels, where 0 is the middle of the first
 */
function centreOfMass(image, columns) {
  let [mass, x, y] = [0, 0, 0]
  image.forEach((ink, at) => {
    mass += ink
    x += ink * (at % columns)
    y += ink * Math.floor(at / columns)
  })
  return { x: x / mass, y: y / mass }
}
