"""No address without an example."""

from django.urls import get_resolver, resolve

from extramile.web.design.secret_links import SECRET_PARTS
from tests.pages.addresses import ANY_LINK
from tests.pages.registry import EXAMPLES, ROOMS, named_addresses

# The addresses of rooms are looked at in test_rooms.py, with what is made there.
ANY = {"correction": 1, **ANY_LINK}


def test_every_address_has_an_example() -> None:
    known = {example.name for example in (*EXAMPLES, *ROOMS)}

    missing = {
        f"{name or 'an address without a name'}: {pattern}"
        for name, pattern in named_addresses(get_resolver().url_patterns)
        if name not in known
    }

    assert not missing, "add an example to tests/pages/registry.py"


def test_every_example_is_of_the_address_it_names() -> None:
    wrong = {
        example.path: found
        for example in EXAMPLES
        if (found := resolve(example.path.partition("?")[0].format_map(ANY)).view_name) != example.name
    }

    assert not wrong


def test_an_address_that_is_told_to_nobody_has_a_part_that_says_so() -> None:
    """By that part an announcement and the public page know what they must not lead to."""
    told_to_nobody = {example.name: example.path for example in EXAMPLES if example.referrer == "strict-origin"}
    # A survey is open to everybody who is asked; the mails of a demonstration are everybody's.
    open_to_all = {"voices:answer", "accounts:mail"}
    assert open_to_all <= told_to_nobody.keys()

    unmarked = {
        name for name, path in told_to_nobody.items() if not SECRET_PARTS & resolve(path.format_map(ANY)).kwargs.keys()
    }

    assert unmarked == open_to_all


def test_an_address_without_an_example_is_noticed() -> None:
    class Pattern:
        name, pattern = "new", "new/"

    class Included:
        namespace, url_patterns = "library", [Pattern]

    assert list(named_addresses([Included])) == [("library:new", "new/")]
