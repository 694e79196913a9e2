import JSONKit
import LockKit
import Teams
import Testing

/// Buttons of cards, pressed by people of Local Teams, and what a bot of the SDK makes of them.
struct CardsTogetherTests {
    private static func card(_ text: String, _ button: AdaptiveAction) -> AdaptiveCard {
        AdaptiveCard {
            TextBlock(text)
            Input.Number("count")
            Input.Toggle("isUrgent", title: "Urgent")
        } actions: {
            button
        }
    }

    private struct Order: Decodable {
        let berth: String
        let count: Int?
        let isUrgent: Bool?
    }
    private static let inputs: JSONValue = ["count": "3", "isUrgent": "true"]

    /// The texts of the cards and messages that a person sees of the bot, the newest last.
    private func seen(_ quay: Quay, _ place: String, by person: String) async throws -> [String] {
        try await quay.history(of: place, as: person).compactMap { message in
            guard message["from"]?["kind"] == "bot" else { return nil }
            return message["attachments"]?[0]?["content"]?["body"]?[0]?["text"]?.stringValue
                ?? message["text"]?.stringValue
        }
    }

    private func register(_ app: App) {
        app.command("execute", help: "Sends a card.") { context in
            try await context.send(
                Self.card("card", Action.Execute("Go", verb: "go", data: ["berth": "4"]).id("go").erased))
        }
        app.command("submit", help: "Sends a card.") { context in
            let button = Action.Submit("Go", verb: "go", data: ["berth": "4"]).id("go")
            try await context.send(Self.card("card", button.erased))
        }
        app.command("old", help: "Sends a card.") { context in
            try await context.send(Self.card("card", Action.Execute("Go", verb: "gone").id("go").erased))
        }
        app.onCardAction("go", data: Order.self) { context, order in
            let text = "berth \(order.berth), \(order.count ?? 0), \(order.isUrgent ?? false)"
            return .card(AdaptiveCard { TextBlock("mine: " + text) }, everyoneElse: AdaptiveCard { TextBlock("all") })
        }
        app.onMessage { context in try await context.send("heard \(context.text)") }
    }

    private func group(_ quay: Quay) throws -> String {
        try #require(quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"]?.stringValue)
    }

    /// Says `text`, in private when `isWhisper`, and presses the button of the card that comes.
    private func press(_ quay: Quay, after text: String, isWhisper: Bool, in place: String) async throws -> JSONValue {
        let path = "conversations/\(place.inPath)/messages"
        var body: JSONObject = ["as": "ines", "text": .string((isWhisper ? "/" : "") + text)]
        if isWhisper { body["onlyTo"] = quay.bot } else { body["mentions"] = [quay.bot] }
        try await quay.gesture("POST", path, .object(body))
        let history = try await quay.history(of: place)
        let card = try #require(history.last { $0["from"]?["kind"] == "bot" }?["id"]?.stringValue)
        return try await quay.gesture(
            "POST", "\(path)/\(card)/actions", ["as": "ines", "action": "go", "inputs": Self.inputs])
    }

    private static let mine = "mine: berth 4, 3, true"
    private static let rows: [(text: String, isWhisper: Bool, ines: [String], bo: [String])] = [
        ("execute", false, [mine], ["all"]),
        ("execute", true, [mine], []),
        ("submit", false, ["all", mine], ["all"]),
        ("submit", true, [mine], []),
    ]

    @Test("each sees what is for them, by whichever button, and in a whisper one alone", arguments: rows.indices)
    func buttons(_ index: Int) async throws {
        let row = Self.rows[index]
        try await Quay.with(register: register) { quay in
            let place = try group(quay)
            let pressed = try await press(quay, after: row.text, isWhisper: row.isWhisper, in: place)
            #expect(pressed["error"] == nil, "\(pressed)")
            #expect(try await seen(quay, place, by: "ines") == row.ines)
            #expect(try await seen(quay, place, by: "bo") == row.bo)
        }
    }

    @Test("a button that is gone says so on the card")
    func old() async throws {
        try await Quay.with(register: register) { quay in
            let pressed = try await press(quay, after: "old", isWhisper: false, in: try group(quay))
            #expect(pressed["error"]?.stringValue?.contains("does nothing any more") == true, "\(pressed)")
        }
    }

    private static let approval = AdaptiveCard {
        TextBlock("Approve?")
    } actions: {
        Action.Execute("Yes", verb: "yes", data: ["by": "button"]).id("go")
    }

    @Test("a question with a button is answered by the one who was asked, in a whisper too", arguments: [false, true])
    func question(_ isWhisper: Bool) async throws {
        func asking(_ app: App) {
            app.command("ask", help: "Asks.") { context in
                let answer = try await context.ask(Self.approval)
                try await answer.asked?.update("Approved: \(answer.press?.verb ?? "-")")
            }
            app.onCardAction { _ in .error("Not yours.") }
        }
        try await Quay.with(register: asking) { quay in
            let place = try group(quay)
            let path = "conversations/\(place.inPath)/messages"
            let pressed = try await press(quay, after: "ask", isWhisper: isWhisper, in: place)
            #expect(pressed["error"] == nil, "\(pressed)")
            await quay.app.drain()
            #expect(try await seen(quay, place, by: "ines") == ["Approved: yes"])
            #expect(try await seen(quay, place, by: "bo") == (isWhisper ? [] : ["Approved: yes"]))
            _ = path
        }
    }

    @Test("nobody else can answer a question that all see")
    func somebodyElse() async throws {
        func asking(_ app: App) {
            app.onMessage(.equals("ask")) { context in try await context.ask("approval", Self.approval) }
            app.onAnswer("approval") { context, _, answer in try await answer.asked?.update("Approved.") }
            app.onCardAction { _ in .error("Not yours.") }
        }
        try await Quay.with(register: asking) { quay in
            let place = try group(quay)
            let path = "conversations/\(place.inPath)/messages"
            try await quay.gesture(
                "POST", path, ["as": "ines", "text": "ask", "mentions": [quay.bot]])
            let card = try #require(try await quay.history(of: place).last?["id"]?.stringValue)
            let other = try await quay.gesture("POST", "\(path)/\(card)/actions", ["as": "bo", "action": "go"])
            #expect(other["error"] == "Not yours.")
            #expect(try await seen(quay, place, by: "bo") == ["Approve?"])
            let asked = try await quay.gesture("POST", "\(path)/\(card)/actions", ["as": "ines", "action": "go"])
            #expect(asked["error"] == nil)
            #expect(try await seen(quay, place, by: "bo") == ["Approved."])
        }
    }
}
