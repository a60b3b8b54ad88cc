"""The pictures of the guides, from a fresh example desk: python -m tests.browser.pictures.

It takes stances on one claim and decides it, as the guide for reviewers describes.
"""

import argparse
import base64
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from sqlalchemy import select
from waitress.server import create_server

from tests.browser.conftest import CHROMIUM, FLAGS, free_port
from workbench import bootstrap, config
from workbench.bootstrap import Services
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Signal, Stance, Verdict
from workbench.errors import UsageError
from workbench.pipeline import demo
from workbench.pipeline.deciding import conclude, keep_counts
from workbench.stages import evidence
from workbench.stages.evidence import Judgement
from workbench.store.casework import open_case
from workbench.store.models import Claim, Match, User
from workbench.web.app import create_app

SIZE: ViewportSize = {"width": 1280, "height": 800}
TO_WEBP = """async (png) => {
  const image = new Image(); image.src = "data:image/png;base64," + png; await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


def main() -> None:
    """Serves the desk that the environment names and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("docs/images"))
    given = parser.parse_args()
    services = bootstrap.open_desk(config.read())
    claim_id, passages, article = _chosen(services)
    port = free_port()
    server = create_server(create_app(services), host="127.0.0.1", port=port)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = _signed_in(browser, port)
        _take(page, "/", given.to / "queue.webp")
        _take(page, f"/claims/{claim_id}", given.to / "claim.webp")
        _take(page, f"/reports/{article}", given.to / "article.webp")
        _decide(services, claim_id, passages)
        _take(page, f"/claims/{claim_id}/dossier", given.to / "dossier.webp")
        browser.close()
    server.close()


def _chosen(services: Services) -> tuple[int, list[int], int]:
    """A claim of the article that nobody decided, its passages that agree, its article.

    Raises:
        UsageError: there is none on this desk.
    """
    with services.database.snapshot() as session:
        claim = session.scalar(
            select(Claim)
            .where(Claim.report_id.is_not(None), Claim.proposed_at_least > 0, Claim.verdict == None)  # noqa: E711
            .order_by(Claim.proposed_at_most.desc(), Claim.id)
        )
        if claim is None or claim.report_id is None:
            raise UsageError("Take the pictures of a fresh example desk: workbench demo.")
        agreeing = select(Match.passage_id).where(
            Match.claim_id == claim.id,
            Match.signal == Signal.AGREES,
            Match.same_origin_as_claim.is_(False),
        )
        return claim.id, list(session.scalars(agreeing)), claim.report_id


def _signed_in(browser: Browser, port: int) -> Page:
    context = browser.new_context(base_url=f"http://127.0.0.1:{port}", viewport=SIZE)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Name").fill(demo.REVIEWER)
    page.get_by_label("Password").fill(demo.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def _take(page: Page, path: str, file: Path) -> None:
    """WebP, which the browser itself writes: a tenth of the PNG."""
    page.goto(path)
    png = base64.b64encode(page.screenshot()).decode()
    blank = page.context.new_page()
    file.write_bytes(base64.b64decode(blank.evaluate(TO_WEBP, png)))
    blank.close()


def _decide(services: Services, claim_id: int, passages: list[int]) -> None:
    with services.database.transaction() as session:
        ana = session.scalars(select(User).where(User.name == demo.REVIEWER)).one()
        for passage_id in passages:
            judgement = Judgement(Stance.SUPPORTS)
            evidence.on_passage(session, claim_id, passage_id, judgement, reviewer=ana)
    keep_counts(services, claim_id)
    with services.database.transaction() as session:
        ana = session.scalars(select(User).where(User.name == demo.REVIEWER)).one()
        seen = open_case(session, claim_id).revision
        conclusion = Conclusion(Verdict.CORROBORATED, "Counted by others, from other sources.")
        conclude(services, session, claim_id, conclusion, reviewer=ana, seen=seen)


if __name__ == "__main__":
    main()
