# -m: modules that cannot be run.
for name in builtins sys builtins.x builtins.x.y importlib importlib.nonexistent .unittest missing; do
  $PYTHON -m $name
  echo "status $?"
done
$PYTHON -c 'import builtins, sys; print(sys.__spec__.loader is builtins.__loader__, sys.__spec__, builtins.__loader__.get_code("sys"))'
