"""Sending, receipts, the list after the signature and the delivery book from the command line."""

from typing import Any

from tests.cli.running import at, batch, sopdesk, start

CD = "Salin berkas ke CD"


def signed() -> str:
    """A dossier whose letter has its number and stamp."""
    code = start("lakip")
    moves: list[dict[str, Any]] = []
    for step in range(1, 12):
        if step == 9:
            moves.append(
                {"op": "facts", "dossier": code, "financial_percent": 80, "physical_percent": 90, "by": "Ani"}
            )
        moves.append(
            {"op": "hand_on", "dossier": code, "step": step, "at": at(9, f"09:{step:02d}"), "by": "Ani"}
        )
    moves.append(
        {
            "op": "number",
            "register": "outgoing",
            "dossier": code,
            "subject": "Laporan",
            "addressee": "Bupati",
            "date": "2026-11-09",
            "at": at(9, "09:30"),
            "by": "Ani",
        }
    )
    moves.append({"op": "stamp", "dossier": code, "at": at(9, "09:40"), "by": "Ani"})
    assert [a["ok"] for a in batch(*moves)] == [True] * len(moves)
    return code


def dispatch(code: str, **more: Any) -> Any:
    (answer,) = batch({"op": "dispatch", "dossier": code, "at": at(9, "10:00"), "by": "Ani", **more})
    return answer


def book(year: int = 2026) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sopdesk("register", "delivery", "--year", str(year), "--json").json
    return found


def test_a_sending_to_several_and_its_book() -> None:
    code = signed()
    assert dispatch(code, recipients=[{"to": "Bupati", "copies": 2}, {"to": "Inspektur"}], method="kurir")[
        "ok"
    ]
    first, second = book()
    assert first == {
        "number": 1,
        "insert": None,
        "series": None,
        "text": "000.8.6.3/1/Kec/2026",
        "date": "2026-11-09",
        "from": None,
        "to": "Bupati",
        "subject": "Laporan",
        "state": "out",
        "reason": None,
        "copies": 2,
        "letter_date": "2026-11-09",
        "method": "kurir",
        "dossier": code,
        "receiver": None,
        "position": None,
        "received_at": None,
    }
    assert (second["to"], second["copies"]) == ("Inspektur", 1)
    assert "Inspektur" in sopdesk("register", "delivery", "--year", "2026").out
    assert book(2025) == []


def test_to_alone_is_still_enough() -> None:
    code = signed()
    assert dispatch(code, to="Bupati")["ok"]
    assert [x["to"] for x in book()] == ["Bupati"]


def test_wrong_recipients_are_bad_input() -> None:
    code = signed()
    bad: list[Any] = [[], "Bupati", [{}], [{"to": "A", "copies": "2"}], ["Bupati"]]
    for wrong in bad:
        answer = dispatch(code, recipients=wrong)
        assert (answer["ok"], answer["code"]) == (False, "bad_input"), wrong
    assert dispatch(code)["code"] == "bad_input"
    assert dispatch(code, recipients=[{"to": "A", "copies": 0}])["code"] == "bad_value"
    assert dispatch(code, to="A", method="merpati")["code"] == "bad_value"


def test_receipts_by_line_and_by_dossier() -> None:
    code = signed()
    dispatch(code, recipients=[{"to": "Bupati"}, {"to": "Inspektur"}, {"to": "Sekda"}])
    took = {"op": "receipt", "at": at(11), "by": "Ani"}
    answers = batch(
        {
            **took,
            "dossier": code,
            "name": "Budi",
            "delivery": 2,
            "position": "Staf",
            "received": at(10, "11:00"),
        },
        {**took, "name": "Citra", "delivery": 3},
        {**took, "dossier": code, "name": "Dewi"},
        {**took, "dossier": code, "name": "Eko"},
        {**took, "name": "Eko", "delivery": 9},
        {**took, "name": "Eko"},
        {**took, "name": "Eko", "delivery": 3},
    )
    assert [a.get("code") for a in answers] == [
        None,
        None,
        None,
        "not_dispatched",
        "not_dispatched",
        "bad_input",
        "not_dispatched",
    ]
    assert [(x["receiver"], x["state"]) for x in book()] == [
        ("Dewi", "back"),
        ("Budi", "back"),
        ("Citra", "back"),
    ]
    assert book()[1]["received_at"] == "2026-11-10T11:00:00+07:00"
    assert sopdesk("verify", "--json").json["ok"]


def test_a_letter_of_the_register_alone() -> None:
    letter = {
        "op": "number",
        "register": "outgoing",
        "subject": "Undangan",
        "addressee": "Lurah",
        "by": "Ani",
    }
    batch({**letter, "date": "2026-11-09"})
    gone = {"op": "send", "number": 1, "at": at(9, "10:00"), "by": "Ani", "id": 7}
    one, again, unknown, nobody = batch(
        {**gone, "recipients": [{"to": "Lurah A"}, {"to": "Lurah B", "copies": 3}]},
        {**gone, "to": "Lurah A"},
        {**gone, "id": 8, "number": 5, "to": "X"},
        {**gone, "id": 9},
    )
    assert one == {"ok": True, "year": 2026, "deliveries": [1, 2], "event": one["event"]}
    assert again == one
    assert (unknown["code"], nobody["code"]) == ("number_unknown", "bad_input")
    (back,) = batch({"op": "receipt", "delivery": 2, "name": "Budi", "at": at(9, "11:00"), "by": "Ani"})
    assert back["deliveries"] == [2]
    assert [x["state"] for x in book()] == ["out", "back"]
    assert sopdesk("verify", "--json").json["ok"]


def test_the_list_after_the_signature() -> None:
    code = signed()
    tick = {"op": "check", "dossier": code, "by": "Ani"}
    on, same, off, known, wrong = batch(
        {**tick, "item": CD},
        {**tick, "item": CD, "done": True},
        {**tick, "item": CD, "done": False},
        {**tick, "item": "Kirim sesuai tujuan"},
        {**tick, "item": CD, "done": "ya"},
    )
    assert on["event"] > 0
    assert same["event"] == 0
    assert off["event"] > on["event"]
    assert (known["code"], wrong["code"]) == ("bad_value", "bad_input")
    named = {**tick, "dossier": code.lower(), "item": CD, "id": "tick"}
    first, again = batch(named, named)
    assert first["dossier"] == code
    assert again == first
    assert "daftar periksa" in sopdesk("dossier", "show", code).out
