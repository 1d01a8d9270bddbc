# -*- coding: euc-kr -*-
# The source line of a traceback is shown as the coding comment says.
print("가나다", len("가나다"))
raise ValueError("가나다")  # 라마바
