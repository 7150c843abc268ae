#!/usr/bin/env python3
"""Reads messages and calendar entries back with programs that did not write them.

Usage: read_invites.py FOLDER COPIES. Every .eml and .ics file of FOLDER is held against Python's `email`, against the
`icalendar` package, against the time zone database, and against libical's check of what a scheduling message may hold;
an attached PDF against the copy of that name in the folder of COPIES that is called as the message's own. Prints one line for each fault and ends with 1 if there is any.
"""

import email
import sys
from datetime import datetime, timezone
from email import policy
from pathlib import Path
from zoneinfo import ZoneInfo

import gi
import icalendar

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

LONDON = ZoneInfo("Europe/London")
PARTS = ["text/plain", "text/html", "text/calendar"]
faults = []
judged = 0


def judge(file, what, good):
    """Counts a verdict, and keeps it where it is bad."""
    global judged
    judged += 1
    if not good:
        faults.append(f"{file}: {what}")


def calendar(file, text, method):
    lines = text.split("\r\n")
    judge(file, "a line is longer than 75 octets", all(len(line.encode()) <= 75 for line in lines))
    judge(file, "a line ends otherwise than in CR LF", "\n" not in text.replace("\r\n", ""))

    component = ICalGLib.Component.new_from_string(text)
    judge(file, "libical cannot read it", component is not None)
    judge(file, "libical's restrictions are broken", component.check_restrictions() and component.count_errors() == 0)

    read = icalendar.Calendar.from_ical(text)
    judge(file, f"METHOD is {read.get('METHOD')} and not {method}", read.get("METHOD") == method)
    events = read.walk("VEVENT")
    judge(file, f"there are {len(events)} events", len(events) == 1)
    event = events[0]
    judge(file, "the icalendar package found errors", not read.errors and not event.errors)
    zones = read.walk("VTIMEZONE")
    judge(file, "there is not one time zone", len(zones) == 1)
    # By the rules that the entry itself gives, and not by those of its name.
    own = zones[0].to_tz(lookup_tzid=False)
    for key in ("DTSTART", "DTEND"):
        told = event[key]
        judge(file, f"{key} is not in London's time", told.params.get("TZID") == "Europe/London")
        wall = told.dt.replace(tzinfo=None)
        by_entry = wall.replace(tzinfo=own)
        by_database = wall.replace(tzinfo=LONDON)
        same = by_entry.astimezone(timezone.utc) == by_database.astimezone(timezone.utc)
        judge(file, f"{key} is another moment by the entry's time zone than by the database", same)
        inner = component.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
        time = inner.get_dtstart() if key == "DTSTART" else inner.get_dtend()
        by_libical = datetime.fromtimestamp(time.as_timet_with_zone(time.get_timezone()), timezone.utc)
        judge(file, f"{key} is another moment for libical", by_libical == by_database.astimezone(timezone.utc))
    judge(file, "it does not end after it starts", event["DTEND"].dt > event["DTSTART"].dt)
    cancelled = event.get("STATUS") == "CANCELLED"
    judge(file, "STATUS and METHOD differ", method is None or cancelled == (method == "CANCEL"))
    judge(file, "a cancellation has the sequence of an invitation", not cancelled or event["SEQUENCE"] > 0)
    return event


def message(file, copies):
    raw = file.read_bytes()
    read = email.message_from_bytes(raw, policy=policy.default)
    for part in read.walk():
        judge(file, f"{part.get_content_type()}: {part.defects}", not part.defects)
        for name, value in part.items():
            judge(file, f"{name}: {value.defects}", not getattr(value, "defects", ()))
    judge(file, "a header was smuggled in", "Bcc" not in read and "Cc" not in read)
    judge(file, "X-Unsent is missing", read["X-Unsent"] == "1")
    judge(file, "From is not one address", len(read["From"].addresses) == 1)
    judge(file, "To is empty", len(read["To"].addresses) > 0)
    for header in ("Date", "Message-ID", "Subject"):
        judge(file, f"{header} is missing", bool(read[header]))

    kinds = [part.get_content_type() for part in read.walk() if not part.is_multipart()]
    texts = {part.get_content_type(): part for part in read.walk() if part.get_content_maintype() == "text"}
    judge(file, f"the parts are {kinds}", kinds[:3] == PARTS)
    entry = texts["text/calendar"]
    method = entry.get_param("method")
    event = calendar(file, entry.get_payload(decode=True).decode("utf-8"), method)
    organizer = str(event.get("ORGANIZER", "")).removeprefix("mailto:")
    judge(file, "the organizer is not the sender", organizer == read["From"].addresses[0].addr_spec)
    guests = event.get("ATTENDEE", [])
    guests = guests if isinstance(guests, list) else [guests]
    told = sorted(str(guest).removeprefix("mailto:") for guest in guests)
    judge(file, "others are asked to come than are written to", told == sorted(to.addr_spec for to in read["To"].addresses))

    attached = list(read.iter_attachments()) if read.get_content_type() == "multipart/mixed" else []
    attached = [part for part in attached if part.get_content_type() == "application/pdf"]
    judge(file, f"{len(attached)} copies are attached", len(attached) == (0 if method == "CANCEL" else 1))
    copies = copies / file.parent.name
    for part in attached:
        name = part.get_filename()
        # Every parent's copy is attached under one name, and rendered under one that says who they are to the child.
        stem = name.removesuffix(".pdf")
        family = [f"{stem}*.pdf", f"{stem.removesuffix('-parent')}-young-person*.pdf"] if stem.endswith("-parent") else [name]
        own = [copy for pattern in family for copy in sorted(copies.glob(pattern))]
        judge(file, f"there is no copy like {name}", bool(own))
        same = [copy for copy in own if copy.read_bytes() == part.get_content()]
        judge(file, f"{name} is not one copy that was rendered", len(same) == 1)
    return method or "none"


def main():
    folder, copies = Path(sys.argv[1]), Path(sys.argv[2])
    methods = {}
    files = sorted(folder.rglob("*.eml"))
    for file in files:
        method = message(file, copies)
        methods[method] = methods.get(method, 0) + 1
    entries = sorted(folder.rglob("*.ics"))
    for file in entries:
        calendar(file, file.read_bytes().decode("utf-8"), None)
    for fault in faults:
        print(fault)
    kinds = ", ".join(f"{count} {method}" for method, count in sorted(methods.items()))
    print(f"{len(files)} messages ({kinds}) and {len(entries)} entries read: {judged} verdicts, {len(faults)} faults")
    enough = methods.get("REQUEST", 0) > 0 and methods.get("CANCEL", 0) > 0 and entries
    return 0 if enough and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
