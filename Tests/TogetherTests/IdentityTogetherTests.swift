import Foundation
import JSONKit
import Teams
import Testing

/// What a bot proves itself with, and the keys of the service, against Local Teams.
struct IdentityTogetherTests {
    private static let certificate = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../TokenKitTests/Certificates/first.pem").standardizedFileURL.path

    private static let proofs: [(name: String, make: @Sendable (AppID) -> Credentials)] = [
        ("certificate", { .certificate(file: certificate, clientID: $0) }),
        // Any file with a text: Local Teams asks nobody about an assertion.
        ("federated token", { .federatedToken(file: #filePath, clientID: $0) }),
    ]

    @Test("A bot proves itself without a secret, and two key changes in a moment lose no delivery", arguments: [0, 1])
    func conversation(_ index: Int) async throws {
        let (turns, endOfTurn) = AsyncStream.makeStream(of: String.self)
        func register(_ app: App) {
            app.onMessage { context in
                try await context.send("You said: \(context.text)")
                endOfTurn.yield(context.text)
            }
        }
        let credentials = Self.proofs[index].make(Credentials.localDevelopment.clientID)
        try await Quay.with(credentials, register: register) { quay in
            let chat = try await quay.chat()
            var seen = turns.makeAsyncIterator()
            for text in ["one", "two", "three", "four"] {
                try await quay.gesture("POST", "conversations/\(chat)/messages", ["as": "ines", "text": .string(text)])
                #expect(await seen.next() == text)
                try await quay.gesture("POST", "keys/rotate")
            }
            let history = try await quay.gesture("GET", "conversations/\(chat)/messages?as=ines").arrayValue ?? []
            #expect(history.count == 8)
        }
    }
}
