import HTTPKit
import JSONKit
import LockKit
import Teams
import Testing

/// A bot of the SDK and Local Teams: people sign in, open dialogs and bring files.
struct SignInTogetherTests {
    /// A bot with a connection, whose person is signed in when they write "in", and told so.
    private func withBot(
        _ connection: JSONObject, _ test: (Quay, _ chat: String, _ told: Told) async throws -> Void
    ) async throws {
        let told = Told()
        func register(_ app: App) {
            app.onMessage(.equals("in")) { context in
                if let token = try await context.signIn("graph") { told.add("had \(token.connectionName ?? "")") }
            }
            app.onMessage(.equals("out")) { context in told.add("out \(await context.signOut("graph"))") }
            app.on(.signedIn) { _, signedIn in told.add("signed in at \(signedIn.connection)") }
            app.on(.signInFailed) { _, problem in told.add("failed: \(problem)") }
        }
        try await Quay.with(register: register) { quay in
            var body = connection
            body["bot"] = quay.bot
            body["name"] = "graph"
            try await quay.gesture("POST", "connections", .object(body))
            try await test(quay, try await quay.chat(), told)
        }
    }

    private func say(_ text: String, _ quay: Quay, _ chat: String) async throws {
        try await quay.gesture("POST", "conversations/\(chat)/messages", ["as": "ines", "text": .string(text)])
    }

    private func signIn(_ quay: Quay, _ more: JSONObject = ["outcome": "token"]) async throws -> JSONValue {
        var body: JSONObject = ["as": "ines", "bot": quay.bot, "connection": "graph"]
        for (name, value) in more { body[name] = value }
        return try await quay.gesture("POST", "signins", .object(body))
    }

    @Test("OA-2 silent sign-in: the card, the exchange, the token; then no card")
    func silent() async throws {
        try await withBot(["sso": true]) { quay, chat, told in
            try await say("in", quay, chat)
            let done = try await signIn(quay, ["outcome": "token", "silent": true])
            #expect(done["steps"] == ["signin/tokenExchange"])
            #expect(done["invoke"]?["status"] == 200)
            #expect(told.words == ["signed in at graph"])
            try await say("in", quay, chat)
            #expect(told.words.last == "had graph")
            try await say("out", quay, chat)
            try await say("in", quay, chat)
            #expect(told.words.last == "out true")
        }
    }

    @Test(
        "FX-38, OA-3 consent: the exchange is refused with 412, the popup's code signs in",
        arguments: [
            (["sso": true, "asksConsent": true], ["signin/tokenExchange", "signin/verifyState"]),
            (["sso": false], ["signin/verifyState"]),
        ] as [(JSONObject, JSONValue)])
    func popup(_ connection: JSONObject, _ steps: JSONValue) async throws {
        try await withBot(connection) { quay, chat, told in
            try await say("in", quay, chat)
            let done = try await signIn(quay)
            #expect(done["steps"] == steps)
            #expect(done["invoke"]?["status"] == 200)
            #expect(told.words == ["signed in at graph"])
        }
    }

    @Test("OA-4 a failure reaches the bot with the setting that is wrong")
    func failure() async throws {
        try await withBot(["sso": true]) { quay, chat, told in
            try await say("in", quay, chat)
            let done = try await signIn(quay, ["outcome": "failure", "code": "resourcematchfailed"])
            #expect(done["invoke"]?["status"] == 200)
            #expect(told.words.first?.contains("Expose an API") == true)
        }
    }

    @Test("OA-1 in a group the card is for the one who asked")
    func group() async throws {
        try await withBot(["sso": true]) { quay, _, told in
            let group = Harbor.groupID.rawValue
            try await quay.gesture(
                "POST", "conversations/\(group.inPath)/messages",
                ["as": "ines", "text": "in", "mentions": [quay.bot]])
            let seen = try await quay.history(of: group).last
            #expect(seen?["onlyYou"] == true)
            #expect(seen?["attachments"]?[0]?["contentType"] == "application/vnd.microsoft.card.oauth")
            #expect(try await quay.history(of: group, as: "bo").last?["onlyYou"] == nil)
            #expect(try await signIn(quay)["invoke"]?["status"] == 200)
            #expect(told.words == ["signed in at graph"])
        }
    }
}

/// What a bot noted, in order.
final class Told: Sendable {
    private let list = Mutex<[String]>([])
    var words: [String] { list.withLock { $0 } }
    func add(_ word: String) { list.withLock { $0.append(word) } }
}
