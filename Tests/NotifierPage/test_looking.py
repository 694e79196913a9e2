"""Who may look and who may do, what the page shows of people and lanes, and what it does when nobody answers."""

import re

from playwright.sync_api import expect

from operators import OperatorTests

VIEWS = ["Notifications", "Schedules", "Unreachable", "Installations", "Preferences", "Lanes and limits"]


class LookingTests(OperatorTests):
    # A refusal and a lost connection are parts of the tests.
    forgiven = re.compile("status of 401|ERR_FAILED|ERR_CONNECTION")

    def test_a_wrong_key_is_refused_in_the_words_of_the_api(self) -> None:
        tab = self.tab(None)
        key = tab.page.get_by_label("API key, or access token of Microsoft Entra")
        expect(key).to_be_focused()
        tab.sign_in("wrong-key-0123456789")
        expect(key).to_have_accessible_description(re.compile("needs a key that is known here"))
        tab.sign_in("with a blank")
        expect(key).to_have_accessible_description(re.compile("no blanks"))
        tab.sign_in(f"Bearer {self.town.keys['read']}")
        expect(tab.views).to_be_visible()
        expect(tab.page.get_by_text("watch · may look")).to_be_visible()
        self.assertEqual(tab.page.evaluate("[localStorage.length, document.cookie]"), [0, ""])
        tab.page.reload()
        expect(tab.views).to_be_visible()
        tab.button("Sign out").click()
        expect(key).to_be_visible()
        self.assertEqual(tab.page.evaluate("sessionStorage.length"), 0)

    def test_a_key_that_is_not_known_any_more_leads_back_to_signing_in(self) -> None:
        tab = self.tab("read")
        body = '{"error":{"code":"unauthorized","message":"this call needs a key that is known here"}}'
        tab.page.route(
            "**/v1/notifications?*",
            lambda route: route.fulfill(status=401, content_type="application/json", body=body),
        )
        expect(tab.page.get_by_role("alert")).to_have_text("this call needs a key that is known here", timeout=12_000)
        expect(tab.button("Sign in")).to_be_visible()
        self.assertEqual(tab.page.evaluate("sessionStorage.length"), 0)

    def test_a_read_only_key_sees_everything_and_can_do_nothing(self) -> None:
        id = self.town.broadcast()
        tab = self.tab("read")
        self.assertEqual(tab.views.get_by_role("link").all_inner_texts(), VIEWS)
        for view in VIEWS:
            tab.visit(view)
        tab.page.goto(f"{self.town.address}/#/new")
        expect(tab.page.get_by_role("heading", level=1)).to_have_text("Notifications")
        tab.open(id)
        expect(tab.region("Progress")).to_contain_text("delivered")
        for action in ("Pause", "Resume", "Cancel", "Retry", "Edit", "Recall"):
            expect(tab.button(action)).to_have_count(0)
        tab.page.goto(f"{self.town.address}/#/preferences/{self.town.local.people[0].user}")
        expect(tab.page.get_by_text("has opted out of nothing")).to_be_visible()
        expect(tab.button("Save")).to_have_count(0)

    def test_installations_are_found_by_kind_and_person(self) -> None:
        tab, person = self.tab("read").visit("Installations"), self.town.local.people[77]
        box = tab.region("Installations")
        expect(box).to_contain_text("100 shown, there are more")
        tab.page.get_by_role("combobox", name="Kind", exact=True).select_option("Teams")
        expect(box).to_contain_text("There are none.")
        tab.page.get_by_role("combobox", name="Kind", exact=True).select_option("People")
        tab.page.get_by_label("Id of a person").fill(person.user)
        tab.page.keyboard.press("Enter")
        expect(box).to_contain_text("1 shown")
        expect(box.get_by_role("row", name=person.name)).to_contain_text("yes")
        box.get_by_role("link", name=person.name).click()
        expect(tab.page.get_by_role("heading", level=1)).to_have_text("Preferences")

    def test_preferences_are_changed_by_a_key_that_may(self) -> None:
        person = self.town.local.people[33]
        tab = self.tab("admin").visit("Preferences")
        tab.page.get_by_label("Id of the person in Microsoft Entra").fill(person.user)
        tab.button("Look").click()
        categories = tab.page.get_by_label("Categories that are not sent, one a line; * is every one")
        categories.fill("tides\nberths")
        tab.button("Save").click()
        expect(tab.page.get_by_text("Saved.")).to_be_visible()
        expect(tab.region(f"What {person.user} wants nothing of").get_by_role("listitem")).to_have_text(
            ["berths", "tides"]
        )
        self.assertEqual(self.town.notifier.get(f"/v1/preferences/{person.user}"), {"optedOut": ["berths", "tides"]})
        self.town.notifier.call("PUT", f"/v1/preferences/{person.user}", {"optedOut": []})

    def test_lanes_show_their_pace_against_the_limit(self) -> None:
        self.town.broadcast()
        tab = self.tab("read").visit("Lanes and limits")
        lane = tab.page.get_by_role("list", name="Organisations").get_by_role("listitem")
        expect(lane).to_contain_text(re.compile(r"[1-9][\d.]* requests a second of [\d.]+ allowed"), timeout=20_000)
        expect(lane.get_by_role("meter", name="Pace")).to_be_visible()
        expect(lane).to_contain_text(re.compile("[1-9][0-9,]* deliveries in memory"))
        expect(tab.region("What Teams allows")).to_contain_text("50 requests a second")

    def test_a_lost_connection_is_told_and_comes_back(self) -> None:
        self.town.tell(5, text="Before the storm")
        tab = self.tab("read")
        row = tab.page.get_by_role("listitem", name="Before the storm").first
        expect(row).to_be_visible()
        tab.page.route("**/v1/**", lambda route: route.abort())
        lost = tab.page.get_by_role("alert").filter(has_text="The service does not answer. What is shown")
        expect(lost).to_be_visible(timeout=12_000)
        expect(row).to_be_visible()
        tab.page.unroute("**/v1/**")
        expect(lost).to_have_count(0, timeout=20_000)

    def test_what_does_not_exist_is_said_in_the_words_of_the_api(self) -> None:
        self.forgiven = re.compile("status of 404")
        tab = self.tab("read")
        tab.page.goto(f"{self.town.address}/#/notifications/nothing")
        expect(tab.page.get_by_role("alert").filter(has_text="there is no such notification")).to_be_visible()

    def test_the_page_stays_in_its_box(self) -> None:
        answer = self.town.notifier.caller.call("GET", "/", headers={"Authorization": None})
        self.assertEqual(answer.status, 200)
        self.assertEqual(
            answer.headers["Content-Security-Policy"],
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        )
        self.assertEqual(self.town.notifier.caller.call("POST", "/", headers={"Authorization": None}).status, 401)
        self.assertEqual(self.town.notifier.caller.call("GET", "/v1/me", headers={"Authorization": None}).status, 401)
