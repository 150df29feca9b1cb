"""EDTF text in, dates with bounds and a total order out; faults say where in the text and how to mend it.

The source is the Extended Date/Time Format specification of the Library of Congress (4 February 2019). Supported:
level 0 and level 1 whole; level 2 whole, within these limits of size: a text has at most 200 letters and a year at
most fifteen digits. Beyond them the fault is rule D003, "not supported". The 2012 draft's notation (``u``, ``unknown``,
brackets round qualified groups) is refused with the new spelling as advice.
"""

from __future__ import annotations

from serge_press.when.calendar import Day, Precision
from serge_press.when.faults import DateFault
from serge_press.when.values import CalendarDate, Choice, Edge, Span
from serge_press.when.when import When

__all__ = ["CalendarDate", "Choice", "DateFault", "Day", "Edge", "Precision", "Span", "When"]
