"""Merge Material's stylesheet with ours into one, without the rules that no page uses."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2  # type: ignore[import-untyped]

TAG = re.compile(r"<[a-zA-Z][^>]*>")
WORD = re.compile(r"[A-Za-z_][\w-]*")
NEGATION = re.compile(r":not\([^)]*\)")
PSEUDO = re.compile(r"::?[\w-]+(?:\([^)]*\))?")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
SPACE_AROUND = re.compile(r"\s*([{};,])\s*")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# The parts of a page that our own sheets lay out from nothing.
REPLACED = re.compile(
    r"\.md-(?:banner|content|copyright|dialog|ellipsis|footer|grid|header|logo|main|nav|option"
    r"|overlay|search|sidebar|skip|source|tabs|toggle|top)(?![a-z])|consent|mermaid|focus-visible"
)


def merge_styles(material: str, ours: Iterable[str], pages: str) -> str:
    """Return one stylesheet in which each of our rules wins over each of Material's.

    Args:
        material: Material's stylesheet.
        ours: The texts of our sheets, in order.
        pages: The HTML of every page.
    """
    own = "".join(map(minify, ours))
    kept = "".join(used_rules(parse(material), used_words(pages)))
    return f"@layer material{{{drop_unused_variables(kept, own)}}}{own}"


def used_words(pages: str) -> frozenset[str]:
    """Return each word in the pages' tags: names, classes, ids and attributes among them."""
    return frozenset(word for tag in TAG.findall(pages) for word in WORD.findall(tag))


def used_rules(rules: Iterable[Any], used: frozenset[str]) -> Iterator[str]:
    """Yield the text of each rule of which at least one selector can match."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = tinycss2.serialize(rule.prelude).split(",")
            kept = [selector for selector in selectors if can_match(selector, used)]
            if kept:
                yield f"{','.join(kept)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.at_keyword in {"media", "supports"}:
            inner = "".join(used_rules(parse_content(rule), used))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"


def can_match(selector: str, used: frozenset[str]) -> bool:
    """Tell whether every tag, class, id and attribute of a selector occurs in the pages."""
    words = WORD.findall(PSEUDO.sub("", NEGATION.sub("", selector)))
    return not REPLACED.search(selector) and used.issuperset(words)


def drop_unused_variables(styles: str, others: str) -> str:
    """Return the styles without the custom properties that nothing reads."""
    while True:
        read = set(VARIABLE.findall(styles + others))
        kept = "".join(
            f"{tinycss2.serialize(rule.prelude)}{{{read_declarations(rule, read)}}}"
            if rule.type == "qualified-rule"
            else tinycss2.serialize([rule])
            for rule in parse(styles)
        )
        if kept == styles:
            return kept
        styles = kept


def read_declarations(rule: Any, read: set[str]) -> str:
    """Return a rule's declarations without the custom properties that are not in `read`."""
    declarations = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return ";".join(
        tinycss2.serialize([declaration]).rstrip(";")
        for declaration in declarations
        if not declaration.name.startswith("--") or declaration.name in read
    )


def minify(styles: str) -> str:
    """Return the styles without comments and without white space that means nothing."""
    return SPACE_AROUND.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", styles))).strip()


@lru_cache(maxsize=8)
def parse(styles: str) -> list[Any]:
    """Return the rules of a stylesheet; a server reads the same sheet at every change."""
    rules: list[Any] = tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True)
    return rules


def parse_content(rule: Any) -> list[Any]:
    """Return the rules inside an at-rule."""
    rules: list[Any] = tinycss2.parse_rule_list(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return rules
