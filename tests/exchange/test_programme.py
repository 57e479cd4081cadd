"""Programmes of other programs, read into lines: what is certain, what is doubtful, what is not."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.data.programme import Programme, ProgrammeEntry
from desktop.exchange.ics import to_ics
from desktop.exchange.programme import read_csv, read_programme, write_rejected
from desktop.exchange.programme_ics import CalendarFile
from desktop.rules.refusal import Refused

TODAY = date(2026, 11, 23)
LONDON = "Europe/London"


@pytest.fixture
def read(tmp_path):
    """Read the text of a table or a calendar file."""

    def lines(text, name="programme.csv", own="0af3"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return list(read_programme(path, {}, today=TODAY, zone=LONDON, own=own))

    return lines


def one(lines):
    (line,) = lines
    return line


@pytest.fixture
def read_event(read):
    """Read a calendar file with one event, or several, of these lines."""

    def event(*events, own="0af3"):
        said = [
            "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Garden group\r\n"
            + "\r\n".join(lines)
            + "\r\nEND:VEVENT"
            for lines in events
        ]
        body = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *said, "END:VCALENDAR"])
        return one(read(body + "\r\n", "programme.ics", own))

    return event


TUESDAYS = (
    "DTSTART;TZID=Europe/London:20261124T140000",
    "DTEND;TZID=Europe/London:20261124T160000",
    "RRULE:FREQ=WEEKLY;BYDAY=TU",
)


def test_a_table_may_say_when_in_one_column_or_in_several(read):
    whole = one(read('Activity,When\nYoga,"Every Tuesday, 2pm to 4pm"\n'))
    parted = one(read("Name;Day;Start;End\nYoga;Tuesday;14:00;16:00\n"))
    assert whole.plan == parted.plan
    assert (whole.unsure, parted.unsure) == ((), ())
    once = one(read("Subject,Date,Start Time,End Time\nTalk,08/12/2026,2:00:00 PM,3:30:00 PM\n"))
    assert (once.plan.rule, once.plan.first) == (None, date(2026, 12, 8))
    assert (once.plan.starts, once.plan.ends) == (time(14), time(15, 30))


def test_a_table_says_where_what_for_how_many_from_when_until_when(read):
    head = "Activity,When,Room,Category,Capacity,Cost,Bring,From,Until,Details"
    line = one(
        read(f"{head}\nYoga,Tuesdays 2pm-4pm,Hall,Moving,20,£2,A mat,5/1/2027,30/3/2027,Gently.\n")
    )
    plan = line.plan
    assert (plan.place, plan.category, plan.places) == ("Hall", "Moving", 20)
    assert (plan.price, plan.bring, plan.about) == ("£2", "A mat", "Gently.")
    assert (plan.first, plan.last) == (date(2027, 1, 5), date(2027, 3, 30))


def test_what_has_begun_already_goes_on_in_its_own_weeks(read):
    line = one(read("Activity,When,From\nWalk,every other Tuesday 2pm-3pm,10/11/2026\n"))
    assert line.plan.first == date(2026, 11, 24)
    other = one(read("Activity,When,From\nWalk,every other Tuesday 2pm-3pm,17/11/2026\n"))
    assert other.plan.first == date(2026, 12, 1)
    assert (line.unsure, other.unsure) == ((), ())


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",Tuesdays 2pm-3pm,", "It has no name."),
        ("Yoga,sometimes,", "No day is found"),
        ("Yoga,Tuesdays 2pm-3pm,lots", "“lots” is not a number of places."),
        ("Yoga,24 November 2025 2pm-3pm,", "That day has gone."),
        ("Yoga,Tuesdays 2pm-3pm until 3/11/2026,", "Its last date has gone."),
        ("Yoga,Tuesdays 2pm-3pm", "This line has 2 columns, not 3."),
    ],
)
def test_a_line_of_a_table_that_cannot_be_taken_says_why(read, row, sentence):
    line = one(read(f"Activity,When,Places\n{row}\n"))
    assert line.plan is None
    assert sentence in line.reason


def test_what_was_not_taken_is_written_with_a_place_for_the_answer(read, tmp_path):
    file = tmp_path / "programme.csv"
    read("Activity,When\nYoga,Tuesdays 10-12ish\nJudo,sometimes\n")
    table = read_csv(file, {}, today=TODAY)
    reply = tmp_path / "reply.csv"
    write_rejected(table, list(table), reply)
    rows = reply.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "Activity,When,Line,Why not,Proposed,Accept"
    assert rows[1].startswith(
        "Yoga,Tuesdays 10-12ish,2,The times were read as 10am to 12pm. “12ish”"
    )
    reply.write_text("\n".join([rows[0], rows[1] + "yes"]), encoding="utf-8")
    line = one(read_csv(reply, {}, today=TODAY))
    assert (line.unsure, line.plan.starts) == ((), time(10))
    write_rejected(read_csv(reply, {}, today=TODAY), [line], tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_text(encoding="utf-8-sig").splitlines()[0] == rows[0]


def test_a_file_of_proposals_read_in_again_without_an_answer_changes_nothing(tmp_path, read):
    table, reply = tmp_path / "programme.csv", tmp_path / "reply.csv"
    read("Activity,When\nYoga,Tuesdays 10-12ish\n")
    file = read_csv(table, {}, today=TODAY)
    write_rejected(file, list(file), reply)
    assert one(read_csv(reply, {}, today=TODAY)).unsure
    mended = reply.read_text(encoding="utf-8-sig").replace(
        "Every Tuesday, 10am", "Every Friday, 9am"
    )
    reply.write_text(mended, encoding="utf-8")
    assert one(read_csv(reply, {}, today=TODAY)).unsure
    reply.write_text(mended.rstrip() + "yes\n", encoding="utf-8")
    line = one(read_csv(reply, {}, today=TODAY))
    assert (line.proposed.split(",")[0], line.plan.starts, line.unsure) == (
        "Every Friday",
        time(9),
        (),
    )


def test_a_doubtful_event_waits_for_its_yes_in_that_file_too(tmp_path, read_event):
    line = read_event(("DTSTART:20261124T140000", "DTEND:20261124T160000"))
    reply = tmp_path / "reply.csv"
    file = CalendarFile((line,))
    write_rejected(file, file, reply)
    unanswered = one(read_csv(reply, {}, today=TODAY))
    assert (unanswered.plan, unanswered.reason.split(".")[0]) == (None, "Nobody has said yes")
    text = reply.read_text(encoding="utf-8-sig").rstrip() + "yes\n"
    reply.write_text(text, encoding="utf-8")
    assert one(read_csv(reply, {}, today=TODAY)).plan.first == date(2026, 11, 24)


def test_an_event_that_repeats_is_a_series_with_what_was_changed_by_hand(read_event):
    line = read_event(
        (*TUESDAYS, "LOCATION:Courtyard", "CATEGORIES:Outdoors,Green",
         "EXDATE;TZID=Europe/London:20261208T140000"),
        ("RECURRENCE-ID;TZID=Europe/London:20261201T140000",
         "DTSTART;TZID=Europe/London:20261202T150000", "DURATION:PT2H", "LOCATION:Courtyard"),
        ("RECURRENCE-ID;TZID=Europe/London:20261215T140000", *TUESDAYS[:2], "STATUS:CANCELLED"),
    )  # fmt: skip
    plan = line.plan
    assert (plan.title, plan.place, plan.category) == ("Garden group", "Courtyard", "Outdoors")
    assert (plan.rule.text, plan.first, plan.last) == (
        "FREQ=WEEKLY;BYDAY=TU",
        date(2026, 11, 24),
        None,
    )
    assert plan.skips == (date(2026, 12, 8), date(2026, 12, 15))
    (moved,) = plan.moved
    assert (moved.original, moved.on) == (date(2026, 12, 1), date(2026, 12, 2))
    assert (moved.starts, moved.ends) == (time(15), time(17))
    assert line.unsure == ()


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("FREQ=WEEKLY;COUNT=3", date(2026, 12, 8)),
        ("FREQ=WEEKLY;UNTIL=20261208", date(2026, 12, 8)),
        ("FREQ=WEEKLY;UNTIL=20261208T140000Z", date(2026, 12, 8)),
        ("FREQ=WEEKLY;UNTIL=20261208T135959Z", date(2026, 12, 7)),
        ("FREQ=DAILY;BYDAY=TU,WE;UNTIL=20261208", date(2026, 12, 8)),
    ],
)
def test_the_end_of_a_rule_is_its_last_day(read_event, rule, last):
    assert read_event((*TUESDAYS[:2], f"RRULE:{rule}")).plan.last == last


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("DTSTART:20261124T140000", "DTEND:20261124T160000"), "It names no zone"),
        (("DTSTART:20261124T140000Z",), "No end is said: 60 minutes were taken."),
        (
            ("DTSTART:20261124T140000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
            "Its zone changes its clocks otherwise: 2pm all year was taken.",
        ),
        (
            (TUESDAYS[0], TUESDAYS[1], "RRULE:FREQ=WEEKLY;BYDAY=WE"),
            "24 November 2026 is not in its own rule and was left out.",
        ),
    ],
)
def test_what_is_doubtful_in_an_event_is_said(read_event, lines, sentence):
    line = read_event(lines)
    assert line.plan is not None
    assert sentence in " ".join(line.unsure)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("DTSTART;TZID=Mars/Base:20261124T140000",), "Its zone “Mars/Base” is not known here."),
        (("DTSTART:20261124T220000Z", "DURATION:PT4H"), "It goes past midnight."),
        (("DTSTART:20261124T140000Z", "DTEND:20261124T130000Z"), "It ends before it starts."),
        (("DTSTART:20251124T140000Z", "DURATION:PT1H"), "That day has gone."),
        (("DTSTART:sometimes", "DURATION:PT1H"), "Something in it cannot be read."),
        ((), "Nobody can read when it starts."),
        ((*TUESDAYS, "STATUS:CANCELLED"), "It is cancelled in the file."),
        ((*TUESDAYS, "RRULE:FREQ=MONTHLY"), "more than one rule"),
        ((*TUESDAYS[:2], "RRULE:FREQ=HOURLY"), "cannot repeat like that"),
        ((*TUESDAYS[:2], "RRULE:FREQ=WEEKLY;COUNT=99999"), "more than 1,000 dates"),
        ((*TUESDAYS[:2], "RRULE:FREQ=WEEKLY;UNTIL=20251124"), "Its last date has gone."),
        (("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=WEEKLY"), "It repeats and has no hours."),
    ],
)
def test_an_event_that_cannot_be_taken_says_why(read_event, lines, sentence):
    line = read_event(lines)
    assert line.plan is None
    assert sentence in line.reason


def test_the_zone_names_of_windows_and_zones_of_the_files_own_are_known(read_event):
    windows = [each.replace("Europe/London", "GMT Standard Time") for each in TUESDAYS]
    line = read_event(windows)
    assert (line.plan.starts, line.unsure) == (time(14), ())


def test_a_session_elsewhere_in_the_world_is_put_on_the_practices_clock(read_event):
    line = read_event(("DTSTART;TZID=America/New_York:20261124T090000", "DURATION:PT1H"))
    assert (line.plan.starts, line.unsure) == (time(14), ())


def test_attendees_and_organisers_are_never_read(read_event):
    who = ("ATTENDEE;CN=Meera Patel:mailto:m@example.org", "ORGANIZER;CN=Sam:mailto:s@example.org")
    assert "Patel" not in repr(read_event((*TUESDAYS, *who)))


def test_private_events_become_private_activities(read_event):
    assert read_event((*TUESDAYS, "CLASS:PRIVATE")).plan.private


def test_our_own_file_is_known_and_another_practices_is_read(read):
    entry = ProgrammeEntry(
        7, "Crafternoon", "", "", "", "", "Hall", "Sam", date(2026, 11, 26), time(14), time(16),
        LONDON, False, 0, None,
    )  # fmt: skip
    ours = to_ics(
        Programme("Elm Tree", "0af3", LONDON, datetime(2026, 11, 23, tzinfo=UTC), (entry,))
    )
    assert one(read(ours.decode(), "a.ics")).plan.known_here
    theirs = one(read(ours.decode(), "a.ics", own="beef"))
    assert not theirs.plan.known_here
    assert (theirs.plan.title, theirs.plan.first, theirs.unsure) == ("Crafternoon", entry.date, ())


PIECES = [
    "BEGIN:VEVENT", "END:VEVENT", *TUESDAYS, "UID:1", "SUMMARY:x", "EXDATE:20261201T140000Z",
    "RECURRENCE-ID:20261201T140000Z", "DTSTART:x", "RRULE:x", "RRULE:FREQ=YEARLY;BYDAY=9TU",
    "DURATION:-PT5M", "DTEND;VALUE=DATE:20261201", "RDATE;VALUE=PERIOD:20261201T140000Z/PT1H",
    "CATEGORIES:", "DTSTART:00010101T000000Z", "DTSTART:99991231T235959Z", "BEGIN:VTIMEZONE",
    "END:VTIMEZONE", "TZID:Europe/London", "DESCRIPTION:<b>x", "RRULE:FREQ=WEEKLY;INTERVAL=0",
    "DTSTART;VALUE=DATE:99991231", "RRULE:FREQ=DAILY;UNTIL=99991231", "DURATION:P99999999D",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=14))
def test_any_calendar_file_is_lines_or_a_sentence(tmp_path_factory, pieces):
    path = tmp_path_factory.mktemp("odd") / "odd.ics"
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "SUMMARY:y", TUESDAYS[0]]
    body = "\r\n".join([*head, *pieces, "END:VEVENT", "END:VCALENDAR"])
    path.write_bytes(body.encode())
    try:
        lines = list(read_programme(path, {}, today=TODAY, zone=LONDON, own=""))
    except Refused as no:
        said = [no.sentence]
    else:
        said = [each.reason or "." for each in lines]
    assert all(each.endswith(".") for each in said)
