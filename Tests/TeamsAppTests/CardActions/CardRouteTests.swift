import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("Which handler a button of a card comes to")
struct CardRouteTests {
    /// A bot whose handlers say their names.
    private func bot(_ seen: Presser, others: Bool = true) -> Bot {
        let bot = Bot()
        bot.app.onCardAction("approve") { _ in seen.note("approve") }
        bot.app.onCardAction("status") { _ in seen.note("status") }
        bot.app.onCardRefresh("status") { _ in seen.note("status refreshed") }
        bot.app.onCardRefresh("view") { _ in seen.note("view refreshed") }
        if others { bot.app.onCardAction { _ in seen.note("others") } }
        bot.app.onMessage(.matching(/.*/)) { _, _ in _ = seen.note("text") }
        bot.app.onMessage { _ in _ = seen.note("message") }
        return bot
    }

    private static let presses: [(body: JSONValue, handler: String)] = [
        (Pressed.execute("approve"), "approve"),
        (Pressed.execute("approve", trigger: "automatic"), "approve"),
        (Pressed.execute(nil, ["action": "approve"]), "approve"),
        (Pressed.execute("other", ["action": "approve"]), "approve"),
        (Pressed.execute("Approve"), "others"),
        (Pressed.execute("other"), "others"),
        (Pressed.execute(nil), "others"),
        (Pressed.execute(7), "others"),
        (Pressed.execute("approve", "text"), "approve"),
        (Pressed.execute("status"), "status"),
        (Pressed.execute("status", trigger: "automatic"), "status refreshed"),
        (Pressed.execute("status", trigger: "Automatic"), "status refreshed"),
        (Pressed.execute("view", trigger: "automatic"), "view refreshed"),
        (Pressed.execute("view"), "view refreshed"),
        (Pressed.submit(["action": "approve", "note": "x"]), "approve"),
        (Pressed.submit(["verb": "approve"]), "approve"),
        (Pressed.submit(["action": "other", "verb": "approve"]), "approve"),
        (Pressed.submit(["action": ["approve"]]), "others"),
        (Pressed.submit(["note": "x"]), "others"),
        (Pressed.submit("text"), "others"),
        (Pressed.submit(["action": "approve"], ["text": " \n"]), "approve"),
        (Pressed.submit(["action": "approve"], ["text": .null]), "approve"),
        (Pressed.submit(["action": "approve"], ["text": "approve it"]), "text"),
        (Pressed.submit(.null), "text"),
        (Pressed.submit(["action": "view"]), "others"),
    ]

    @Test("is decided by its verb, and how it was caused", arguments: presses.indices)
    func routes(_ index: Int) async throws {
        let row = Self.presses[index]
        let seen = Presser()
        let bot = bot(seen)
        try bot.app.prepare()
        #expect(try await bot.post(row.body).status == 200)
        #expect(seen.words == [row.handler])
    }

    @Test("is the handler of messages' where no card handler wants it")
    func messages() async throws {
        let seen = Presser()
        let bot = bot(seen, others: false)
        _ = try await bot.post(Pressed.submit(["action": "other"]))
        #expect(seen.words == ["text"])
    }

    @Test("is the one that was given for the invoke itself, where there is one")
    func raw() async throws {
        let seen = Presser()
        let bot = bot(seen)
        bot.app.on(Invoke<JSONValue, JSONValue>(.cardAction).of("approve")) { _, _ in "raw" }
        #expect(try await bot.post(Pressed.execute("approve")).json == "raw")
        _ = try await bot.post(Pressed.submit(["action": "approve"]))
        #expect(seen.words == ["approve"])
    }

    @Test("is given once: two for one verb are named with their places")
    func conflicts() {
        let bot = Bot()
        bot.app.onCardAction("approve", file: "A.swift", line: 1) { _ in .none }
        bot.app.onCardAction("approve", data: [String: String].self, file: "B.swift", line: 2) { _, _ in .none }
        let error = #expect(throws: AppError.self) { try bot.app.prepare() }
        #expect(
            error?.message
                == "two handlers for buttons of cards with the verb \"approve\": at A.swift:1 and at B.swift:2")
    }

    @Test("sees what was pressed", arguments: [true, false])
    func press(_ isExecute: Bool) async throws {
        let bot = Bot()
        let presses = Mutex<[CardPress]>([])
        bot.app.onCardAction("approve") { context in
            let press = try context.press
            presses.withLock { $0.append(press) }
            return .none
        }
        let body =
            isExecute
            ? Pressed.execute("approve", ["ticket": 81, "note": "typed"])
            : Pressed.submit(["action": "approve", "ticket": 81, "note": "typed"])
        _ = try await bot.post(body)
        let press = try #require(presses.withLock { $0 }.first)
        #expect(press.kind == (isExecute ? .execute : .submit))
        #expect(press.trigger == .manual)
        #expect(press.verb == "approve")
        #expect(press.data["ticket"] == 81)
        #expect(press.message == "1795161600999")
        #expect(press.actionID == (isExecute ? "ok" : nil))
        #expect(press.title == (isExecute ? "Approve" : nil))
        #expect(press.inputs[Input.Text("note")] == "typed")
    }

    @Test("is none for what comes from no card: asking for the press is an error")
    func noPress() async throws {
        let bot = Bot()
        bot.app.onMessage { context in
            let error = #expect(throws: AppError.self) { try context.press }
            #expect(error?.code == .noCardPress)
        }
        _ = try await bot.post(Inbound.message("hello"))
    }

    @Test(
        "runs once, however often Teams posts the press, and each post gets the same answer", arguments: [true, false])
    func repeated(_ isExecute: Bool) async throws {
        let bot = Bot()
        let seen = Presser()
        bot.app.onCardAction("approve") { _ in
            _ = seen.note("approved")
            return .message("Thank you.")
        }
        let body = isExecute ? Pressed.execute("approve") : Pressed.submit(["action": "approve"])
        let first = try await bot.post(body)
        let second = try await bot.post(body)
        #expect(seen.words == ["approved"])
        #expect(first == second)
        #expect(bot.teams.calls.count == (isExecute ? 0 : 1))
        // Another press of the same button is another press.
        let next = isExecute ? Pressed.execute("approve", id: "f:2") : Pressed.submit(["action": "approve"], id: "f:2")
        _ = try await bot.post(next)
        #expect(seen.words == ["approved", "approved"])
    }
}

/// What handlers say, in order.
final class Presser: Sendable {
    private let said = Mutex<[String]>([])
    var words: [String] { said.withLock { $0 } }

    func note(_ word: String) -> CardAnswer {
        said.withLock { $0.append(word) }
        return .none
    }
}
