"""What the figures in the browser are given: the course's network, and digits to try it on.

Runs as a page does, and prints each file as a line: its name and its bytes in base64.
"""

from base64 import b64encode

from primer import export, load_digits, train_digit_network

train, test = load_digits("train"), load_digits("test")
files = {
    "network": export.pack_network(train_digit_network().network),
    # As they are, to look at: digit 18 here is digit 18 of the test set.
    "samples": export.pack_digits(test.images[:200], test.labels[:200]),
    # To learn from and to measure on, in four shades, which makes them a third of the size.
    "few": export.pack_digits(train.images[:1000], train.labels[:1000], levels=4),
    "training": export.pack_digits(train.images[:10_000], train.labels[:10_000], levels=4),
    "test": export.pack_digits(test.images[::10], test.labels[::10], levels=4),
}
for name, content in files.items():
    print(name, b64encode(content).decode())
