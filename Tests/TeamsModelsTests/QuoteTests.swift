import JSONKit
import TeamsModels
import Testing

@Suite("Quotes")
struct QuoteTests {
    @Test(
        "QUOTE-1, QUOTE-2, QUOTE-7: a reply begins with its quote, and the text is trimmed",
        arguments: [
            ("hello", "<quoted messageId=\"1\"/> hello"), ("  hello ", "<quoted messageId=\"1\"/> hello"),
            ("", "<quoted messageId=\"1\"/>"), (nil, "<quoted messageId=\"1\"/>"),
        ] as [(String?, String)])
    func prepends(text: String?, expected: String) {
        var activity = Activity(.message)
        activity.text = text
        activity.prependQuote(of: "1")
        #expect(activity.text == expected)
        #expect(activity.quotes.map(\.messageId) == ["1"])
    }

    @Test("QUOTE-4, QUOTE-7: entities that are there stay, behind the quote")
    func keepsEntities() {
        var activity = Activity(text: "x")
        activity.addMention(of: Account("29:a", name: "A"))
        activity.prependQuote(of: "1")
        #expect(activity.entities?.count == 2)
        guard case .quotedReply? = activity.entities?.first else {
            return #expect(Bool(false), "the quote is not first")
        }
    }

    @Test("QUOTE-6: quotes are appended, with and without an answer, alone, interleaved and grouped")
    func appends() {
        var plain = Activity(text: "existing text")
        plain.addQuote(of: "msg-1")
        #expect(plain.text == "existing text<quoted messageId=\"msg-1\"/>")
        var interleaved = Activity(.message)
        interleaved.addQuote(of: "1", response: "my response")
        interleaved.addQuote(of: "2", response: "other")
        #expect(interleaved.text == "<quoted messageId=\"1\"/> my response<quoted messageId=\"2\"/> other")
        var grouped = Activity(.message)
        grouped.addQuote(of: "1")
        grouped.addQuote(of: "2", response: "both")
        #expect(grouped.text == "<quoted messageId=\"1\"/><quoted messageId=\"2\"/> both")
        #expect(grouped.quotes.map(\.messageId) == ["1", "2"])
    }

    @Test("QUOTE-8: the placeholder is escaped, the entity is not")
    func escapes() {
        var activity = Activity(.message)
        activity.addQuote(of: "a<b>&\"c")
        #expect(activity.text == "<quoted messageId=\"a&lt;b&gt;&amp;&quot;c\"/>")
        #expect(activity.quotes.first?.messageId == "a<b>&\"c")
    }

    @Test("QUOTE-9: quotes are found among the entities, also of deleted messages")
    func finds() throws {
        #expect(try Fixture.event(1).quotes.isEmpty)
        let quote = try #require(try Fixture.event(5).quotes.first)
        #expect(quote.messageId == "1795161600999")
        #expect(quote.isReplyDeleted == false)
        let deleted = try Quote(json: ["messageId": "1", "isReplyDeleted": true])
        #expect(deleted.isReplyDeleted == true)
    }

    @Test(
        "What only begins like a quote stays",
        arguments: [
            ("a <quoted messageId=\"1\"/> b", "a  b"), ("<quoted/>x<quoted />", "x"), ("<quotedX/> y", "<quotedX/> y"),
            ("<quoted", "<quoted"), ("<quoted messageId=\"1\"> y", "<quoted messageId=\"1\"> y"),
            ("<quoted <quoted a/> y", "y"), ("<quoted a> <quoted b/>", "<quoted a>"),
            ("é<quoted\u{A0}/>", "é<quoted\u{A0}/>"),
        ])
    func tags(text: String, left: String) {
        var activity = Activity(text: text)
        activity.removeQuotes()
        #expect(activity.text == left)
    }

    @Test("TGT-6: every quote can be taken out again, also escaped ones")
    func removes() {
        var activity = Activity(text: "well")
        activity.prependQuote(of: "a<b>")
        activity.addQuote(of: "2")
        activity.removeQuotes()
        #expect(activity.text == "well")
        #expect(activity.entities == nil)
    }
}
