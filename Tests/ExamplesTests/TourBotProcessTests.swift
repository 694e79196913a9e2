import Foundation
import Testing

/// The program as people start it.
@Suite(.timeLimit(.minutes(10)))
struct TourBotProcessTests {
    /// Runs the built program until `work` returns.
    private func run(
        _ environment: [String: String], _ work: (Process, FileHandle) throws -> Void = { _, _ in }
    ) throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: "tour-bot")
        process.environment = environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try work(process, output.fileHandleForReading)
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test func itSaysWhereItListensAndEndsWhenToldTo() throws {
        let end = try run(["PORT": "0", "LOCAL_TEAMS_URL": "http://127.0.0.1:1"]) { process, output in
            var line = ""
            while !line.hasSuffix("\n"), let byte = try output.read(upToCount: 1), !byte.isEmpty {
                line += String(decoding: byte, as: UTF8.self)
            }
            #expect(line.hasPrefix("listening on http://127.0.0.1:"))
            process.terminate()
        }
        #expect(end.status == 0)
    }

    @Test func aWrongSettingEndsItWithOneLine() throws {
        let end = try run(["PORT": "many"])
        #expect(end.status == 1)
        #expect(end.errors == "tour-bot: PORT is \"many\"; it must be a whole number from 0 to 65535\n")
    }
}
