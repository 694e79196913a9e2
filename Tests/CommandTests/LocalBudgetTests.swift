import Foundation
import HTTPKit
import JSONKit
import TestSupport
import Testing

/// What strangers may cost a running `teams local`: its memory and its descriptors are looked at afterwards, and a good
/// request is answered.
@Suite(.serialized) struct LocalBudgetTests {
    private static let allowance = 96 << 20

    /// Runs `attack` and looks at what it left behind.
    private func survives(_ attack: (Teams, HTTPClient) async throws -> Void) async throws {
        try await withFolder { folder in
            let client = HTTPClient()
            defer { client.close() }
            let teams = try await Teams([], folder: folder)
            #expect(await post("before", as: "ines", to: teams.address, client))
            let (bytes, descriptors) = (teams.residentBytes, teams.descriptorCount)
            try await attack(teams, client)
            #expect(await post("after", as: "ines", to: teams.address, client))
            #expect(teams.residentBytes - bytes < Self.allowance, "\((teams.residentBytes - bytes) >> 20) MiB more")
            // A connection that its peer has closed is open until its loop comes to it, and each answer gives the
            // loops a turn.
            for _ in 0..<1_000 where teams.descriptorCount > descriptors + 8 {
                #expect(await post("again", as: "ines", to: teams.address, client))
            }
            #expect(teams.descriptorCount <= descriptors + 8)
            #expect(await teams.end(SIGTERM) == 0)
        }
    }

    @Test(arguments: [
        ("/nowhere", 404), ("/v3/nothing", 404), ("/_local/nothing", 404), ("/main.js", 405), ("/_local/clock", 413),
        ("/v3/conversations/x/activities", 401), ("/v3/conversations/x/attachments", 401),
        ("/botframework.com/oauth2/v2.0/token", 413),
    ])
    func longBodiesThatNobodyWants(path: String, status: Int) async throws {
        try await survives { teams, _ in
            let body = [UInt8](repeating: 0x5b, count: 30 << 20)
            for _ in 0..<4 {
                let connection = try RawSocket(port: teams.port)
                let line = await connection.statusLine(
                    ["POST \(path) HTTP/1.1", "Host: 127.0.0.1", "Content-Length: \(body.count)"], body: body)
                #expect(line.hasPrefix("HTTP/1.1 \(status) "), "\(line)")
            }
        }
    }

    /// Those who would be refused for their head are not waited for.
    @Test func bodiesThatNeverCome() async throws {
        try await survives { teams, _ in
            var waiting: [RawSocket] = []
            for (host, status) in [("evil.example", 403), ("127.0.0.1", 404)] {
                for _ in 0..<40 {
                    let connection = try RawSocket(port: teams.port)
                    let line = await connection.statusLine(
                        ["POST /nowhere HTTP/1.1", "Host: \(host)", "Content-Length: 33554432"])
                    #expect(line.hasPrefix("HTTP/1.1 \(status) "), "\(line)")
                    waiting.append(connection)
                }
            }
        }
    }

    @Test func streamsThatSpeakNoWebSocket() async throws {
        try await survives { teams, client in
            for _ in 0..<1_500 {
                let url = "\(teams.address)/_local/stream?as=ines"
                let status = try await client.send(HTTP.ClientRequest(url: url)).status
                #expect(status == 426 || status == 400)
            }
        }
    }

    /// A body that is small on the wire, and large once it is read.
    @Test func bodiesThatGrowInTheLog() async throws {
        try await survives { teams, client in
            let body = Array("{\"a\":[\(String(repeating: "1,", count: 75_000))1]}".utf8)
            for _ in 0..<100 {
                let request = HTTP.ClientRequest(
                    method: "POST", url: "\(teams.address)/v3/conversations/x/activities", body: body)
                let status = try await client.send(request).status
                #expect(status == 401)
            }
        }
    }

    /// A body as long as a message with files may be, of values that are none.
    @Test func bodiesOfManyValues() async throws {
        try await survives { teams, client in
            let body = Array("{\"as\":\"ines\",\"text\":[\(String(repeating: "1,", count: 8 << 20))1]}".utf8)
            for _ in 0..<3 {
                let request = HTTP.ClientRequest(
                    method: "POST", url: "\(teams.address)/_local/conversations/\(group)/messages", body: body)
                let status = try await client.send(request).status
                #expect(status == 400)
            }
        }
    }
}
