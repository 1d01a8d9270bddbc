from decimal import *
getcontext().prec = 30
print(Decimal(1) / Decimal(7), Decimal("1.10") + Decimal("2.2"), Decimal(2).sqrt(), Decimal("1e400") * 10, Decimal("3.14159").quantize(Decimal("0.01")), f"{Decimal('1234567.891'):,.2f}")
try: Decimal(1) / 0
except DivisionByZero as e: print(type(e).__name__)
