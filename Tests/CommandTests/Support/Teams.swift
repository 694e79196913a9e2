import Foundation
import HTTPKit
import JSONKit

/// The group chat of the built-in company, as a segment of a path.
let group = "19%3A0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4%40thread.v2"

/// `teams local` as a process of its own.
final class Teams: Sendable {
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

    /// What a start says that comes to nothing: the exit status, and what stands on standard error.
    /// - Parameter user: the number of the user to run as, when these tests run as root; root may write anywhere.
    static func failure(_ arguments: [String], user: Int? = nil) async throws -> (status: Int32, text: String) {
        let process = Process()
        let words = ["local"] + (arguments.contains("--port") ? [] : ["--port", "0"]) + arguments
        process.executableURL = executable
        process.arguments = words
        if let user, getuid() == 0 {
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments =
                ["setpriv", "--reuid", "\(user)", "--clear-groups", executable.path()] + words
        }
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = await withCheckedContinuation { done in
            Thread.detachNewThread {
                let data = errors.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                done.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
        return (process.terminationStatus, text)
    }

    /// The memory that it holds, in bytes; known on Linux alone.
    var residentBytes: Int {
        let statm = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)
        let pages = statm?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(CInt(_SC_PAGESIZE)))
    }

    /// How many files and connections it has open; known on Linux alone.
    var descriptorCount: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd").count) ?? 0
    }

    var port: Int { Int(address.split(separator: ":").last ?? "") ?? 0 }

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

func withFolder(_ test: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "teams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await test(folder.path(percentEncoded: false))
}

/// Whether the message was acknowledged.
func post(_ text: String, as person: String, to address: String, _ client: HTTPClient) async -> Bool {
    let body: JSONValue = ["as": .string(person), "text": .string(text)]
    let request = HTTP.ClientRequest(
        method: "POST", url: "\(address)/_local/conversations/\(group)/messages", body: body.serialized())
    return (try? await client.send(request))?.status == 201
}
