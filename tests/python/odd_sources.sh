# Scripts with null bytes: each line ends at the first one. Errors show the line in the file's encoding.
printf 'x = 1\0\nprint(2)\n' > joined.py
printf '# comment\0\nprint(3)\n' > comment.py
printf '0000\0\n00000000000\n\0\n\236\n' > bad.py
printf '# -*- coding: cp437 -*-\n"\233\233" + f(4, x for x in range(1))\n' > cents.py
printf '# -*- coding: latin-1 -*-\nx = "\351" +' > unfinished.py
for name in joined comment bad cents unfinished; do $PYTHON $name.py; done
