"""Days off from a file: what people and ministries write is read, and each wrong row is told for what it is."""

from datetime import date

import pytest

from sopdesk.domain.calendar import DayOff
from sopdesk.domain.presets import default_calendar
from sopdesk.services.days_import import DaysReading, days_words, read_days, taken
from sopdesk.services.importing import read_book

TODAY = date(2027, 10, 4)
CALENDAR = default_calendar()


def read(text: str, name: str = "libur-2028.csv") -> DaysReading:
    return read_days(CALENDAR, read_book(text.encode(), name), TODAY)


def test_year_is_taken_whole() -> None:
    reading = read(
        "Hari Libur Nasional 2028;;\n"
        "No;Tanggal;Hari;Keterangan\n"
        "1;1 Januari 2028;Sabtu;Tahun Baru Masehi\n"
        "2;Rabu, 26 Januari 2028;;Tahun Baru Imlek\n"
        "3;25/12/2028;;Hari Raya Natal\n"
        "4;26-12-28;;Cuti bersama Natal\n"
        "5;2027-12-25;;Kelahiran Yesus Kristus\n"
    )
    assert reading.refused == ()
    new = [off for off in reading.days if off.day.year == 2028]
    assert new == [
        DayOff(date(2028, 1, 1), "Tahun Baru Masehi"),
        DayOff(date(2028, 1, 26), "Tahun Baru Imlek"),
        DayOff(date(2028, 12, 25), "Hari Raya Natal"),
        DayOff(date(2028, 12, 26), "Cuti bersama Natal"),
    ]
    calendar = taken(CALENDAR, reading)
    assert 2028 in calendar.listed_years
    assert set(CALENDAR.off) < set(calendar.off)
    assert [off.day for off in calendar.off] == sorted(off.day for off in calendar.off)


def test_what_stands_already_is_counted_and_not_doubled() -> None:
    known = CALENDAR.off[0]
    reading = read(f"tanggal,nama\n{known.day},{known.name}\n2028-01-01,Tahun Baru\n")
    assert (len(reading.days), reading.known, reading.year) == (1, 1, 2028)
    assert days_words("a.csv", reading) == "a.csv: 1 hari libur baru, 1 sudah ada."
    again = read_days(taken(CALENDAR, reading), read_book(b"2028-01-01,Tahun Baru\n", "a.csv"), TODAY)
    assert (again.days, again.known, again.year) == ((), 1, None)
    assert days_words("a.csv", again) == "a.csv: tidak ada hari libur baru, 1 sudah ada."


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",Tahun Baru", "Tanggal kosong."),
        ("31/2/2028,Bukan hari", "Tanggal 31/2/2028 tidak terbaca"),
        ("besok,Libur", "harus memuat tahunnya"),
        ("1 Januari,Tahun Baru", "harus memuat tahunnya"),
        ("1/1,Tahun Baru", "harus memuat tahunnya"),
        ("25/12,Hari Raya Natal", "harus memuat tahunnya"),
        ("25-12,Hari Raya Natal", "harus memuat tahunnya"),
        ("25.12,Hari Raya Natal", "harus memuat tahunnya"),
        ('"Senin, 25/12",Hari Raya Natal', "harus memuat tahunnya"),
        ("1/1/2208,Tahun Baru", "tidak terbaca"),
        ("1/1/2082,Tahun Baru", "Tahun 2082 terlalu jauh"),
        ("2028-01-01,", "Nama hari libur kosong."),
        ("2028-01-01,\u202e", "Nama belum diisi."),
        (f"2028-01-01,{'x' * 201}", "200"),
        ("2028-02-02,Imlek", "2 Februari 2028, Imlek, sudah ada di baris 2."),
    ],
)
def test_every_wrong_row_says_what_is_wrong(row: str, said: str) -> None:
    reading = read(f"tanggal,nama\n2028-02-02,Imlek\n{row}\n2028-03-03,Nyepi\n")
    (refused,) = reading.refused
    assert refused.row == 3
    assert said in refused.reason
    assert len(reading.days) == 2
    assert "1 baris ditolak" in days_words("a.csv", reading)


def test_file_without_a_head_is_date_and_name() -> None:
    assert read("2028-01-01,Tahun Baru\n").days == (DayOff(date(2028, 1, 1), "Tahun Baru"),)
