"""A programme as a calendar file: read back by two other programs, and nobody's name in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from desktop.data.programme import Programme, ProgrammeEntry
from desktop.exchange.ics import to_ics
from desktop.exchange.zones import zone_block
from desktop.rules.names import clean

LONDON = "Europe/London"
MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CRAFT = ProgrammeEntry(
    id=7, title="Crafternoon", about="Knitting, sewing; paper.\nNobody needs to be good at it.",
    category="Making", price="£1, if you can", bring="Scissors", place="Waiting room",
    leader="Sam", date=date(2026, 11, 26), starts=time(14), ends=time(16), zone=LONDON,
    cancelled=False, sequence=0, changed=datetime(2026, 11, 20, 8, tzinfo=UTC),
)  # fmt: skip


def programme(*entries, title="Elm Tree Surgery"):
    return Programme(title, "0af3", LONDON, MADE, entries)


def events(file):
    return Calendar.from_ical(file).walk("VEVENT")


def check_strictly(file):
    for calendar in vobject.readComponents(file.decode()):
        calendar.validate(raiseException=True)


def test_a_session_is_an_event_with_everything_a_calendar_shows():
    file = to_ics(programme(CRAFT))
    check_strictly(file)
    (event,) = events(file)
    assert event["uid"] == "session-7@0af3.crafternoon"
    assert (event["summary"], event["location"]) == ("Crafternoon", "Waiting room")
    assert event["categories"].cats == ["Making"]
    assert event["dtstart"].params["TZID"] == LONDON
    assert event.start == datetime(2026, 11, 26, 14, tzinfo=ZoneInfo(LONDON))
    assert event.end == datetime(2026, 11, 26, 16, tzinfo=ZoneInfo(LONDON))
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (MADE, CRAFT.changed)
    assert str(event["description"]).splitlines() == [
        "Knitting, sewing; paper.", "Nobody needs to be good at it.", "Price: £1, if you can",
        "Bring: Scissors", "With Sam.",
    ]  # fmt: skip
    assert b"METHOD:PUBLISH" in file


def test_a_cancelled_session_is_marked_so_that_every_program_shows_it():
    file = to_ics(programme(replace(CRAFT, cancelled=True, sequence=2)))
    check_strictly(file)
    (event,) = events(file)
    assert (event["status"], event["sequence"], event["transp"]) == ("CANCELLED", 2, "TRANSPARENT")
    assert event["summary"] == "Not on today: Crafternoon"


def test_a_moved_session_keeps_its_name_and_counts_up():
    moved = replace(CRAFT, starts=time(15), ends=time(17), sequence=1)
    before, after = events(to_ics(programme(CRAFT)))[0], events(to_ics(programme(moved)))[0]
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]


def test_an_empty_programme_is_a_calendar_all_the_same():
    assert events(to_ics(programme())) == []


@pytest.mark.parametrize(
    "day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)]
)
def test_both_sides_of_a_clock_change_are_the_hour_on_the_wall(day):
    before = replace(CRAFT, date=day, id=1)
    file = to_ics(programme(before, replace(CRAFT, date=day + timedelta(days=1), id=2)))
    for event in vobject.readOne(file.decode()).vevent_list:
        there = ZoneInfo(LONDON)
        wall = event.dtstart.value
        assert wall.astimezone(UTC) == wall.replace(tzinfo=there).astimezone(UTC)
        assert wall.time() == time(14)


@pytest.mark.parametrize(
    "zone",
    [LONDON, "Europe/Dublin", "Africa/Casablanca", "Asia/Kolkata", "America/New_York", "UTC"],
)
def test_the_clock_changes_in_the_file_are_the_true_ones(zone):
    block = zone_block(zone, date(2026, 1, 1), date(2029, 12, 31))
    # Its own rules alone, read by a program that has never heard of the zone.
    foreign = block.to_ical().replace(zone.encode(), b"Somewhere")
    whole = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + foreign + b"END:VCALENDAR\r\n"
    theirs, ours = tzical(StringIO(whole.decode().replace("\r\n", "\n"))).get(), ZoneInfo(zone)
    for days in range(4 * 365):
        on = date(2026, 1, 1) + timedelta(days=days)
        for hour in (0, 6, 12, 22):
            here = datetime.combine(on, time(hour), ours)
            assert here.replace(tzinfo=theirs).utcoffset() == here.utcoffset(), here


def test_the_british_clocks_change_by_a_rule_and_not_by_a_list():
    file = to_ics(programme(CRAFT, replace(CRAFT, id=8, date=date(2028, 5, 4)))).decode()
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in file
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in file
    assert "DTSTART:20250330T010000" in file
    assert "DTSTART:20251026T020000" in file


odd = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(list(",;:\\\n\r\t\"'🧶👩‍🌾\u202eאב\u0000\u0085\u2028=")),
    ),
    max_size=120,
)


@given(odd, odd, odd, odd)
def test_titles_of_any_kind_come_back_as_they_were_shown(title, about, place, category):
    entry = replace(CRAFT, title=title, about=about, place=place, category=category)
    file = to_ics(programme(entry, title=title))
    assert max(map(len, file.split(b"\r\n"))) <= 75
    check_strictly(file)
    (event,) = events(file)
    assert str(event.get("summary", "")) == clean(title)
    assert str(event.get("location", "")) == clean(place)
    assert [*event["categories"].cats] == [clean(category)] if clean(category) else True
    assert len(events(file)) == 1
