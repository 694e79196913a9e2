"""`teams card render`: a card in one file draws itself, asks nobody for anything, and becomes a picture."""

import json
import os
import pathlib
import struct
import subprocess
import tempfile
import unittest

from page import PATIENCE, PageTests

CARD = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [
        {"type": "TextBlock", "text": "Berth ${number}", "size": "large", "style": "heading"},
        {"type": "TextBlock", "text": "</script><img src=x onerror=canary(1)>", "wrap": True},
        {"type": "Image", "url": "https://harbor.test/tide.png", "altText": "The tide"},
        {"type": "FactSet", "facts": [{"title": "Free", "value": "{{DATE(2026-11-20T09:00:00Z, LONG)}}"}]},
        {"type": "Input.Text", "id": "note", "label": "Note", "isRequired": True, "errorMessage": "It is needed"},
    ],
    "actions": [
        {
            "type": "Action.ShowCard",
            "title": "More",
            "card": {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "Inside"}]},
        },
        {"type": "Action.Submit", "title": "Send"},
    ],
}


def render(folder, name, *options):
    """Runs the command, and gives the path of what it wrote."""
    (folder / "card.json").write_text(json.dumps(CARD))
    (folder / "data.json").write_text('{"number": 4}')
    command = [os.environ["TEAMS"], "card", "render", "card.json", "--data", "data.json", "--output", name, *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=20 * PATIENCE)
    assert done.returncode == 0, done.stderr
    return folder / name


class RenderedTests(PageTests):
    def opened(self, file, **context):
        """The file in a browser, with what it complained about and asked for."""
        context = self.browser.new_context(**context)
        self.addCleanup(context.close)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1_000)
        heard, asked = [], []
        page.on("console", lambda line: line.type in ("error", "warning") and heard.append(line.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script("window.canary = () => console.error('a script of the card ran');")
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-size]")
        return page, heard, asked

    def test_a_file_stands_alone(self):
        for theme in ("light", "dark"):
            with self.subTest(theme), tempfile.TemporaryDirectory() as name:
                file = render(pathlib.Path(name), "page.html", "--theme", theme, "--width", "360", "--locale", "de-DE")
                page, heard, asked = self.opened(file)
                self.assertEqual(page.get_by_role("heading", name="Berth 4").count(), 1)
                self.assertEqual(page.get_by_text("</script><img src=x onerror=canary(1)>").count(), 1)
                self.assertEqual(page.get_by_text("20. November 2026").count(), 1)
                page.get_by_role("button", name="More").click()
                page.get_by_text("Inside").wait_for()
                page.get_by_role("button", name="Send").click()
                page.get_by_text("It is needed").wait_for()
                self.assertEqual(page.locator(".ac-card").first.evaluate("card => card.offsetWidth"), 360)
                self.assertEqual([url for url in asked if not url.startswith(("file:", "data:", "blob:"))], [])
                self.assertEqual(heard, [])

    def test_a_picture_is_cut_to_the_card(self):
        with tempfile.TemporaryDirectory() as name:
            file = render(pathlib.Path(name), "card.png", "--width", "300")
            picture = file.read_bytes()
            self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
            width, height = struct.unpack(">II", picture[16:24])
            self.assertEqual(width, 2 * (300 + 24))
            self.assertTrue(200 < height < 2_000, height)


if __name__ == "__main__":
    unittest.main()
