import Foundation
import HTTPKit
import JSONKit
import Testing

@Suite struct LocalProcessTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func aSignalEndsItWithStatusZero(signal: CInt) async throws {
        try await withFolder { folder in
            let teams = try await Teams([], folder: folder)
            #expect(teams.address.hasPrefix("http://127.0.0.1:"))
            #expect(teams.startText.contains("The page:  \(teams.address)/?as="))
            #expect(teams.startText.contains("export LOCAL_TEAMS_URL=\(teams.address)\n"))
            #expect(await teams.end(signal) == 0)
        }
    }

    @Test func aPortInUseIsNamed() async throws {
        try await withFolder { folder in
            let first = try await Teams([], folder: folder)
            let port = first.address.split(separator: ":").last.map(String.init) ?? ""
            let (status, text) = try await Teams.failure(["--port", port])
            #expect(status == 1)
            #expect(text.contains("--port \(port)"))
            #expect(text.split(separator: "\n").count == 1)
            #expect(await first.end(SIGTERM) == 0)
        }
    }

    @Test func theKeyOutlivesARunWithoutData() async throws {
        try await withFolder { folder in
            let client = HTTPClient()
            defer { client.close() }
            var keys: [[UInt8]] = []
            for _ in 0..<2 {
                let teams = try await Teams([], folder: folder)
                keys.append(try await client.send(HTTP.ClientRequest(url: "\(teams.address)/v1/.well-known/keys")).body)
                #expect(await teams.end(SIGTERM) == 0)
            }
            #expect(keys[0] == keys[1])
        }
    }

    @Test func aFullDiskEndsItAndLosesNothing() async throws {
        try await withFolder { folder in
            let client = HTTPClient()
            defer { client.close() }
            let full = try await Teams(["--data", folder + "/world.db"], folder: folder, blocks: 400)
            var acknowledged: [String] = []
            let filler = String(repeating: "x", count: 500)
            while await post("\(acknowledged.count) \(filler)", as: "ines", to: full.address, client) {
                acknowledged.append("\(acknowledged.count) \(filler)")
            }
            #expect(await full.end() == 1)
            let whole = try await Teams(["--data", folder + "/world.db"], folder: folder)
            let url = "\(whole.address)/_local/conversations/\(group)/messages?as=bo"
            let history = try JSONValue(parsing: try await client.send(HTTP.ClientRequest(url: url)).body)
            #expect(history.arrayValue?.compactMap { $0["text"]?.stringValue } == acknowledged)
            #expect(!acknowledged.isEmpty)
            #expect(await whole.end(SIGTERM) == 0)
        }
    }

    @Test func whatWasAcknowledgedSurvivesAKill() async throws {
        try await withFolder { folder in
            let client = HTTPClient()
            defer { client.close() }
            let first = try await Teams(["--data", folder + "/world.db"], folder: folder)
            let address = first.address
            // Twenty senders write on until the process is gone; what was answered 201 is acknowledged.
            let acknowledged = await withTaskGroup(of: [String].self) { group in
                for sender in 0..<20 {
                    group.addTask {
                        let person = ["ines", "bo", "chidi", "mei"][sender % 4]
                        var texts: [String] = []
                        for number in 0... {
                            let text = "\(sender)-\(number)"
                            guard await post(text, as: person, to: address, client) else { break }
                            texts.append(text)
                            if texts.count == 5, sender == 0 { kill(first.process.processIdentifier, SIGKILL) }
                        }
                        return texts
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
            #expect(acknowledged.count >= 5)
            #expect(await first.end(SIGKILL) == -SIGKILL)

            let second = try await Teams(["--data", folder + "/world.db"], folder: folder)
            var histories: [[JSONValue]] = []
            for person in ["ines", "bo"] {
                let url = "\(second.address)/_local/conversations/\(group)/messages?as=\(person)&limit=100000"
                histories.append(
                    try JSONValue(parsing: try await client.send(HTTP.ClientRequest(url: url)).body).arrayValue ?? [])
            }
            #expect(histories[0] == histories[1])
            let texts = histories[0].compactMap { $0["text"]?.stringValue }
            #expect(Set(texts).count == texts.count)
            #expect(Set(acknowledged).isSubset(of: texts))
            #expect(await second.end(SIGTERM) == 0)
        }
    }
}
