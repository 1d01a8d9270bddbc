a = b – c
