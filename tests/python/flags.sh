show='import sys; print({n: getattr(sys.flags, n) for n in ("optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "isolated", "dev_mode", "utf8_mode", "safe_path", "verbose", "quiet", "inspect", "interactive", "bytes_warning", "hash_randomization")})'
$PYTHON -c "$show"
for flag in -O -OO -B -s -E -I -P -b -bb -q "-X dev" "-X utf8" -Es -BI; do $PYTHON $flag -c "$show"; done
$PYTHON -X key=value -X flag -c 'import sys; print(sys._xoptions)'
PYTHONOPTIMIZE=1 PYTHONDONTWRITEBYTECODE=1 PYTHONNOUSERSITE=1 $PYTHON -c "$show"
PYTHONOPTIMIZE=1 $PYTHON -E -c "$show"
