"""Load on a running server: the deadline's rush, saves, pages. Loopback only, bounded in time and count."""

import asyncio
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

COUNT = 12_000
SECONDS = 60
CONNECTIONS = 256


class Server:
    """`hefu serve` on a store of its own, ended when done."""

    def __init__(self, hefu, call, folder, database="-"):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [hefu, "serve", "--call", call, "--store", folder, "--port", self.port, "--uncounted", "127.0.0.1"]
        if database != "-":
            command += ["--database", database]
        self.log = open(Path(folder) / "serve.log", "ab")
        self.process = subprocess.Popen([str(part) for part in command], stdout=self.log, stderr=self.log)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"the server ended: {Path(folder, 'serve.log').read_text()[-2000:]}")
                time.sleep(0.1)
        raise SystemExit("the server does not answer")

    def cpu(self):
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Megabytes resident."""
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[1]) / 1024

    def peak(self):
        return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Wire:
    """One kept-alive connection."""

    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def send(self, request):
        """Status, headers (bytes) and body of one exchange."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.I)
        body = b""
        if length:
            body = await self.reader.readexactly(int(length[1]))
        elif b"chunked" in head.lower():
            while size := int(await self.reader.readuntil(b"\r\n"), 16):
                body += await self.reader.readexactly(size)
                await self.reader.readexactly(2)
            await self.reader.readexactly(2)
        return int(head[9:12]), head, body

    def close(self):
        if self.writer:
            self.writer.close()


def request(method, path, token, port, body=b"", accept="text/html"):
    head = (f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nAccept: {accept}\r\n"
            f"Cookie: hefu-session={token}\r\n")
    if method == "POST":
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def submission(port, application):
    number, revision, token = application
    return request("POST", f"/applications/{number}/submission", token, port, f"revision={revision}&knowingly=yes".encode())


async def storm(port, applications, seconds):
    """Every application submitted once, twice as often at the end as on average; latency counts from when it was due."""
    queue = asyncio.Queue()
    answers = {}
    began = time.time() + 0.5

    async def work():
        wire = Wire(port)
        while (due := await queue.get()) is not None:
            moment, application = due
            sent = time.time()
            try:
                status, head, body = await wire.send(submission(port, application))
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                wire.close()
                wire = Wire(port)
                answers[application[0]] = (None, sent, time.time(), time.time() - moment, repr(error))
                continue
            answers[application[0]] = (status, sent, time.time(), time.time() - moment, head.decode("latin-1"))
        wire.close()

    workers = [asyncio.create_task(work()) for _ in range(CONNECTIONS)]
    for index, application in enumerate(applications):
        moment = began + seconds * (index / len(applications)) ** 0.5
        wait = moment - time.time()
        if wait > 0:
            await asyncio.sleep(wait)
        queue.put_nowait((moment, application))
    for _ in workers:
        queue.put_nowait(None)
    await asyncio.gather(*workers)
    return answers


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def rush(bench, name, figure, database="-", count=COUNT, seconds=SECONDS):
    """The last minute before a deadline."""
    folder = bench.folder / name
    folder.mkdir()
    subprocess.run([bench.ours, "seed", folder, database, bench.calls, str(count), folder / "drafts.tsv"], check=True)
    applications = [line.split("\t") for line in (folder / "drafts.tsv").read_text().splitlines()]
    random.Random(1).shuffle(applications)
    deadline = int(time.time()) + seconds + 2
    text = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(deadline))
    subprocess.run([bench.ours, "set", folder, database, "procedure.deadline", text], check=True)
    server = Server(bench.hefu, bench.calls, folder, database)
    try:
        before = server.cpu()
        answers = asyncio.run(storm(server.port, applications, seconds))
        used = server.cpu() - before
        accepted = {number: answer for number, answer in answers.items() if answer[0] == 303}
        # A lost answer is asked for again: the same version, not a second one.
        sample = random.Random(2).sample([one for one in applications if one[0] in accepted], min(500, len(accepted)))
        again = asyncio.run(storm(server.port, sample, 2))
        differing = [n for n, answer in again.items() if answer[0] != 303 or location(answer) != location(accepted[n])]
        peak = server.peak()
    finally:
        server.stop()
    stored = json.loads(subprocess.run([bench.ours, "count", folder, database], check=True, stdout=subprocess.PIPE).stdout)
    latencies = [answer[3] * 1e3 for answer in answers.values()]
    # The second the deadline names still counts; what is on the way while it passes may fall on either side.
    wrong = [n for n, a in answers.items() if a[0] == 303 and a[1] > deadline + 1 or a[0] != 303 and a[2] < deadline + 1]
    lost = len(accepted) - stored["applications"]
    doubled = stored["versions"] - stored["applications"]
    broken = sum(answer[0] is None for answer in answers.values())
    if wrong or lost or doubled or broken or differing or stored["latest"] >= (deadline + 1) * 1000:
        for n in list(wrong)[:3]:
            print(answers[n], file=sys.stderr)
        print(f"deadline {deadline}, stored {stored}", file=sys.stderr)
    conditions = (
        f"{count} submissions in {seconds} s against one server, {'PostgreSQL' if database != '-' else 'SQLite, synchronous=FULL'}, "
        f"rate rising to twice the average at the deadline; answered {len(answers) - broken}, accepted {len(accepted)}, refused as "
        f"late {len(answers) - len(accepted) - broken}, wrongly judged to the second {len(wrong)}, lost {lost}, doubled {doubled}, "
        f"retries with another answer {len(differing)} of {len(sample)}; p50 {quantile(latencies, .5):.1f} ms, longest {max(latencies):.0f} ms; "
        f"{used / len(answers) * 1e3:.2f} ms of processor time a submission; load generator on the same 2 cores")
    figure(name + "-p99", quantile(latencies, .99), "ms", conditions)
    figure(name + "-memory", peak, "MB", "peak of the server after it")


def location(answer):
    return re.search(r"location: *(\S+)", answer[4], re.I)[1]


def pages(bench, figure):
    """What a page, a list of 600 and a durable save cost the server."""
    folder = bench.folder / "pages"
    folder.mkdir()
    subprocess.run([bench.ours, "seed", folder, "-", bench.calls, "2000", folder / "drafts.tsv"], check=True)
    applications = [line.split("\t") for line in (folder / "drafts.tsv").read_text().splitlines()]
    server = Server(bench.hefu, bench.calls, folder)
    try:
        number, _, token = applications[4]
        for name, path, peer in [
            ("page-read", f"/applications/{number}/preview", 21), ("page-edit", f"/applications/{number}/sections/team", 22),
        ]:
            size, cost = asyncio.run(repeat(server, path, token))
            figure(name, cost, "ms of CPU", f"one page of {size / 1024:.0f} KB, 400 times over 8 connections",
                   "HotCRP (its figure for a page of 120 KB)", peer)
        rate, p99, cost = asyncio.run(saves(server, applications, 8))
        figure("saves", rate, "saves/s", f"durable autosaves of one field over 64 connections for 8 s, p99 {p99:.0f} ms, {cost:.2f} ms of CPU each; "
               "load generator on the same 2 cores", "HotCRP (its figure)", 65)
        figure("pages-memory", server.peak(), "MB", "peak of the server after all that")
    finally:
        server.stop()


async def repeat(server, path, token, times=400):
    wires = [Wire(server.port) for _ in range(8)]
    status, _, body = await wires[0].send(request("GET", path, token, server.port))
    if status != 200:
        raise SystemExit(f"{path}: {status}")
    for _ in range(3):
        await asyncio.gather(*(wire.send(request("GET", path, token, server.port)) for wire in wires))
    before = server.cpu()
    for _ in range(times // 8):
        await asyncio.gather(*(wire.send(request("GET", path, token, server.port)) for wire in wires))
    cost = (server.cpu() - before) / times * 1e3
    for wire in wires:
        wire.close()
    return len(body), cost


async def saves(server, applications, seconds):
    end = time.time() + seconds
    latencies, refused = [], []
    before = server.cpu()

    async def work(mine):
        wire = Wire(server.port)
        turn = 0
        revisions = {}
        while time.time() < end:
            number, revision, token = mine[turn % len(mine)]
            body = f"revision={revisions.get(number, revision)}&app.abstract=save+{turn}".encode()
            began = time.time()
            status, _, answer = await wire.send(
                request("POST", f"/applications/{number}/sections/basics", token, server.port, body, "application/json"))
            latencies.append((time.time() - began) * 1e3)
            if status != 200:
                refused.append((status, answer[:300]))
                break
            revisions[number] = json.loads(answer)["revision"]
            turn += 1
        wire.close()

    await asyncio.gather(*(work(applications[i::64]) for i in range(64)))
    if refused:
        raise SystemExit(f"a save was refused: {refused[0]}")
    return len(latencies) / seconds, quantile(latencies, .99), (server.cpu() - before) / len(latencies) * 1e3
