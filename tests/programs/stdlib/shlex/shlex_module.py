import shlex

print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # x"), shlex.split("a # b", comments=True), shlex.quote("it's"), shlex.quote("plain"), shlex.quote(""), shlex.join(["a b", "c"]))
print(list(shlex.shlex("x=1; y = 'two words'", posix=True)), list(shlex.shlex("a&&b|c", punctuation_chars=True)))
try:
    shlex.split("'open")
except ValueError as e:
    print(e)
