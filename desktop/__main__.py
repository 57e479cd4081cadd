"""`crafternoon` and `python -m desktop`: the window, or a word on the console."""

import gc
import sys

_CONSOLE = {"--help", "-h", "--version", "import", "export", "make-sample"}


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for; the exit code is 0 done, 1 refused, 2 wrong words."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["tour"]:
        from desktop.tour import main as tour

        return tour(words[1:])
    if _CONSOLE & set(words) or (words and not words[0].startswith("-")):
        from desktop.console import main as console

        return console(words)
    gc.disable()  # until the first picture is there: what is imported stays anyway
    from desktop.app import main as window

    return window(words)


if __name__ == "__main__":
    sys.exit(main())
