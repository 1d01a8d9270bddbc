# decimal is the library's Python implementation.
#
# Results are the same, digit by digit; the texts of some errors are those of _pydecimal instead of the C module _decimal.
from decimal import Decimal

for value in [1], {"a": 1}:
    try:
        Decimal(value)
    except (ValueError, TypeError) as error:
        print(error)
