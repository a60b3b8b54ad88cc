"""serve: a port that is taken is a sentence."""

import os
import socket
import subprocess
import sys

from workbench.config import Settings


def test_a_port_that_is_taken_is_said_so(settings: Settings) -> None:
    desk = {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_INDEXES": str(settings.indexes)}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "serve", "--port", port],
            env={**os.environ, **desk},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
