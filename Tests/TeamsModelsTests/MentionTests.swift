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

    @Test("E3: the text of a channel post without its mention")
    func channelPost() throws {
        #expect(try Fixture.event(3).textWithoutMentions() == "tides?")
    }
}
