"""Everything that an operator does with notifications, by role and name, while 5,000 people are being told."""

import re

from playwright.sync_api import expect

from operators import PEOPLE, OperatorTests


def number(text: str) -> int:
    return int(text.replace(",", ""))


class OperatingTests(OperatorTests):
    forgiven = re.compile("the server responded with a status of 4")  # a refusal is a part of the test

    def test_a_broadcast_from_the_first_word_to_its_recall(self) -> None:
        tab = self.tab().visit("New notification")
        page = tab.page
        page.get_by_role("textbox", name="Text", exact=True).fill("The tide turns at 14:10.")
        page.get_by_label("Category: people opt out of it").fill("tides")
        page.get_by_label("Preview for the person with the id").fill(self.town.local.people[0].user)
        tab.button("Preview").click()
        preview = tab.region(f"Preview for {self.town.local.people[0].user}")
        expect(preview).to_contain_text("The tide turns at 14:10.")
        tab.button("Dry run").click()
        expect(tab.region("Dry run")).to_contain_text(f"{PEOPLE:,} people")
        expect(tab.region("Dry run")).to_contain_text("1 min 3")
        self.assertEqual(self.town.notifier.items("/v1/notifications?state=sending,planning"), [])

        tab.button("Send…").click()
        expect(tab.dialog).to_contain_text(f"{PEOPLE:,} people get it.")
        expect(tab.dialog.get_by_role("definition").first).to_have_text(f"{PEOPLE:,} people")
        tab.button("Not yet", tab.dialog).click()
        expect(tab.dialog).to_have_count(0)
        tab.button("Send…").click()
        tab.button("Send now", tab.dialog).click()

        # Progress by itself, the pace against the limit, and the time that is left.
        expect(page.get_by_role("heading", level=1)).to_have_text("The tide turns at 14:10.")
        progress = tab.region("Progress")
        expect(progress).to_contain_text(re.compile(rf"[1-9][\d,]* of {PEOPLE:,} delivered"), timeout=20_000)
        expect(progress).to_contain_text(re.compile(r"about (\d+ min )?\d+ s left"))
        expect(progress).to_contain_text(re.compile(r"[\d.]+ requests a second of [\d.]+ allowed"))
        bar = page.get_by_role("progressbar", name="Progress")
        expect(bar).to_have_attribute("aria-valuetext", re.compile("delivered"))
        expect(page.get_by_role("meter", name="Pace of the service")).to_be_visible()
        expect(tab.region("Content")).to_contain_text("The tide turns at 14:10.")
        expect(tab.region("Facts")).to_contain_text("everyone")

        said = tab.act("Pause", "Pause it")
        have, wait = re.search(r"([\d,]+) (?:person has|people have) it\. ([\d,]+) people do not yet", said).groups()
        self.assertEqual(number(have) + number(wait), PEOPLE)
        expect(page.get_by_text("paused", exact=True)).to_be_visible()
        expect(tab.button("Pause")).to_have_count(0)
        said = tab.act("Resume", "Resume it")
        self.assertRegex(said, r"it goes on to those [\d,]+")
        expect(page.get_by_text("sending", exact=True).first).to_be_visible()

        # A refusal is told in the API's words, beside what caused it.
        tab.button("Edit").click()
        text = tab.dialog.get_by_label("New text")
        expect(text).to_have_value("The tide turns at 14:10.")
        text.fill("")
        tab.button("Save", tab.dialog).click()
        expect(text).to_have_attribute("aria-invalid", "true")
        expect(text).to_have_accessible_description(re.compile("empty"))
        text.fill("The tide turns at 14:20.")
        tab.button("Save", tab.dialog).click()
        expect(tab.dialog).to_have_count(0)
        expect(tab.region("Content")).to_contain_text("The tide turns at 14:20.")
        expect(tab.region("Facts")).to_contain_text("Version")

        said = tab.act("Recall", "Recall it")
        self.assertRegex(said, r"people have it: it is removed there\.")
        expect(tab.region("Facts")).to_contain_text("Recalled")
        expect(tab.button("Recall")).to_have_count(0)

    def test_cancelling_says_whom_it_touches_and_can_be_left(self) -> None:
        tab = self.tab("send").open(self.town.broadcast())
        tab.button("Cancel").click()
        expect(tab.dialog).to_contain_text(re.compile(r"[\d,]+ people do not yet, and will not get it"))
        tab.button("Leave it", tab.dialog).click()
        expect(tab.dialog).to_have_count(0)
        expect(tab.button("Cancel")).to_be_focused()
        tab.act("Cancel", "Cancel it")
        expect(tab.page.get_by_text("cancelled", exact=True).first).to_be_visible()
        why = tab.region("What did not arrive")
        expect(why.get_by_role("row").filter(has_text="cancelled")).to_contain_text("The notification was cancelled")

    def test_failures_are_grouped_with_what_to_do_and_sent_again(self) -> None:
        local = self.town.local
        fault = local.fault("send", 0, user=local.people[11].handle, times=0)
        blocked = local.fault("send", 403, code="BotDisabledByAdmin", user=local.people[12].handle, times=0)
        try:
            id = self.town.tell(10, 11, 12)
            self.town.notifier.until_done(id)
        finally:
            local.mend(fault)
            local.mend(blocked)
        tab = self.tab().open(id)
        why = tab.region("What did not arrive")
        unknown, failed = why.get_by_role("row", name="unknown"), why.get_by_role("row", name="disabledByAdmin")
        expect(failed).to_contain_text("an administrator can allow it")
        expect(unknown).to_contain_text("It may have arrived")
        expect(unknown).to_contain_text("Retry sends these again")
        unknown.get_by_role("button").click()
        rows = tab.region("Deliveries").locator("tbody").get_by_role("row")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text(local.people[11].user)
        tab.page.get_by_role("combobox", name="State of the deliveries", exact=True).select_option("delivered")
        expect(rows).to_contain_text(local.people[10].user)
        expect(rows).to_contain_text("201 at ")
        with tab.page.expect_download() as download:
            tab.button("Download as CSV").click()
        with open(download.value.path()) as file:
            self.assertIn(local.people[10].user, file.read())
        said = tab.act("Retry", "Retry it")
        self.assertIn("sent again to 1 person", said)
        expect(tab.region("Progress")).to_contain_text("2 of 3 delivered")
        tab.visit("Unreachable")
        expect(tab.page.get_by_role("row", name=local.people[12].user)).to_contain_text("disabled")

    def test_deliveries_come_page_by_page(self) -> None:
        id = self.town.broadcast()
        tab = self.tab("read").open(id)
        deliveries = tab.region("Deliveries")
        tab.button("Refresh", deliveries).click()
        expect(deliveries).to_contain_text("100 shown, there are more", timeout=20_000)
        tab.button("Show more", deliveries).click()
        expect(deliveries).to_contain_text("200 shown, there are more")
        expect(deliveries.locator("tbody").get_by_role("row")).to_have_count(200)

    def test_the_list_moves_by_itself_and_can_be_filtered(self) -> None:
        tab = self.tab("read")
        id = self.town.broadcast("Low water at noon")
        row = tab.page.get_by_role("listitem", name="Low water at noon").first
        expect(row.get_by_role("progressbar", name="Progress")).to_have_attribute(
            "aria-valuetext", re.compile(rf"[1-9][\d,]* of {PEOPLE:,} delivered"), timeout=20_000
        )
        expect(row).to_contain_text(re.compile("about .* left"))
        expect(tab.region("Pace")).to_contain_text(re.compile(r"[\d.]+ requests a second of [\d.]+ allowed"))
        tab.page.get_by_role("combobox", name="State", exact=True).select_option("paused")
        expect(tab.page.get_by_text("There are none.")).to_be_visible()
        self.town.notifier.act(id, "pause")
        expect(row).to_contain_text("paused", timeout=10_000)
        row.get_by_role("link").click()
        expect(tab.page.get_by_role("heading", level=1)).to_have_text("Low water at noon")

    def test_cards_and_templates_are_seen_before_they_go_out(self) -> None:
        tab = self.tab("send").visit("New notification")
        page, person = tab.page, self.town.local.people[20]
        page.get_by_role("combobox", name="Audience", exact=True).select_option("Certain people")
        page.get_by_label("Ids in Microsoft Entra, one a line").fill(person.user)
        page.get_by_role("radio", name="Card").check()
        card = page.get_by_label("Card as JSON")
        card.fill("{")
        tab.button("Dry run").click()
        expect(card).to_have_accessible_description(re.compile("The card is no JSON"))
        card.fill('{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Hello ${name}"}]}')
        tab.button("Dry run").click()
        expect(card).to_have_accessible_description(re.compile("name"))  # in the API's words
        page.get_by_label("Data for the names in the card, as JSON").fill('{"name":"you"}')
        page.get_by_label("Data for single people, by id, as JSON").fill(f'{{"{person.user}":{{"name":"Bo"}}}}')
        page.get_by_label("Preview for the person with the id").fill(person.user)
        tab.button("Preview").click()
        expect(page.get_by_role("group", name="Card", exact=True)).to_contain_text("Hello Bo")
        page.get_by_label("Preview for the person with the id").fill("")
        tab.button("Preview").click()
        expect(page.get_by_role("group", name="Card", exact=True)).to_contain_text("Hello you")
        page.get_by_role("radio", name="Template").check()
        page.get_by_role("combobox", name="Template", exact=True).select_option("tide")
        page.get_by_label("Data for the names in the card, as JSON").fill('{"time":"14:10"}')
        page.get_by_label("Data for single people, by id, as JSON").fill("")
        tab.button("Preview").click()
        expect(page.get_by_role("group", name="Card", exact=True)).to_contain_text("High water at 14:10")
        tab.button("Dry run").click()
        expect(tab.region("Dry run")).to_contain_text("1 person")
        expect(tab.region("Dry run")).to_contain_text("The card has no summary")

    def test_schedules_show_their_next_ten_times_in_each_zone(self) -> None:
        tab = self.tab(timezone_id="America/New_York").visit("New notification")
        page = tab.page
        page.get_by_role("textbox", name="Text", exact=True).fill("Berth plan")
        page.get_by_role("combobox", name="Schedule", exact=True).select_option("Again and again, by cron")
        page.get_by_label("Cron: minute, hour, day, month, weekday").fill("0 25 * * *")
        page.get_by_label("Time zone", exact=True).fill("Europe/Paris")
        tab.button("Dry run").click()
        expect(page.get_by_label("Cron: minute, hour, day, month, weekday")).to_have_attribute("aria-invalid", "true")
        page.get_by_label("Cron: minute, hour, day, month, weekday").fill("30 9 * * 1-5")
        tab.button("Send…").click()
        tab.button("Send now", tab.dialog).click()
        expect(page.get_by_text("scheduled", exact=True)).to_be_visible()
        tab.visit("Schedules")
        table = page.get_by_role("table", name="The next times of Berth plan")
        for zone in ("Europe/Paris", "America/New_York", "UTC"):
            expect(table.get_by_role("columnheader", name=zone)).to_be_visible()
        expect(table.locator("tbody").get_by_role("row")).to_have_count(10)
        expect(table.get_by_role("row").nth(1)).to_contain_text(re.compile(r"09:30.*0[34]:30"))
        page.get_by_label("Time zone, such as Asia/Tokyo").fill("Europe/Atlantis")
        tab.button("Show it too").click()
        expect(page.get_by_label("Time zone, such as Asia/Tokyo")).to_have_accessible_description(
            re.compile("no time zone")
        )
        page.get_by_label("Time zone, such as Asia/Tokyo").fill("Asia/Tokyo")
        tab.button("Show it too").click()
        expect(table.get_by_role("columnheader", name="Asia/Tokyo")).to_be_visible()
