"""A dossier in the window's panel, and everything around it that a deed of the tour needs."""

from sopdesk.domain.sop import Sop
from sopdesk.services import printing
from sopdesk.services.office import Known, Office
from sopdesk.services.views import DossierView
from sopdesk.tour.album import Album, expect
from sopdesk.tour.clock import OfficeClock
from sopdesk.tour.routes import Route
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.main.switchboard import Switchboard
from sopdesk.ui.panel.panel import DossierPanel


class AtDossier:
    """What every deed of a journey needs: the window, the clock, the album, and the dossier in the panel."""

    def __init__(
        self, hand: Hand, board: Switchboard, clock: OfficeClock, album: Album, route: Route
    ) -> None:
        self.hand = hand
        self.board = board
        self.clock = clock
        self.album = album
        self.route = route
        self.done: set[tuple[str, int]] = set()
        self.code = ""

    @property
    def panel(self) -> DossierPanel:
        """The panel beside the page."""
        panel = self.board.panel
        if panel is None:
            raise LookupError("no panel is open")
        return panel

    @property
    def view(self) -> DossierView:
        """The dossier as the panel shows it."""
        view = self.panel.view
        if view is None:
            raise LookupError("the panel is empty")
        return view

    @property
    def office(self) -> Office:
        """The office."""
        return self.board.desk.office

    @property
    def known(self) -> Known:
        """What the office has set."""
        return self.board.desk.known

    @property
    def sop(self) -> Sop:
        """The SOP of the dossier."""
        return self.known.sop(self.route.sop)

    def first(self, what: str, step: int) -> bool:
        """Whether this was not done yet; from now on it was."""
        new = (what, step) not in self.done
        self.done.add((what, step))
        return new

    def soon(self) -> None:
        """Let a few minutes go by."""
        self.clock.minutes(self.known.worktime, 4)
        self.tick()

    def tick(self) -> None:
        """Tell the window what time it is."""
        self.board.tick()

    def wanted(self, name: str) -> bool:
        """Whether this journey still owes that picture."""
        return name in self.route.pictured and (f"picture {name}", 0) not in self.done

    def picture(self, name: str) -> None:
        """Take the picture, if it is owed."""
        if self.wanted(name):
            self.first(f"picture {name}", 0)
            self.album.screen(self.hand, name)

    def keep_letter(self, state: str, copy: str) -> None:
        """Make the letter, and keep it. Raises Unmet where it is in another state."""
        paper = printing.letter_paper(self.office, self.code, now=self.clock(), copy=copy)
        expect(paper.state == state, f"{self.code}: surat {paper.state}, bukan {state}")
        self.keep(paper)

    def keep(self, paper: printing.Paper) -> None:
        """Keep a paper, and enter it in the log as saved."""
        self.album.paper(paper, self.code)
        by = self.board.desk.clerk
        printing.log_print(self.office, paper, by=by, now=self.clock(), ref=self.code, how="pdf")
