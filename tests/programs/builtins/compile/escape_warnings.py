# Escapes that mean nothing, or too large an octal number: one warning for each literal, none beyond ASCII.
import warnings

warnings.simplefilter("error")
for source in (r"'\d'", r"'\407'", r"b'\407'", r"x + '\x41\777'", r"f'{1}\400'", "'''a\n\\400'''", r"'\377'", r"'\é'",
               r"f'\é'", r"'a\é\d'", r"'\8'", r"f'\{6}'", r"f'\}}'", r"'\N{DIGIT ONE}\477'", r"f'{1:\400}'", r"'\d\400'"):
    try:
        print(ascii(source), ascii(eval(source)))
    except SyntaxError as error:
        print(ascii(source), ascii(error.args))
