import Foundation
import Glibc
import HTTPKit
import JSONKit
import Testing

private let group = "19%3A0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4%40thread.v2"

/// `teams local` as a process of its own.
private final class Teams: Sendable {
    let address: String
    let startText: String
    let process: Process

    /// Starts it and waits for the first line.
    /// - Parameter blocks: the largest file that it may write, in units of 512 bytes; no limit without it.
    init(_ arguments: [String], folder: String, blocks: Int? = nil) async throws {
        let process = Process()
        let words = ["local", "--port", "0"] + arguments
        if let blocks {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments =
                ["-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$@\"", Self.executable.path()] + words
        } else {
            process.executableURL = Self.executable
            process.arguments = words
        }
        process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": folder]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        startText = await withCheckedContinuation { done in
            Thread.detachNewThread {
                var text = ""
                while !text.contains("SERVICE_URL"), case let data = pipe.fileHandleForReading.availableData,
                    !data.isEmpty
                {
                    text += String(decoding: data, as: UTF8.self)
                }
                done.resume(returning: text)
            }
        }
        let first = startText.split(separator: "\n").first ?? ""
        address = String(first.dropFirst("listening on ".count))
    }

    /// Sends a signal, if any, and waits for the end.
    /// - Returns: the exit status, or minus the signal that ended it.
    func end(_ signal: CInt? = nil) async -> Int32 {
        await withCheckedContinuation { done in
            Thread.detachNewThread { [process] in
                if let signal { kill(process.processIdentifier, signal) }
                process.waitUntilExit()
                done.resume(
                    returning: process.terminationReason == .exit
                        ? process.terminationStatus : -process.terminationStatus)
            }
        }
    }

    /// The program that was built with these tests.
    static let executable: URL = {
        var folder = URL(filePath: CommandLine.arguments[0])
        while folder.path() != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "teams").path()) {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: "teams")
    }()
}

private func withFolder(_ test: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "teams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await test(folder.path(percentEncoded: false))
}

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
            let second = Process()
            second.executableURL = Teams.executable
            second.arguments = ["local", "--port", port]
            let errors = Pipe()
            second.standardError = errors
            second.standardOutput = FileHandle.nullDevice
            try second.run()
            let text = await withCheckedContinuation { done in
                Thread.detachNewThread {
                    done.resume(
                        returning: String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
                }
            }
            second.waitUntilExit()
            #expect(second.terminationStatus == 1)
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
                keys.append(try await client.send(HTTPClientRequest(url: "\(teams.address)/v1/.well-known/keys")).body)
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
            let history = try JSONValue(parsing: try await client.send(HTTPClientRequest(url: url)).body)
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
                    try JSONValue(parsing: try await client.send(HTTPClientRequest(url: url)).body).arrayValue ?? [])
            }
            #expect(histories[0] == histories[1])
            let texts = histories[0].compactMap { $0["text"]?.stringValue }
            #expect(Set(texts).count == texts.count)
            #expect(Set(acknowledged).isSubset(of: texts))
            #expect(await second.end(SIGTERM) == 0)
        }
    }
}

/// Whether the message was acknowledged.
private func post(_ text: String, as person: String, to address: String, _ client: HTTPClient) async -> Bool {
    let body: JSONValue = ["as": .string(person), "text": .string(text)]
    let request = HTTPClientRequest(
        method: "POST", url: "\(address)/_local/conversations/\(group)/messages", body: body.serialized())
    return (try? await client.send(request))?.status == 201
}
