import JSONKit
import TeamsModels
import TestSupport
import Testing

/// Texts that anybody may write cost time in proportion to their length.
@Suite("Growth", .serialized)
struct TextGrowthTests {
    private static func mentioning(_ text: String, _ mentions: [Mention]) -> Activity {
        var activity = Activity(text: text)
        activity.entities = mentions.map { .mention($0) }
        return activity
    }

    /// Pieces that were found to be slow, or look like something that begins.
    static let pieces = [
        "<quoted ", "<quoted/", "<quoted messageId=\"1\"/>", "<quoted <at>", "<at>", "<at ", "</at>", "<at>x</at>", "<",
        "&", "&amp",
        "&#", " ", "\u{A0}", "\n", "a", "\u{301}", "👩‍👩‍👧", "🇩🇪", "x ",
    ]

    @Test(arguments: pieces)
    func quotes(_ piece: String) {
        expectLinear("quotes", size: 8_000) {
            String(repeating: piece, count: $0 / piece.utf8.count)
        } in: { text in
            var activity = Activity(text: text)
            activity.removeQuotes()
            activity.prependQuote(of: "1")
        }
    }

    @Test(arguments: pieces)
    func mentions(_ piece: String) {
        let named = ["x", "<at>", "Bot & Co", ""].map { Mention(of: Account("28:bot", name: $0)) }
        var bare = Mention(of: Account("28:bot"))
        bare.text = piece + "!"
        expectLinear("mentions", size: 8_000) { size in
            Self.mentioning(String(repeating: piece, count: size / piece.utf8.count), named + [bare, bare])
        } in: { (activity: Activity) in
            _ = activity.textWithoutMentions(of: "28:bot")
            _ = activity.textWithoutMentions(keepingNames: true)
        }
    }

    @Test func manyMentions() {
        for written in ["<at>Bot</at>", "Bot", "B"] {
            var mention = Mention(of: Account("28:bot", name: "Bot"))
            mention.text = written
            expectLinear("many mentions", size: 500) { count in
                Self.mentioning(
                    String(repeating: written + " ", count: count), Array(repeating: mention, count: count))
            } in: { (activity: Activity) in
                _ = activity.textWithoutMentions(of: "28:bot")
                _ = activity.isRecipientMentioned
            }
        }
    }

    @Test func longNamesThatAreNotThere() {
        expectLinear("long names", size: 8_000) { size in
            var mention = Mention(of: Account("28:bot"))
            mention.text = String(repeating: "a", count: size / 2) + "b"
            return Self.mentioning(String(repeating: "a", count: size), Array(repeating: mention, count: 20))
        } in: { (activity: Activity) in
            _ = activity.textWithoutMentions(of: "28:bot")
        }
    }

    @Test(arguments: pieces)
    func markup(_ piece: String) {
        expectLinear("markup", size: 8_000) {
            String(repeating: piece, count: $0 / piece.utf8.count)
        } in: { text in
            _ = XMLText.escape(text)
            _ = XMLText.unescape(text)
            _ = XMLText.escapeContent(text)
            _ = text.trimmed
            _ = text.withSingleSpaces
            _ = text.withPlainSpaces
        }
    }

    @Test(arguments: ["19:x;messageid=", ";", "1", "a"])
    func identifiers(_ piece: String) {
        expectLinear("ids", size: 8_000) {
            ConversationID(rawValue: String(repeating: piece, count: $0 / piece.utf8.count) + "1")
        } in: { id in
            for _ in 0..<10 {
                _ = id.base
                _ = id.threadRoot
                _ = try? id.threaded(root: "1")
                _ = Timestamp(rawValue: "2026-11-20T08:00:00." + id.rawValue).date
            }
        }
    }

    @Test("200 mentions are looked at; more stay in the text")
    func cap() {
        let mention = Mention(of: Account("28:bot", name: "Bot"))
        let text = String(repeating: "<at>Bot</at>", count: 201)
        let activity = Self.mentioning(text, Array(repeating: mention, count: 201))
        #expect(activity.textWithoutMentions() == "<at>Bot</at>")
    }
}
