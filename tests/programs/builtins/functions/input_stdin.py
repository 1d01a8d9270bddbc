print(input())
print(input("prompt> "))
import sys
print(repr(sys.stdin.readline()), sys.stdin.read(3), [line for line in sys.stdin])
try:
    input()
except EOFError as e:
    print(e)
