import Foundation
import JSONKit
import LocalTeams
import Teams
import Testing

@Suite("Files and pictures that people send")
struct FilesTogetherTests {
    @Test("E10, E11 are read by the bot, byte by byte, with its token for pictures alone")
    func download() async throws {
        typealias Found = (name: String?, isPicture: Bool, bytes: [UInt8])
        let (turns, turn) = AsyncStream.makeStream(of: Result<[Found], any Error>.self)
        let file = Array("berth;ship\n4;Ada\n".utf8)
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2, 3]
        try await Quay.with(
            register: { app in
                app.onMessage { context in
                    var found: [Found] = []
                    do {
                        for attachment in context.attachments {
                            let bytes = try await attachment.download().bytes
                            found.append((attachment.name, attachment.isPicture, bytes))
                        }
                        turn.yield(.success(found))
                    } catch {
                        turn.yield(.failure(error))
                    }
                }
            },
            { quay in
                let chat = try await quay.chat()
                try await quay.gesture(
                    "POST", "conversations/\(chat)/messages",
                    [
                        "as": "ines", "text": "two things",
                        "attachments": [
                            Self.attachment("berths.csv", "text/csv", file),
                            Self.attachment("a.png", "image/png", picture),
                        ],
                    ])
                var ended = turns.makeAsyncIterator()
                let outcome = await ended.next()
                let both = try #require(outcome).get()
                #expect(both.count == 2)
                #expect(both.first { !$0.isPicture }?.bytes == file)
                #expect(both.first { !$0.isPicture }?.name == "berths.csv")
                #expect(both.first { $0.isPicture }?.bytes == picture)

                // The same address without the token is refused, as by Teams.
                let log = try await quay.gesture("GET", "log").arrayValue ?? []
                let views = log.filter { $0["path"]?.stringValue?.contains("/views/original") == true }
                #expect(!views.isEmpty)
                #expect(views.allSatisfy { $0["status"] == 200 })
                #expect(views.allSatisfy { $0.text().contains(quay.service.clientID) }, "with the bot's token")
            })
    }

    private static func attachment(_ name: String, _ type: String, _ bytes: [UInt8]) -> JSONValue {
        [
            "name": .string(name), "contentType": .string(type),
            "base64": .string(Data(bytes).base64EncodedString()),
        ]
    }
}
