# A filter may have a tuple of categories.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
    compile("'\\d' is 0", "f", "exec")
    warnings.warn("old", DeprecationWarning)
    warnings.warn("other", UserWarning)
print([str(warning.message) for warning in caught])
