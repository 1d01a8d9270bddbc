# A server and clients over streams, and a subprocess.
import asyncio, sys

async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()

async def client(port, words):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for word in words:
        writer.write(word.encode() + b"\n")
    writer.write_eof()
    data = await reader.read()
    writer.close()
    await writer.wait_closed()
    return data

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        print(await asyncio.gather(client(port, ["one", "two"]), client(port, []), client(port, ["three" * 3])))
    process = await asyncio.create_subprocess_exec("/bin/cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    out, err = await process.communicate(b"through cat")
    print(out, err, process.returncode)

asyncio.run(main())
