# Entries of the user and group databases, and what is not found.
import grp, pwd

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

print(pwd.getpwuid(0) == pwd.getpwnam("root"), pwd.getpwuid(0)[:4], pwd.getpwnam("root") in pwd.getpwall())
print(grp.getgrgid(0) == grp.getgrnam("root"), grp.getgrgid(0), grp.getgrnam(name="root") in grp.getgrall())
for name in "no-such-name", b"root", 5, "a\0b":
    attempt(pwd.getpwnam, name)
    attempt(grp.getgrnam, name)
for number in 999999, -1, -2, 2**32, 2**70, "x", 3.0:
    attempt(pwd.getpwuid, number)
    attempt(grp.getgrgid, number)
print(pwd.struct_passwd.__match_args__, grp.struct_group.__match_args__)
