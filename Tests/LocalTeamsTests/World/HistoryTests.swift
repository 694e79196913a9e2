import JSONKit
import Testing

@testable import LocalTeams

@Test func conversationsAreListedNewestFirst() throws {
    var harbor = Harbor()
    let chat = try harbor.world.createChat(as: "ines", kind: .personal, members: ["bo"])
    #expect(try harbor.world.createChat(as: "bo", kind: .personal, members: ["ines"]) == chat)
    #expect(chat.rawValue.hasSuffix("@unq.gbl.spaces"))
    try harbor.world.post("in the channel", to: Harbor.quay, as: "mei")
    try harbor.world.post("hi bo", to: chat, as: "ines")
    _ = try harbor.whisper("psst", to: "ines")
    let seen = try harbor.world.conversations(as: "ines").prefix(3).map { $0["id"]?.stringValue }
    #expect(seen == [Harbor.tides.rawValue, chat.rawValue, Harbor.quay.rawValue])
    let others = try harbor.world.conversations(as: "bo").prefix(2).map { $0["id"]?.stringValue }
    #expect(others == [chat.rawValue, Harbor.quay.rawValue])
    let entry = try #require(try harbor.world.conversations(as: "bo").first)
    #expect(entry["kind"] == "personal" && entry["name"] == "Ines Okafor")
    #expect(entry["lastMessage"]?["text"] == "hi bo")
    #expect(try harbor.world.conversations(as: "jonas").contains { $0["id"] == Harbor.tides.json } == false)
}

@Test func historyIsReadBackwardsPageByPage() throws {
    var harbor = Harbor()
    for number in 0..<700 { try harbor.world.post("\(number)", to: Harbor.tides, as: "ines") }
    #expect(try harbor.texts(of: Harbor.tides, as: "bo") == (0..<700).map(String.init))
    var texts: [String] = []
    var before: String?
    repeat {
        let page = try harbor.world.history(of: Harbor.tides, as: "bo", limit: 99, before: before)
        texts = page.compactMap { $0["text"]?.stringValue } + texts
        before = page.first?["id"]?.stringValue
    } while before != nil
    #expect(texts == (0..<700).map(String.init))
}

@Test func resetBringsBackTheWorkspaceAndNoOldNumber() throws {
    var harbor = Harbor()
    let before = harbor.world.workspace
    let id = try harbor.say("old")
    try harbor.world.addPerson(handle: "noor", name: "Noor")
    try harbor.world.deleteTeam(Harbor.port, as: "ines")
    try harbor.world.advance(by: .seconds(3600))
    let seq = try #require(
        try harbor.changes { _ = try $0.post("last", to: Harbor.tides, as: "ines") }.shown.last?.event.seq)
    let changes = try harbor.changes { $0.reset() }
    #expect(changes.records.first == .deleteAll)
    #expect(changes.shown.last?.event.kind == .workspace && changes.shown.last!.event.seq > seq)
    #expect(changes.shown.last?.to.contains("noor") == true)
    var after = harbor.world.workspace
    after.installations = before.installations
    #expect(after == before)
    #expect(harbor.world.now == Harbor.start)
    #expect(try harbor.texts(of: Harbor.tides, as: "ines").isEmpty)
    #expect(harbor.world.ledger().isEmpty)
    #expect(Int64(try harbor.say("new"))! > Int64(id)!)
}

@Test func theLedgerIsReadFromAnyPlace() throws {
    var harbor = Harbor()
    for number in 0..<10 { _ = try harbor.say("\(number)") }
    #expect(harbor.world.ledger(after: 4, limit: 3).map(\.text) == ["4", "5", "6"])
    #expect(harbor.world.ledger(after: 10).isEmpty)
    harbor.world.reset()
    _ = try harbor.say("again")
    #expect(harbor.world.ledger(after: 10).map(\.seq) == [11])
    #expect(harbor.world.ledger(after: 0).map(\.text) == ["again"])
}

@Test func aMessageLogFindsWhatItHolds() {
    var log = MessageLog()
    let numbers = (0..<1000 as Range<Int64>).map { MessageNumber(rawValue: $0 * 3) }
    for (place, number) in numbers.enumerated() {
        log.append(
            Message(
                conversation: Harbor.tides, number: number, author: .person("ines"), audience: .everyone,
                sentAt: Instant(milliseconds: 0), content: MessageContent(text: "\(place)")))
    }
    #expect(log.count == 1000)
    #expect(numbers.allSatisfy { log[$0]?.number == $0 })
    #expect([-1, 1, 2, 3001].allSatisfy { log[$0] == nil })
    let copy = log
    log.change(300) { $0.content.text = "changed" }
    #expect(copy[300]?.content.text == "100" && log[300]?.content.text == "changed")
    #expect(MessageLog()[1] == nil && MessageLog().count == 0)
}

@Test(arguments: [
    ("a **b** c", "a <strong>b</strong> c", "a b c"),
    ("*i* and _j_", "<em>i</em> and <em>j</em>", "i and j"),
    ("~~no~~ `x*y*`", "<s>no</s> <code>x*y*</code>", "no x*y*"),
    ("**a *b* c**", "<strong>a <em>b</em> c</strong>", "a b c"),
    ("[tides](https://harbor.test/a?b=1&c=2)", "<a href=\"https://harbor.test/a?b=1&amp;c=2\">tides</a>", "tides"),
    ("[x](javascript:alert)", "[x](javascript:alert)", "[x](javascript:alert)"),
    ("2 * 3 * 4 snake_case_name **", "2 * 3 * 4 snake_case_name **", "2 * 3 * 4 snake_case_name **"),
    ("<b> & \"q\"\nnext", "&lt;b&gt; &amp; &quot;q&quot;<br>next", "<b> & \"q\"\nnext"),
    ("**<at>Harbor</at>**", "<strong><at>Harbor</at></strong>", "<at>Harbor</at>"),
    ("<\u{338}b> \"\u{301}", "&lt;\u{338}b&gt; &quot;\u{301}", "<\u{338}b> \"\u{301}"),
    ("", "", ""),
])
func markdownBecomesHTMLAndPlainText(text: String, html: String, plain: String) {
    let markdown = Markdown(text)
    #expect(Array(markdown.html.utf8) == Array(html.utf8))
    #expect(markdown.plain == plain)
}

@Test func htmlBecomesPlainText() {
    #expect(
        Markup.plain("<p>a <b>b</b> &lt;c&gt; &amp;amp; <at>Harbor</at></p><p>d<br>e</p>")
            == "a b <c> &amp; <at>Harbor</at>\nd\ne")
    #expect(Markup.plain("a < b") == "a < b")
}
