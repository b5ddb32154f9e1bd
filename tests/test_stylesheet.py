import re

from stylesheet import merge_styles

PAGE = '<html><body class="md-typeset"><p class="note">word</p></body></html>'


def merge(material: str, ours: str = "") -> str:
    return merge_styles(material, [ours], PAGE)


def test_a_rule_that_no_page_uses_is_left_out() -> None:
    assert ".tabbed-set" not in merge(".tabbed-set{color:red}.note{color:red}")


def test_a_rule_that_a_page_uses_stays() -> None:
    assert ".note{color:red}" in merge(".tabbed-set{color:red}.note{color:red}")


def test_only_the_used_selectors_of_a_rule_stay() -> None:
    assert ".note{color:red}" in merge(".video,.note{color:red}")


def test_a_word_of_the_text_is_not_a_class() -> None:
    assert ".word" not in merge(".word{color:red}")


def test_what_a_selector_denies_need_not_occur() -> None:
    assert "p:not(.absent){color:red}" in merge("p:not(.absent){color:red}")


def test_a_media_query_without_used_rules_is_left_out() -> None:
    assert "@media" not in merge("@media print{.absent{color:red}}")


def test_variables_that_nothing_reads_are_left_out() -> None:
    styles = merge(
        ":root{--read:1;--only-by-unread:2;--unread:var(--only-by-unread)}", "p{a:var(--read)}"
    )
    assert re.findall(r"--[\w-]+:", styles) == ["--read:"]


def test_rules_of_ours_stand_outside_the_layer_that_loses() -> None:
    assert (
        merge("p{color:red}", "p { color: blue; }")
        == "@layer material{p{color:red}}p{color: blue;}"
    )


def test_the_frame_of_materials_pages_is_left_out() -> None:
    assert "md-header" not in merge_styles(".md-header{color:red}", [], '<b class="md-header">')
