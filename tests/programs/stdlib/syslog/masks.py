# Priorities, masks and arguments. What is logged goes nowhere here.
import syslog

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

print(sorted((n, getattr(syslog, n)) for n in dir(syslog) if n.startswith("LOG_")))
attempt(syslog.LOG_MASK, syslog.LOG_INFO)
attempt(syslog.LOG_UPTO, syslog.LOG_INFO)
attempt(syslog.LOG_MASK, "x")
attempt(syslog.openlog, "regius test", syslog.LOG_PID, syslog.LOG_USER)
attempt(syslog.openlog, ident="regius", logoption=0, facility=syslog.LOG_LOCAL0)
attempt(syslog.openlog, 5)
attempt(syslog.setlogmask, syslog.LOG_UPTO(syslog.LOG_EMERG))
attempt(syslog.setlogmask, syslog.LOG_MASK(0))
attempt(syslog.setlogmask, "x")
attempt(syslog.syslog, "a message that the mask holds back")
attempt(syslog.syslog, syslog.LOG_DEBUG, "another")
attempt(syslog.syslog)
attempt(syslog.syslog, 5)
attempt(syslog.syslog, "x", "y")
attempt(syslog.syslog, 1, "2", 3)
attempt(syslog.closelog)
attempt(syslog.closelog)
