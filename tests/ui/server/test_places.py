"""Where the data is: the settings, the first page, the page of a server that cannot be reached, the sample office."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.paths import SAMPLE
from sopdesk.services.office import MOVED, open_office
from sopdesk.services.verification import verify
from sopdesk.services.whereabouts import whereabouts
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.main.opening import drop_sample, make_sample
from sopdesk.ui.main.switchboard import SETTINGS, WELCOME
from sopdesk.ui.server.dialog import ServerDialog
from sopdesk.ui.server.form import ServerForm
from sopdesk.ui.settings.page import SERVER, SettingsPage
from sopdesk.ui.settings.server import ServerSection
from sopdesk.ui.welcome.page import WelcomePage
from tests import postgres
from tests.services.desk import CLERK
from tests.services.pins import ADMIN, PETUGAS, with_pins
from tests.ui.main.office import NOW, At, AtWork, Codes, button_of, click

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]
URL = "SOPDESK_DATABASE_URL"
NOBODY = "postgresql://sopdesk:rahasia@127.0.0.1:1/sopdesk"


def section_of(work: AtWork) -> ServerSection:
    work.shell.tabs.show_key(SETTINGS)
    page = work.shell.body.page(SETTINGS).findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    page.show_section(SERVER)
    section = page.section(SERVER)
    assert isinstance(section, ServerSection)
    assert section.isVisible()
    return section


def type_in(form: ServerForm, address: str, password: str = "sandi") -> None:
    rest = address.rpartition("@")[2]
    place, _, database = rest.partition("/")
    host, _, port = place.partition(":")
    for field, words in (
        (form.host, host),
        (form.port, port),
        (form.database, database),
        (form.password, password),
    ):
        field.line.clear()
        QTest.keyClicks(field.line, words)


def tried(form: ServerForm, qtbot: QtBot) -> str:
    click(form.button)
    qtbot.waitUntil(lambda: not form.trying)
    return form.result.text


def test_an_office_goes_to_the_server_by_clicks(
    codes: Codes, address: str, data_folder: Path, at: At, qtbot: QtBot
) -> None:
    work = at(data_folder)
    before = work.cards()
    section = section_of(work)
    assert str(data_folder) in section.state.text
    assert not section.copy.isVisible()
    type_in(section.server, address, "salah")
    assert "menolak komputer ini" in tried(section.server, qtbot)
    assert "salah" not in section.server.result.text
    assert not section.copy.isVisible()
    type_in(section.server, address)
    assert "masih kosong" in tried(section.server, qtbot)
    assert not section.use.isVisible()
    click(section.copy)
    click(button_of(work.dialog(Question), "Salin dan pakai"))
    qtbot.waitUntil(lambda: "sudah di server" in work.said)
    assert work.cards() == before
    assert work.desk.desk.office.store.on_server
    assert verify(work.desk.desk.office).ok
    with closing(open_office(data_folder, NOW, local=True)) as left, left.store.read() as unit:
        assert unit.log.newest_of(MOVED)[0].actor == CLERK
    section = section_of(work)
    assert "Semua komputer" in section.state.text
    click(section.leave)
    click(button_of(work.dialog(Question), "Tinggalkan server"))
    qtbot.waitUntil(lambda: "tidak dipakai lagi" in work.said)
    assert work.desk.desk.office.store.on_server, "the file that was left behind is not taken up again"
    assert work.cards() == before
    assert codes.late in before


def test_an_answer_is_forgotten_when_the_address_changes(
    codes: Codes, address: str, data_folder: Path, at: At, qtbot: QtBot
) -> None:
    assert codes
    section = section_of(at(data_folder))
    click(section.server.button)
    assert section.server.host.error
    assert not section.server.trying
    type_in(section.server, address)
    tried(section.server, qtbot)
    assert section.copy.isVisible()
    QTest.keyClicks(section.server.database.line, "x")
    assert not section.copy.isVisible()
    assert not section.server.result.isVisible()
    for words in ("0", "65536", "5432a", "²"):
        section.server.port.line.clear()
        QTest.keyClicks(section.server.port.line, words)
        click(section.server.button)
        assert section.server.port.error, words
    section.server.host.line.clear()
    QTest.keyClicks(section.server.host.line, "pc umum")
    click(section.server.button)
    assert "alamat IP" in section.server.host.error


def test_another_pc_comes_to_the_office_from_its_first_page(
    shared: tuple[Path, Path], codes: Codes, address: str, tmp_path: Path, at: At, qtbot: QtBot
) -> None:
    assert shared
    work = at(tmp_path / "baru")
    page = work.shell.body.page(WELCOME)
    assert isinstance(page, WelcomePage)
    click(page.server)
    dialog = work.dialog(ServerDialog)
    type_in(dialog.server, address)
    click(dialog.action)
    qtbot.waitUntil(lambda: WELCOME not in work.shell.tabs.keys)
    qtbot.waitUntil(lambda: "sekarang memakai data di server" in work.said)
    assert codes.late in work.cards()
    section = section_of(work)
    click(section.leave)
    click(button_of(work.dialog(Question), "Tinggalkan server"))
    qtbot.waitUntil(lambda: WELCOME in work.shell.tabs.keys)
    assert whereabouts(tmp_path / "baru").server is None


def test_an_empty_database_is_not_used_from_the_first_page(
    bare_template: Path, address: str, data_folder: Path, at: At, qtbot: QtBot
) -> None:
    assert bare_template
    work = at(data_folder)
    page = work.shell.body.page(WELCOME)
    assert isinstance(page, WelcomePage)
    click(page.server)
    dialog = work.dialog(ServerDialog)
    type_in(dialog.server, address)
    click(dialog.action)
    qtbot.waitUntil(lambda: "masih kosong" in dialog.server.result.text)
    assert dialog.isVisible()
    assert whereabouts(data_folder).server is None


def test_a_server_that_is_gone_at_the_start(
    shared: tuple[Path, Path], codes: Codes, server: postgres.Cluster, at: At, qtbot: QtBot
) -> None:
    server.stop("immediate")
    try:
        work = at(shared[0])
        assert f"127.0.0.1:{server.port}" in work.trouble
        assert "sandi" not in work.trouble
        work.try_again()
        assert work.trouble
        click(button_of(work.shell, "Pengaturan server …"))
        dialog = work.dialog(ServerDialog)
        assert dialog.server.host.value() == "127.0.0.1"
        click(dialog.action)
        qtbot.waitUntil(lambda: "tidak menjawab" in dialog.server.result.text)
    finally:
        server.start()
    click(dialog.action)
    qtbot.waitUntil(lambda: work.program.opened is not None)
    assert codes.late in work.cards()


def test_a_damaged_office_on_a_server_offers_a_backup_and_no_rescue_of_a_file(
    shared: tuple[Path, Path], address: str, at: At
) -> None:
    with closing(psycopg.connect(address, autocommit=True)) as said:
        said.execute("ALTER TABLE sopdesk.setting RENAME COLUMN value TO nilai")
    work = at(shared[0])
    assert work.trouble
    button_of(work.shell, "Pulihkan dari cadangan …")
    assert not [b for b in work.shell.findChildren(ServerDialog) if b.isVisible()]


def test_the_environment_is_told_and_not_written_over(
    shared: tuple[Path, Path], address: str, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL, address)
    section = section_of(at(shared[0]))
    assert URL in section.state.text
    assert not section.server.isVisible()
    assert not section.leave.isVisible()
    monkeypatch.setenv(URL, NOBODY)
    work = at(shared[1])
    assert "127.0.0.1:1/sopdesk" in work.trouble
    assert URL in work.trouble
    assert "rahasia" not in work.trouble
    with pytest.raises(StopIteration):
        button_of(work.shell, "Pengaturan server …")


def test_only_who_may_restore_may_move_the_office(codes: Codes, data_folder: Path, at: At) -> None:
    assert codes
    with closing(open_office(data_folder, NOW)) as office:
        with_pins(office, NOW)
    work = at(data_folder)
    desk = work.desk.desk
    desk.sign_in(PETUGAS)
    page = SettingsPage(desk, work.program.theme, work.shell)
    section = page.section(SERVER)
    assert isinstance(section, ServerSection)
    assert f": {ADMIN}" in section.who.text
    assert not section.server.isEnabled()
    desk.sign_in(ADMIN)
    assert section.server.isEnabled()


def test_a_sample_never_touches_the_server(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL, NOBODY)
    place = make_sample(data_folder, NOW)
    assert place == data_folder / SAMPLE
    assert whereabouts(place).server is None
    with closing(open_office(place, NOW)) as office:
        assert not office.store.on_server
    assert drop_sample(place) == data_folder
    assert not place.exists()
    assert drop_sample(data_folder) == data_folder
