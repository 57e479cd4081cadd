"""Patients of another program: its CSV file as lines that our records understand, and back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktop.data.patient_lines import PatientLine
from desktop.exchange import headers
from desktop.exchange.delimited import Record, whole, write_sheet
from desktop.exchange.tables import Table, open_table, records_of
from desktop.rules.days import read_birth
from desktop.rules.people import PersonFacts, Phone, Status, check_person
from desktop.rules.refusal import Refused

FIELDS = {
    "title": ("title", "salutation"),
    "first_name": ("first name", "forename", "given name", "first names", "forenames"),
    "last_name": ("last name", "surname", "family name"),
    "preferred_name": ("preferred name", "known as", "likes to be called"),
    "former_name": ("former name", "previous surname", "maiden name", "previous name"),
    "born": ("born", "date of birth", "dob", "birth date", "d o b"),
    "nhs_number": ("nhs number", "nhs no", "nhs"),
    "phone": ("phone", "telephone", "home telephone", "home phone", "tel", "telephone number"),
    "mobile": ("mobile", "mobile telephone", "mobile phone", "mobile number"),
    "email": ("email", "e mail", "email address"),
    "address": (
        "address", "address 1", "address 2", "address 3", "address 4", "address 5",
        "address line 1", "address line 2", "address line 3", "house", "street", "town", "city",
        "county", "postcode", "post code",
    ),
    "language": ("language", "main language", "first language", "preferred language"),
    "status": ("status", "registration status", "patient status", "reg status"),
}  # fmt: skip
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00(\.0+)?)?$")
_ADDED = ("Line", "Why not")
_STATUS_WORDS = {
    Status.DIED: ("died", "deceased", "dead", "death", "rip"),
    Status.MOVED: ("moved", "moved away", "left", "deducted", "transferred", "transferred out",
                   "deregistered", "inactive", "gone away"),
    Status.CURRENT: ("current", "registered", "active", "fully registered", "regular"),
}  # fmt: skip
_STATUS = {word: status for status, words in _STATUS_WORDS.items() for word in words}
_SERIAL = re.compile(r"[1-6][0-9]{4}(?:\.[0-9]+)?")
_DAY_NOUGHT = date(1899, 12, 30)


@dataclass(frozen=True, slots=True, eq=False)
class PatientFile:
    """A file of patients and which columns are what; may be gone through again and again."""

    sheet: Table
    columns: Mapping[str, tuple[int, ...]]
    today: date

    def __iter__(self) -> Iterator[PatientLine]:
        return (self._line(record) for record in records_of(self.sheet))

    def _line(self, record: Record) -> PatientLine:
        if record.broken:
            return PatientLine(record.number, record.cells, None, record.broken)
        try:
            said = self.said(record.cells)
            facts = _facts(said, self.today)
        except Refused as no:
            return PatientLine(record.number, record.cells, None, no.sentence)
        return PatientLine(record.number, record.cells, facts, "", _status(said))

    def said(self, cells: Sequence[str]) -> dict[str, str]:
        """Give the cells of a line by their fields, as they stand."""
        said = {
            field: [cells[each].strip() for each in places if each < len(cells)]
            for field, places in self.columns.items()
        }
        return {field: ", ".join(filter(None, texts)) for field, texts in said.items()}


def read_csv(path: Path, mapping: Mapping[str, str], *, today: date) -> PatientFile:
    """Open a file of patients; `mapping` says what a column is, beside those we know.

    Refused with a sentence when it cannot be read, or when nothing in it is a name.
    """
    return as_patients(open_table(path), mapping, today=today)


def as_patients(sheet: Table, mapping: Mapping[str, str], *, today: date) -> PatientFile:
    """Read a table as patients; Refused when nothing in it is a name."""
    columns = headers.columns(sheet.header, mapping, FIELDS, joined=["address"])
    if not {"first_name", "last_name"} & columns.keys():
        raise Refused(
            f'No column of {sheet.path.name} is known as a name. Say which one is: '
            f'--map "{next(filter(None, sheet.header), "Surname")}=last_name".'
        )  # fmt: skip
    return PatientFile(sheet, columns, today)


def write_rejected(file: PatientFile, rejected: Iterable[PatientLine], path: Path) -> None:
    """Write rejected lines as they stood, with their number and why, to mend and read again.

    Raises OSError.
    """
    header = file.sheet.header
    write_sheet(
        path, (*header, *_ADDED), file.sheet.separator,
        ((*whole(line.cells, header), line.number, line.reason) for line in rejected),
    )  # fmt: skip


def _status(said: Mapping[str, str]) -> Status | None:
    return _STATUS.get(headers.plain(said.get("status", "")))


def _facts(said: Mapping[str, str], today: date) -> PersonFacts:
    born = _MIDNIGHT.sub("", said.get("born", ""))
    if _SERIAL.fullmatch(born):
        born = (_DAY_NOUGHT + timedelta(days=int(float(born)))).isoformat()
    phones = ((said.get("phone", ""), "home"), (said.get("mobile", ""), "mobile"))
    facts = PersonFacts(
        title=said.get("title", ""),
        first=said.get("first_name", ""),
        last=said.get("last_name", ""),
        preferred=said.get("preferred_name", ""),
        former=said.get("former_name", ""),
        born=read_birth(born, today) if born else None,
        nhs_number=said.get("nhs_number", ""),
        phones=tuple(Phone(number, label) for number, label in phones if number),
        email=said.get("email", ""),
        address=said.get("address", ""),
        language=said.get("language", ""),
        registered="here",
    )
    return check_person(facts, today=today)
