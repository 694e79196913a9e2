"""What people do in a chat, each gesture by role and name, and with the keyboard alone."""

from playwright.sync_api import expect

from page import PageTests


class PeopleTests(PageTests):
    def test_the_first_page_asks_who_one_is(self) -> None:
        page = self.visit(0).page
        page.goto(f"{self.world.address}/")
        expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
        for name in self.world.names.values():
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        page.get_by_role("link", name=self.world.names[self.world.people[1]], exact=True).click()
        expect(page).to_have_url(f"{self.world.address}/?as={self.world.people[1]}")
        expect(page.get_by_role("navigation", name="Conversations")).to_be_visible()
        page.goto(f"{self.world.address}/?as=nobody")
        expect(page.get_by_role("alert")).to_contain_text("nobody")

    def test_the_person_switch(self) -> None:
        tab = self.visit(0)
        name = self.world.names[self.world.people[1]]
        tab.page.get_by_role("button", name="Switch person").click()
        with tab.context.expect_page() as opened:
            tab.page.get_by_role("link", name=f"{name} in a new tab").click()
        expect(opened.value.get_by_role("button", name=f"You are {name}")).to_be_visible()
        tab.page.get_by_role("link", name=name, exact=True).click()
        expect(tab.page.get_by_role("button", name=f"You are {name}")).to_be_visible()

    def test_echo(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        ines.write(f"@{self.world.bot_name} echo the tide turns")
        for tab in (ines, bo):
            expect(tab.log.get_by_role("article", name="the tide turns").filter(has_text="Bot")).to_have_count(2)

    def test_edit_delete_and_undo(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        ines.composer.fill("at nine")
        ines.button("Send").click()
        expect(bo.article("at nine")).to_be_visible()
        expect(bo.article("at nine").get_by_role("button", name="Edit", exact=True)).to_have_count(0)
        expect(bo.article("at nine").get_by_role("button", name="Delete", exact=True)).to_have_count(0)

        ines.article("at nine").get_by_role("button", name="Edit", exact=True).click()
        field = ines.log.get_by_role("textbox")
        expect(field).to_have_value("at nine")
        field.fill("at ten")
        field.press("Enter")
        for tab in (ines, bo):
            expect(tab.article("at ten")).to_contain_text("Edited")
            expect(tab.article("at nine")).to_have_count(0)

        ines.article("at ten").get_by_role("button", name="Delete", exact=True).click()
        for tab in (ines, bo):
            expect(tab.article("This message has been deleted")).to_be_visible()
            expect(tab.article("at ten")).to_have_count(0)
        expect(bo.button("Undo")).to_have_count(0)
        ines.button("Undo").click()
        for tab in (ines, bo):
            expect(tab.article("at ten")).to_be_visible()

    def test_reactions(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        self.world.say(self.world.people[2], "lunch?")

        def react(tab, name) -> None:
            tab.article("lunch?").get_by_role("button", name="React", exact=True).click()
            tab.article("lunch?").get_by_role("button", name=name, exact=True).click()

        def reaction(tab, name):
            return tab.article("lunch?").get_by_role("button", name=name, exact=True)

        react(ines, "Like")
        react(bo, "Like")
        for tab in (ines, bo):
            expect(reaction(tab, "Like")).to_contain_text("2")
            expect(reaction(tab, "Like")).to_have_attribute("aria-pressed", "true")
        react(bo, "Heart")  # a person has one reaction
        expect(reaction(ines, "Like")).to_contain_text("1")
        expect(reaction(ines, "Heart")).to_have_attribute("aria-pressed", "false")
        expect(reaction(bo, "Heart")).to_have_attribute("aria-pressed", "true")
        reaction(ines, "Like").click()  # takes it back
        for tab in (ines, bo):
            expect(reaction(tab, "Like")).to_have_count(0)
            expect(reaction(tab, "Heart")).to_contain_text("1")

    def test_mentions_by_keyboard(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        keys = ines.page.keyboard
        ines.composer.focus()
        keys.type("@")
        options = ines.page.get_by_role("listbox").get_by_role("option")
        expect(options).to_have_count(len(self.world.people))  # the others, and the bot
        keys.press("ArrowDown")
        keys.press("ArrowDown")
        expect(options.nth(2)).to_have_attribute("aria-selected", "true")
        keys.press("Escape")
        expect(ines.page.get_by_role("listbox")).to_have_count(0)
        ines.composer.fill("")
        name = self.world.names[bo.handle]
        keys.type(f"@{name[:3].lower()}")
        expect(options).to_have_count(1)
        keys.press("Enter")
        expect(ines.composer).to_have_value(f"@{name} ")
        keys.type("look")
        keys.press("Shift+Enter")
        keys.type("**here**")
        keys.press("Enter")
        message = bo.article("look")
        expect(message.locator(".mention")).to_have_text(name)
        expect(message.locator("strong")).to_have_text("here")
        self.assertIn(f"<at>{name}</at>", self.world.history(bo.handle)[-1]["text"])

    def test_a_reply_quotes(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        ines.write("who takes the night shift?")
        bo.article("night shift").get_by_role("button", name="Reply", exact=True).click()
        expect(bo.composer).to_be_focused()
        bo.write("I do")
        quote = ines.article("I do").get_by_role(
            "button", name=f"In reply to {self.world.names[ines.handle]}: who takes the night shift?"
        )
        quote.click()
        expect(
            ines.log.get_by_role("article").filter(has_not_text="I do").filter(has_text="night shift")
        ).to_be_focused()

    def test_a_channel_has_threads(self) -> None:
        channel = self.world.team["channels"][-1]["name"]
        ines, bo = self.visit(0).open(channel), self.visit(1).open(channel)
        ines.write("berth four is free")
        bo.article("berth four").get_by_role("button", name="Open thread").click()
        expect(bo.page.get_by_role("heading", level=1)).to_have_text(f"Thread in {channel}")
        expect(bo.article("berth four")).to_be_visible()
        bo.write("we take it")
        expect(bo.article("we take it")).to_be_visible()
        expect(ines.button("Open thread, 1 reply")).to_be_visible()
        expect(ines.article("we take it")).to_have_count(0)
        ines.button("Open thread, 1 reply").click()
        expect(ines.article("we take it")).to_be_visible()
        bo.page.get_by_role("button", name=f"Back to {channel}").click()
        expect(bo.article("we take it")).to_have_count(0)

    def test_drafts_and_unread_marks(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        ines.composer.fill("not finished")
        channel = self.world.team["channels"][0]["name"]
        ines.open(channel)
        expect(ines.composer).to_have_value("")
        bo.write("anyone here?")
        row = ines.conversations.get_by_role("link", name=self.world.group_name, exact=True)
        expect(row).to_have_attribute("aria-description", "1 unread")
        ines.open(self.world.group_name)
        expect(ines.composer).to_have_value("not finished")
        expect(row).not_to_have_attribute("aria-description", "1 unread")

    def test_new_chats(self) -> None:
        ines, bo = self.visit(0), self.visit(1)
        ines.button("New chat").click()
        dialog = ines.page.get_by_role("dialog", name="New chat")
        dialog.get_by_role("button", name=self.world.names[bo.handle], exact=True).click()
        expect(ines.page.get_by_role("heading", level=1)).to_have_text(self.world.names[bo.handle])
        ines.write("between us")
        bo.open(self.world.names[ines.handle])
        expect(bo.article("between us")).to_be_visible()

        ines.button("New chat").click()
        dialog.get_by_role("textbox", name="Name").fill("Pilots")
        for handle in self.world.people[1:3]:
            dialog.get_by_role("checkbox", name=self.world.names[handle]).check()
        dialog.get_by_role("checkbox", name=self.world.bot_name).check()
        dialog.get_by_role("button", name="Create the group").click()
        expect(ines.page.get_by_role("heading", level=1)).to_have_text("Pilots")
        bo.open("Pilots")
        bo.write(f"@{self.world.bot_name} echo welcome aboard")
        expect(ines.article("welcome aboard")).to_have_count(2)

    def test_keyboard_alone(self) -> None:
        ines, bo = self.tab(0), self.tab(1)
        for text in ("one", "two", "three"):
            self.world.say(bo.handle, text)
        ines.write("mine")
        expect(ines.article("mine")).to_be_visible()
        keys = ines.page.keyboard
        keys.press("Alt+2")
        expect(ines.article("mine")).to_be_focused()
        keys.press("ArrowUp")
        expect(ines.article("three")).to_be_focused()
        keys.press("l")
        expect(ines.article("three").get_by_role("button", name="Like", exact=True)).to_be_focused()
        keys.press("ArrowRight")
        keys.press("Enter")
        expect(bo.article("three").get_by_role("button", name="Heart", exact=True)).to_be_visible()
        expect(ines.article("three")).to_be_focused()
        keys.press("r")
        expect(ines.composer).to_be_focused()
        keys.type("to three")
        keys.press("Enter")
        expect(bo.article("to three")).to_contain_text(self.world.names[bo.handle])
        expect(ines.article("to three")).to_be_visible()
        keys.press("ArrowUp")  # in the empty composer: edit the last message
        expect(ines.log.get_by_role("textbox")).to_be_focused()
        keys.press("End")
        keys.type("!")
        keys.press("Enter")
        expect(bo.article("to three!")).to_be_visible()
        expect(ines.article("to three!")).to_be_focused()
        keys.press("Delete")
        expect(bo.article("This message has been deleted")).to_be_visible()
        expect(ines.button("Undo")).to_be_visible()
        keys.press("u")
        expect(bo.article("to three!")).to_be_visible()
        keys.press("Alt+1")
        keys.press("ArrowDown")
        keys.press("Enter")
        expect(ines.page.get_by_role("heading", level=1)).not_to_have_text(self.world.group_name)
        keys.press("Alt+1")
        keys.press("?")
        expect(ines.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
        keys.press("Escape")
        expect(ines.page.get_by_role("dialog")).to_have_count(0)

    def test_every_control_has_a_name(self) -> None:
        ines = self.tab(0)
        self.world.say(ines.handle, "mine")
        self.world.bot_send(
            {
                "text": "a bot's",
                "suggestedActions": {"actions": [{"type": "imBack", "title": "Again", "value": "help"}]},
            }
        )
        ines.button("Inspector").click()
        for opener in (None, "Workspace", "New chat"):
            if opener:
                ines.button(opener).click()
            nameless = ines.page.evaluate("""() =>
                [...document.querySelectorAll(
                    'button, a[href], input:not([type=hidden]), select, textarea, summary, ' +
                    '[role=log], nav, aside, article',
                )]
                    .filter((each) =>
                        !(each.getAttribute('aria-label') || each.labels?.length ||
                            each.textContent.trim() && each.tagName !== 'SELECT')
                    )
                    .map((each) => each.outerHTML.slice(0, 120))""")
            self.assertEqual(nameless, [])
            ines.page.keyboard.press("Escape")

    def test_a_narrow_window_shows_one_thing_at_a_time(self) -> None:
        ines = self.visit(0)
        ines.page.set_viewport_size({"width": 390, "height": 780})
        ines.page.reload()
        expect(ines.conversations).to_be_visible()
        expect(ines.log).not_to_be_visible()
        ines.conversations.get_by_role("link", name=self.world.group_name, exact=True).click()
        expect(ines.log).to_be_visible()
        expect(ines.conversations).not_to_be_visible()
        self.assertLessEqual(ines.page.evaluate("document.documentElement.scrollWidth"), 390)
        ines.page.get_by_role("button", name="Back to the conversations").click()
        expect(ines.conversations).to_be_visible()
