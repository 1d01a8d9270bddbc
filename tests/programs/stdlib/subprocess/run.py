# subprocess.run: output, input, status, environment, folder, errors of the child before exec.
import os, subprocess, sys

def run(*args, **kwargs):
    try:
        done = subprocess.run(*args, **kwargs)
        print(done.returncode, done.stdout, done.stderr)
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "filename", None))

pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
run(["echo", "text"], **pipes)
run(["sh", "-c", "echo out; echo err >&2; exit 3"], text=True, **pipes)
run("echo $0 $NAME; pwd", shell=True, env={"NAME": "v", "PATH": os.environ["PATH"]}, cwd="/", text=True, **pipes)
run(["cat"], input=b"data", **pipes)
run(["cat"], stdin=subprocess.DEVNULL, **pipes)
run(["sh", "-c", "kill -9 $$"])
run(["false"], check=True)
run(["no-such-program"])
run(["/bin/true"], cwd="/no/such/folder")
run(["/etc/passwd"])
run(["a\0b"])
run(["true"], env={"a=b": "c"})
try:
    subprocess.run(["sleep", "30"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(type(error).__name__, error.cmd)
print(subprocess.check_output(["echo", "x"]), subprocess.getstatusoutput("echo a; exit 2"), subprocess.call(["true"]))
run(["sh", "-c", "echo both; echo err >&2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
