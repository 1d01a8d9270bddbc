"""Doc of a."""
value = 10
_private = 1
def func():
    return "helper func"
print("helper_a runs as", __name__)
