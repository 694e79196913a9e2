import Teams
import TeamsNotifications

/// Calls the functions of the samples, each as its page says, when it is told to. They stand beside this file when it
/// is compiled.
@main
struct Caller {
    static func main() async throws {
        let app = App(try .environment())
        let notifications = try await Notifications(for: app, store: .memory)
        app.onMessage { context in
            let sent = try await context.send("Ten minutes left.")
            try await remind(app, about: sent, in: context.reference)
            try await announce(
                app, in: context.reference.conversation?.id ?? "", to: context.sender.directoryID ?? "")
            try expect(await answer(app, body: [], authorization: "Bearer none").status == 401, "answer")

            check(card(for: []), CardSubmission(["due": "2026-11-20"]))
            let read = try readCard(arrival().json.text())
            try expect(read.json == arrival().json, "readCard")
            let template = try greeting()
            let ines: JSONValue = [
                "person": ["name": "Ines"], "order": ["total": 12.5, "currency": "EUR", "due": "2026-11-20T09:00:00Z"],
            ]
            try expect(check(template, with: ines), "check")
            try expect(!check(template, with: [:]), "check of what is missing")
            try expect(cards(template, for: [ines, [:]]).count == 1, "cards")
            let clock = try stamped(
                CardTemplate(["type": "AdaptiveCard", "speak": "${formatDateTime(utcNow(), 'MMMM')}"]))
            try expect(clock["speak"] == "November", "stamped: \(clock)")

            let here = context.reference.conversation?.id ?? ""
            try await tellBob(notifications)
            try await rehearse(notifications)
            try expect(audiences(channel: here, bob: "none").count == 4, "audiences")
            try expect(try schedules(.distantFuture).count == 5, "schedules")
            let tide: JSONValue = ["time": "14:10"]
            let names: [String: JSONObject] = try [context.sender.directoryID ?? "": ["name": "Ines"]]
            let id = try await notifications.notify(.conversations([here]), contents(tide: tide, names: names))
            try await correct(notifications, id)
            try await context.send("all samples ran")
        }
        // Whoever started the program waits for this line.
        try await app.run(alongside: notifications) { address in print("listening on http://\(address)") }
    }

    static func expect(_ isTrue: Bool, _ what: String) throws {
        if !isTrue { throw Wrong(what: what) }
    }

    struct Wrong: Error { let what: String }
}
