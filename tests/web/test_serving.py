"""The server: it answers, and what the start made is not looked through again."""

import gc
import sys
import threading
import urllib.request

from flask import Flask

from workbench.web.serving import make_server


def test_a_server_answers_and_leaves_what_the_start_made_alone(app: Flask) -> None:
    before = sys.getswitchinterval()
    server = make_server(app, "127.0.0.1", 0)
    running = threading.Thread(target=server.run, daemon=True)
    try:
        assert gc.get_freeze_count() > 0
        assert sys.getswitchinterval() < before
        running.start()
        port = server.effective_port  # type: ignore[union-attr]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
    finally:
        server.trigger.pull_trigger(server.close)  # type: ignore[union-attr]  # by its own thread
        running.join(10)
        gc.unfreeze()
        sys.setswitchinterval(before)
    assert not running.is_alive()
