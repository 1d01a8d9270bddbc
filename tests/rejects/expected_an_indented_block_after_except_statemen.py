try:
 a
except:
b
