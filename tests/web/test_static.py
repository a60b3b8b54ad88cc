"""What is served as it lies: vendored files unchanged, nothing inline, nothing from elsewhere."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "workbench" / "web" / "static"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_vendored_files_are_those_that_the_list_names() -> None:
    listed = re.findall(
        r"`(\S+\.(?:css|js))`.*`([0-9a-f]{64})`", (STATIC / "vendor/README.md").read_text()
    )

    assert len(listed) == 2
    for file, digest in listed:
        assert hashlib.sha256((STATIC / "vendor" / file).read_bytes()).hexdigest() == digest


def test_every_vendored_folder_has_its_licence() -> None:
    folders = [path for path in (STATIC / "vendor").iterdir() if path.is_dir()]

    assert [folder.name for folder in folders if not (folder / "LICENSE").is_file()] == []


def test_the_script_stays_small_enough_to_read() -> None:
    for script in STATIC.glob("*.js"):
        assert script.read_text().count("\n") <= 300


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_no_template_holds_inline_code_or_fetches_from_elsewhere(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_every_form_that_sends_carries_its_token(template: Path) -> None:
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", template.read_text(), re.DOTALL)

    assert [form for form in forms if "token" not in form] == []
