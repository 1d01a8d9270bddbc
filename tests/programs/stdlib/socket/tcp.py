# Servers and clients on the loopback interface.
import socket, threading

server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
print(server.family, server.type, port > 0)

seen = []
def serve():
    for _ in range(3):
        connection, address = server.accept()
        with connection:
            seen.append((address[0], connection.getsockname()[1] == port))
            while data := connection.recv(1000):
                connection.sendall(data.upper())

thread = threading.Thread(target=serve)
thread.start()
for text in ("one", "two" * 50000, "three"):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        print(client.gettimeout(), client.getpeername() == ("127.0.0.1", port))
        sender = threading.Thread(target=lambda: (client.sendall(text.encode()), client.shutdown(socket.SHUT_WR)))
        sender.start()
        received = b""
        while data := client.recv(65536):
            received += data
        sender.join()
        print(received == text.upper().encode(), len(received))
thread.join()
print(seen)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
print(server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), server.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM,
      len(server.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
server.close()
try:
    socket.create_connection(("127.0.0.1", port), timeout=5)
except ConnectionRefusedError as error:
    print(error)
with socket.socket() as client:
    print(client.connect_ex(("127.0.0.1", port)) > 0)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two:
    one.bind(("127.0.0.1", 0))
    print(two.sendto(b"packet", one.getsockname()), one.recvfrom(100)[0])
    two.connect(one.getsockname())
    two.send(b"second")
    buffer = bytearray(20)
    print(one.recvfrom_into(buffer)[0], bytes(buffer[:6]))
