"""What people and admins do besides writing: each gesture on the page, by role and name, and what came of it."""

import re
import time

from playwright.sync_api import Locator, expect

from page import PATIENCE, PageTests, Tab
from world import APP_ID


class GestureTests(PageTests):
    def workspace(self, tab: Tab) -> Locator:
        tab.button("Workspace").click()
        return tab.page.get_by_role("dialog", name="Workspace")

    def delivered(self, kind: str) -> list[dict]:
        """The activities of a type that bots got since the reset."""
        log = self.world.call("GET", "log", limit=2000)
        return [
            each["request"]["body"]
            for each in log
            if each["operation"] == "deliver" and each["request"]["body"].get("type") == kind
        ]

    def installed(self, last: int) -> list[str]:
        """What bots were told last of their installations: a world that starts tells of the first ones."""
        return [each["action"] for each in self.delivered("installationUpdate")][-last:]

    def assert_comes_to(self, read, wanted: list) -> None:
        """A delivery is in the log once the bot has answered: a moment later than on the page."""
        deadline = time.monotonic() + PATIENCE
        while read() != wanted and time.monotonic() < deadline:
            self.tabs[0].page.wait_for_timeout(50)
        self.assertEqual(read(), wanted)

    def events(self) -> list[str]:
        """What bots were told of teams and channels."""
        found = [each.get("channelData", {}).get("eventType") for each in self.delivered("conversationUpdate")]
        return [each for each in found if each]

    def test_teams_are_made_renamed_archived_deleted_and_restored(self) -> None:
        world, ines = self.world, self.tab(0)
        dialog = self.workspace(ines)
        new = dialog.get_by_role("form", name="New team")
        new.get_by_role("textbox", name="Team").fill("Night shift")
        new.get_by_role("textbox", name="Channels").fill("Log, Rota")
        new.get_by_role("checkbox", name=world.names[world.people[1]]).uncheck()
        new.get_by_role("button", name="Create the team").click()
        expect(new).to_contain_text("Created.")
        team = next(each for each in world.call("GET", "workspace")["teams"] if each["name"] == "Night shift")
        self.assertEqual([each["name"] for each in team["channels"]], ["General", "Log", "Rota"])
        self.assertNotIn(world.people[1], team["members"])

        form = dialog.get_by_role("form", name="A team")
        which = form.get_by_role("combobox", name="Which")

        def do(name: str, said: str) -> None:
            form.get_by_role("button", name=name, exact=True).click()
            expect(form).to_contain_text(said)

        which.select_option(label=world.team["name"])
        do("Rename the team", "Write the new name.")
        form.get_by_role("textbox", name="Call it").fill("Port of Harbor")
        do("Rename the team", "Renamed.")
        expect(form.get_by_role("button", name="Rename the team")).to_be_focused()
        expect(which.locator("option:checked")).to_have_text("Port of Harbor")
        do("Archive", "Archived")
        expect(which.locator("option:checked")).to_have_text("Port of Harbor (archived)")
        do("Unarchive", "Back from the archive.")
        do("Delete the team", "Deleted")
        do("Restore the team", "Restored.")
        self.assert_comes_to(
            self.events, ["teamRenamed", "teamArchived", "teamUnarchived", "teamDeleted", "teamRestored"]
        )
        which.select_option(label="Night shift")
        do("Delete for good", "Gone")
        expect(which.locator("option")).to_have_text(["Port of Harbor"])

    def test_channels_are_made_renamed_moderated_deleted_and_restored(self) -> None:
        world, ines = self.world, self.tab(0)
        dialog = self.workspace(ines)
        new = dialog.get_by_role("form", name="New channel")
        new.get_by_role("textbox", name="Channel").fill("Pilots")
        new.get_by_role("button", name="Create the channel").click()
        expect(new).to_contain_text("Created.")
        form = dialog.get_by_role("form", name="A channel")
        which = form.get_by_role("combobox", name="Which")
        which.select_option(label=f"{world.team['name']} › Pilots")

        def do(name: str, said: str, then: str) -> None:
            form.get_by_role("button", name=name, exact=True).click()
            expect(form).to_contain_text(said)
            expect(which.locator("option:checked")).to_have_text(f"{world.team['name']} › {then}")

        form.get_by_role("textbox", name="Call it").fill("Tugs")
        do("Rename the channel", "Renamed.", "Tugs")
        do("Moderate", "Moderated", "Tugs (moderated)")
        do("Let bots post", "Bots can post.", "Tugs")
        do("Delete the channel", "Deleted", "Tugs (deleted)")
        expect(ines.conversations.get_by_label("Tugs", exact=True)).to_have_count(0)
        do("Restore the channel", "Restored.", "Tugs")
        expect(ines.conversations.get_by_label("Tugs", exact=True)).to_have_count(1)
        self.assert_comes_to(self.events, ["channelCreated", "channelRenamed", "channelDeleted", "channelRestored"])

    def test_what_a_person_has_set(self) -> None:
        world, ines = self.world, self.tab(0)
        other = world.people[1]
        form = self.workspace(ines).get_by_role("form", name="Settings of a person")
        expect(form.get_by_role("combobox", name="Person")).to_have_value(ines.handle)
        form.get_by_role("combobox", name="Person").select_option(other)
        expect(form.get_by_role("checkbox", name="Read receipts")).to_be_checked()
        form.get_by_role("checkbox", name="Read receipts").uncheck()
        form.get_by_role("checkbox", name="An old client").check()
        form.get_by_role("textbox", name="Time zone").fill("Asia/Tokyo")
        form.get_by_role("button", name="Save the person").click()
        expect(form).to_contain_text("Saved.")
        expect(form.get_by_role("combobox", name="Person")).to_have_value(other)
        expect(form.get_by_role("checkbox", name="An old client")).to_be_checked()
        person = next(each for each in world.call("GET", "workspace")["users"] if each["handle"] == other)
        self.assertEqual((person["timeZone"], person["readReceipts"], person["oldClient"]), ("Asia/Tokyo", False, True))
        ines.page.keyboard.press("Escape")
        bo = self.tab(1)
        world.bot_send({"text": "for new clients"}, only=other)
        world.say(ines.handle, "after it")
        expect(bo.article("after it")).to_be_visible()
        expect(bo.article("for new clients")).to_have_count(0)

    def test_a_bot_is_uninstalled_installed_blocked_and_muted_where_one_talks_to_it(self) -> None:
        world, ines = self.world, self.visit(0)
        bot = world.bot_name
        ines.open(bot)
        ines.button(f"Uninstall {bot}").click()
        note = ines.page.get_by_role("note").filter(has_text=f"{bot} is not installed for you")
        expect(note).to_be_visible()
        expect(ines.button(f"Uninstall {bot}")).to_have_count(0)
        note.get_by_role("button", name=f"Install {bot}").click()
        expect(note).to_have_count(0)
        self.assert_comes_to(lambda: self.installed(2), ["remove", "add"])

        block = ines.button(f"Block {bot}")
        block.click()
        expect(block).to_have_attribute("aria-pressed", "true")
        ines.write("anyone?")
        expect(ines.article("anyone?")).to_contain_text("you blocked it")
        block.click()
        expect(block).to_have_attribute("aria-pressed", "false")
        ines.write("echo back again")
        expect(ines.article("back again")).to_have_count(2)

        ines.button(f"Mute {bot}").click()
        expect(ines.button(f"Mute {bot}")).to_have_attribute("aria-pressed", "true")
        chat = next(
            each["id"]
            for each in world.call("GET", "conversations", **{"as": ines.handle})
            if each["kind"] == "personal" and each["bots"]
        )
        ines.open(world.group_name)
        world.bot_send({"text": "psst", "channelData": {"notification": {"alert": True}}}, chat)
        row = ines.conversations.get_by_role("link", name=bot, exact=True)
        expect(row).to_have_attribute("aria-description", "1 unread, muted")
        self.assertFalse(ines.page.title().startswith("("))
        expect(ines.page.get_by_role("region", name="Alert", exact=True)).to_have_count(0)
        ines.page.reload()
        expect(row).to_have_attribute("aria-description", re.compile("muted"))

    def test_a_bot_in_a_team_says_hello_where_one_says(self) -> None:
        world, ines = self.world, self.tab(0)
        channel = world.team["channels"][1]
        ines.open(world.team["channels"][0]["name"])
        form = self.workspace(ines).get_by_role("form", name="Installation")
        form.get_by_role("button", name="Uninstall").click()
        expect(form).to_contain_text("Uninstalled.")
        form.get_by_role("combobox", name="Says hello in").select_option(channel["name"])
        form.get_by_role("button", name="Install", exact=True).click()
        expect(form).to_contain_text("Installed.")
        self.assert_comes_to(lambda: self.installed(2), ["remove", "add"])
        added = [each for each in self.delivered("installationUpdate") if each["action"] == "add"]
        self.assertEqual(added[-1]["channelData"]["settings"]["selectedChannel"]["id"], channel["id"])
        form.get_by_role("button", name="Upgrade").click()
        expect(form).to_contain_text("Upgraded")
        self.assert_comes_to(lambda: self.installed(3), ["remove", "add", "add-upgrade"])

    def test_people_come_into_a_chat_and_a_team_and_leave(self) -> None:
        world, ines = self.world, self.tab(0)
        world.call("POST", "users", {"handle": "ada", "name": "Ada Quist"})
        ada = self.visit("ada")
        for place in (world.group_name, world.team["channels"][0]["name"]):
            row = ada.conversations.get_by_role("link", name=place, exact=True)
            expect(row).to_have_count(0)
            dialog = self.workspace(ines.open(place))
            adding = dialog.get_by_role("form", name="Add a member")
            adding.get_by_role("combobox", name="Person").select_option(label="Ada Quist")
            adding.get_by_role("button", name="Add", exact=True).click()
            expect(dialog).to_contain_text("Ada Quist is in.")
            expect(row).to_have_count(1)
            leaving = dialog.get_by_role("form", name="Remove a member")
            leaving.get_by_role("combobox", name="Person").select_option(label="Ada Quist")
            leaving.get_by_role("button", name="Remove", exact=True).click()
            expect(dialog).to_contain_text("Ada Quist is out.")
            expect(row).to_have_count(0)
            ines.page.keyboard.press("Escape")
        person = next(each for each in world.call("GET", "workspace")["users"] if each["handle"] == "ada")
        told = lambda: [
            kind
            for each in self.delivered("conversationUpdate")
            if each["conversation"].get("conversationType") != "personal"  # the bot is hers as well
            for kind in ("membersAdded", "membersRemoved")
            for member in each.get(kind, [])
            if member.get("aadObjectId") == person["aadObjectId"]
        ]
        self.assert_comes_to(told, ["membersAdded", "membersRemoved"] * 2)

    def test_what_is_done_with_a_conversation_is_done_with_the_keyboard(self) -> None:
        world, ines = self.world, self.visit(0)
        bot, keys = world.bot_name, ines.page.keyboard
        ines.open(bot)
        for name in (f"Mute {bot}", f"Block {bot}"):
            ines.button(name).focus()
            for pressed in ("true", "false"):
                keys.press("Space")
                expect(ines.button(name)).to_have_attribute("aria-pressed", pressed)
                expect(ines.button(name)).to_be_focused()
        keys.press("Tab")
        expect(ines.button(f"Uninstall {bot}")).to_be_focused()
        keys.press("Enter")
        note = ines.page.get_by_role("note").filter(has_text=f"{bot} is not installed for you")
        expect(note).to_be_visible()
        keys.press("Tab")
        expect(ines.button(f"Install {bot}")).to_be_focused()
        keys.press("Enter")
        expect(note).to_have_count(0)

    def test_a_meeting_starts_and_people_come_and_go(self) -> None:
        world, ines = self.world, self.tab(0)
        world.call(
            "PATCH",
            f"bots/{APP_ID}",
            {"permissions": ["OnlineMeeting.ReadBasic.Chat", "OnlineMeetingParticipant.Read.Chat"]},
        )
        ines.button("New meeting").click()
        dialog = ines.page.get_by_role("dialog", name="New meeting")
        dialog.get_by_role("textbox", name="Title").fill("Berth call")
        dialog.get_by_role("button", name="Create the meeting").click()
        expect(ines.page.get_by_role("heading", level=1)).to_have_text("Berth call")
        bo = self.visit(1).open("Berth call")
        ines.button("Start the meeting").click()
        for tab in (ines, bo):
            expect(tab.page.get_by_role("group", name="Meeting")).to_contain_text("The meeting is running.")
        bo.button("Join").click()
        expect(ines.page.get_by_role("group", name="Meeting")).to_contain_text(f"In it: {world.names[bo.handle]}.")
        expect(bo.button("Leave")).to_be_focused()
        bo.button("Leave").click()
        expect(ines.page.get_by_role("group", name="Meeting")).to_contain_text("Nobody is in it.")
        ines.button("End the meeting").click()
        expect(bo.button("Start the meeting")).to_be_visible()
        self.assert_comes_to(
            lambda: [each["name"].removeprefix("application/vnd.microsoft.") for each in self.delivered("event")],
            ["meetingStart", "meetingParticipantJoin", "meetingParticipantLeave", "meetingEnd"],
        )

    def test_permissions_and_commands_of_a_bot(self) -> None:
        world, ines = self.world, self.tab(0)
        ines.button("Test").click()
        form = ines.page.get_by_role("form", name=f"Bot {world.bot_name}")
        form.get_by_role("textbox", name="Permissions").fill("ChatMessage.Read.Chat")
        form.get_by_role("textbox", name="Commands").fill("/members: Who is here\necho")
        form.get_by_role("button", name="Save the bot").click()
        expect(form).to_contain_text("Saved.")
        bot = next(each for each in world.call("GET", "workspace")["bots"] if each["appId"] == APP_ID)
        self.assertEqual(
            bot["commands"],
            [{"title": "members", "description": "Who is here"}, {"title": "echo", "description": ""}],
        )
        ines.page.keyboard.press("Escape")
        ines.write("echo without a mention")
        expect(ines.article("without a mention")).to_have_count(2)
