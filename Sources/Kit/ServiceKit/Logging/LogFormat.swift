internal import Foundation

/// How lines of the log are written.
public struct LogFormat: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case text
        case json
    }
    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }

    /// For people: ``LogRecord/text``.
    public static let text = LogFormat(.text)
    /// For programs: ``LogRecord/json``, an object a line.
    public static let json = LogFormat(.json)

    func line(_ record: LogRecord) -> String {
        switch kind {
        case .text: record.text
        case .json: record.json
        }
    }
}

extension LogRecord {
    /// The line as an object of JSON, without a line feed: `time`, `level`, `label` and `message`, then the metadata in
    /// the order of their names. Metadata with one of those four names get an underscore behind it.
    public var json: String {
        let date = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let head = [("time", date), ("level", level.name), ("label", label), ("message", message)]
        let taken = Set(head.map(\.0))
        let rest = metadata.sorted { $0.key < $1.key }.map {
            (taken.contains($0.key) ? $0.key + "_" : $0.key, $0.value)
        }
        return "{" + (head + rest).map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",") + "}"
    }
}

/// A text as JSON writes it.
private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": quoted += "\\\(scalar)"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
