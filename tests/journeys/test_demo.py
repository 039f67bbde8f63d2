"""The demo as somebody new runs it, at a terminal."""

import socket
import subprocess
import sys

DEMO = [sys.executable, "-m", "sandbox", "demo", "--port"]


#: Runs its arguments at a terminal of their own, as somebody does whose shell hears Ctrl-C too.
AT_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
SHELL = ["sh", "-c", '"$@"; exit $?', "sh"]


def test_the_tour_is_told_and_ctrl_c_ends_it_well(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, *SHELL, *DEMO, "0"],
        cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as demo:  # fmt: skip
        assert demo.stdin is not None
        assert demo.stdout is not None
        said = b""
        while b"your turn" not in said:
            line = demo.stdout.readline()
            assert line, said.decode()
            said += line
        demo.stdin.write(b"\x03")
        demo.stdin.flush()
        said += demo.stdout.read()
        assert demo.wait(timeout=20) == 0
    for part in (
        "Logged: Li Wei and 张三, Acme · Wed 11 Nov · meal",
        "5 people to stay close to today",
        "Europe: Mon 9 Nov – Sun 15 Nov",
        "Stopped.",
    ):
        assert part in said.decode()


def test_a_busy_port_gets_one_sentence_and_a_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        done = subprocess.run(
            [*DEMO, str(port)], cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is in use, perhaps by another demo: stop that one,"
        f' or choose another port: make demo ARGS="--port {port + 1}"\n'
    )
    assert done.stdout == ""
