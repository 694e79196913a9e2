import JSONKit
import Testing

private enum Kind: String, StrictChoice { case standard, `private` }

/// A number of minutes that is written as `5m`.
private struct Minutes: StrictScalar, Equatable {
    static let expectation = "minutes such as 5m"
    let count: Int
    init?(strict json: JSONValue) {
        guard let text = json.stringValue, text.hasSuffix("m"), let count = Int(text.dropLast()) else { return nil }
        self.count = count
    }
}

private struct Secret: StrictScalar {
    static let expectation = "a secret"
    static let isShown = false
    init?(strict json: JSONValue) {
        guard json == "let me in" else { return nil }
    }
}

private struct Channel: StrictlyDecodable, Equatable {
    var id: String
    var kind: Kind
    var pause: Minutes?
    init(from reader: inout StrictReader) throws(StrictError) {
        id = try reader.required("id", .filled)
        kind = try reader.optional("kind") ?? .standard
        pause = try reader.optional("pause")
    }
}

private struct Team: StrictlyDecodable {
    enum Owner: Equatable {
        case user(String)
        case group(String, size: Int?)
    }
    var channels: [Channel]
    var owner: Owner
    var limit: Int?
    var share: Double?
    var archived: Bool
    var labels: [String: [String]]
    var data: JSONValue?
    var extra: JSONObject?
    var secret: Secret?
    init(from reader: inout StrictReader) throws(StrictError) {
        channels = try reader.required("channels", .filledList())
        owner = try reader.exactlyOne(
            of: StrictAlternative("user", Owner.user),
            StrictAlternative("group") { (reader) throws(StrictError) in
                .group(try reader.required("group"), size: try reader.optional("size"))
            })
        limit = try reader.optional("limit", .within(1...100))
        share = try reader.optional("share")
        archived = try reader.optional("archived") ?? false
        labels = try reader.optional("labels") ?? [:]
        data = try reader.optional("data")
        extra = try reader.optional("extra")
        secret = try reader.optional("secret")
    }
}

private struct Workspace: StrictlyDecodable {
    var teams: [Team]
    init(from reader: inout StrictReader) throws(StrictError) { teams = try reader.required("teams") }
}

@Test func membersAreReadByTheirTypes() throws {
    let text = """
        {"teams": [{"channels": [{"id": "a", "kind": "private"}, {"id": "b", "kind": null, "pause": "5m"}],
          "group": "g", "size": 3, "limit": 7, "share": 0.5, "archived": true, "labels": {"x": ["y"], "z": null},
          "data": [1], "extra": {"any": 1}, "secret": "let me in"}]}
        """
    let team = try #require(try StrictReader.read(Workspace.self, from: JSONValue(parsing: text)).teams.first)
    #expect(team.channels.map(\.id) == ["a", "b"])
    #expect(team.channels.map(\.kind) == [.private, .standard])
    #expect(team.channels[1].pause?.count == 5)
    #expect(team.owner == .group("g", size: 3))
    #expect(team.limit == 7)
    #expect(team.share == 0.5)
    #expect(team.archived)
    #expect(team.labels == ["x": ["y"]])
    #expect(team.data == [1])
    #expect(team.extra == ["any": 1])
}

/// What is wrong with a team, and what the message says of it.
private let wrong: [(team: String, message: String)] = [
    (#"{"user":"u"}"#, "/teams/0/channels: is missing"),
    (#"{"channels":[]}"#, "/teams/0/channels: is empty"),
    (#"{"channels":{}}"#, "/teams/0/channels: must be a list, but is an object"),
    (#"{"channels":[1]}"#, "/teams/0/channels/0: must be an object, but is a number"),
    (#"{"channels":[null]}"#, "/teams/0/channels/0: must be an object, but is null"),
    (#"{"channels":[{"id":"a"},{"id":" \t"}]}"#, "/teams/0/channels/1/id: is empty"),
    (#"{"channels":[{"id":5}]}"#, "/teams/0/channels/0/id: must be a text, but is a number"),
    (
        #"{"channels":[{"id":"a","kind":"secret"}]}"#,
        #"/teams/0/channels/0/kind: must be one of "standard", "private", but is "secret""#
    ),
    (
        #"{"channels":[{"id":"a","pause":"5 h"}]}"#,
        #"/teams/0/channels/0/pause: must be minutes such as 5m, but is "5 h""#
    ),
    (
        #"{"channels":[{"id":"a","kinds":1}]}"#,
        #"/teams/0/channels/0/kinds: is not known here (did you mean "kind"?); what is known: id, kind, pause"#
    ),
    (
        #"{"channels":[{"id":"a","a/b":1}]}"#,
        #"/teams/0/channels/0/a~1b: is not known here; what is known: id, kind, pause"#
    ),
    (#"{"channels":[{"id":"a"}]}"#, "/teams/0: must have one of user, group"),
    (
        #"{"channels":[{"id":"a"}],"user":"u","group":"g"}"#,
        "/teams/0: must have only one of user, group, but has user and group"
    ),
    (
        #"{"channels":[{"id":"a"}],"user":"u","limit":101}"#,
        "/teams/0/limit: must be a whole number from 1 to 100, but is 101"
    ),
    (#"{"channels":[{"id":"a"}],"user":"u","limit":1.5}"#, "/teams/0/limit: must be a whole number, but is a number"),
    (
        #"{"channels":[{"id":"a"}],"user":"u","limit":18446744073709551616}"#,
        "/teams/0/limit: must be a whole number, but is a number"
    ),
    (#"{"channels":[{"id":"a"}],"user":"u","share":1e999}"#, "/teams/0/share: must be a number, but is a number"),
    (
        #"{"channels":[{"id":"a"}],"user":"u","archived":"true"}"#,
        "/teams/0/archived: must be true or false, but is a text"
    ),
    (
        #"{"channels":[{"id":"a"}],"user":"u","labels":{"x":["y",0]}}"#,
        "/teams/0/labels/x/1: must be a text, but is a number"
    ),
    (#"{"channels":[{"id":"a"}],"user":"u","secret":"hunter2"}"#, "/teams/0/secret: must be a secret, but is a text"),
]

@Test(arguments: wrong)
func whatIsWrongIsNamedByItsPointer(team: String, message: String) throws {
    let json = try JSONValue(parsing: #"{"teams":[\#(team)]}"#)
    let error = #expect(throws: StrictError.self) { try StrictReader.read(Workspace.self, from: json) }
    #expect(error?.message == message)
    #expect(error.map { json[$0.pointer] != nil || message.hasSuffix("missing") } == true)
}

@Test func theWholeIsNamedByWhereItStands() {
    let whole = #expect(throws: StrictError.self) { try StrictReader.read(Workspace.self, from: [1]) }
    #expect(whole?.message == "must be an object, but is a list")
    let part = #expect(throws: StrictError.self) {
        try StrictReader.read(Workspace.self, from: [:], at: .root.appending("body"))
    }
    #expect(part?.message == "/body/teams: is missing")
}

@Test func aReaderCanKnowMoreThanTheObjectSays() throws {
    let names = try StrictReader.read(from: ["list": [["n": "a"], ["n": "b"]], "one": ["n": "c"]]) {
        (reader) throws(StrictError) in
        let prefix = "the "
        let list = try reader.objects("list") { (reader) throws(StrictError) in
            prefix + (try reader.required("n") as String)
        }
        let one = try reader.object("one") { (reader) throws(StrictError) in try reader.required("n") as String }
        let none = try reader.object("none") { (_) throws(StrictError) in 1 }
        #expect(none == nil)
        return (list ?? []) + [one ?? ""]
    }
    #expect(names == ["the a", "the b", "c"])
}

@Test func anObjectThatHoldsNothingSaysSo() {
    let error = #expect(throws: StrictError.self) {
        try StrictReader.read(from: ["x": 1]) { (_) throws(StrictError) in }
    }
    #expect(error?.message == "/x: is not known here, and nothing else is")
}

@Test func longForeignNamesAndValuesAreCut() {
    let long = "a\u{1B}[31m\n" + String(repeating: "b", count: 100_000)
    for json: JSONValue in [[long: 1], ["id": "a", "kind": .string(long)], ["id": "a", "pause": .string(long)]] {
        let error = #expect(throws: StrictError.self) { try StrictReader.read(Channel.self, from: json) }
        #expect(error?.message.utf8.count ?? 1000 < 300)
        #expect(error?.message.contains("\u{1B}") == false)
        #expect(error?.message.contains("\n") == false)
    }
}

@Test func twoSpellingsOfANameInADictionaryAreRefused() {
    let json = JSONValue.object(["x": ["e\u{301}": ["a"], "é": ["b"]]])
    let error = #expect(throws: StrictError.self) {
        try StrictReader.read(from: json) { (reader) throws(StrictError) in
            try reader.required("x") as [String: [String]]
        }
    }
    #expect(error?.problem == "is another spelling of a name that stands there already")
}
