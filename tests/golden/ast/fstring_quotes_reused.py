f"{d["key"]}"
f'{f'{f'{1}'}'}'
f"{'\n'.join(a)}"
f'{a # comment
}'
f'{x:{y:{z}}}'
