"""The lines of the delivery book for the table: each question goes to the database, a window at a time."""

from collections.abc import Sequence
from functools import partial

from sopdesk.services import delivery_views
from sopdesk.services.delivery_views import DeliveryQuestion, DeliveryView
from sopdesk.ui.agenda.asked import Asked
from sopdesk.ui.desk import Desk


def delivery_source(desk: Desk, asked: DeliveryQuestion) -> Asked[DeliveryQuestion, DeliveryView]:
    """The lines that answer; how long a sheet has been out is told at each reading."""
    office = desk.office

    def window(question: DeliveryQuestion, offset: int, limit: int) -> Sequence[DeliveryView]:
        return delivery_views.window(office, question, offset, limit, now=desk.now())

    return Asked(
        lambda: asked, partial(delivery_views.count, office), window, partial(delivery_views.place_of, office)
    )
