"""The practice's records: reading them, changing them, opening the database they are in."""

from inspect import iscoroutine

from desktop.data.later import put_off

# SQLAlchemy imports both, and with them ssl and email: a quarter of its own time. It asks asyncio
# only when an error is handled or somebody awaits, and the other only about foreign databases.
put_off("asyncio", iscoroutine=iscoroutine)
put_off("importlib.metadata")
