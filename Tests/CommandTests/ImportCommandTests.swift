import Foundation
import LockKit
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsCommand

@Suite("teams import") struct ImportCommandTests {
    private static let file = """
        {"_t-1_a:1ines": {"user": {"id": "29:ines"}, "bot": {"id": "28:harbor"}, "conversation": {"id": "a:1ines",
          "conversationType": "personal"}, "serviceUrl": "https://smba.trafficmanager.net/emea/"},
         "_t-1_a:old": {"conversation": {"id": "a:old"}}}
        """

    private let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func run(_ text: String, data: String = "bot.db", _ more: String...) async throws -> (
        status: Int32, output: String, errors: String
    ) {
        try Data(text.utf8).write(to: URL(filePath: path("store.json")))
        let output = Mutex("")
        let errors = Mutex("")
        let status = await TeamsCommand.run(
            ["import", path("store.json"), "--data", path(data)] + more,
            output: TextOutput { text in output.withLock { $0 += text } },
            errors: TextOutput { text in errors.withLock { $0 += text } })
        return (status, output.withLock { $0 }, errors.withLock { $0 })
    }

    private func stored() async throws -> [String] {
        let page = try await SQLiteConversationStore(path: path("bot.db"))
            .page(of: ConversationQuery(), after: nil, limit: 100)
        return page.conversations.map(\.id.rawValue)
    }

    @Test func itSaysWhatItTookAndWhatNot() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try await run(Self.file)
        #expect(first.status == 0 && first.errors.isEmpty)
        #expect(first.output.hasPrefix("took 1 person, 0 group chats, 0 teams; 1 new, 0 known already\n"))
        #expect(first.output.contains("not taken: _t-1_a:old: it has no service URL"))
        #expect(try await run(Self.file).output.contains("; 0 new, 1 known already\n"), "twice is once")
        #expect(try await stored() == ["a:1ines"])
        let other = try await run(Self.file, "--client-id", "other")
        #expect(other.output.contains("it belongs to another bot, 28:harbor"))
    }

    @Test func anEmptyFileIsNothing() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await run("")
        #expect(result.status == 0 && result.output == "nothing to take: the file is empty\n")
        #expect(!FileManager.default.fileExists(atPath: path("bot.db")))
    }

    @Test func aBadFileChangesNothing() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await run(Self.file)
        for (text, place) in [(Self.file + "}", ":3:"), ("[]", ":"), (#"{"_t_a:2": [], "_t_a:3": 1}"#, ":/_t_a:2:")] {
            let result = try await run(text)
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(result.errors.contains("store.json\(place)"), "\(result.errors)")
            #expect(result.errors.split(separator: "\n").count == 1)
        }
        #expect(try await stored() == ["a:1ines"])
        let missing = try await run("", data: "none/bot.db")
        #expect(missing.status == 0, "nothing to store")
        #expect(try await run(Self.file, data: "none/bot.db").status == 1)
    }
}
