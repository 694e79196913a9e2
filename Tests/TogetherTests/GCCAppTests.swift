import JSONKit
import Teams
import Testing

/// A bot in a tenant of GCC, whose service has a host of its own: here that is the path `/gcc/`.
struct GCCAppTests {
    private func withBot(
        _ test: (Quay, _ chat: String, _ references: AsyncStream<ConversationReference>) async throws -> Void
    ) async throws {
        let (references, turn) = AsyncStream.makeStream(of: ConversationReference.self)
        func register(_ app: App) {
            app.onMessage { context in
                try await context.send("You said: \(context.text)")
                turn.yield(context.reference)
            }
        }
        try await Quay.with(register: register) { quay in try await test(quay, try await quay.chat(), references) }
    }

    /// Whether each send of the bot went to GCC's host, and its status, oldest first.
    private func sends(_ quay: Quay) async throws -> [(isMoved: Bool, status: Int?)] {
        let log = try await quay.gesture("GET", "log").arrayValue ?? []
        return log.filter { $0["operation"] == "send" }.map {
            ($0["path"]?.stringValue?.hasPrefix("/gcc/") == true, $0["status"]?.intValue)
        }
    }

    @Test func aBotThatAnswersNeedsNoMove() async throws {
        try await withBot { quay, chat, references in
            try await quay.gesture("PATCH", "tenant", ["cloud": "gcc"])
            try await quay.gesture("POST", "conversations/\(chat)/messages", ["as": "ines", "text": "one"])
            _ = await references.first { _ in true }
            let sends = try await sends(quay)
            #expect(sends.map(\.isMoved) == [true])
            #expect(sends.map(\.status) == [201])
        }
    }

    @Test func aReferenceOfBeforeIsMovedOnce() async throws {
        try await withBot { quay, chat, references in
            try await quay.gesture("POST", "conversations/\(chat)/messages", ["as": "ines", "text": "one"])
            let reference = try #require(await references.first { _ in true })
            try await quay.gesture("PATCH", "tenant", ["cloud": "gcc"])
            try await quay.app.send("two", to: reference)
            try await quay.app.send("three", to: reference)
            let sends = try await sends(quay)
            #expect(sends.map(\.isMoved) == [false, false, true, true])
            #expect(sends.map(\.status) == [201, 403, 201, 201])
        }
    }
}
