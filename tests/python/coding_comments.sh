printf '# coding: gbk\nprint(ascii("\xb0\xa1"))\n1 / 0  # \xb0\xa1\n  ' > gbk.py
$PYTHON gbk.py
printf '#!/usr/bin/env python\n# vim: set fileencoding=sjis :\nprint(ascii("\x83\\"))\n' > sjis.py
$PYTHON sjis.py
printf '# coding: gbk\nprint("\xff\xff")\n' > malformed.py
$PYTHON malformed.py
printf '# coding: nonsense\n' > unknown.py
$PYTHON unknown.py
printf '# coding: euc-kr\ntext = "\xb0\xa1"\n' > module_in_korean.py
$PYTHON -c 'import module_in_korean; print(ascii(module_in_korean.text))'
