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
        key = tab.page.get_by_label("API key")
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
        shown = tab.views.get_by_role("link").all_inner_texts()
        self.assertEqual([view for view in shown if view != "Sources"], VIEWS)
        self.assertEqual("Sources" in shown, self.town.has("/v1/sources"))
        for view in shown:
            tab.visit(view)
            expect(tab.page.get_by_role("button", name=re.compile("^(Install|Compare|Compose|Save)"))).to_have_count(0)
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

    def test_lanes_show_which_process_has_them_and_until_when(self) -> None:
        tab = self.tab(None, timezone_id="UTC")
        lane = {"tenant": "t1", "held": 3, "onTheWire": 1, "pace": 10, "allowed": 50, "throttled": 0}
        leases = {"owner": "harbour-2:4711", "epoch": 7, "leaseUntil": "2101-01-02T03:04:05Z"}
        tab.pretend("/v1/lanes", {"items": [{**lane, **leases}, {**lane, "tenant": "t2", "problem": "401"}]})
        tab.sign_in(self.town.keys["read"])
        tab.visit("Lanes and limits")
        lanes = tab.page.get_by_role("list", name="Organisations").get_by_role("listitem")
        expect(lanes.nth(0)).to_contain_text("leased by harbour-2:4711 · until 2 Jan 2101, 03:04:05")
        expect(lanes.nth(0)).to_contain_text("epoch 7")
        expect(lanes.nth(1)).to_contain_text("stopped")
        expect(lanes.nth(1)).not_to_contain_text("leased")

    def test_sources_show_how_far_they_are_and_what_they_rejected(self) -> None:
        tab = self.tab(None, timezone_id="UTC")
        builds = {"name": "builds", "kind": "kafka", "state": "reading", "lag": 12, "accepted": 4_000, "skipped": 3}
        builds |= {"rejected": 2, "lastEventAt": "2026-11-28T09:41:07Z"}
        tides = {"name": "tides", "kind": "outbox", "state": "cannot connect", "lag": None, "lastEventAt": None}
        tides |= {"accepted": 0, "repeated": 0, "skipped": 0, "rejected": 0, "problem": "no such host: stream"}
        tab.pretend("/v1/sources", {"items": [builds, tides]})
        event = {"at": "2026-11-28T09:41:07Z", "reason": "“event.id” is missing", "event": {"status": "failed"}}
        tab.pretend("/v1/sources/builds/rejected", {"items": [event, {**event, "event": "no JSON"}]})
        tab.sign_in(self.town.keys["read"])
        tab.visit("Sources")
        shown = tab.page.get_by_role("list", name="Sources")
        first = shown.get_by_role("listitem", name="builds")
        expect(first).to_contain_text("kafka · 12 events behind · last event 28 Nov 2026, 09:41:07 · 4,000 accepted")
        expect(first).to_contain_text("3 skipped")
        second = shown.get_by_role("listitem", name="tides")
        expect(second).to_contain_text("outbox · no event yet · 0 accepted")
        expect(second).to_contain_text("cannot connect")
        expect(second).to_contain_text("no such host: stream")
        expect(second.get_by_role("button")).to_have_count(0)
        tab.button("Show the 2 events that were rejected: builds").click()
        rejected = tab.region("Rejected by builds")
        expect(rejected).to_contain_text("2 shown")
        row = rejected.get_by_role("row").nth(1)
        expect(row).to_contain_text("“event.id” is missing")
        row.get_by_text("The event").click()
        expect(row.get_by_label("The event")).to_contain_text('"status": "failed"')

    def test_without_sources_there_is_no_view_of_them(self) -> None:
        tab = self.tab(None)
        tab.page.route("**/openapi.json", lambda route: route.fulfill(json={"paths": {}}))
        tab.sign_in(self.town.keys["admin"])
        expect(tab.views).to_be_visible()
        expect(tab.views.get_by_role("link", name="Sources")).to_have_count(0)
        tab.visit("Installations")
        expect(tab.button("Install")).to_have_count(0)
        expect(tab.button("Compare")).to_have_count(0)

    def test_the_app_is_installed_and_compared_with_graph(self) -> None:
        tab = self.tab(None)
        counts = {"waiting": 1, "installed": 1, "already": 0, "failed": 1, "skipped": 0}
        failures = [{"code": "forbidden", "count": 1, "advice": "The permission is missing."}]
        job = {"id": "j1", "state": "installing", "counts": counts, "failures": failures}
        job["createdAt"] = "2026-11-28T09:41:07Z"
        tab.pretend("/v1/installations", job, method="POST", status=202)
        tab.pretend("/v1/installations/jobs", {"items": [job]})
        report = {"missingHere": [{"user": "u1"}], "missingThere": [], "unchanged": 4_998}
        tab.pretend("/v1/reconcile", report, method="POST")
        tab.sign_in(self.town.keys["admin"])
        tab.visit("Installations")
        expect(tab.region("Installations")).to_contain_text("shown")
        ids = tab.page.get_by_label("Ids of people in Microsoft Entra, one a line")
        tab.button("Install").click()
        expect(ids).to_have_accessible_description("Name at least one.")
        ids.fill("u1\nu2")

        def asked(button: str) -> dict:
            with tab.page.expect_request(lambda request: request.method == "POST") as request:
                tab.button(button).click()
            return request.value.post_data_json

        self.assertEqual(asked("Install"), {"users": ["u1", "u2"]})
        expect(tab.region("Install the app")).to_contain_text("Accepted for 2 places.")
        going = tab.page.get_by_role("list", name="What is being installed").get_by_role("listitem").first
        expect(going).to_contain_text("1 waiting · 1 installed · 0 already · 1 failed")
        expect(going).to_contain_text("1 forbidden: The permission is missing.")
        whom = tab.page.get_by_role("combobox", name="Install it for")
        whom.select_option("teams")
        tab.page.get_by_label("Ids of teams in Microsoft Entra, one a line").fill("t1")
        self.assertEqual(asked("Install"), {"teams": ["t1"]})
        whom.select_option("everyone")
        tab.page.get_by_label("Only whoever this is true of").fill("${user.department == 'Harbour'}")
        self.assertEqual(asked("Install"), {"everyone": True, "filter": "${user.department == 'Harbour'}"})
        compare = tab.region("Compare with Microsoft Graph")
        tab.button("Compare").click()
        expect(compare).to_contain_text("1 missing here, 0 missing in Graph, 4,998 alike.")
        self.assertEqual(asked("Compare and put right"), {"apply": True})
        expect(compare).to_contain_text("What is known here follows Microsoft Graph now.")

    def test_a_token_of_entra_is_a_key_as_well(self) -> None:
        self.forgiven = re.compile("status of 40[13]")
        tab = self.tab(None)
        tokens = {role: self.town.entra.token(role) for role in ("Notifier.Read", "Notifier.Send", "Nothing")}
        tab.sign_in(tokens["Nothing"])
        key = tab.page.get_by_label("API key")
        expect(key).to_have_accessible_description(re.compile("no role that means something here"))
        tab.sign_in(tokens["Notifier.Read"][:-8])
        expect(key).to_have_attribute("aria-invalid", "true")
        tab.sign_in(tokens["Notifier.Read"])
        expect(tab.page.get_by_text("token · may look", exact=True)).to_be_visible()
        expect(tab.button("Compose")).to_have_count(0)
        tab.button("Sign out").click()
        tab.sign_in(f"Bearer {tokens['Notifier.Send']}")
        expect(tab.button("Compose")).to_be_visible()
        self.assertEqual([each for each in tab.addresses for token in tokens.values() if token in each], [])

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
