"""What local times and cron expressions mean in every zone, by Python's zoneinfo: an independent judge.

Prints, for every zone of the database and each change of its clocks in a year, 24 hours of local times around it, and
the times of some cron expressions over the same days. Lines: `Z zone`; `L local instant`, both in seconds; `C fields`
followed by `F from until instant...`.
"""

import sys
import zoneinfo
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1)
DAY = 86_400
YEARS = {None: (2027,), "Pacific/Apia": (2011,), "Europe/Paris": (2045,), "America/New_York": (2450,)}
# minute and hour sets, with the weekdays (Monday is 0) that they hold on
CRONS = [
    ("30 1,2,3 * * *", {30}, {1, 2, 3}, set(range(7))),
    ("*/20 0-4 * * *", {0, 20, 40}, {0, 1, 2, 3, 4}, set(range(7))),
    ("0 9 * * 1-5", {0}, {9}, set(range(5))),
    ("15 0,23 * * sun", {15}, {0, 23}, {6}),
]


def seconds(naive):
    return int((naive - EPOCH).total_seconds())


def instant(naive, zone):
    """The first instant that shows `naive`; for a time that is leapt over, the leap."""
    first = int(naive.replace(tzinfo=zone, fold=0).timestamp())
    if shown(first, zone) == naive:
        return first
    second = int(naive.replace(tzinfo=zone, fold=1).timestamp())
    low, high = sorted((first, second))
    low -= 1
    while shown(low, zone) >= naive:
        low -= 3600
    while shown(high, zone) < naive:
        high += 3600
    while high - low > 1:
        middle = (low + high) // 2
        if shown(middle, zone) < naive:
            low = middle
        else:
            high = middle
    return high


def shown(at, zone):
    return datetime.fromtimestamp(at, zone).replace(tzinfo=None)


def offset(at, zone):
    return datetime.fromtimestamp(at, zone).utcoffset()


def changes(zone, years):
    for year in years:
        at = int(datetime(year, 1, 1, tzinfo=timezone.utc).timestamp())
        end = at + 366 * DAY
        before = offset(at, zone)
        found = False
        while at < end:
            after = offset(at + DAY, zone)
            if after != before:
                low, high = at, at + DAY
                while high - low > 1:
                    middle = (low + high) // 2
                    if offset(middle, zone) == before:
                        low = middle
                    else:
                        high = middle
                yield high
                found = True
                before = after
            at += DAY
        if not found:
            yield end - 200 * DAY


def main():
    out = sys.stdout
    for name in sorted(zoneinfo.available_timezones() - {"localtime"}):
        zone = zoneinfo.ZoneInfo(name)
        out.write(f"Z {name}\n")
        for change in changes(zone, YEARS[None] + YEARS.get(name, ())):
            middle = shown(change - 1, zone).replace(minute=0, second=0)
            for quarter in range(-48, 48):
                naive = middle + timedelta(minutes=15 * quarter)
                out.write(f"L {seconds(naive)} {instant(naive, zone)}\n")
            midnight = middle.replace(hour=0)
            start, end = change - 30 * 3600, change + 30 * 3600
            for text, minutes, hours, weekdays in CRONS:
                times = set()
                for day in range(-3, 4):
                    date = midnight + timedelta(days=day)
                    if date.weekday() not in weekdays:
                        continue
                    for hour in hours:
                        times.update(instant(date.replace(hour=hour, minute=minute), zone) for minute in minutes)
                wanted = " ".join(str(at) for at in sorted(times) if start < at <= end)
                out.write(f"C {text}\nF {start} {end} {wanted}\n")


main()
