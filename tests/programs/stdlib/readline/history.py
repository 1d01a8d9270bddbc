# The history, its files, and the wrong arguments of its functions; no terminal is needed.
import readline, tempfile, os
print(readline.get_current_history_length(), readline.get_history_length(), readline.get_completer(), repr(readline.get_completer_delims()))
for x in ('one', 'two', 'three \xe9', 'four'): readline.add_history(x)
print([readline.get_history_item(i) for i in range(0,6)])
readline.replace_history_item(1, 'TWO'); readline.remove_history_item(0)
print([readline.get_history_item(i) for i in range(0,5)], readline.get_current_history_length())
for f in (lambda: readline.remove_history_item(-1), lambda: readline.remove_history_item(9), lambda: readline.replace_history_item(9,'x'), lambda: readline.read_history_file('/nonexistent/x'), lambda: readline.set_completer(5), lambda: readline.add_history(b'x'), lambda: readline.append_history_file(-1), lambda: readline.append_history_file(1,'/nonexistent')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p=os.path.join(tempfile.mkdtemp(),'h')
readline.write_history_file(p); print(open(p).read().split("\n"))
readline.append_history_file(2,p); print(open(p).read().split('\n'))
readline.set_history_length(3); readline.append_history_file(1,p); print(open(p).read().split('\n'))
readline.clear_history(); print(readline.get_current_history_length()); readline.read_history_file(p); print([readline.get_history_item(i) for i in range(1,5)])
readline.write_history_file(p); print(open(p).read().split('\n'))
print(readline.get_begidx(), readline.get_line_buffer())
readline.set_completer(len); print(readline.get_completer()); readline.set_completer(); print(readline.get_completer())
