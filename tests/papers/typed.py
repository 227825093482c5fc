"""What people may type, for hypothesis: every character there is, and what is wide, long or invisible."""

from hypothesis import strategies as st

from sopdesk.domain.layout import Family, Layout, Paper
from sopdesk.domain.letters import Kop, Signer
from tests.papers.samples import picture

ANY = st.characters(exclude_categories=())  # surrogates, controls and unassigned ones too


def typed(limit: int) -> st.SearchStrategy[str]:
    """A text of at most ``limit`` characters."""
    wide = st.sampled_from(["W", "W W", "\n", "é\u0301", "\u200b", "ﷺ", "א", "\u202e", "\U0001f468\u200d"])
    return st.one_of(
        st.text(ANY, max_size=limit),
        st.builds(lambda part, count: (part * count)[:limit], wide, st.integers(0, limit)),
    )


def block() -> st.SearchStrategy[tuple[str, ...]]:
    """The lines of an address or a position."""
    return st.lists(typed(40), max_size=10).map(tuple) | typed(400).map(lambda words: (words,))


def kops() -> st.SearchStrategy[Kop]:
    """Letterheads with and without a coat of arms."""
    return st.builds(Kop, typed(60), typed(60), block(), st.sampled_from([None, picture("PNG")]))


def signers() -> st.SearchStrategy[Signer]:
    """Signature blocks."""
    return st.builds(Signer, block(), typed(160), typed(160), typed(160))


def layouts() -> st.SearchStrategy[Layout]:
    """Papers with any margins and letters an office may set."""
    return st.builds(
        Layout, st.sampled_from(Paper), *[st.floats(0, 45)] * 4, st.floats(9, 13), st.sampled_from(Family)
    )
