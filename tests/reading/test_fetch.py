import gzip
import re
import socket
import time
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network

import pytest

from tests.reading.samples import article, page
from tests.reading.sites import Site
from workbench.errors import UnreadableError
from workbench.reading.fetch import AGENT, AskedToWaitError, Fetcher
from workbench.reading.record import Limits

LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(limits=Limits(report_bytes=100_000, fetch_seconds=1), allowed=LOOPBACK, pause=0)


def test_an_answer_comes_with_its_charset_and_marks(site: Site, fetcher: Fetcher) -> None:
    kind = "text/html; charset=windows-1256"
    url = site.put("/a", b"words", Content_Type=kind, ETag='"7"', Last_Modified="Fri")

    fetched = fetcher.fetch(url)

    assert (fetched.asked, fetched.url, fetched.body) == (url, url, b"words")
    assert (fetched.charset, fetched.etag, fetched.modified) == ("windows-1256", '"7"', "Fri")
    assert site.headers[-1]["User-Agent"] == AGENT


def test_a_conditional_request_learns_that_nothing_changed(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/feed", b"", status=304)

    assert fetcher.fetch_if_changed(url, etag='"7"', modified="Fri") is None
    assert site.headers[-1]["If-None-Match"] == '"7"'
    assert site.headers[-1]["If-Modified-Since"] == "Fri"


def test_packed_answers_are_unpacked(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/a", gzip.compress(b"words"), Content_Encoding="gzip")

    assert fetcher.fetch(url).body == b"words"


def test_redirects_are_followed_to_the_end(site: Site, fetcher: Fetcher) -> None:
    site.put("/b", page(article()))

    assert fetcher.fetch(site.put("/a", b"", status=301, Location="/b")).url.endswith("/b")


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("/loop", "redirects more than 5 times"),
        ("file:///etc/hostname", "only http and https"),
        ("http://user@[broken/", "only http and https"),
    ],
)
def test_redirects_that_lead_nowhere_are_refused(
    site: Site, fetcher: Fetcher, location: str, why: str
) -> None:
    with pytest.raises(UnreadableError, match=why):
        fetcher.fetch(site.put("/loop", b"", status=302, Location=location))


def test_a_redirect_from_an_allowed_network_to_another_is_refused(site: Site) -> None:
    narrow = Fetcher(allowed=[ip_network("127.0.0.1/32")], pause=0)
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as other:
        there = f"http://[::1]:{other.getsockname()[1]}/b"

        with pytest.raises(UnreadableError, match="leads to ::1, an address on a private"):
            narrow.fetch(site.put("/a", b"", status=302, Location=there))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1"),
        *("017700000001", "127.0.0.1.", "①②⑦.⓪.⓪.①", "127。0。0。1"),
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    ],
)
def test_a_private_address_is_refused_however_it_is_spelled(site: Site, host: str) -> None:
    site.put("/a", page(article()))
    port = site.address.rpartition(":")[2]

    for there in (f"{host}:{port}", host):
        with pytest.raises(
            UnreadableError, match=r"leads to (?:127\.0\.0\.1|::1), an address on a"
        ):
            Fetcher(pause=0).fetch(f"http://{there}/a")

    assert site.asked == []


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        *(("[::1]", "::1"), ("[::]", "::"), ("[fe80::1]", "fe80::1"), ("0", "0.0.0.0")),  # noqa: S104
        *(("[::7f00:1]", "::7f00:1"), ("169.254.169.254", "169.254.169.254")),
        ("[64:ff9b:1::7f00:1]", "64:ff9b:1::7f00:1"),
    ],
)
def test_nothing_is_sent_to_reserved_addresses(host: str, shown: str) -> None:
    with pytest.raises(UnreadableError, match=rf"leads to {re.escape(shown)}, an address on a"):
        Fetcher(pause=0).fetch(f"http://{host}/a")


@pytest.mark.allow_hosts(["127.0.0.1", "::ffff:127.0.0.1"])
def test_an_allowed_network_is_open_however_its_addresses_are_spelled(
    site: Site, fetcher: Fetcher
) -> None:
    port = site.address.rpartition(":")[2]
    site.put("/a", b"words")

    assert fetcher.fetch(f"http://[::ffff:127.0.0.1]:{port}/a").body == b"words"


def test_a_host_that_is_not_there_and_one_that_refuses_are_told_from_a_slow_one(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UnreadableError, match="cannot be reached or broke off"):
        fetcher.fetch(f"http://127.0.0.1:{port}/")

    def resolve(*_asked: object, **_named: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(UnreadableError, match=r"there is no host nowhere\.example"):
        fetcher.fetch("http://nowhere.example/")


def test_a_name_that_resolves_to_the_loopback_is_refused_before_anything_is_sent(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.address.rpartition(":")[2])

    def resolve(_host: str, *_rest: object, **_named: object) -> list[object]:
        told = [("93.184.216.34", port), ("127.0.0.1", port)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", there) for there in told]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(UnreadableError, match=r"leads to 127\.0\.0\.1, an address on a private"):
        Fetcher(pause=0).fetch(f"http://wrapped.example:{port}/a")

    assert site.asked == []


@pytest.mark.parametrize(
    "url", ["http:///a", "http://[::1/", "ftp://a.org/", "http://a.org:99999/"]
)
def test_what_is_no_complete_web_address_is_refused(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(UnreadableError, match="only complete http and https"):
        fetcher.fetch(url)


def test_robots_txt_is_respected_and_asked_for_once(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /closed\n")
    open_page = site.put("/open", b"words")

    with pytest.raises(UnreadableError, match=r"robots\.txt"):
        fetcher.fetch(site.put("/closed", b"words"))
    assert fetcher.fetch(open_page).body == b"words"
    assert site.asked == ["/robots.txt", "/open"]


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", b"", status=503)

    with pytest.raises(UnreadableError, match=r"robots\.txt"):
        fetcher.fetch(site.put("/a", b"words"))


def test_too_much_is_refused_packed_or_not(site: Site, fetcher: Fetcher) -> None:
    plain = site.put("/plain", b"0" * 200_000)
    packed = site.put("/packed", gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")

    for url in (plain, packed):
        with pytest.raises(UnreadableError, match="is larger than"):
            fetcher.fetch(url)


def _silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(4)


def _dripping(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(40):
        try:
            request.wfile.write(b"X-%d: y\r\n" % number)
            request.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def _dripping_its_body(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    for _ in range(40):
        try:
            request.wfile.write(b"word ")
            request.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def _falling_silent(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.0 200 OK\r\n\r\nword ")
    request.wfile.flush()
    time.sleep(4)


def _breaking(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nbroken")


def test_an_address_that_never_answers_is_given_up_in_time(site: Site, fetcher: Fetcher) -> None:
    for path, answer in (
        *(("/silent", _silent), ("/drip", _dripping)),
        *(("/body", _dripping_its_body), ("/half", _falling_silent)),
    ):
        site.answers[path] = answer
        start = time.monotonic()

        with pytest.raises(UnreadableError, match="did not answer within 1 seconds"):
            fetcher.fetch(site.address + path)

        assert time.monotonic() - start < 3  # all of it takes 4 s or more


def test_an_answer_that_breaks_off_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = _breaking

    with pytest.raises(UnreadableError, match="broke off"):
        fetcher.fetch(site.address + "/a")


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_be_left_alone_is(site: Site, fetcher: Fetcher, status: int) -> None:
    busy = site.put("/busy", b"", status=status, Retry_After="120")

    with pytest.raises(AskedToWaitError, match="left alone for 120 seconds") as asked:
        fetcher.fetch(busy)
    with pytest.raises(AskedToWaitError):
        fetcher.fetch(site.put("/a", b"words"))

    assert asked.value.seconds == 120
    assert site.asked == ["/robots.txt", "/busy"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_whose_robots_txt_asks_to_be_left_alone_is(
    site: Site, fetcher: Fetcher, status: int
) -> None:
    site.put("/robots.txt", b"", status=status, Retry_After="120")

    for path in ("/a", "/b"):
        with pytest.raises(AskedToWaitError, match="left alone for 120 seconds"):
            fetcher.fetch(site.put(path, b"words"))

    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_without_its_robots_txt_just_now_nothing_of_a_site_is_fetched(
    site: Site, fetcher: Fetcher, status: int
) -> None:
    site.put("/robots.txt", b"", status=status)

    for path in ("/a", "/b"):
        with pytest.raises(UnreadableError, match=r"robots\.txt, which says .* cannot be had"):
            fetcher.fetch(site.put(path, b"words"))

    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_that_has_no_robots_txt_for_us_closes_nothing(
    site: Site, fetcher: Fetcher, status: int
) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /", status=status)

    assert fetcher.fetch(site.put("/a", b"words")).body == b"words"


def test_a_day_by_the_clock_is_understood_too(site: Site, fetcher: Fetcher) -> None:
    busy = site.put("/busy", b"", status=503, Retry_After="Fri, 31 Dec 2199 23:59:59 GMT")

    with pytest.raises(AskedToWaitError) as asked:
        fetcher.fetch(busy)

    assert asked.value.seconds == 24 * 3600


@pytest.mark.parametrize(
    "after", ["", "soon", "-5", "0", "Fri, 31 Dec 1999 23:59:59 GMT", "9" * 40]
)
def test_a_wait_that_says_nothing_usable_is_an_error_like_others(
    site: Site, fetcher: Fetcher, after: str
) -> None:
    busy = site.put("/busy", b"", status=503, Retry_After=after)

    with pytest.raises(UnreadableError, match="answered 503"):
        fetcher.fetch(busy)
    assert fetcher.fetch(site.put("/a", b"words")).body == b"words"


def test_errors_are_named_by_their_number(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(UnreadableError, match=r"answered 404 \(Not Found\)"):
        fetcher.fetch(site.address + "/gone")


def test_a_host_is_asked_no_faster_than_the_pause(site: Site) -> None:
    fetcher = Fetcher(allowed=LOOPBACK, pause=0.3)
    url = site.put("/a", b"words")
    start = time.monotonic()

    fetcher.fetch(url)
    fetcher.fetch(url)

    assert time.monotonic() - start >= 0.3


def test_no_proxy_is_taken_from_the_environment(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")

    assert fetcher.fetch(site.put("/a", b"words")).body == b"words"


def test_a_name_that_resolves_anew_between_the_check_and_the_call_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/a", page(article()))
    port = int(site.address.rpartition(":")[2])
    answers = iter(["93.184.216.34"] * 2)  # what is told before the call; then the loopback

    def resolve(host: str, *_rest: object, **_named: object) -> list[object]:
        assert host == "rebound.example"
        told = (next(answers, "127.0.0.1"), port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", told)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert socket.getaddrinfo("rebound.example", port)[0][4][0] == "93.184.216.34"

    with pytest.raises(UnreadableError, match=r"leads to 127\.0\.0\.1, an address on a private"):
        Fetcher(pause=0).fetch(f"http://rebound.example:{port}/a")

    assert site.asked == []
