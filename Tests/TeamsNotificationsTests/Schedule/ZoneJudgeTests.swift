import Foundation
import ServiceKit
import Testing

@testable import TeamsNotifications

/// Every zone of the database, at each change of its clocks, against Python's `zoneinfo`.
@Test func everyZoneAgreesWithPythonAroundEachChange() async throws {
    var judged = Judged()
    let said = try await output(of: "zones.py")
    for line in said.split(separator: "\n") { try judged.read(line) }
    #expect(judged.zones > 500)
    #expect(judged.localTimes > 50_000)
    #expect(judged.crons > 2_000)
    #expect(judged.wrong.isEmpty, "\(judged.wrong.count) wrong: \(judged.wrong.prefix(10).joined(separator: "\n"))")
}

/// What the judge says, line by line, and what of ours differs.
private struct Judged {
    var zones = 0
    var localTimes = 0
    var crons = 0
    var wrong: [String] = []
    private var name = ""
    private var rules = ZoneRules(offset: 0)
    private var cron: CronExpression?
    private var expressions: [String: CronExpression] = [:]

    mutating func read(_ line: Substring) throws {
        let rest = line.dropFirst(2)
        switch line.first {
        case "Z":
            name = String(rest)
            zones += 1
            guard let rules = ZoneDatabase.rules(of: name) else {
                wrong.append("\(name) is not known")
                return
            }
            self.rules = rules
        case "L":
            let numbers = rest.split(separator: " ").compactMap { Int($0) }
            localTimes += 1
            let found = rules.instant(ofLocal: numbers[0])
            if found != numbers[1] { wrong.append("\(name): local \(numbers[0]) is \(numbers[1]), not \(found)") }
        case "C":
            let text = String(rest)
            cron = try expressions[text] ?? CronExpression(text)
            expressions[text] = cron
        default:
            try judgeCron(rest.split(separator: " ").compactMap { Int($0) })
        }
    }

    private mutating func judgeCron(_ numbers: [Int]) throws {
        let cron = try #require(cron)
        crons += 1
        var found: [Int] = []
        var date = Date(timeIntervalSince1970: Double(numbers[0]))
        while let next = cron.next(after: date, in: rules), next.timeIntervalSince1970 <= Double(numbers[1]) {
            found.append(Int(next.timeIntervalSince1970))
            date = next
        }
        if found != Array(numbers.dropFirst(2)) {
            wrong.append("\(name): \(cron.text) from \(numbers[0]) is \(numbers.dropFirst(2)), not \(found)")
        }
    }
}

/// What a script of this folder prints. It is waited for on a thread of its own.
private func output(of script: String) async throws -> String {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script).path()
    let result = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Data, any Error>) in
        do {
            try OwnThread.start(name: "judge") {
                continuation.resume(with: Result { try run("python3", path) })
            }
        } catch {
            continuation.resume(throwing: error)
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func run(_ arguments: String...) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw JudgeIsSilent() }
    return output
}

private struct JudgeIsSilent: Error {}
