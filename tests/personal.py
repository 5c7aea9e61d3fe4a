"""Made-up personal numbers that are valid, and what looks like them and is not."""

from __future__ import annotations

from hypothesis import strategies as st

from wenming_archive.privacy import numbers

#: Provinces that ID numbers begin with, and the months' first 28 days.
PROVINCES = ("11", "32", "35", "43", "51", "65")
ID = "32108119850312301"
ID = ID + numbers.checked(ID)
CARD = "6228480402564890018"
MOBILE = "13812345678"


@st.composite
def ids(draw: st.DrawFn) -> str:
    """Return a valid resident ID number."""
    body = (
        draw(st.sampled_from(PROVINCES))
        + f"{draw(st.integers(0, 9999)):04d}{draw(st.integers(1930, 2015))}"
        + f"{draw(st.integers(1, 12)):02d}{draw(st.integers(1, 28)):02d}{draw(st.integers(0, 999)):03d}"
    )
    return body + numbers.checked(body)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    """Return a mobile number."""
    return f"1{draw(st.integers(3, 9))}{draw(st.integers(0, 10**9 - 1)):09d}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    """Return a bank card's number."""
    length = draw(st.sampled_from([16, 17, 18, 19]))
    body = draw(st.sampled_from(["622848", "621700", "436742", "552245"]))
    body += "".join(map(str, draw(st.lists(st.integers(0, 9), min_size=length - 7, max_size=length - 7))))
    return next(body + last for last in "0123456789" if numbers.is_luhn(body + last))


#: Words in which no number stands and that name none.
WORDS = st.text("的一是在了有和人这中大为上个国我以要他时来用们，。；、（）： \t", max_size=20)
