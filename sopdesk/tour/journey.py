"""A dossier's way from its start to the returned sheet, all of it through the window."""

from collections.abc import Callable
from typing import Any

from sopdesk.domain.sop import Ask, Kind, Step
from sopdesk.services import control_sheets, printing
from sopdesk.services.facts import dossier_facts
from sopdesk.services.panel import at_hand
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.views import Deed, Offer
from sopdesk.tour.album import expect
from sopdesk.tour.at_dossier import AtDossier
from sopdesk.ui.deeds.moves import HandOnDialog, ReturnDialog, StopDialog
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.deeds.sending import DispatchDialog, ReceiptDialog
from sopdesk.ui.panel.why import WhyDialog
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.papers.issue import IssueDialog
from sopdesk.ui.papers.issued import Way
from sopdesk.ui.papers.letter import LetterDialog

_USUAL = 0.6  # of a step's standard time
_MOST_DEEDS = 80
_RECEIVER = "Penerima di BAPPEDA"


class Journey(AtDossier):
    """One dossier and whoever handles it."""

    def travel(self) -> dict[str, Any]:
        """Start it, lead it to its end, and tell of it for the summary."""
        self._start()
        for _ in range(_MOST_DEEDS):
            offer = self.view.main
            if offer is None:
                break
            self._on(offer)
        expect(
            self.view.card.life == "finished",
            f"{self.route.sop} tidak sampai selesai: langkah {self.view.card.step}",
        )
        self.keep(control_sheets.lembar_kendali(self.office, self.code))
        self.keep(make(self.office, PaperOrder("riwayat", self.view.card.id), self.clock()))
        return self._told()

    # Beginning and end

    def _start(self) -> None:
        hand, route = self.hand, self.route
        hand.click(hand.shell.header.new)
        dialog = hand.dialog(NewDossierDialog)
        hand.click(dialog.sop.tiles[route.sop])
        if route.title:
            hand.write(dialog.title_field.paper, route.title)
        if route.addressee:
            hand.write(dialog.addressee.line, route.addressee)
        if route.note:
            hand.write(dialog.origin_note.line, route.note)
        self.picture("berkas-baru")
        hand.click(dialog.action)
        hand.no_dialog()
        self.code = self.view.code
        expect(self.view.label == self.sop.label, f"berkas {self.code} bukan berkas {route.sop}")

    def _told(self) -> dict[str, Any]:
        facts = dossier_facts(self.office, self.code, self.clock())
        kinds = [entry["kind"] for entry in facts["log"]]
        route, sends = self.route, [s for s in self.sop.steps if s.kind is Kind.AGENDA_KIRIM]
        expect(kinds.count("return") == len(route.returns), f"{self.code}: jumlah pengembalian")
        expect(
            kinds.count("hold") == len(route.holds) == kinds.count("resume"), f"{self.code}: jumlah penundaan"
        )
        expect(kinds.count("skip") == len(route.skips), f"{self.code}: jumlah langkah yang dilewati")
        expect(kinds.count("undo") == len(route.undone), f"{self.code}: jumlah yang diurungkan")
        for kind in ("number", "stamp", "dispatch", "receipt"):
            expect(kinds.count(kind) == len(sends), f"{self.code}: {kind} bukan {len(sends)} kali")
        expect(len(facts["letters"]) == len(sends), f"{self.code}: jumlah surat")
        return {
            "code": self.code,
            "sop": route.sop,
            "title": facts["title"],
            "state": facts["state"],
            "round": facts["round"],
            "late_steps": sorted(no for no, share in route.shares.items() if share > 1),
            "numbers": [letter["number"] for letter in facts["letters"]],
            "entries": len(kinds),
        }

    # One deed

    def _on(self, offer: Offer) -> None:
        step = self.sop.step(self.view.card.step)
        if offer.deed is Deed.HAND_ON:
            if self.first("time", step.no):
                self._pass_time(step)
            if self._detour(step):
                return
        do: dict[Deed, Callable[[Step, Offer], None]] = {
            Deed.HAND_ON: self._hand_on,
            Deed.RESUME: self._resume,
            Deed.NUMBER: self._number,
            Deed.STAMP: self._stamp,
            Deed.DISPATCH: self._dispatch,
            Deed.RECEIPT: self._receipt,
        }
        do[offer.deed](step, offer)
        self.hand.no_dialog()

    def _detour(self, step: Step) -> bool:
        route = self.route
        if step.no in route.holds and self.first("hold", step.no):
            self._hold()
        elif step.no in route.returns and self.first("return", step.no):
            self._give_back(step)
        elif step.no in route.skips and self.first("skip", step.no):
            self._skip(step)
        else:
            return False
        self.hand.no_dialog()
        return True

    def _pass_time(self, step: Step) -> None:
        share = self.route.shares.get(step.no, _USUAL)
        self.clock.work(self.known.worktime, step.duration, share)
        self.tick()
        if step.kind is Kind.PARAF and self.first("draft", 0):
            self.keep_letter("konsep", "")
            for picture in ("isi-surat", "isi-balasan"):
                if self.wanted(picture):
                    self._fill_letter(picture)
        if step.kind is Kind.LUAR:
            expect(self.view.face.level.value == "luar", f"{self.code} tidak tampak di luar kantor")
        if share > 1:
            expect(
                self.view.face.level.value == "terlambat", f"{self.code} langkah {step.no} tidak terlambat"
            )
            if self.wanted("kenapa-terlambat"):
                self.hand.click(self.panel.foot.why)
                dialog = self.hand.dialog(WhyDialog)
                self.picture("kenapa-terlambat")
                self.hand.click(dialog.action)

    def _fill_letter(self, picture: str) -> None:
        self.board.papers.fill_letter(self.view.card.id)
        dialog = self.hand.dialog(LetterDialog)
        self.picture(picture)
        self.hand.click(dialog.action)
        self.hand.no_dialog()

    def _hand_on(self, step: Step, offer: Offer) -> None:
        self.hand.click(self.panel.buttons.main)
        if offer.asks:
            self._answer(offer)
        if step.no in self.route.undone and self.first("undo", step.no):
            expect(self.view.card.step == step.no + 1, f"{self.code} tidak maju dari langkah {step.no}")
            self.hand.click(self.hand.shell.toaster.button)
            expect(self.view.card.step == step.no, f"{self.code}: langkah {step.no} tidak diurungkan")
            return
        expect(self.view.card.step == step.no + 1, f"{self.code} tidak maju dari langkah {step.no}")
        if step.kind is Kind.TANDA_TANGAN:
            self.keep_letter("siap", printing.SHEETS)

    def _answer(self, offer: Offer) -> None:
        hand = self.hand
        dialog = hand.dialog(HandOnDialog)
        asks = dialog.asks
        if Ask.PERCENT in offer.asks:
            hand.write(asks.physical.line, "79,5")
            hand.write(asks.financial.line, "84")
            hand.click(dialog.action)
            # Keuangan may not exceed fisik: the dialog stays, and says so.
            expect(hand.dialog(HandOnDialog).asks.financial.error, f"{self.code}: persentase tidak ditolak")
            self.picture("persentase")
            hand.write(asks.financial.line, "74,25")
        if Ask.OUTSIDE_RENSTRA in offer.asks:
            hand.choose(asks.outside.combo, 1 if self.route.outside_renstra else 0)
            if self.route.outside_renstra:
                hand.write(asks.emergency.paper, "Perbaikan jembatan desa setelah banjir")
            self.picture("di-luar-renstra")
        if Ask.HIERARCHY_INITIALLED in offer.asks:
            hand.click(asks.hierarchy.check_box)
        hand.click(dialog.action)

    def _give_back(self, step: Step) -> None:
        hand = self.hand
        before = self.view.card.round
        hand.click(self.panel.buttons.back)
        dialog = hand.dialog(ReturnDialog)
        hand.click(dialog.reason.buttons[1])
        self.picture("kembalikan")
        hand.click(dialog.action)
        now = self.view.card
        expect(
            (now.step, now.round) == (step.return_to, before + 1),
            f"{self.code}: pengembalian dari langkah {step.no}",
        )
        # The visits to come are other visits: time passes in them too.
        self.done -= {("time", no) for no in range(1, step.no + 1)}

    def _hold(self) -> None:
        self._reason("Tunda")
        expect(self.view.card.life == "held", f"{self.code} tidak ditunda")
        self.clock.minutes(self.known.worktime, 450)
        self.tick()

    def _skip(self, step: Step) -> None:
        self._reason("Lewati")
        expect(self.view.card.step == step.no + 1, f"{self.code}: langkah {step.no} tidak dilewati")

    def _reason(self, words: str) -> None:
        hand = self.hand
        hand.pick(self.panel.buttons.more_menu, words)
        dialog = hand.dialog(StopDialog)
        hand.click(dialog.reason.buttons[0])
        self.picture(words.lower())
        hand.click(dialog.action)

    def _resume(self, _step: Step, _offer: Offer) -> None:
        self.hand.click(self.panel.buttons.main)
        expect(self.view.card.life == "running", f"{self.code} tidak dilanjutkan")

    def _number(self, _step: Step, _offer: Offer) -> None:
        hand = self.hand
        self.soon()
        hand.click(self.panel.buttons.main)
        dialog = hand.dialog(IssueDialog)
        shown = dialog.shown_number
        self.picture("terbitkan")
        hand.click(dialog.action)
        self.picture("nomor-diambil")
        way = Way.OVERPRINT if self.first("overprint", 0) else Way.BY_HAND
        hand.click(dialog.done_page.buttons[way])
        if way is Way.OVERPRINT:
            preview = hand.dialog(PaperDialog)
            expect(preview.paper.copy == printing.OVERPRINT, f"{self.code}: bukan cetak nomor saja")
            self.picture("pratinjau-cetak")
            hand.click(preview.cancel)
        expect(self.view.card.number_text == shown, f"{self.code}: nomor {shown} tidak terpasang")
        for copy in (printing.SHEETS, printing.ARCHIVE, printing.OVERPRINT):
            self.keep_letter("terbit", copy)

    def _stamp(self, _step: Step, _offer: Offer) -> None:
        self.soon()
        self.hand.click(self.panel.buttons.main)
        expect(at_hand(self.office, self.code).case.state.stamped, f"{self.code} belum berstempel")

    def _dispatch(self, _step: Step, _offer: Offer) -> None:
        self.soon()
        self.hand.click(self.panel.buttons.main)
        dialog = self.hand.dialog(DispatchDialog)
        for tick in dialog.ticks:
            self.hand.click(tick)
            expect(tick.isChecked(), f"{self.code}: {tick.text()} tidak bertanda")
        self.picture("kirim-surat")
        self.hand.click(dialog.action)
        if self.view.card.life == "running":
            # A sending in the middle of the way: its second sheet comes back while the work goes on.
            self.clock.minutes(self.known.worktime, 300)
            self.hand.pick(self.panel.buttons.more_menu, "Catat lembar 2")
            self._sign_receipt()

    def _receipt(self, _step: Step, _offer: Offer) -> None:
        self.clock.minutes(self.known.worktime, 450)
        self.tick()
        self.hand.click(self.panel.buttons.main)
        self._sign_receipt()

    def _sign_receipt(self) -> None:
        dialog = self.hand.dialog(ReceiptDialog)
        self.hand.write(dialog.name.line, _RECEIVER)
        self.picture("lembar-2-kembali")
        self.hand.click(dialog.action)
