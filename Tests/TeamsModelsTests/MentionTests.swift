import JSONKit
import TeamsModels
import Testing

@Suite("Mentions")
struct MentionTests {
    private static let bot = Account("28:bot", name: "test-bot")
    private static let ines = Account("29:ines", name: "Ines")

    private static func message(_ text: String?, _ mentioned: Account...) -> Activity {
        var activity = Activity(.message)
        activity.text = text
        for account in mentioned { activity.addMention(of: account, inText: false) }
        return activity
    }

    @Test("MSG-4: a mention is an entity, and its text is appended")
    func appends() {
        var activity = Activity(text: "Hello ")
        activity.addMention(of: Self.ines)
        #expect(activity.text == "Hello <at>Ines</at>")
        #expect(activity.mentions.first?.text == "<at>Ines</at>")
        #expect(activity.mentions.first?.mentioned?.id == "29:ines")
        activity.addMention(of: Self.bot, text: "the bot")
        #expect(activity.text == "Hello <at>Ines</at><at>the bot</at>")
        activity.addMention(of: Self.ines, inText: false)
        #expect(activity.text == "Hello <at>Ines</at><at>the bot</at>")
        #expect(activity.mentions.count == 3)
    }

    @Test("MSG-5: the recipient is mentioned only when an entity has its id")
    func recipient() {
        var activity = Self.message("hi", Self.ines)
        #expect(!activity.isRecipientMentioned)
        activity.recipient = Self.bot
        #expect(!activity.isRecipientMentioned)
        activity.addMention(of: Self.bot)
        #expect(activity.isRecipientMentioned)
        activity.entities = nil
        #expect(!activity.isRecipientMentioned)
    }

    @Test(
        "MSG-6: stripping takes each mention out once and trims",
        arguments: [
            ("Hello <at>test-bot</at>! How are you?", "Hello ! How are you?"),
            ("<at>test-bot</at> tides?\n", "tides?"), ("<at>test-bot</at>&nbsp;x", "&nbsp;x"),
            ("<at>test-bot</at>\u{A0}x", "x"), ("no tag", "no tag"), ("<at>test-bot</at>", ""),
            ("<at>test-bot</at> <at>test-bot</at>", "<at>test-bot</at>"),
        ])
    func strips(text: String, expected: String) {
        #expect(Self.message(text, Self.bot).textWithoutMentions() == expected)
    }

    @Test("MSG-6: without text nil, without mentions unchanged, by name when the entity has no text")
    func stripsNothing() throws {
        #expect(Self.message(nil, Self.bot).textWithoutMentions() == nil)
        #expect(Self.message("  as it is ").textWithoutMentions() == "  as it is ")
        var activity = Activity(text: "<at>Ines</at> hi")
        var mention = Mention(of: Self.ines)
        mention.text = nil
        activity.entities = [.mention(mention)]
        #expect(activity.textWithoutMentions() == "hi")
    }

    @Test("MSG-7: names stay when only tags are taken out")
    func keepsNames() {
        let activity = Self.message("Hello <at>test-bot</at>!", Self.bot)
        #expect(activity.textWithoutMentions(keepingNames: true) == "Hello test-bot!")
    }

    @Test("MSG-8: one account's mentions alone, also when two people have one name")
    func oneAccount() {
        let activity = Self.message("<at>test-bot</at> ask <at>Ines</at>", Self.bot, Self.ines)
        #expect(activity.textWithoutMentions(of: "28:bot") == "ask <at>Ines</at>")
        let other = Account("29:other", name: "Ines")
        let twins = Self.message("<at>Ines</at> and <at>Ines</at>", Self.ines, other)
        #expect(twins.textWithoutMentions(of: "29:other") == "<at>Ines</at> and")
    }

    @Test("The text of a message is XML: a name is escaped in the text and in the entity alike, and raw beside them")
    func escapes() {
        let lab = Account("29:lab", name: "R&D <Lab> \"Q\"")
        var activity = Activity(text: "ask ")
        activity.addMention(of: lab)
        #expect(activity.text == "ask <at>R&amp;D &lt;Lab&gt; \"Q\"</at>")
        #expect(activity.mentions[0].text == "<at>R&amp;D &lt;Lab&gt; \"Q\"</at>")
        #expect(activity.mentions[0].mentioned?.name == "R&D <Lab> \"Q\"")
        var alias = Activity(.message)
        alias.addMention(of: lab, text: "a<b")
        #expect(alias.text == "<at>a&lt;b</at>")
        var written = Activity(text: "<at>R&D <Lab> \"Q\"</at> and R&D")
        written.addMention(of: lab, inText: false)
        #expect(written.text == "<at>R&amp;D &lt;Lab&gt; \"Q\"</at> and R&D")
        #expect(activity.textWithoutMentions(keepingNames: true) == "ask R&amp;D &lt;Lab&gt; \"Q\"")
    }

    /// A text, the names in it that are the bot's, those that are somebody's, and what is left.
    private static let odd: [(text: String, entities: [(name: String, text: String?, isBot: Bool)], left: String)] = [
        ("<at>Testbot (dev) [*]</at> echo hi", [("Testbot (dev) [*]", "<at>Testbot (dev) [*]</at>", true)], "echo hi"),
        ("<at>Test ($~&)</at> echo hi", [("Test ($~&)", nil, true)], "echo hi"),
        ("<at>Test ($~&amp;)</at> echo hi", [("Test ($~&)", nil, true)], "echo hi"),
        ("<at>R&amp;D</at> echo hi", [("R&D", "<at>R&D</at>", true)], "echo hi"),
        ("<at>R&D</at> echo hi", [("R&D", "<at>R&amp;D</at>", true)], "echo hi"),
        ("<at id=\"0\">Bot</at> echo hi", [("Bot", "<at>Bot</at>", true)], "echo hi"),
        ("<at>Bot</at> echo hi", [("Bot", "<at>Bot</at>", true), ("Bot", "<at>Bot</at>", true)], "echo hi"),
        (
            "<at>My</at> <at>Nice</at> <at>Bot</at> echo hi",
            [("My", "<at>My</at>", true), ("Nice", "<at>Nice</at>", true), ("Bot", "<at>Bot</at>", true)], "echo hi"
        ),
        (
            "<at>Bot</at> echo <at>Alice</at> x",
            [("Bot", "<at>Bot</at>", true), ("Alice", "<at>Alice</at>", false)], "echo <at>Alice</at> x"
        ),
        ("@Bot echo hi\r\n", [("Bot", "@Bot", true)], "echo hi"),
        (
            "<at>Bot</at> echo <at>\u{E9}</at>", [("Bot", "<at>Bot</at>", true), ("x", "<at>e\u{301}</at>", true)],
            "echo <at>\u{E9}</at>"
        ),
        ("<at>Bot echo hi", [("Bot", "<at>Bot</at>", true)], "<at>Bot echo hi"),
        ("<at><at>Bot</at> echo hi", [("Bot", nil, true)], "<at> echo hi"),
    ]

    @Test("The bot's own mention is taken out, whatever its name is made of, and nobody else's", arguments: odd.indices)
    func oddNames(_ index: Int) {
        let line = Self.odd[index]
        var activity = Activity(text: line.text)
        activity.entities = line.entities.map { entity in
            var mention = Mention(of: Account(entity.isBot ? "28:bot" : "29:alice", name: entity.name))
            mention.text = entity.text
            return .mention(mention)
        }
        #expect(activity.textWithoutMentions(of: "28:bot") == line.left)
    }

    @Test("E3: the text of a channel post without its mention")
    func channelPost() throws {
        #expect(try Fixture.event(3).textWithoutMentions() == "tides?")
    }
}
