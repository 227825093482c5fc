"""The office's profile: what it needs, and what each field refuses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sopdesk.domain.errors import Refused
from sopdesk.domain.profile import ZONES, Profile, bare_name, checked

GOOD = Profile(
    kabupaten="Contoh", kecamatan="Contoh Timur", place="Contoh", mark="kct", address_lines=(" Jl. Satu ", "")
)


def test_a_good_profile_is_cleaned() -> None:
    kept = checked(GOOD)
    assert (kept.mark, kept.address_lines, kept.set_up) == ("KCT", ("Jl. Satu",), True)
    assert checked(kept) == kept
    assert not Profile().set_up


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kabupaten", " "),
        ("kecamatan", ""),
        ("kecamatan", "x" * 61),
        ("place", "x" * 61),
        ("address_lines", ("x",) * 11),
        ("number_format", "{urut}" + "x" * 120),
        ("place", ""),
        ("mark", "K"),
        ("mark", "K-B"),
        ("zone", "GMT"),
        ("number_format", "{kode}"),
        ("unit_code", ""),
        ("general_code", ""),
        ("address_lines", ("x" * 121,)),
    ],
)
def test_what_each_field_refuses(field: str, value: Any) -> None:
    with pytest.raises(Refused) as refused:
        checked(replace(GOOD, **{field: value}))
    assert refused.value.data["field"] == field


@pytest.mark.parametrize("zone", ZONES)
def test_zones_are_fixed_offsets(zone: str) -> None:
    offset = {"WIB": 7, "WITA": 8, "WIT": 9}[zone]
    assert replace(GOOD, zone=zone).tz.utcoffset(None) == timedelta(hours=offset)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Kabupaten Contoh Raya", "Contoh Raya"),
        ("kabupaten  Contoh Raya", "Contoh Raya"),
        ("Kota Contoh", "Kota Contoh"),
        ("Kabupaten", "Kabupaten"),
        ("Kabupatenan", "Kabupatenan"),
    ],
)
def test_the_word_that_letters_set_themselves_is_not_kept(typed: str, kept: str) -> None:
    assert bare_name(typed, "kabupaten") == kept
