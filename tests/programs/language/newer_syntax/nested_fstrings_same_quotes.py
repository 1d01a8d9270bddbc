names = ["a", "b"]
print(f"{", ".join(names)}")
print(f"{f"{1 + 1}"}")
print(f"{
    names[0]
    # comment
}")
