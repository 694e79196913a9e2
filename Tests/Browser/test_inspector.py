"""The inspector says what was on the wire, and why nothing was; the workspace dialog changes the world."""

from playwright.sync_api import expect

from page import PageTests
from world import APP_ID


class InspectorTests(PageTests):
    def test_what_was_on_the_wire(self) -> None:
        ines = self.tab(0)
        ines.write(f"@{self.world.bot_name} echo six bells")
        expect(ines.article("six bells")).to_have_count(2)
        ines.log.get_by_role("article").filter(has_text="echo six bells").get_by_role("button", name="Inspect").click()
        inspector = ines.page.get_by_role("region", name="Inspector")
        expect(inspector).to_contain_text(f"{self.world.bot_name} took it: 200")
        delivery = inspector.get_by_role("listitem").filter(has_text="deliver")
        delivery.locator("summary").click()
        expect(delivery).to_contain_text('"type": "message"')
        expect(delivery).to_contain_text("six bells")
        expect(delivery).to_contain_text("https://api.botframework.com")  # the token's claims
        expect(delivery.get_by_role("button", name="Copy as curl")).to_be_visible()
        ines.log.get_by_role("article").filter(has_not_text="echo").filter(has_text="six bells").focus()
        expect(inspector.get_by_role("listitem").filter(has_text="send")).to_contain_text("201")

        inspector.get_by_role("combobox", name="Show").select_option("all")
        inspector.get_by_role("searchbox", name="Filter").fill("deliver six")
        expect(inspector.get_by_role("listitem")).to_have_count(1)

    def test_why_nothing_was_sent(self) -> None:
        ines = self.tab(0)
        ines.write("is anybody listening?")
        expect(ines.article("is anybody listening?")).to_contain_text(
            f"{self.world.bot_name} was not told: it was not mentioned"
        )
        self.world.call("PATCH", f"bots/{APP_ID}", {"disabled": True})
        ines.write(f"@{self.world.bot_name} echo off")
        expect(ines.article("echo off")).to_contain_text("an admin disabled it")
        self.world.call("PATCH", f"bots/{APP_ID}", {"disabled": False, "endpoint": "http://127.0.0.1:9/api/messages"})
        ines.write(f"@{self.world.bot_name} echo gone")
        expect(ines.article("echo gone")).to_contain_text(f"{self.world.bot_name} did not answer. The bot is down")

    def test_the_workspace_dialog(self) -> None:
        ines, bo = self.tab(0), self.visit(1)
        ines.button("Workspace").click()
        dialog = ines.page.get_by_role("dialog", name="Workspace")
        dialog.get_by_role("textbox", name="Name").fill("Ada Quist")
        dialog.get_by_role("textbox", name="Handle").fill("ada")
        dialog.get_by_role("button", name="Add the person").click()
        expect(dialog).to_contain_text("Ada Quist is here")
        dialog.get_by_role("button", name="Advance 1 h").click()
        clock = self.world.call("GET", "clock")["now"]
        ines.page.keyboard.press("Escape")
        expect(ines.page.get_by_role("group", name="Virtual clock")).to_be_visible()
        self.assertTrue(clock)

        ines.button("Workspace").click()
        dialog.get_by_role("form", name="Add a member").get_by_role("combobox").select_option("ada")
        dialog.get_by_role("form", name="Add a member").get_by_role("button").click()
        expect(dialog).to_contain_text("Ada Quist is in")
        dialog.get_by_role("button", name="Block", exact=True).click()
        expect(dialog).to_contain_text("Blocked: it cannot write to you")
        dialog.get_by_role("button", name="Uninstall", exact=True).click()
        expect(dialog).to_contain_text("Uninstalled")
        ines.page.keyboard.press("Escape")
        self.assertNotIn(
            APP_ID,
            next(chat for chat in self.world.call("GET", "workspace")["chats"] if chat["id"] == self.world.group)[
                "bots"
            ],
        )

        ines.write("before the reset")
        ines.button("Workspace").click()
        dialog.get_by_role("button", name="Reset everything").click()
        expect(ines.article("before the reset")).to_have_count(0)
        self.assertNotIn("ada", [user["handle"] for user in self.world.call("GET", "workspace")["users"]])
        bo.open(self.world.group_name)
        bo.write(f"@{self.world.bot_name} echo fresh")
        expect(bo.article("fresh")).to_have_count(2)
