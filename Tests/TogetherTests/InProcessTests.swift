import JSONKit
import Teams
import Testing

/// A bot and the Teams that it talks to, joined in this process: no port, no socket, no HTTP client.
struct InProcessTests {
    @Test func aBotAndTeamsHaveAConversation() async throws {
        let (turns, endOfTurn) = AsyncStream.makeStream(of: Void.self)
        func register(_ app: App) {
            app.onMessage { context in
                let sent = try await context.send("You said: \(context.text)")
                try await sent.update("You said \"\(context.text)\".")
                endOfTurn.yield()
            }
        }
        try await Quay.with(register: register) { quay in
            let chat = try await quay.chat()
            try await quay.gesture(
                "POST", "conversations/\(chat)/messages", ["as": "ines", "text": "the tide is high"])
            for await _ in turns { break }
            let history = try await quay.gesture("GET", "conversations/\(chat)/messages?as=ines").arrayValue ?? []
            #expect(
                history.compactMap { $0["text"]?.stringValue } == [
                    "the tide is high", "You said \"the tide is high\".",
                ])
            #expect(history.last?["edited"] == true)
        }
    }
}
