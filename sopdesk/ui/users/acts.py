"""The use cases of users as the clerk at the desk does them; every screen hears of each."""

from sopdesk.domain.officials import Official
from sopdesk.domain.rights import Role, User
from sopdesk.services import settings, users
from sopdesk.services.rights import PinRules, pin_rules
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.dialog import Dialog


class UserActs:
    """Every method raises Refused or Trouble."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def pins(self) -> PinRules:
        """Whether PINs are asked for, as last read."""
        return pin_rules(self._desk.known)

    def note_clock(self, dialog: Dialog) -> None:
        """Let the dialog say when the log speaks against the PC's clock."""
        note_clock(dialog, self._desk)

    def users(self) -> list[User]:
        """Every user who can sign in."""
        return [user for user in users.users(self._desk.office) if user.active]

    def officials(self) -> list[Official]:
        """Every person of the office."""
        return list(settings.officials(self._desk.office))

    def save(self, name: str, roles: frozenset[Role], official_id: int | None) -> None:
        """Add a user or change one."""
        users.save_user(
            self._desk.office,
            name,
            by=self._desk.clerk,
            now=self._desk.now(),
            roles=roles,
            official_id=official_id,
        )
        self._desk.tell(Changes(office=True))

    def set_pins(self, wanted: PinRules) -> None:
        """Ask for PINs or no longer."""
        users.set_pins(self._desk.office, wanted, by=self._desk.clerk, now=self._desk.now())
        self._desk.tell(Changes(office=True))

    def set_pin(self, name: str, pin: str, old: str) -> None:
        """Set a user's PIN."""
        users.set_pin(self._desk.office, name, pin, by=self._desk.clerk, now=self._desk.now(), old=old)
        self._desk.tell(Changes(office=True))

    def sign_in(self, name: str, pin: str) -> None:
        """Take over as ``name``."""
        users.sign_in(self._desk.office, name, pin, now=self._desk.now())
        self._desk.sign_in(name)

    def waits(self, name: str) -> int:
        """For how many seconds no PIN of this user is listened to."""
        return users.waits(self._desk.office, name, now=self._desk.now())

    def has_recovery(self, name: str) -> bool:
        """Whether a printed code can bring this user in."""
        return users.has_recovery(self._desk.office, name)

    def new_recovery(self) -> str:
        """A new recovery code of one's own."""
        mine = self._desk.clerk
        code = users.new_recovery(self._desk.office, mine, by=mine, now=self._desk.now())
        self._desk.tell(Changes(office=True))
        return code

    def recover(self, name: str, code: str, pin: str) -> str:
        """Set a forgotten PIN anew by the printed code; the next code."""
        made = users.recover(self._desk.office, name, code, pin, now=self._desk.now())
        self._desk.tell(Changes(office=True))
        return made
