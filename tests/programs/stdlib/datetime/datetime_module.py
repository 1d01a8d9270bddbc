import datetime as d
print(d.datetime(2024, 2, 29, 12, 30).isoformat(), d.date(2024, 1, 1) + d.timedelta(days=60), d.datetime.strptime("2024-05-06", "%Y-%m-%d"), d.timedelta(hours=25), d.datetime(2020,1,1,tzinfo=d.timezone.utc).strftime("%A %d %B %Y %z"), tuple(d.date.fromisoformat("2024-02-03").isocalendar()))
