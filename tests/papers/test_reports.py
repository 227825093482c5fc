"""Reports on paper: every row once, the form with room for the judge, why a clock is late on one page."""

import re

import pytest

from sopdesk.domain.layout import Layout, Paper
from sopdesk.papers import kenapa_terlambat, laporan, pemantauan
from sopdesk.papers.progress import Cancelled
from tests.papers import reading
from tests.papers.report_samples import explained, form, months, report, value


@pytest.mark.parametrize("rows", [0, 1, 5, 12, 13, 40, 300])
def test_each_row_stands_once_under_its_head(rows: int) -> None:
    pages = reading.pages(laporan.render(value(report(rows)), Layout()).pdf)
    texts = [page.text for page in pages]
    whole = "\n".join(texts)
    assert [int(n) for n in re.findall(r"(\d+)\. Memperbaiki draf", whole)] == list(range(1, rows + 1))
    assert whole.count("<b>menyerahkan</b>") == rows  # typed text is text
    with_rows = [text for text in texts if "Memperbaiki" in text]
    assert all("Alasan tunda" in text for text in with_rows)
    assert [f"Halaman {n} dari {len(texts)}" in text for n, text in enumerate(texts, 1)] == [True] * len(
        texts
    )
    assert "1 hari = 7 jam 30 menit" in texts[-1]
    assert sum("dalam mutu baku" in text for text in texts) == 1
    for left, top, right, bottom in reading.margins(laporan.render(value(report(rows)), Layout()).pdf):
        assert min(left, top, right) >= 13 - 25.4 / 72
        assert bottom >= 15 - 25.4 / 72


def test_what_is_late_is_black_and_nothing_is_grey() -> None:
    (page, *_) = reading.pictures(laporan.render(value(report(3)), Layout()).pdf, 300)
    shades = page.histogram()
    dark, paper = sum(shades[:60]), sum(shades[200:])
    assert (dark + paper) / sum(shades) > 0.985  # the rest are the soft edges of letters and slanted lines
    assert dark / sum(shades) > 0.02


def test_columns_say_their_months_and_their_scale() -> None:
    (page,) = reading.pages(laporan.render(value(months()), Layout()).pdf)
    assert {f"B{n}" for n in (1, 12)} <= set(page.text.split())
    assert "100 %" in page.text
    assert laporan.render(value(months()), Layout()).missing == ("☃",)


def test_a_long_report_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        laporan.render(value(report(300)), Layout(), lambda done, _whole: done < 100)


def test_the_form_has_its_six_columns_its_verdicts_and_its_list() -> None:
    texts = [page.text for page in reading.pages(pemantauan.render(form(), Layout()).pdf)]
    first, last = texts[0], texts[-1]
    for words in (
        "Prosedur",
        "Penilaian",
        "Catatan hasil penilaian",
        "Tindakan yang harus diambil",
        "Paraf penilai",
    ):
        assert words in first
    whole = "\n".join(texts[:-1])
    assert len(re.findall(r"(?<!Tidak )(?<!Tidak\n)Berjalan baik(?!:)", whole)) == 4
    assert whole.replace("\n", " ").count("Tidak berjalan baik") == 5
    assert "sedikitnya 80 %" in whole
    for words in ("Ya", "Tidak", "SOP masih diperlukan", "Penilai", "Tanda tangan"):
        assert words in last


@pytest.mark.parametrize("paper", [Paper.F4, Paper.A4])
@pytest.mark.parametrize(("segments", "brief"), [(1, 1), (20, 8), (45, 20), (400, 30), (400, 55)])
def test_why_stands_on_one_page(paper: Paper, segments: int, brief: int) -> None:
    value_ = explained(segments, brief)
    pages = reading.pages(kenapa_terlambat.render(value_, Layout(paper=paper)).pdf)
    assert len(pages) == 1
    shown = len(re.findall(r"Langkah \d+, Di", pages[0].text))
    assert shown in (segments, brief)
    assert "Dihitung 115 jam 10 menit kerja." in pages[0].text
    assert "tahun 2028" in pages[0].text.replace("\n", " ")


@pytest.mark.parametrize("lines", range(8, 30))
def test_the_forms_last_page_is_not_all_but_empty(lines: int) -> None:
    texts = [page.text for page in reading.pages(pemantauan.render(form(lines), Layout()).pdf)][:-1]
    rows = [re.findall(r"(\d+) kasus, 2", text) for text in texts]
    assert [int(n) for page in rows for n in page] == list(range(1, lines + 1))
    assert len(rows) == 1 or len(rows[-1]) >= 3
