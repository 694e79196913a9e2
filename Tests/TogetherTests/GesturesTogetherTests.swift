import HTTPKit
import JSONKit
import Teams
import Testing

/// Buttons, dialogs, searches, feedback and files: a person of Local Teams, and a bot of the SDK.
struct GesturesTogetherTests {
    private struct Ticket: Decodable {
        let ticket: Int
        let note: String
    }

    private static let form = Attachment.adaptiveCard([
        "type": "AdaptiveCard", "version": "1.5",
        "body": [
            ["type": "Input.Text", "id": "note"],
            ["type": "Input.ChoiceSet", "id": "who", "choices.data": ["type": "Data.Query", "dataset": "people"]],
        ],
        "actions": [
            ["type": "Action.Submit", "id": "send", "data": ["ticket": 81]],
            [
                "type": "Action.Submit", "id": "open",
                "data": ["dialog_id": "berth", "msteams": ["type": "task/fetch"]],
            ],
        ],
    ])

    @Test("E9, E51-E58 what a person does reaches the typed handler, and its answer the person")
    func gestures() async throws {
        let told = Told()
        func register(_ app: App) {
            app.onMessage(.equals("card")) { context in try await context.send(Message().attaching(Self.form)) }
            app.onMessage(.equals("rate")) { context in try await context.send(Message("So?").askingForFeedback()) }
            app.on(.submitted(Ticket.self)) { _, ticket in told.add("\(ticket.ticket) \(ticket.note)") }
            app.on(.taskFetch.of("berth")) { _, _ in .dialog("Berth", card: Self.form) }
            app.on(.taskSubmit) { _, request in .message("Berth \(request.data?["berth"]?.stringValue ?? "")") }
            app.on(.search.of("people")) { _, request in .choices([SearchChoice("\(request.queryText ?? "")na")]) }
            app.on(.feedback) { _, feedback in told.add("\(feedback.isLike ?? false) \(feedback.text)") }
            app.on(.fileConsent) { _, consent in told.add("file \(consent.isAccepted)") }
        }
        try await Quay.with(register: register) { quay in
            let chat = try await quay.chat()
            let messages = "conversations/\(chat)/messages"
            func newest() async throws -> String {
                let history = try await quay.gesture("GET", "\(messages)?as=ines").arrayValue
                return try #require(history?.last?["id"]?.stringValue)
            }
            try await quay.gesture("POST", messages, ["as": "ines", "text": "card"])
            let card = try await newest()
            try await quay.gesture(
                "POST", "\(messages)/\(card)/actions", ["as": "ines", "action": "send", "inputs": ["note": "typed"]])
            let found = try await quay.gesture(
                "POST", "\(messages)/\(card)/search", ["as": "ines", "input": "who", "query": "I"])
            #expect(found["results"] == [["title": "Ina", "value": "Ina"]])
            let opened = try await quay.gesture(
                "POST", "\(messages)/\(card)/actions", ["as": "ines", "action": "open"])
            let dialog = try #require(opened["dialog"]?["id"]?.stringValue)
            let closed = try await quay.gesture(
                "POST", "dialogs/\(dialog)/submit", ["as": "ines", "data": ["berth": "4"]])
            #expect(closed["message"] == "Berth 4")
            try await quay.gesture("POST", messages, ["as": "ines", "text": "rate"])
            try await quay.gesture(
                "POST", "\(messages)/\(try await newest())/feedback", ["as": "ines", "reaction": "like", "text": "yes"])
            #expect(told.words == ["81 typed", "true yes"])
        }
    }
}
