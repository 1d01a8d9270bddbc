# Popen: streams, communicate, poll, signals, pipelines.
import signal, subprocess

process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
print(process.poll(), process.communicate("hello\n"), process.returncode, process.poll())
with subprocess.Popen(["printf", r"a\nb\n"], stdout=subprocess.PIPE, text=True, bufsize=1) as process:
    print(list(process.stdout))
process = subprocess.Popen(["sleep", "30"])
process.terminate()
print(process.wait(), process)
process = subprocess.Popen(["sleep", "30"])
process.send_signal(signal.SIGUSR1)
print(process.wait(10))
process = subprocess.Popen(["sleep", "30"])
try:
    process.wait(0.05)
except subprocess.TimeoutExpired:
    process.kill()
print(process.wait())
first = subprocess.Popen(["printf", r"one\ntwo\n"], stdout=subprocess.PIPE)
second = subprocess.Popen(["grep", "two"], stdin=first.stdout, stdout=subprocess.PIPE)
first.stdout.close()
print(second.communicate(), first.wait())
data = b"x" * 300_000
process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
out, err = process.communicate(data)
print(out == data, err)
