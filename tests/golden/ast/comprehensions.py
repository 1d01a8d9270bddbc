[a for a in b]
[a, [b for b in c if d if e]]
{a for a, b in c for d in e}
{a: b for a, b in c}
(a async for a in b)
[(a, b) for (a, b) in c]
{**a, 'b': c}
{*a, b}
