try:
 pass
except E, e as f: pass
