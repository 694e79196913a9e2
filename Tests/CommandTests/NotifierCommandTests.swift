import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Testing

@testable import TeamsCommand

/// `teams notifier` as a process of its own.
private final class NotifierProcess: Sendable {
    let process: Process
    let address: String
    /// The key that it told; empty when it told none.
    let key: String

    /// Starts it and waits for the first line, and for the key when one is to be told.
    init(_ arguments: [String], teams: Teams, data: String, tellsKey: Bool) async throws {
        let process = Process()
        process.executableURL = Teams.executable
        process.arguments = ["notifier", "--port", "0", "--data", data] + arguments
        process.environment = ["LOCAL_TEAMS_URL": teams.address, "PATH": "/usr/bin:/bin"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        let text: String = await withCheckedContinuation { done in
            Thread.detachNewThread {
                var text = ""
                let wanted = tellsKey ? 2 : 1
                while text.count(where: { $0 == "\n" }) < wanted,
                    case let data = pipe.fileHandleForReading.availableData, !data.isEmpty
                {
                    text += String(decoding: data, as: UTF8.self)
                }
                done.resume(returning: text)
            }
        }
        let lines = text.split(separator: "\n")
        address = String(lines.first?.dropFirst("listening on ".count) ?? "")
        key = tellsKey ? String(lines.last?.split(separator: " ").last ?? "") : ""
    }

    func end() async -> Int32 {
        await withCheckedContinuation { done in
            Thread.detachNewThread { [process] in
                kill(process.processIdentifier, SIGTERM)
                process.waitUntilExit()
                done.resume(returning: process.terminationReason == .exit ? process.terminationStatus : -1)
            }
        }
    }
}

/// A command that ends by itself: its status and what it wrote.
private func teams(
    _ arguments: [String], environment: [String: String] = [:]
) async throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = Teams.executable
    process.arguments = arguments
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return await withCheckedContinuation { done in
        Thread.detachNewThread {
            let text = output.fileHandleForReading.readDataToEndOfFile()
            let wrong = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            done.resume(
                returning: (
                    process.terminationStatus, String(decoding: text, as: UTF8.self),
                    String(decoding: wrong, as: UTF8.self)
                ))
        }
    }
}

@Suite struct NotifierCommandTests {
    @Test func itServesBesideItsToolsAndEndsWithStatusZero() async throws {
        try await withFolder { folder in
            let local = try await Teams([], folder: folder)
            let data = folder + "/teams.db"
            let notifier = try await NotifierProcess([], teams: local, data: data, tellsKey: true)
            #expect(notifier.address.hasPrefix("http://127.0.0.1:"))
            #expect(notifier.key.hasPrefix("tnk_"))
            let client = HTTPClient()
            defer { client.close() }
            func status(_ path: String, _ key: String?, _ method: String = "GET", _ body: JSONValue? = nil) async throws
                -> Int
            {
                let fields: HTTP.Fields = key.map { ["Authorization": "Bearer \($0)"] } ?? [:]
                return try await client.send(
                    HTTP.ClientRequest(
                        method: method, url: notifier.address + path, fields: fields, body: body?.serialized() ?? [])
                ).status
            }
            #expect(try await status("/healthz", nil) == 200)
            #expect(try await status("/readyz", nil) == 200)
            #expect(try await status("/v1/notifications", nil) == 401)
            #expect(try await status("/v1/notifications", notifier.key) == 200)
            #expect(try await status("/openapi.json", notifier.key) == 200)
            #expect(try await status("/api/messages", nil, "POST", [:]) == 401)
            let zone: JSONValue = [
                "audience": ["everyone": true], "content": ["text": "x"],
                "schedule": ["localTime": "2099-01-01T09:00", "fallbackTimeZone": "Europe/Nowhere"],
            ]
            #expect(try await status("/v1/notifications", notifier.key, "POST", zone) == 400)

            // A second one on the same file, and one on the same port.
            let environment = ["LOCAL_TEAMS_URL": local.address]
            let second = try await teams(["notifier", "--port", "0", "--data", data], environment: environment)
            #expect(second.status == 1)
            #expect(second.errors.split(separator: "\n").count == 1 && second.errors.contains(data), "\(second.errors)")
            let port = notifier.address.split(separator: ":").last.map(String.init) ?? ""
            let third = try await teams(
                ["notifier", "--port", port, "--data", folder + "/other.db"], environment: environment)
            #expect(third.status == 1)
            #expect(third.errors.split(separator: "\n").count == 1 && third.errors.contains(port), "\(third.errors)")

            // Keys and the check, beside the running one.
            let made = try await teams(["notifier", "keys", "add", "builds", "--scope", "read", "--data", data])
            #expect(made.status == 0)
            let listed = try await teams(["notifier", "keys", "list", "--data", data])
            #expect(listed.output.contains("builds") && listed.output.contains("default"))
            #expect(!listed.output.contains(made.output.trimmingCharacters(in: .whitespacesAndNewlines)))
            let again = try await teams(["notifier", "keys", "add", "builds", "--scope", "read", "--data", data])
            #expect(again.status == 1 && again.errors.split(separator: "\n").count == 1)
            let check = try await teams(["notifier", "check", "--data", data], environment: environment)
            #expect(check.status == 0, "\(check.output)")
            #expect(try await teams(["notifier", "keys", "revoke", "builds", "--data", data]).status == 0)

            #expect(await notifier.end() == 0)
            // The key is known again, and none is told.
            let later = try await NotifierProcess([], teams: local, data: data, tellsKey: false)
            let answer = try await client.send(
                HTTP.ClientRequest(
                    url: later.address + "/v1/notifications", fields: ["Authorization": "Bearer \(notifier.key)"]))
            #expect(answer.status == 200)
            #expect(await later.end() == 0)
            #expect(await local.end(SIGTERM) == 0)
        }
    }

    @Test(arguments: [
        (["--prot", "1"], "--prot"), (["--port", "many"], "--port"), (["--config", "/nowhere.json"], "/nowhere.json"),
        (["--clock", "local-teams"], "--clock"), (["--data", "/nowhere/teams.db", "--port", "0"], "/nowhere/teams.db"),
        (["--api-key-file", "/nowhere/keys", "--port", "0", "--data", ":memory:"], "/nowhere/keys"),
        (["chek"], "chek"), (["keys"], "keys"), (["keys", "add", "x"], "--scope"),
        (["keys", "add", "x", "--scope", "all"], "--scope"),
        (["keys", "list", "--data", "/nowhere.db"], "/nowhere.db"),
    ])
    func aMistakeIsNamedInOneLine(arguments: [String], culprit: String) async throws {
        let (status, output, errors) = try await teams(["notifier"] + arguments)
        #expect(status == 1)
        #expect(output.isEmpty)
        #expect(errors.contains(culprit), "\(errors)")
        let lines = errors.split(separator: "\n").filter { $0.hasPrefix("teams: ") }
        #expect(lines.count == 1, "\(errors)")
    }

    /// What stands on a command line, everybody on the machine can read. (That of `teams local` is none: its world is
    /// on this machine.)
    @Test func noOptionTakesASecret() {
        func names(_ parser: CommandLineParser) -> [String] {
            parser.options.map(\.name) + parser.arguments.map(\.name) + parser.subcommands.flatMap(names)
        }
        let commands: [Subcommand] = [.notifier, .notify, .import]
        let suspicious = Set(commands.flatMap { names($0.parser) }).filter { name in
            ["key", "secret", "token", "password"].contains { name.contains($0) }
        }
        #expect(suspicious == ["api-key-file", "idempotency-key"])
    }

    @Test func theHelpTellsEveryOptionAndCommand() async throws {
        let (status, output, _) = try await teams(["notifier", "--help"])
        #expect(status == 0)
        #expect(output.hasPrefix("Usage: teams notifier [options] [<command>]\n"))
        let words = [
            "--config", "--port", "--data", "--database", "--api-key-file", "--templates", "--clock", "check", "keys",
            "move", "backup", "restore",
        ]
        for word in words { #expect(output.contains(word), "\(word)") }
    }
}
