warn='import warnings; warnings.warn("careful", UserWarning); print("after")'
$PYTHON -c "$warn"
$PYTHON -W ignore -c "$warn"
$PYTHON -W error -c "$warn"
$PYTHON -Werror::DeprecationWarning -c "$warn"
PYTHONWARNINGS=ignore $PYTHON -c "$warn"
$PYTHON -W once -c 'import sys; print(sys.warnoptions)'
