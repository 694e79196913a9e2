import Foundation
import JSONKit
import ServiceKit
import TeamsCards

extension Subcommand {
    /// `teams card check`: what Teams would refuse in cards, where, and what to do about it.
    static let cardCheck = Subcommand(
        parser: CommandLineParser(
            "check", "Say what Teams would refuse in cards, where, and what to do about it.",
            options: [
                .value("target", "bot|webhook|dialog", "Where the cards go.", default: "bot"),
                .flag("json", "Print one JSON array of {file, severity, code, path, message}."),
            ],
            arguments: [
                .init(
                    "file", "A card, an attachment or a message with cards, as JSON; - is standard input.",
                    repeats: true)
            ]),
        run: { invocation, output in
            let targets = CardTarget.all
            let name = try invocation.option("target")?.choice(of: targets.map(\.name))
            let report = CardReport(
                files: invocation.arguments("file").map(\.text), target: targets.first { $0.name == name } ?? .bot)
            output.text(invocation.flag("json") ? report.json.text(.pretty) + "\n" : report.text)
            if let failure = report.failure { throw failure }
        })
}

/// What was found in each of some files.
struct CardReport {
    /// One file: what it holds, what was found in it, or why it could not be read.
    private struct File {
        let name: String
        let json: JSONValue?
        var contents: CardContents?
        let issues: [CardIssue]
        var isUnreadable = false
    }

    private let files: [File]

    init(files names: [String], target: CardTarget) {
        files = names.map { name in
            let file = name == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: name)
            guard let bytes = try? file?.readToEnd() ?? Data(), file != nil else {
                return File(name: name, json: nil, issues: [], isUnreadable: true)
            }
            do throws(JSONError) {
                let json = try JSONValue(parsing: withoutByteOrderMark([UInt8](bytes)))
                let (contents, issues) = CardValidator.check(json, for: target)
                return File(name: name, json: json, contents: contents, issues: issues)
            } catch {
                let issue = CardIssue(
                    code: "json", severity: .error, path: "", elementID: nil,
                    message: "\(name):\(error.line):\(error.column): this is no JSON: \(error.message)")
                return File(name: name, json: nil, issues: [issue])
            }
        }
    }

    /// One object an issue, over all files.
    var json: JSONValue {
        .array(
            files.flatMap { file in
                file.issues.map { issue in
                    [
                        "file": .string(file.name), "severity": .string(issue.severity.rawValue),
                        "code": .string(issue.code.rawValue), "path": .string(issue.path),
                        "message": .string(issue.message),
                    ]
                }
            })
    }

    /// The report for people.
    var text: String {
        files.filter { !$0.isUnreadable }.map { file in
            let found = file.contents.map { "\($0) in \(file.name)" } ?? file.name
            guard !file.issues.isEmpty else { return "\(found): fine\n" }
            return "\(found)\n"
                + file.issues.map { issue in
                    let shown: String? = file.json.flatMap { json in excerpt(of: json, at: issue.path) }
                    let place = issue.path.isEmpty ? "the whole document" : issue.path
                    let excerptLine = shown.map { "\n      \($0)" } ?? ""
                    return "  \(issue.severity.rawValue): \(place): \(issue.message) [\(issue.code)]\(excerptLine)\n"
                }.joined()
        }.joined()
    }

    /// Why the process ends without success: 2 when a file could not be read, 1 when there are errors.
    var failure: CommandFailure? {
        let unreadable = files.filter(\.isUnreadable).map(\.name)
        if !unreadable.isEmpty {
            return CommandFailure(message: "cannot read \(unreadable.joined(separator: ", "))", status: 2)
        }
        let errors = files.reduce(0) { $0 + $1.issues.count { $0.severity == .error } }
        guard errors > 0 else { return nil }
        return CommandFailure(message: errors == 1 ? "1 error" : "\(errors) errors", status: 1)
    }
}

/// What stands at a JSON pointer, on one line and cut.
private func excerpt(of json: JSONValue, at path: String) -> String? {
    guard !path.isEmpty, let pointer = JSONPointer(path), let value = json[pointer] else { return nil }
    let text = value.text()
    return text.count > 100 ? text.prefix(100) + "…" : text
}

/// Editors of some systems begin a file with the mark of UTF-8.
func withoutByteOrderMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
}
