echo 'import subprocess, sys
print(subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True).stdout)
print(subprocess.run([sys.executable, "-c", "import sys; sys.exit(5)"]).returncode)' > parent.py
$PYTHON parent.py
