import Foundation
import HTTPKit
import JSONKit
import Testing

/// A data file that makes no world: one line that says which file, what is wrong and what to do, and the file as it
/// was.
@Suite struct LocalDataTests {
    /// A damage: what is replaced in the bytes of the file, if anything, and what the line says of it.
    private struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let says: String
        let spoil: @Sendable ([UInt8], _ ids: [String]) -> [UInt8]
    }

    private static let damages = [
        Damage(testDescription: "a doubled message number", says: "stands twice") { bytes, ids in
            bytes.replacing("\"number\":\(ids[1])".utf8, with: "\"number\":\(ids[0])".utf8)
        },
        Damage(testDescription: "a number beyond all bounds", says: "damaged") { bytes, ids in
            bytes.replacing(
                "\"number\":\(ids[1])".utf8, with: "\"number\":9e999\(String(repeating: " ", count: 8))".utf8)
        },
        Damage(testDescription: "a row that is no JSON", says: "damaged") { bytes, ids in
            bytes.replacing("\"number\":\(ids[0])".utf8, with: "\"number\"=\(ids[0])".utf8)
        },
        Damage(testDescription: "a state that nobody knows", says: "damaged") { bytes, _ in
            bytes.replacing("\"state\":\"present\"".utf8, with: "\"state\":\"prezent\"".utf8)
        },
        Damage(testDescription: "no database", says: "world.db") { _, _ in Array("# notes\n".utf8) },
        Damage(testDescription: "half a database", says: "world.db") { bytes, _ in Array(bytes.prefix(bytes.count / 2))
        },
    ]

    @Test(arguments: damages)
    private func aDamagedFileIsNamedAndKept(damage: Damage) async throws {
        try await withFolder { folder in
            let path = folder + "/world.db"
            let ids = try await fill(path, folder: folder)
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            let spoilt = damage.spoil(bytes, ids)
            try #require(spoilt != bytes)
            try Data(spoilt).write(to: URL(filePath: path))
            let (status, text) = try await Teams.failure(["--data", path])
            #expect(status == 1)
            #expect(text.split(separator: "\n").count == 1, "\(text)")
            #expect(text.contains("--data \(path)"))
            #expect(text.contains(damage.says), "\(text)")
            #expect(Array(try Data(contentsOf: URL(filePath: path))) == spoilt)
        }
    }

    @Test func aFileThatCannotBeWrittenIsNamedAndKept() async throws {
        try await withFolder { folder in
            let path = folder + "/world.db"
            _ = try await fill(path, folder: folder)
            let bytes = try Data(contentsOf: URL(filePath: path))
            chmod(path, 0o444)
            chmod(folder, 0o555)
            let (status, text) = try await Teams.failure(["--data", path], user: 65_534)
            #expect(status == 1)
            #expect(text.contains("--data \(path)"), "\(text)")
            #expect(text.split(separator: "\n").count == 1, "\(text)")
            #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
            chmod(folder, 0o755)
            chmod(path, 0o644)
            let again = try await Teams(["--data", path], folder: folder)
            #expect(await again.end(SIGTERM) == 0)
        }
    }

    @Test func aSecondProcessIsToldSo() async throws {
        try await withFolder { folder in
            let client = HTTPClient()
            defer { client.close() }
            let path = folder + "/world.db"
            let first = try await Teams(["--data", path], folder: folder)
            #expect(await post("before", as: "ines", to: first.address, client))
            let (status, text) = try await Teams.failure(["--data", path])
            #expect(status == 1)
            #expect(text.contains("--data \(path)"), "\(text)")
            #expect(text.split(separator: "\n").count == 1, "\(text)")
            #expect(await post("after", as: "ines", to: first.address, client))
            #expect(await first.end(SIGTERM) == 0)
            let again = try await Teams(["--data", path], folder: folder)
            #expect(try await again.texts(client) == ["before", "after"])
            #expect(await again.end(SIGTERM) == 0)
        }
    }

    @Test func whatWasAcknowledgedSurvivesAnEndInTheMiddle() async throws {
        try await withFolder { folder in
            let client = HTTPClient()
            defer { client.close() }
            let path = folder + "/world.db"
            let teams = try await Teams(["--data", path], folder: folder)
            let address = teams.address
            let acknowledged = await withTaskGroup(of: [String].self) { group in
                for sender in 0..<20 {
                    group.addTask {
                        var texts: [String] = []
                        for number in 0..<50 {
                            let text = "\(sender)-\(number)"
                            guard await post(text, as: "ines", to: address, client) else { break }
                            texts.append(text)
                            if sender == 0, number == 10 { kill(teams.process.processIdentifier, SIGTERM) }
                        }
                        return texts
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            #expect(await teams.end() == 0)
            let again = try await Teams(["--data", path], folder: folder)
            let texts = try await again.texts(client)
            #expect(Set(texts).count == texts.count)
            #expect(Set(acknowledged).isSubset(of: texts))
            #expect(acknowledged.count > 10)
            #expect(await again.end(SIGTERM) == 0)
        }
    }

    /// Makes a world with two messages.
    /// - Returns: their ids.
    private func fill(_ path: String, folder: String) async throws -> [String] {
        let client = HTTPClient()
        defer { client.close() }
        let teams = try await Teams(["--data", path], folder: folder)
        for text in ["one", "two"] { #expect(await post(text, as: "ines", to: teams.address, client)) }
        let ids = try await teams.history(client).compactMap { $0["id"]?.stringValue }
        #expect(await teams.end(SIGTERM) == 0)
        try #require(ids.count == 2)
        // Connections that close at the same moment may leave the last changes beside the file: the next end moves them
        // in.
        for _ in 0..<10 where (try? Data(contentsOf: URL(filePath: path + "-wal")))?.isEmpty == false {
            #expect(await (try Teams(["--data", path], folder: folder)).end(SIGTERM) == 0)
        }
        return ids
    }
}

extension Teams {
    /// What Ines sees of the group chat.
    func history(_ client: HTTPClient) async throws -> [JSONValue] {
        let url = "\(address)/_local/conversations/\(group)/messages?as=ines"
        return try JSONValue(parsing: try await client.send(HTTP.ClientRequest(url: url)).body).arrayValue ?? []
    }

    func texts(_ client: HTTPClient) async throws -> [String] {
        try await history(client).compactMap { $0["text"]?.stringValue }
    }
}
