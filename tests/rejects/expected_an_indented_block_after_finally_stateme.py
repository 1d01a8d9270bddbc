try:
 a
finally:
b
