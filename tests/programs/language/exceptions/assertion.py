try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
assert True, print("not evaluated")
AssertionError_saved = AssertionError
AssertionError = KeyError
try:
    assert False, "real"
except AssertionError_saved as e:
    print(type(e))
