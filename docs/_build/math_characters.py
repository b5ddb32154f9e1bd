"""Name the characters that a formula may use: those that the math font was cut for."""

from string import ascii_letters, digits, punctuation

# Browsers set a single letter in math italic, and words such as "max" upright.
LETTERS = ascii_letters
GREEK = "αβγδεϵηθκλμπρστφϕψω∂"
# TeX sets Greek capitals upright.
UPRIGHT = digits + "ΔΘΛΠΣΦΩ"
SETS = "ℝ𝒞ℒ𝒩"
PUNCTUATION = "()[]{}|‖/,.:;!?%'"
OPERATORS = "+−±×·⋅∘⊙÷∇∑∏∫√"
RELATIONS = "=≠≈≡<>≤≥≪≫∼∝∈∞⊤→←⇒↦"
DOTS_AND_ACCENTS = "…⋯⋮⋱′ˆ~˙‾⏞⏟"
# Spaces and the invisible "apply function" have no outline of their own.
INVISIBLE = " \u00a0\u2009\u2061"
# What \text{…} may hold beyond ASCII; as all upright letters, it comes in the face of the prose.
PROSE = "äçèéêëíîïñóôöøúûüÄÖÜßàáâÉ–—‘’“”"

SYMBOLS = UPRIGHT + SETS + PUNCTUATION + OPERATORS + RELATIONS + DOTS_AND_ACCENTS
ALLOWED = frozenset(LETTERS + GREEK + SYMBOLS + INVISIBLE + punctuation + PROSE)
