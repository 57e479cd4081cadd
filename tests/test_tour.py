"""The tour plays the main job and plans a programme in the real window, or says where it stops."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

HERE = Path(__file__).parents[1]
STEPS = (
    "calendar", "find", "card", "booked", "twice", "cancel", "cancelled", "undone", "arrived",
    "nobody", "new-person", "new-person-card", "new-person-booked",
    "every-week", "comes-every-week", "away", "ask-first", "asked",
    "at-the-door", "wrap-up",
    "full", "waits", "freed", "place-to-offer", "place-offered", "reminder",
    "company", "ride", "with-them",
    "alike", "merge", "merged", "read-dates",
    "import", "imported",
    "month", "list", "activities", "new-series", "new-series-settled", "series-added", "change",
    "cancel-session", "session-cancelled", "people-to-tell", "closure", "end-group",
    "draft", "programme", "programme-lines", "programme-added", "save", "print", "settings",
)  # fmt: skip
SAID = (
    "Booked. Mrs Patel: Crafternoon, Thursday 6 May, 2pm to 4pm.",
    "Not booked. Mrs Patel is already booked on Crafternoon.",
    "Cancelled. Mrs Patel: Crafternoon, Thursday 6 May, 2pm to 4pm.",
    "Undid: cancelled Mrs Patel on Crafternoon, today.",
    "Booked. Nadia Rahman: Crafternoon, Thursday 6 May, 2pm to 4pm.",
    "Nadia Rahman is 3rd on the waiting list for Shared lunch, Friday 7 May.",
    "C copies the message. “Copied. Paste it into the practice's texting tool, then press 2.”",
    "Two records of Nadia Rahmann are one.",
    "Imported: 3 new, 0 changed, 0 the same, 1 rejected.",
    "Added 6 sessions. Every Sunday, 2pm to 3pm, 8 times.",
    "Cancelled Crafternoon on Thursday 6 May. 12 people to tell.",
)


def play(folder, *words):
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = [sys.executable, "-m", "desktop", "tour", "--to", str(folder), *words]
    return subprocess.run(
        said, cwd=HERE, env=surroundings, capture_output=True, text=True, check=False, timeout=180
    )


def colours(picture):
    """How many colours a picture has, looked at every few pixels."""
    across, down = range(0, picture.width(), 7), range(0, picture.height(), 7)
    return len({picture.pixel(x, y) for x in across for y in down})


@pytest.mark.parametrize(
    ("words", "size", "dark"),
    [
        ((), (1440, 900), False),
        (("--scale", "150", "--theme", "dark", "--size", "1366x768"), (1366, 768), True),
    ],
)
def test_the_tour_does_the_main_job_plans_a_programme_and_takes_a_picture_of_each_step(
    tmp_path, words, size, dark
):
    done = play(tmp_path, *words)
    assert done.returncode == 0, done.stderr
    for number, line in enumerate(done.stdout.splitlines(), 1):
        assert line.startswith(f"{number:2d}. "), line
    assert len(done.stdout.splitlines()) == len(STEPS)
    assert [sentence for sentence in SAID if sentence not in done.stdout] == []

    files = sorted(tmp_path.glob("*.png"))
    assert [file.stem for file in files] == [f"{n:02d}-{name}" for n, name in enumerate(STEPS, 1)]
    pictures = [QImage(str(file)) for file in files]
    assert {(each.width(), each.height()) for each in pictures} == {size}
    assert min(colours(each) for each in pictures) > 40
    assert all((each.pixelColor(3, 3).lightness() < 128) is dark for each in pictures)
    assert len({file.read_bytes() for file in files}) == len(files)


def test_the_tour_stops_with_a_sentence_where_a_picture_cannot_be_written(tmp_path):
    (tmp_path / "01-calendar.png").mkdir()  # a folder stands where the first picture belongs
    done = play(tmp_path)
    assert done.returncode == 1
    assert "The tour stopped:" in done.stderr
    assert "01-calendar.png could not be written." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_tour_says_so_when_its_folder_cannot_be_made(tmp_path):
    (tmp_path / "taken").write_text("")
    done = play(tmp_path / "taken" / "pictures")
    assert done.returncode == 1
    assert "taken" in done.stderr
    assert "Traceback" not in done.stderr
