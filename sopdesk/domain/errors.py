"""Errors carry data, never wording: the sentences are in ``services.sentences``."""

from enum import StrEnum


class Rule(StrEnum):
    """A rule of the office that can refuse an action; the values are the codes of the command line."""

    STALE = "stale"
    HELD = "held"
    NOT_HELD = "not_held"
    ENDED = "ended"
    NOT_DISPATCHED = "not_dispatched"
    WRONG_STEP = "wrong_step"
    NOTHING_TO_RECEIVE = "nothing_to_receive"
    NEEDS_DISPATCH = "needs_dispatch"
    NEEDS_SIGNATURE = "needs_signature"
    NEEDS_PARAF = "needs_paraf"
    NEEDS_NUMBER = "needs_number"
    NEEDS_STAMP = "needs_stamp"
    NEEDS_FACTS = "needs_facts"
    NEEDS_REASON = "needs_reason"
    PERCENT = "percent"
    ALREADY_SIGNED = "already_signed"
    ALREADY_NUMBERED = "already_numbered"
    ALREADY_STAMPED = "already_stamped"
    CANNOT_RETURN = "cannot_return"
    CANNOT_SKIP = "cannot_skip"
    CANNOT_UNDO = "cannot_undo"
    NOT_NEWEST = "not_newest"
    TIME_BACKWARDS = "time_backwards"
    TIME_IN_FUTURE = "time_in_future"
    DATE_BEFORE_LAST = "date_before_last"
    YEAR_CLOSED = "year_closed"
    NUMBER_UNKNOWN = "number_unknown"
    NUMBER_VOID = "number_void"
    NUMBER_CORRECTED = "number_corrected"
    NUMBER_TAKEN = "number_taken"
    NUMBER_JUMP = "number_jump"
    DATE_AFTER_NEXT = "date_after_next"
    YEAR_RUNNING = "year_running"
    YEAR_UNEXPLAINED = "year_unexplained"
    BAD_TEXT = "bad_text"
    BAD_VALUE = "bad_value"
    BAD_INPUT = "bad_input"
    BAD_CODE = "bad_code"
    OTHER_OFFICE = "other_office"
    BAD_CALENDAR = "bad_calendar"
    BAD_SOP = "bad_sop"
    BAD_TEMPLATE = "bad_template"
    STAMP_TOO_EARLY = "stamp_too_early"
    NO_STAMP = "no_stamp"
    BAD_FILE = "bad_file"
    IMPORT_REFUSED = "import_refused"
    CANNOT_UNDO_IMPORT = "cannot_undo_import"
    BAD_BACKUP = "bad_backup"
    BACKUP_PASSWORD = "backup_password"
    CANNOT_UNDO_RESTORE = "cannot_undo_restore"
    SERVER_TAKEN = "server_taken"
    NO_SERVER = "no_server"
    LEFT_BEHIND = "left_behind"
    UNKNOWN_DOSSIER = "unknown_dossier"
    UNKNOWN_SOP = "unknown_sop"
    UNKNOWN_LETTER = "unknown_letter"
    OFFICE_INCOMPLETE = "office_incomplete"
    FOLDER = "folder"
    DUTY_STARTED = "duty_started"
    NOT_ALLOWED = "not_allowed"
    NO_USER = "no_user"
    NO_PIN = "no_pin"
    WRONG_PIN = "wrong_pin"
    PIN_WAIT = "pin_wait"
    BAD_PIN = "bad_pin"
    BAD_RECOVERY = "bad_recovery"
    LAST_ADMIN = "last_admin"
    NO_ADMIN_PIN = "no_admin_pin"


class After(StrEnum):
    """What a time must not lie before, as ``Rule.TIME_BACKWARDS`` tells it."""

    ENTRY = "entry"  # the newest of the dossier
    SENDING = "sending"
    ARRIVAL = "arrival"  # of an incoming letter
    DISPOSITION = "disposition"  # on the strength of which this happens


class Refused(Exception):  # noqa: N818 - the office refuses; it is no error of the program
    """A rule of the office says no. ``rule`` says which; ``data`` holds what the sentence names."""

    def __init__(self, rule: Rule, **data: object) -> None:
        super().__init__(rule, data)
        self.rule = rule
        self.data = data


class Fault(StrEnum):
    """A trouble of the environment."""

    FOLDER_READ_ONLY = "folder_read_only"
    FOLDER_MISSING = "folder_missing"
    DISK_FULL = "disk_full"
    FILE_LOCKED = "file_locked"
    NO_OFFICE = "no_office"
    DATABASE_NEWER = "database_newer"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_REPLACED = "database_replaced"
    ALREADY_RUNNING = "already_running"
    NETWORK_FOLDER = "network_folder"
    PRINTER = "printer"
    FILE_UNREADABLE = "file_unreadable"
    ATTACHMENT_CHANGED = "attachment_changed"
    RESOURCE_DAMAGED = "resource_damaged"
    OUT_OF_MEMORY = "out_of_memory"
    UNFORESEEN = "unforeseen"
    BACKUP_FAILED = "backup_failed"
    SECOND_PLACE = "second_place"
    SERVER_ADDRESS = "server_address"
    SERVER_GONE = "server_gone"
    SERVER_UNSURE = "server_unsure"
    SERVER_REFUSED = "server_refused"
    SERVER_COPY = "server_copy"


class Trouble(Exception):  # noqa: N818 - the architecture's word
    """The environment fails: disk, printer, file. ``fault`` says which; ``data`` holds what the sentence names."""

    def __init__(self, fault: Fault, **data: object) -> None:
        super().__init__(fault, data)
        self.fault = fault
        self.data = data
