"""The site's mark: what one neuron of its network looks for, in 7 × 7 patches.

Runs as a page does, and prints the drawing that becomes logo and icon.
"""

import numpy as np

from primer import train_digit_network

SIDE = 7

weights = train_digit_network().network.weights[0]
patches = weights.reshape(-1, SIDE, 28 // SIDE, SIDE, 28 // SIDE).mean(axis=(2, 4))
patches /= np.abs(patches).max(axis=(1, 2), keepdims=True)
# The neuron with the fullest picture is the one that can still be read when small.
mark = max(patches, key=lambda patch: np.abs(patch).mean())

print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">')
for (row, column), strength in np.ndenumerate(mark):
    colour = "#10a37f" if strength > 0 else "#c2240a"
    place = f'x="{column + 0.04:.2f}" y="{row + 0.04:.2f}" width=".92" height=".92"'
    print(f'<rect {place} fill="{colour}" fill-opacity="{abs(strength) ** 0.5:.2f}"/>')
print("</svg>")
