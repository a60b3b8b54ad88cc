"""The server: it answers, and what the start made is not looked through again."""

import gc
import threading
import urllib.request

from flask import Flask

from workbench.web.serving import make_server


def test_a_server_answers_and_leaves_what_the_start_made_alone(app: Flask) -> None:
    server = make_server(app, "127.0.0.1", 0)
    try:
        assert gc.get_freeze_count() > 0
        threading.Thread(target=server.run, daemon=True).start()
        port = server.effective_port  # type: ignore[union-attr]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
    finally:
        server.close()
        gc.unfreeze()
