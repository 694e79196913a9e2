import Foundation
import JSONKit
import Testing

/// One file of `Cases`: something that went wrong for somebody, and the right outcome.
struct ReportedCase: Sendable {
    let json: JSONValue

    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Cases")
        json = try JSONValue(parsing: Array(Data(contentsOf: folder.appending(path: "\(name).json"))))
    }

    var input: JSONValue { json["input"] ?? .null }
    var expected: JSONValue { json["expected"] ?? .null }

    /// Each input with what it expects.
    var pairs: [(input: JSONValue, expected: JSONValue)] {
        Array(zip(input.arrayValue ?? [], expected.arrayValue ?? []))
    }
}

extension RunningTeams.Answer {
    /// Compares this with what a case expects: `status` (a number or `2xx`), `error.code`, `error.message`, and
    /// `error.message contains`. Other members of `expected` are for the test itself.
    func expect(_ expected: JSONValue, _ comment: String = "") {
        switch expected["status"] {
        case .string("2xx")?: #expect((200..<300).contains(status), "\(comment): \(json)")
        case let wanted?: #expect(status == wanted.intValue, "\(comment): \(json)")
        case nil: break
        }
        if let code = expected["error.code"] { #expect(self.code == code.stringValue, "\(comment)") }
        if let text = expected["error.message"] { #expect(message == text.stringValue, "\(comment)") }
        if let part = expected["error.message contains"]?.stringValue {
            #expect(message.contains(part), "\(comment): \(message)")
        }
    }
}
