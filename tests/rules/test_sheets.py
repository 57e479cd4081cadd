"""Sheets on the table: codes, names everybody may read, and the line that is typed."""

from datetime import UTC, date, datetime, time
from itertools import islice, pairwise

import pytest

from desktop.rules import sheets
from desktop.rules.names import Name
from desktop.rules.refusal import Refused
from desktop.rules.sheets import Deed, Entry, Kind, Names, Stands
from desktop.rules.signups import Mark, SessionFacts


def numbers(text):
    return [(each.number, each.came, each.name) for each in sheets.read_line(text).entries]


def no(action, *args):
    with pytest.raises(Refused) as refused:
        action(*args)
    return refused.value.sentence


def test_a_code_has_nothing_that_looks_like_something_else():
    every = list(sheets.codes("", ()))
    assert len(every) == len(set(every)) > 10_000
    assert not set("".join(every)) & set("IO01")


def test_two_codes_in_a_row_differ_in_the_letter_and_in_the_digit():
    short = list(islice(sheets.codes("", ()), 192))
    assert {len(each) for each in short} == {2}
    assert all(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(short))


def test_codes_go_on_after_the_last_and_pass_over_what_is_in_use():
    first, second, third = islice(sheets.codes("", ()), 3)
    assert next(sheets.codes(first, {second})) == third
    assert len(next(sheets.codes("", set(islice(sheets.codes("", ()), 192))))) == 3


@pytest.mark.parametrize(
    "text",
    ["K7: 1 2 4-7 9d", "k7:1,2,4–7,9 d", " K 7 : 1 2 4 - 7 9D.", "K7: 1; 2; 4—7; 9d"],
)
def test_the_line_is_read_however_it_is_typed(text):
    came = [(n, True, "") for n in (1, 2, 4, 5, 6, 7)]
    assert sheets.is_line(text)
    assert sheets.read_line(text).code == "K7"
    assert numbers(text) == [*came, (9, False, "")]


def test_somebody_new_is_a_number_and_a_name_and_a_head_is_a_number():
    assert numbers("K7: 13 Maria, 14 Anne-Marie O’Neil 15") == [
        (13, True, "Maria"), (14, True, "Anne-Marie O’Neil"), (15, True, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Kay 7", "K7", "I7: 1", "K0: 1", "patel m", "14:30", ""])
def test_a_name_is_not_a_sheet(text):
    assert not sheets.is_line(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("K7: 3 4 3", "Not entered. 3 stands twice."),
        ("K7: 2-4 3", "Not entered. 3 stands twice."),
        ("K7: 7-4", "Not entered. 7-4 runs backwards: type 4-7."),
        ("K7: Maria 13", "Not entered. Type the number before “Maria”."),
        ("K7: 13-14 Maria", "Not entered. A name goes with one number, such as 14 Maria."),
        ("K7: 1-99999999", "Not entered. 99999999 is not on sheet K7."),
        ("K7:", "Type the numbers that are ticked, such as 1 2 4-7 9d."),
        ("patel", "Not entered. Begin with the code of the sheet, such as K7:"),
    ],
)
def test_what_cannot_be_meant_is_said(text, sentence):
    assert no(sheets.read_line, text) == sentence


def test_a_number_that_is_not_on_the_sheet_is_said():
    typed = sheets.read_line("K7: 1 15")
    said = "Not entered. 15 is not on sheet K7, which has 1 to 12."
    assert no(sheets.check_on_sheet, typed, 12) == said
    assert "K8" in no(sheets.check_code, "K8", None)


def test_first_names_stand_alone_unless_two_share_one():
    names = [
        Name("Mrs", "Ann", "Patel"), Name("", "Derek", "Hill"), Name("", "Ann", "Parry"),
        Name("", "William", "Hill", preferred="Bill"), Name("Mr", "", "Okafor"),
    ]  # fmt: skip
    assert sheets.names_on_sheet(names, Names.FIRST) == (
        "Ann Pat.", "Derek", "Ann Par.", "Bill", "Mr Okafor"
    )  # fmt: skip
    assert sheets.names_on_sheet(names[1:4], Names.INITIAL) == ("Derek H.", "Ann P.", "Bill H.")
    assert sheets.names_on_sheet(names[:2], Names.FULL) == ("Ann Patel", "Derek Hill")


def test_two_of_the_very_same_name_end_in_the_whole_name():
    assert sheets.names_on_sheet([Name("", "Ann", "Lee")] * 2, Names.FIRST) == ("Ann Lee",) * 2


def test_a_companion_without_a_name_stands_by_whom_they_come_with():
    assert sheets.with_words("Jo Reid", "Ann") == "Jo"
    assert sheets.with_words("", "Ann") == "with Ann"


def booked(mark=Mark.BOOKED, **more):
    return Stands(Kind.BOOKING, "Ewa", mark, **more)


def test_who_is_booked_is_marked_and_who_is_marked_so_is_left_alone():
    assert sheets.decide(Entry(3), booked()) == (Deed.MARK, "")
    assert sheets.decide(Entry(3, came=False), booked()) == (Deed.MARK, "")
    assert sheets.decide(Entry(3), booked(Mark.ARRIVED)) == (Deed.NOTHING, "")


def test_a_mark_is_turned_round_only_by_who_is_sure():
    said = no(sheets.decide, Entry(3), booked(Mark.MISSED))
    assert said == ("Not entered. 3, Ewa, is marked “did not come”. Type 3! if the sheet is right.")
    assert "Type 3d!" in no(sheets.decide, Entry(3, came=False), booked(Mark.ARRIVED))
    (sure,) = sheets.read_line("K7: 3!").entries
    assert sheets.decide(sure, booked(Mark.MISSED)) == (Deed.MARK, "")


def test_who_cancelled_or_was_moved_and_came_is_here_and_it_is_said():
    deed, said = sheets.decide(Entry(3), booked(Mark.CANCELLED))
    assert (deed, said) == (Deed.HERE_AFTER_ALL, "3, Ewa, had cancelled and came after all.")
    moved = booked(Mark.CANCELLED, moved_to="Thursday 13 May")
    assert sheets.decide(Entry(3, came=False), moved) == (
        Deed.NOTHING, "3, Ewa, was moved to Thursday 13 May."
    )  # fmt: skip


def test_a_blank_line_takes_a_name_or_a_head_once():
    blank = Stands(Kind.NEW, "")
    assert sheets.decide(Entry(13, name="Maria"), blank) == (Deed.NEW, "")
    assert sheets.decide(Entry(13), blank) == (Deed.HEAD, "")
    maria = Stands(Kind.NEW, "", entered="Maria")
    assert sheets.decide(Entry(13, name="Maria"), maria) == (Deed.NOTHING, "")
    assert "entered as Maria" in no(sheets.decide, Entry(13), maria)
    assert "blank line" in no(sheets.decide, Entry(13, came=False), blank)
    assert "3 is Ewa" in no(sheets.decide, Entry(3, name="Maria"), booked())


def test_the_preview_counts_as_the_sheet_does():
    deeds = [(Entry(n), Deed.MARK) for n in range(7)]
    deeds += [(Entry(9, came=False), Deed.MARK), (Entry(13, name="Maria"), Deed.NEW)]
    deeds += [(Entry(14), Deed.HEAD)]
    assert sheets.counted(deeds) == "7 came, 1 did not come, 1 new, 1 without a name"


def test_a_sheet_is_entered_on_its_day_or_later():
    on = date(2026, 11, 26)
    facts = SessionFacts(
        1, "Crafternoon", on, time(14), time(16), datetime(2026, 11, 26, 16, tzinfo=UTC), 12, 3
    )
    sheets.check_can_enter(facts, on)
    said = no(sheets.check_can_enter, facts, date(2026, 11, 25))
    assert said == (
        "Not entered. Crafternoon is on Thursday 26 November. Enter the sheet that day."
    )
